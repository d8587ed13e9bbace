import { Refusal } from './context.js';
import type { RateLimiter } from './platform.js';

/** The longest period of the platform's limiters. */
const retryAfter = '60';

/**
 * Lets somebody pass who does not ask too often. The platform counts in each location by itself, and approximately: what
 * costs money is counted exactly, by the ledger.
 * @throws {Refusal}
 */
export const limitRate = async (limiter: RateLimiter, key: string): Promise<void> => {
  const { success } = await limiter.limit({ key });
  if (!success) throw new Refusal('too-often', { 'retry-after': retryAfter });
};
