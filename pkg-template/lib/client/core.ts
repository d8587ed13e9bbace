import { createGlue, importName } from '../../generated/client.js';
import { bind } from '../bind.js';
import type { Locale } from '../api.js';
import { InternalError, isKontragentError } from '../errors.js';
import { errorOf, notLoaded } from './failure.js';

type Glue = ReturnType<typeof createGlue>;

/** Something in the module's memory. */
interface Held {
  free(): void;
}

/**
 * One instance of the module. It decides and does no I/O, so nothing waits in it: whatever it is asked, it answers at once,
 * throws, or traps.
 */
export class Core {
  #trap: unknown;
  #alive = true;

  constructor(readonly glue: Glue) {}

  /** Whether the module's state can still be trusted. */
  get alive(): boolean {
    return this.#alive;
  }

  /** What the module answers. @throws {KontragentError} what it says of a failure, or that it has died */
  ask<T>(question: () => T): T {
    if (!this.#alive) throw this.#died();
    try {
      return question();
    } catch (thrown) {
      if (typeof thrown === 'string') throw errorOf(JSON.parse(thrown));
      // A trap, or a stack that overflows, leaves the module in an unknown state.
      this.#alive = false;
      this.#trap = thrown;
      throw this.#died();
    }
  }

  #died() {
    const why = this.#trap instanceof Error ? this.#trap.message : String(this.#trap);
    return new InternalError({ code: 'panic', message: `a defect of kontragent, please report it: ${why}`, attempts: 0 }, this.#trap);
  }

  /** Lets go of something, unless its memory has died with the module. */
  free(held: Held): void {
    if (this.#alive) held.free();
  }
}

/** The module, loaded once and instantiated anew when an instance has died, so that the next call works. */
export class Cores {
  #module: Promise<WebAssembly.Module> | undefined;
  #core: Promise<Core> | undefined;

  constructor(readonly load: () => Promise<WebAssembly.Module>) {}

  async #instantiate(): Promise<Core> {
    this.#module ??= this.load();
    try {
      const glue = createGlue();
      return new Core(bind(glue, await WebAssembly.instantiate(await this.#module, { [importName]: glue as never })));
    } catch (thrown) {
      // Loading may succeed another time.
      this.#module = undefined;
      this.#core = undefined;
      throw thrown;
    }
  }

  /** An instance that lives. `locale`: the language of what is said when there is none. */
  async core(locale: Locale): Promise<Core> {
    this.#core ??= this.#instantiate();
    const core = await this.#core.catch((thrown: unknown) => {
      throw isKontragentError(thrown) ? thrown : notLoaded('kontragent.wasm', thrown, locale);
    });
    if (core.alive) return core;
    this.#core = undefined;
    return this.core(locale);
  }
}
