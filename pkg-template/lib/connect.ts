import type { Client as Handle } from '../generated/client.bindings.js';
import { operations, type Operations } from '../generated/operations.js';
import type { Client, Connect, ConnectOptions } from './api.js';
import { NetworkError, errorOf, isKontragentError } from './errors.js';
import { Runtime } from './runtime.js';

/** What the module answers: `value.failed[].error` is a position in `errors`. */
interface Answer {
  value: { failed?: { error: unknown }[] };
  errors: unknown[];
}

const finished = ({ value, errors }: Answer): unknown => {
  for (const failure of value.failed ?? []) failure.error = errorOf(errors[failure.error as number]);
  return value;
};

/** `connect` for a platform, which knows how to load the module. */
export const connector = (load: () => Promise<WebAssembly.Module>): Connect => {
  const runtime = new Runtime(load);
  return async (options) => {
    const handles = new WeakMap<object, Handle>();
    const handleOf = async () => {
      const instance = await loaded(runtime);
      const known = handles.get(instance);
      if (known) return { instance, handle: known };
      const handle = await instance.run(() => new instance.glue.Client({ ...options } satisfies ConnectOptions));
      handles.set(instance, handle);
      return { instance, handle };
    };
    const call = async (provider: string, operation: string, params: unknown, callOptions: unknown): Promise<unknown> => {
      const { instance, handle } = await handleOf();
      return finished(await instance.run<Answer>(() => handle.call(provider, operation, params, callOptions)));
    };
    // Wrong options are told now, not by the first call.
    await handleOf();
    return Object.fromEntries(
      (Object.keys(operations) as (keyof Operations)[]).map((provider) => [
        provider,
        Object.fromEntries(
          operations[provider].map((name) => [
            name,
            (params?: unknown, callOptions?: unknown) => call(provider, name, params ?? {}, callOptions),
          ]),
        ),
      ]),
    ) as unknown as Client;
  };
};

const loaded = async (runtime: Runtime) => {
  try {
    return await runtime.instance();
  } catch (thrown) {
    if (isKontragentError(thrown)) throw thrown;
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new NetworkError({ code: 'module', message: `kontragent.wasm could not be loaded: ${why}`, attempts: 0 }, thrown);
  }
};
