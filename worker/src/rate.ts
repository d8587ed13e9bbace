import { Refusal } from './context.js';
import type { RateLimiter } from './platform.js';

/** The longest period of the platform's limiters. */
const retryAfter = '60';

/** What counts as one address: of IPv6 the network, for whoever has one has all of its addresses. */
export const networkOf = (address: string): string => {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const whole = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return whole.slice(0, 4).map((group) => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':');
};

/**
 * Lets somebody pass who does not ask too often. The platform counts in each location by itself, and approximately: what
 * costs money is counted exactly, by the ledger.
 * @throws {Refusal}
 */
export const limitRate = async (limiter: RateLimiter, key: string): Promise<void> => {
  const { success } = await limiter.limit({ key });
  if (!success) throw new Refusal('too-often', { 'retry-after': retryAfter });
};
