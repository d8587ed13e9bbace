import module from '../../generated/graph.wasm';
import type { LoadGraphs } from './api.js';
import { loader } from './create.js';

export * from './api.js';

/** Loads the module, once. workerd compiles modules only when a worker is deployed, so it is imported. */
export const loadGraphs: LoadGraphs = loader(() => Promise.resolve(module));
