import { fetchModule } from '../fetch-module.js';
import type { LoadGraphs } from './api.js';
import { loader } from './create.js';

export * from './api.js';

/** Loads the module, once. Bundlers know `new URL(…, import.meta.url)` and take the module along. */
export const loadGraphs: LoadGraphs = loader(() =>
  fetchModule(new URL('../../generated/graph.wasm', import.meta.url)),
);
