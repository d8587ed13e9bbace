import module from '../../generated/totals.wasm';
import { loader, type LoadTotals } from './create.js';

/** workerd compiles modules only when a worker is deployed, so it is imported. */
export const totals: LoadTotals = loader(() => Promise.resolve(module));
