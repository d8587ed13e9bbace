// Cross-origin requests: pages say where they come from, and browsers ask before and look at the answer's headers after.
import { isLocal } from './hosts.js';
import { Refusal } from './context.js';

/** What pages may read of an answer beside its body. */
const exposed = 'age, retry-after, server-timing, x-budget-remaining, x-cache, x-job-state, x-job-total, x-request-id';

/** What pages may send, beside the headers that are parameters. */
const accepted = ['authorization', 'content-type', 'x-request-id'];

/** How long a browser may remember the answer to a preflight, in seconds. */
const preflightSeconds = '600';

/** Whether a page of that origin may ask: one on the list, or of this machine where the worker is on this machine too. */
export const isAllowed = (origin: string, url: URL, origins: readonly string[]): boolean =>
  origins.includes(origin) || (isLocal(url.href) && isLocal(origin));

/**
 * Lets a request pass that is no page's, or of a page that may ask.
 * @throws {Refusal}
 */
export const checkOrigin = (request: Request, url: URL, origins: readonly string[]): void => {
  const origin = request.headers.get('origin');
  if (origin !== null && !isAllowed(origin, url, origins)) throw new Refusal('origin-refused');
};

/** What a page's browser must be told before it lets the page read an answer. */
export const crossOriginHeaders = (request: Request, url: URL, origins: readonly string[]): Record<string, string> => {
  const origin = request.headers.get('origin');
  const allowed = origin !== null && isAllowed(origin, url, origins);
  return {
    vary: 'origin',
    ...(allowed ? { 'access-control-allow-origin': origin, 'access-control-expose-headers': exposed } : {}),
  };
};

/** What the answer to a preflight says of a method that may be used. */
export const preflightHeaders = (method: string, parameters: readonly string[]): Record<string, string> => ({
  'access-control-allow-methods': method,
  'access-control-allow-headers': [...accepted, ...parameters].join(', '),
  'access-control-max-age': preflightSeconds,
});
