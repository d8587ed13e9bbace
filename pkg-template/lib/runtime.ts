import { createGlue, importName } from '../generated/client.js';
import { bind } from './bind.js';
import { InternalError, errorOf, type KontragentError } from './errors.js';

type Glue = ReturnType<typeof createGlue>;

const panicked = (message: string) =>
  new InternalError({ code: 'panic', message: `a defect of kontragent, please report it: ${message}`, attempts: 0 });

/** One instance of the module, and the calls that it still owes an answer. */
class Instance {
  readonly #pending = new Set<(error: KontragentError) => void>();
  /** Whether the module's state can still be trusted. */
  alive = true;

  constructor(readonly glue: Glue) {
    glue.onPanic((message: string) => this.#fail(message));
  }

  #fail(message: string): void {
    this.alive = false;
    for (const reject of this.#pending) reject(panicked(message));
    this.#pending.clear();
  }

  /** Follows what `start` gives, unless the instance dies before. */
  run<T>(start: () => T | PromiseLike<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const fail = (thrown: unknown) => {
        this.#pending.delete(reject);
        // A trap leaves the module in an unknown state, whether or not it was a panic.
        if (thrown instanceof WebAssembly.RuntimeError) this.#fail(thrown.message);
        reject(errorOf(thrown));
      };
      this.#pending.add(reject);
      try {
        Promise.resolve(start()).then((value) => {
          this.#pending.delete(reject);
          resolve(value);
        }, fail);
      } catch (thrown) {
        fail(thrown);
      }
    });
  }
}

/** The module, loaded once and instantiated anew when an instance has died, so that the next call works. */
export class Runtime {
  #module: Promise<WebAssembly.Module> | undefined;
  #instance: Promise<Instance> | undefined;

  constructor(readonly load: () => Promise<WebAssembly.Module>) {}

  async #instantiate(): Promise<Instance> {
    this.#module ??= this.load();
    try {
      const glue = createGlue();
      return new Instance(bind(glue, await WebAssembly.instantiate(await this.#module, { [importName]: glue as never })));
    } catch (thrown) {
      // Loading may succeed another time.
      this.#module = undefined;
      this.#instance = undefined;
      throw thrown;
    }
  }

  async instance(): Promise<Instance> {
    this.#instance ??= this.#instantiate();
    const instance = await this.#instance;
    if (instance.alive) return instance;
    this.#instance = undefined;
    return this.instance();
  }
}
