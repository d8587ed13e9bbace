import { methods, type Operations } from '../../generated/operations.js';
import type { Client, Connect } from '../api.js';
import { isKontragentError } from '../errors.js';
import type { LoadTotals } from '../totals/create.js';
import { partsOf, together } from './answers.js';
import { Connection } from './connection.js';
import { Cores } from './core.js';
import { errorOf } from './failure.js';
import type { MethodKind } from './kinds.js';
import { configOf } from './options.js';
import { type Method, type PagedKind, entriesOf, pagesOf, totalsOf } from './pages.js';
import { waiter } from './wait.js';

/** Whatever is thrown comes out as an error of ours. */
const safely = <A extends unknown[], T>(method: (...given: A) => Promise<T>) => async (...given: A): Promise<T> => {
  try {
    return await method(...given);
  } catch (thrown) {
    throw isKontragentError(thrown) ? thrown : errorOf(thrown);
  }
};

/** The same of what gives one value after the other. */
const safelyEach = <A extends unknown[], T>(method: (...given: A) => AsyncGenerator<T, void, undefined>) =>
  async function* (...given: A): AsyncGenerator<T, void, undefined> {
    try {
      yield* method(...given);
    } catch (thrown) {
      throw isKontragentError(thrown) ? thrown : errorOf(thrown);
    }
  };

const isPaged = (kind: MethodKind): kind is PagedKind => kind.pages !== undefined;

const methodOf = (connection: Connection, provider: string, operation: string, kind: MethodKind, load: LoadTotals): unknown => {
  const method = (name: string): Method => ({
    about: { provider, operation: name },
    begin: (options) => connection.begin({ provider, operation: name }, options),
  });
  const calling = (name: string, path?: string) => async (params: unknown = {}, options?: unknown): Promise<unknown> => {
    const run = await method(name).begin(options);
    return run.put(params, 'Any', async (inquiry) => together(await partsOf(run, inquiry), kind, run.raw), path);
  };
  if (kind.anything) return safely((path: unknown, params?: unknown, options?: unknown) => calling(operation, typeof path === 'string' ? path : '')(params, options));
  if (kind.wait) return safely(waiter(calling(kind.wait.poll), kind.wait, provider, connection.config.locale));
  const call = safely(calling(operation));
  if (!isPaged(kind)) return call;
  const own = method(operation);
  return Object.assign(call, {
    pages: safelyEach(pagesOf(own, kind)),
    all: safelyEach(entriesOf(own, kind)),
    ...(kind.totals && { totals: safely(totalsOf(own, kind, load)) }),
  });
};

/** `connect` for a platform, which knows how to load the modules. */
export const connector = (load: () => Promise<WebAssembly.Module>, totals: LoadTotals): Connect => {
  const cores = new Cores(load);
  return safely(async (options) => {
    const connection = new Connection(configOf(options), cores);
    // What only the module knows to be wrong is told now, not by the first call.
    await connection.open();
    const provider = (name: keyof Operations) =>
      Object.fromEntries(Object.entries<MethodKind>(methods[name]).map(([method, kind]) => [method, methodOf(connection, name, method, kind, totals)]));
    return Object.fromEntries((Object.keys(methods) as (keyof Operations)[]).map((name) => [name, provider(name)])) as unknown as Client;
  });
};
