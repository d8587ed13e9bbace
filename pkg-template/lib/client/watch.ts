/** What ran out: the time, or the caller's patience. */
export type Fired = 'time' | 'signal';

/** Is thrown out of whatever was waited for. */
export class Interrupted {
  constructor(readonly by: Fired) {}
}

/** The longest time that timers understand; a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** A timer and a listener on the caller's signal. `end` removes both. */
export class Watch {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #ran: Promise<void>;
  #resolve = (): void => {};
  #fired: Fired | undefined;

  constructor(signal: AbortSignal | undefined, ms: number) {
    this.#ran = new Promise((resolve) => { this.#resolve = resolve; });
    this.#timer = setTimeout(() => this.#fire('time'), Math.min(Math.max(ms, 0), LONGEST_MS));
    this.#caller = signal;
    signal?.addEventListener('abort', this.#abort);
    if (signal?.aborted) this.#abort();
  }

  readonly #abort = (): void => this.#fire('signal');

  #fire(what: Fired): void {
    this.#fired ??= what;
    this.#controller.abort();
    this.#resolve();
  }

  /** The signal to hand to `fetch`. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Aborts what was given the signal. */
  giveUp(): void {
    this.#controller.abort();
  }

  /** Waits until something fires. */
  async ran(): Promise<Fired> {
    await this.#ran;
    return this.#fired ?? 'time';
  }

  /**
   * Waits for what may be a promise, but no longer than until something fires.
   * @throws {Interrupted} something fired
   */
  async race<T>(given: T | PromiseLike<T>): Promise<T> {
    // A foreign promise is only followed: what its `then` throws is its rejection.
    const settled = (async () => given)();
    await Promise.race([settled, this.#ran]).catch(() => {});
    if (this.#fired) throw new Interrupted(this.#fired);
    return settled;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#abort);
  }
}

/** Waits so long, or until the signal fires; says which. */
export const wait = async (ms: number, signal: AbortSignal | undefined): Promise<Fired> => {
  const watch = new Watch(signal, ms);
  try {
    return await watch.ran();
  } finally {
    watch.end();
  }
};
