import { pause } from '../lib/pause.js';

/** How long what is gathered stays in an isolate. */
const roundMs = 1000;

/** After so long, the request that a round belonged to is taken to have ended without it: the platform may do that. */
export const patienceMs = 30_000;

/** Brings once a second what an isolate gathers, in one of the requests that have something to bring. */
export class Rounds {
  readonly #bring: () => Promise<void>;
  readonly #busy: () => boolean;
  #dueSince = 0;

  /** While `busy`, the round waits for another second. */
  constructor(bring: () => Promise<void>, busy: () => boolean = () => false) {
    this.#bring = bring;
    this.#busy = busy;
  }

  /** Sees to it that there will be a round. `later` keeps the request until it is over. */
  wake(later: (work: Promise<unknown>) => void): void {
    if (Date.now() - this.#dueSince < patienceMs) return;
    this.#dueSince = Date.now();
    later(this.#go());
  }

  async #go(): Promise<void> {
    do await pause(roundMs, undefined);
    while (this.#busy());
    this.#dueSince = 0;
    await this.#bring();
  }
}
