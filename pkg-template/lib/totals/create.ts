import { createGlue, importName } from '../../generated/totals.js';
import { bind } from '../bind.js';

/** What the module that sums up long lists exports. */
export type TotalsGlue = ReturnType<typeof createGlue>;

/** Gives the module, fresh: what was summed before does not stay in its memory, and one that trapped is not met again. */
export type LoadTotals = () => Promise<TotalsGlue>;

/** `totals` for a platform, which knows how to load the module. It is loaded once, by who asks first. */
export const loader = (load: () => Promise<WebAssembly.Module>): LoadTotals => {
  let module: Promise<WebAssembly.Module> | undefined;
  return async () => {
    module ??= load().catch((error: unknown) => {
      module = undefined; // loading may succeed another time
      throw error;
    });
    const glue = createGlue();
    return bind(glue, await WebAssembly.instantiate(await module, { [importName]: glue as never }));
  };
};
