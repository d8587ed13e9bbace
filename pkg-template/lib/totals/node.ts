import { readFile } from 'node:fs/promises';
import { loader, type LoadTotals } from './create.js';

/** Node, Deno and Bun read the module from its file. */
export const totals: LoadTotals = loader(async () =>
  WebAssembly.compile(await readFile(new URL('../../generated/totals.wasm', import.meta.url))),
);
