import { Interrupted, Watch } from './watch.js';

/** A question under way, and how many wait for its answer. */
interface Asking<T> {
  readonly answer: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/** Identical questions under way at the same time are asked once. */
export class Shared<T> {
  readonly #known = new Map<string, Asking<T>>();

  /**
   * Asks, or waits for somebody who has asked the same. `ask` is given the signal to heed: the caller's own signal only ends the
   * caller's waiting, and the question when nobody else waits for it.
   * @throws {Interrupted} the signal fired, or the time is up
   */
  async join(key: string, signal: AbortSignal | undefined, ms: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (signal?.aborted) throw new Interrupted('signal');
    const watch = new Watch(signal, ms);
    const asking = this.#known.get(key) ?? this.#start(key, ask);
    asking.waiting += 1;
    try {
      return await watch.race(asking.answer);
    } finally {
      watch.end();
      asking.waiting -= 1;
      if (!asking.waiting && this.#forget(key, asking)) asking.controller.abort();
    }
  }

  #start(key: string, ask: (signal: AbortSignal) => Promise<T>): Asking<T> {
    const controller = new AbortController();
    const asking = { answer: ask(controller.signal), controller, waiting: 0 };
    this.#known.set(key, asking);
    const forget = () => void this.#forget(key, asking);
    asking.answer.then(forget, forget);
    return asking;
  }

  /** Whoever asks now asks anew. Gives whether the question was still under way. */
  #forget(key: string, asking: Asking<T>): boolean {
    return this.#known.get(key) === asking && this.#known.delete(key);
  }
}
