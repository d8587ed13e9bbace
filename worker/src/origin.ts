import type { ProxyConfig } from './config.js';
import { type Context, type Outcome, Refusal } from './context.js';

const local = new Set(['localhost', '127.0.0.1', '[::1]']);

const isLocal = (address: string): boolean => URL.canParse(address) && local.has(new URL(address).hostname);

/**
 * Whether a request may be served. A page says where it comes from, and must be on the list; whoever says nothing (a
 * server, a command line) is served on this machine only, as long as there is no other way to know callers.
 */
const mayAsk = (request: Request, origins: readonly string[]): boolean => {
  const origin = request.headers.get('origin');
  return origin === null ? isLocal(request.url) : isLocal(origin) || origins.includes(origin);
};

/** Lets a request pass that comes from where the proxy may be asked. */
export const checkOrigin = ({ request, config }: Context): void => {
  if (!mayAsk(request, config.origins ?? [])) throw new Refusal('OriginRefused');
};

/** What a page's browser must be told before it lets the page read an answer. */
export const crossOriginHeaders = (request: Request, config: ProxyConfig): Record<string, string> => {
  const origin = request.headers.get('origin');
  return {
    vary: 'origin',
    ...(origin === null || !mayAsk(request, config.origins ?? [])
      ? {}
      : { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'retry-after, x-request-id' }),
  };
};

/** The answer to a preflight of an origin that may ask. */
export const preflight = (): Outcome => ({
  status: 204,
  body: null,
  mediaType: '',
  headers: {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '600',
  },
});
