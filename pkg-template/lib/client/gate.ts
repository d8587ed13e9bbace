import { Watch } from './watch.js';

/** How many requests to one provider may be under way at once; the others wait in the order of their coming. */
export class Gate {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(width: number) {
    this.#free = width;
  }

  /**
   * Waits for a place; gives what leaves it.
   * @throws {import('./watch.js').Interrupted} the signal fired, or the time is up
   */
  async enter(signal: AbortSignal | undefined, ms: number): Promise<() => void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return this.#leave;
    }
    const watch = new Watch(signal, ms);
    let admit = (): void => {};
    const admitted = new Promise<void>((resolve) => { admit = resolve; });
    this.#waiting.add(admit);
    try {
      await watch.race(admitted);
      return this.#leave;
    } catch (thrown) {
      // Admitted and given up in the same moment: the place is for the next.
      if (!this.#waiting.delete(admit)) this.#leave();
      throw thrown;
    } finally {
      watch.end();
    }
  }

  readonly #leave = (): void => {
    const [next] = this.#waiting;
    if (!next) {
      this.#free += 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  };
}
