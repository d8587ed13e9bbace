import module from '../../kontragent.wasm';
import type { Connect } from '../api.js';
import { connector } from '../client/connect.js';
import { totals } from '../totals/workerd.js';

export * from '../api.js';

/** Makes a client; see `Connect`. workerd compiles modules only when a worker is deployed, so it is imported. */
export const connect: Connect = connector(() => Promise.resolve(module), totals);
