// The types of the main entry. Which code runs is decided by the `exports` of package.json.
import type { Connect } from './api.js';

export * from './api.js';

/**
 * Loads the module, once, and makes a client.
 *
 * ```ts
 * const k = await connect({ proxy: 'https://kontragent.example' });
 * const { found, missing } = await k.focus.req({ inn: '6663003127' });
 * ```
 */
export declare const connect: Connect;
