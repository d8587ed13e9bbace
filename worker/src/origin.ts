// Cross-origin requests: pages say where they come from, and browsers ask before and look at the answer's headers after.
import type { ProxyConfig } from './config.js';
import { Refusal } from './context.js';
import { isLocal, isOurs } from './hosts.js';

/** What pages may read of an answer beside its body. */
const exposed = 'age, retry-after, server-timing, x-budget-remaining, x-cache, x-job-state, x-job-total, x-request-id';

/** What pages may send, beside the headers that are parameters. */
const accepted = ['authorization', 'content-type', 'x-request-id'];

/** How long a browser may remember the answer to a preflight, in seconds. */
const preflightSeconds = '600';

/**
 * The origin of pages that come from the host of the worker. Browsers say that a page is of the same origin to hosts with TLS
 * and to this machine only, and a web server that ends TLS hands on what looks as if there were none.
 */
const ownOrigin = (url: URL): string => (isLocal(url.href) ? url.origin : new URL(`https://${url.host}`).origin);

/**
 * The origin of the page that asks; nothing when no page does. Browsers leave `Origin` out where a page reads from its own
 * origin, and say so in a header that pages cannot set. (Programs can, but they can name any origin as well.)
 */
export const originOf = ({ headers, url }: Request): string | null =>
  headers.get('origin') ?? (headers.get('sec-fetch-site') === 'same-origin' ? ownOrigin(new URL(url)) : null);

/** Whether a page of that origin may ask: one on the list, the worker's own, or of this machine where the worker is on this machine too. */
export const isAllowed = (origin: string, url: URL, origins: readonly string[]): boolean =>
  origins.includes(origin) || origin === ownOrigin(url) || (isLocal(url.href) && isLocal(origin));

/** Whether a page of that origin may ask some host that the worker is known under. */
export const isKnown = (origin: string, { origins = [], hosts = [] }: ProxyConfig): boolean =>
  origins.includes(origin) || isLocal(origin) || (origin.startsWith('https:') && URL.canParse(origin) && isOurs(new URL(origin), hosts));

/**
 * Lets a request pass that is no page's, or of a page that may ask.
 * @throws {Refusal}
 */
export const checkOrigin = (request: Request, url: URL, origins: readonly string[]): void => {
  const origin = request.headers.get('origin');
  // Pictures, links and the like have no origin: whatever page has them spends the money of this machine, or of who is logged in.
  const isAllowedHere = origin === null ? request.headers.get('sec-fetch-site') !== 'cross-site' : isAllowed(origin, url, origins);
  if (!isAllowedHere) throw new Refusal('origin-refused');
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
