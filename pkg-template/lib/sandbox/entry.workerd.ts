import module from '../../generated/sandbox.wasm';
import type { CreateSandbox } from './api.js';
import { creator } from './create.js';

export * from './api.js';

/** Sets up a sandbox; see `CreateSandbox`. workerd compiles modules only when a worker is deployed, so it is imported. */
export const createSandbox: CreateSandbox = creator(() => Promise.resolve(module));
