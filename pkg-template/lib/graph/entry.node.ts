import { readFile } from 'node:fs/promises';
import type { LoadGraphs } from './api.js';
import { loader } from './create.js';

export * from './api.js';

/** Loads the module, once. Node, Deno and Bun read the module from its file. */
export const loadGraphs: LoadGraphs = loader(async () =>
  WebAssembly.compile(await readFile(new URL('../../generated/graph.wasm', import.meta.url))),
);
