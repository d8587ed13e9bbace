import type { Context, Identity } from './context.js';

/**
 * Lets a caller pass that does not ask too often.
 * @throws {Refusal}
 */
export const limitRate = async (_context: Context, _identity: Identity): Promise<void> => {};
