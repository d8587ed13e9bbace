// The types of the sandbox. Which code runs is decided by the `exports` of package.json.
import type { CreateSandbox } from './api.js';

export * from './api.js';

/**
 * Loads the sandbox, once, and sets one up: the providers without keys, over one world of fictional companies.
 *
 * ```ts
 * const { fetch, magic } = await createSandbox();
 * const k = await connect({ providers: { focus: { key: 'sandbox' } }, fetch });
 * ```
 */
export declare const createSandbox: CreateSandbox;
