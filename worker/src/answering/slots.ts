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
}

/** The places of one provider. */
export class Slots {
  #taken = 0;
  readonly #queue: ((admitted: boolean) => void)[] = [];

  /** Waits for a place. @returns how to give it back; nothing when there is none in time */
  enter({ atOnce, waiting, waitMs }: Width): Soon<(() => void) | undefined> {
    if (this.#taken >= atOnce) {
      if (this.#queue.length >= waiting) return undefined;
      return this.#turn(waitMs).then((admitted) => (admitted ? this.#way() : undefined));
    }
    this.#taken += 1;
    return this.#way();
  }

  #way(): () => void {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#leave();
    };
  }

  /** The timer is the waiting request's own, so that the platform does not take it for one that hangs. */
  #turn(waitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (admitted: boolean): void => {
        clearTimeout(timer);
        resolve(admitted);
      };
      const timer = setTimeout(() => {
        const at = this.#queue.indexOf(settle);
        if (at >= 0) this.#queue.splice(at, 1);
        resolve(false);
      }, waitMs);
      this.#queue.push(settle);
    });
  }

  #leave(): void {
    const next = this.#queue.shift();
    // The place goes from hand to hand, so that nobody who comes in between takes it.
    if (next) next(true);
    else this.#taken -= 1;
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
