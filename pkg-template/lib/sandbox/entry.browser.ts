import { fetchModule } from '../fetch-module.js';
import type { CreateSandbox } from './api.js';
import { creator } from './create.js';

export * from './api.js';

/** Sets up a sandbox; see `CreateSandbox`. Bundlers know `new URL(…, import.meta.url)` and take the module along. */
export const createSandbox: CreateSandbox = creator(() =>
  fetchModule(new URL('../../generated/sandbox.wasm', import.meta.url)),
);
