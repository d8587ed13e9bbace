import type { Question } from '../generated/proxy.bindings.js';
import { type Context, Refusal } from './context.js';
import type { Route } from './rules.js';
import { read } from './streams.js';

/** A set of a hundred thousand companies is a megabyte and a half. */
const mostBodyBytes = 2 * 1024 * 1024;

/**
 * Reads the question that is asked, and checks it as the client does.
 * @throws {Refusal | Problem}
 */
export const readQuestion = async ({ request, url, words }: Context, route: Route): Promise<Question> => {
  const body = request.body ? await read(request.body, mostBodyBytes) : new Uint8Array();
  if (!body) throw new Refusal('BodyTooLarge');
  return words.question(route.place, request.method, url.pathname, url.search.slice(1), body);
};
