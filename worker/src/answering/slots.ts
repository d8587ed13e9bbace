// How many questions to one provider may be under way at once. A provider that is slow must not fill the worker with
// questions that wait: so many may wait, for so long, and the next is refused at once.
import type { Soon } from '../soon.js';

/** The limits of one provider, in one isolate of the worker. */
export interface Width {
  /** How many may be under way. */
  readonly atOnce: number;
  /** How many may wait for a place, */
  readonly waiting: number;
  /** and for how long, in milliseconds. */
  readonly waitMs: number;
  /** A place that is not given back by then is free: the platform may end a request without a word. */
  readonly holdMs: number;
}

/** Somebody's turn to have a place. */
interface Waiting {
  readonly holdMs: number;
  readonly until: number;
  readonly settle: (leave: (() => void) | undefined) => void;
}

/** The places of one provider. */
export class Slots {
  /** Until when each is taken. */
  readonly #taken = new Map<object, number>();
  #queue: Waiting[] = [];

  /** Waits for a place. @returns how to give it back; nothing when there is none in time */
  enter({ atOnce, waiting, waitMs, holdMs }: Width): Soon<(() => void) | undefined> {
    if (this.#taken.size >= atOnce) {
      this.#forgetLost();
      if (this.#taken.size >= atOnce) return this.#queue.length < waiting ? this.#turn(waitMs, holdMs) : undefined;
    }
    return this.#take(holdMs);
  }

  #take(holdMs: number): () => void {
    const lease = {};
    this.#taken.set(lease, Date.now() + holdMs);
    return () => {
      if (this.#taken.delete(lease)) this.#passOn();
    };
  }

  /** The timer is the waiting request's own, so that the platform does not take it for one that hangs. */
  #turn(waitMs: number, holdMs: number): Promise<(() => void) | undefined> {
    return new Promise((resolve) => {
      const settle: Waiting['settle'] = (leave) => {
        clearTimeout(timer);
        resolve(leave);
      };
      const mine: Waiting = { holdMs, until: Date.now() + waitMs, settle };
      const timer = setTimeout(() => {
        this.#queue = this.#queue.filter((other) => other !== mine);
        resolve(undefined);
      }, waitMs);
      this.#queue.push(mine);
    });
  }

  /** The place goes from hand to hand, so that nobody who comes in between takes it. */
  #passOn(): void {
    const next = this.#queue.shift();
    next?.settle(this.#take(next.holdMs));
  }

  /** Whoever is gone with its request gives nothing back, and does not stop waiting either. */
  #forgetLost(): void {
    const now = Date.now();
    this.#queue = this.#queue.filter(({ until }) => until >= now);
    for (const [lease, until] of this.#taken) {
      if (until < now && this.#taken.delete(lease)) this.#passOn();
    }
  }
}

const places = new Map<string, Slots>();

/** The places of a provider in this isolate. */
export const slotsOf = (provider: string): Slots => {
  const known = places.get(provider);
  if (known) return known;
  const made = new Slots();
  places.set(provider, made);
  return made;
};
