import type { Question } from '../generated/proxy.bindings.js';
import { type Context, Refusal } from './context.js';
import type { Route } from './rules.js';
import { read } from './streams.js';

/** A set of a hundred thousand companies is a megabyte and a half. */
const mostBodyBytes = 2 * 1024 * 1024;

const bodyOf = async ({ body, headers }: Request, route: Route): Promise<Uint8Array> => {
  if (!body) return new Uint8Array();
  if (!route.hasBody) {
    // An empty body is none: a PUT without one is sent so.
    const nothing = await read(body, 0);
    if (!nothing) throw new Refusal('body-not-expected');
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
export const readQuestion = async ({ request, url, words, rules: { callerHeaders } }: Context, route: Route): Promise<Question> => {
  const body = await bodyOf(request, route);
  const headers = ['content-type', ...callerHeaders].flatMap((name) => {
    const value = request.headers.get(name);
    return value === null ? [] : [name, value];
  });
  return words.question(route.place, request.method, url.pathname, url.search.slice(1), headers, body);
};
