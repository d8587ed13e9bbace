// What no request may be, whatever it asks: refused before anything else is looked at.
import { Refusal } from './context.js';
import { isOurs } from './hosts.js';

/** A hundred identifiers of fifteen digits are two kilobytes, all parameters of the longest question not ten. */
const mostUrl = 16 * 1024;

/** Headers by which some servers let a request be another than it says. */
const overrides = ['x-http-method-override', 'x-http-method', 'x-method-override', 'x-original-url', 'x-rewrite-url'];

/**
 * Lets a request pass that is what it says it is. The platform has resolved dots in the path by now; what it leaves, doubled
 * and encoded slashes for instance, is no route.
 * @throws {Refusal}
 */
export const checkForm = ({ headers, url: address }: Request, url: URL, hosts: readonly string[]): void => {
  if (!isOurs(url, hosts)) throw new Refusal('host-refused');
  if (address.length > mostUrl) throw new Refusal('url-too-long');
  if (headers.has('upgrade')) throw new Refusal('upgrade-refused');
  if (headers.has('content-length') && headers.has('transfer-encoding')) throw new Refusal('body-framing');
  if (overrides.some((name) => headers.has(name))) throw new Refusal('method-override');
};
