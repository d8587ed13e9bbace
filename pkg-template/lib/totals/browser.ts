import { fetchModule } from '../fetch-module.js';
import { loader, type LoadTotals } from './create.js';

/** Bundlers know `new URL(…, import.meta.url)` and take the module along. */
export const totals: LoadTotals = loader(() => fetchModule(new URL('../../generated/totals.wasm', import.meta.url)));
