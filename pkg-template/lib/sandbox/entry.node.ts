import { readFile } from 'node:fs/promises';
import type { CreateSandbox } from './api.js';
import { creator } from './create.js';

export * from './api.js';

/** Sets up a sandbox; see `CreateSandbox`. Node, Deno and Bun read the module from its file. */
export const createSandbox: CreateSandbox = creator(async () =>
  WebAssembly.compile(await readFile(new URL('../../generated/sandbox.wasm', import.meta.url))),
);
