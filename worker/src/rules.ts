import { createGlue, importName } from '../generated/proxy.js';
import module from '../generated/proxy.wasm';
import { bind } from '../lib/bind.js';

const instantiate = () => {
  const glue = createGlue();
  return bind(glue, new WebAssembly.Instance(module, { [importName]: glue as never }));
};

let instance: ReturnType<typeof instantiate> | undefined;

/** The decisions of the crate, `src/proxy`. The module is compiled with the worker, so that instantiating is quick. */
export const rules = () => (instance ??= instantiate());

/** After a trap nothing of the instance can be trusted: the next request gets a new one. */
export const discard = (): void => {
  instance = undefined;
};
