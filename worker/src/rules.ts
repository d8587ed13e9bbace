import type * as bindings from '../generated/proxy.bindings.js';
import { createGlue, importName } from '../generated/proxy.js';
import module from '../generated/proxy.wasm';
import { bind } from '../lib/bind.js';

/** What the catalogue says of an operation, as far as the worker has to know it; see `src/proxy/routes.rs`. */
export interface Route {
  /** Its place in the catalogue: how the crate is told which one is meant. */
  readonly place: number;
  /** `focus.req`, the name in logs, tokens and prices. */
  readonly id: string;
  readonly provider: string;
  readonly operation: string;
  /** What is charged: every company asked about, every request, or nothing. */
  readonly cost: 'company' | 'request' | 'free';
  /** Whether question or answer is about natural persons. */
  readonly personal: boolean;
  /** Whether asking twice is the same as asking once. */
  readonly safe: boolean;
  /** Whether it changes or starts something at the provider. */
  readonly writes: boolean;
  /** Whether the question has a body. */
  readonly hasBody: boolean;
  readonly cacheSeconds: number;
  /** How long the provider may take, in milliseconds. */
  readonly timeoutMs: number;
}

type Listed = Omit<Route, 'place' | 'id'>;

const instantiate = () => {
  const glue = createGlue();
  const bound: typeof bindings = bind(glue, new WebAssembly.Instance(module, { [importName]: glue as never }));
  const listed = JSON.parse(bound.routes()) as readonly Listed[];
  const table: readonly Route[] = listed.map((row, place) => ({ ...row, place, id: `${row.provider}.${row.operation}` }));
  const credentials = new Map(bound.providers().map((provider) => [provider, bound.credentials(provider)]));
  return {
    ...bound,
    table,
    /** Where providers are. */
    baseUrls: new Map(bound.providers().map((provider) => [provider, bound.baseUrl(provider)])) as ReadonlyMap<string, string>,
    providerNames: [...credentials.keys()] as readonly string[],
    /** The names of a provider's credentials. */
    credentialsOf: (provider: string): readonly string[] => credentials.get(provider) ?? [],
    /** The headers that are parameters of some operation. */
    callerHeaders: bound.callerHeaders(),
  };
};

/** An instance of `src/proxy`, and its table of routes. */
export type Rules = ReturnType<typeof instantiate>;

let instance: Rules | undefined;

/** The decisions of the crate, `src/proxy`. The module is compiled with the worker, so that instantiating is quick. */
export const rules = (): Rules => (instance ??= instantiate());

/** After a trap nothing of the instance can be trusted: the next request gets a new one. */
export const discard = (): void => {
  instance = undefined;
};
