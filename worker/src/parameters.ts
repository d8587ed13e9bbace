import type { Question } from '../generated/proxy.bindings.js';
import { type Context, Refusal } from './context.js';
import type { Route } from './rules.js';
import type { Soon } from './soon.js';
import { read } from './streams.js';

/** A set of a hundred thousand companies is a megabyte and a half. */
const mostBodyBytes = 2 * 1024 * 1024;

const nothing = new Uint8Array();

const bodyOf = async (body: ReadableStream<Uint8Array>, headers: Headers, route: Route): Promise<Uint8Array> => {
  if (!route.hasBody) {
    // An empty body is none: a PUT without one is sent so.
    if (!(await read(body, 0))) throw new Refusal('body-not-expected');
    return nothing;
  }
  // What says that it is too large is not even begun.
  if (Number(headers.get('content-length') ?? 0) > mostBodyBytes) throw new Refusal('body-too-large');
  const bytes = await read(body, mostBodyBytes);
  if (!bytes) throw new Refusal('body-too-large');
  return bytes;
};

/**
 * Reads the question that is asked, and checks it as the client does.
 * @throws {Refusal | Problem}
 */
export const readQuestion = ({ request, url, words, rules: { callerHeaders } }: Context, route: Route): Soon<Question> => {
  const headers: string[] = [];
  const add = (name: string): void => {
    const value = request.headers.get(name);
    if (value !== null) headers.push(name, value);
  };
  callerHeaders.forEach(add);
  const questionWith = (body: Uint8Array): Question =>
    words.question(route.place, request.method, url.pathname, url.search.slice(1), headers, body);
  if (!request.body) return questionWith(nothing);
  add('content-type');
  return bodyOf(request.body, request.headers, route).then(questionWith);
};
