import type { Connect } from '../api.js';
import { connector } from '../client/connect.js';
import { totals } from '../totals/browser.js';
import { fetchModule } from '../fetch-module.js';

export * from '../api.js';

/** Makes a client; see `Connect`. Bundlers know `new URL(…, import.meta.url)` and take the module along. */
export const connect: Connect = connector(() => fetchModule(new URL('../../kontragent.wasm', import.meta.url)), totals);
