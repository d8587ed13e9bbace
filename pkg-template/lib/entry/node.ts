import { readFile } from 'node:fs/promises';
import type { Connect } from '../api.js';
import { connector } from '../client/connect.js';
import { totals } from '../totals/node.js';

export * from '../api.js';

/** Makes a client; see `Connect`. Node, Deno and Bun read the module from its file. */
export const connect: Connect = connector(
  async () => WebAssembly.compile(await readFile(new URL('../../kontragent.wasm', import.meta.url))),
  totals,
);
