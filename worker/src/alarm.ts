// The alarm of a Durable Object that has to tidy up some day.
import type { ObjectStorage } from './platform.js';

/** Asks the storage only once whether there is an alarm. */
export class Alarm {
  readonly #storage: Pick<ObjectStorage, 'getAlarm' | 'setAlarm'>;
  /** Noted only when it is so: setting it may fail. */
  #isSet = false;

  constructor(storage: Pick<ObjectStorage, 'getAlarm' | 'setAlarm'>) {
    this.#storage = storage;
  }

  /** Sees to it that there is one: the one that is there, or one at that time. */
  async ensure(at: () => number): Promise<void> {
    if (this.#isSet) return;
    if ((await this.#storage.getAlarm()) === null) await this.#storage.setAlarm(at());
    this.#isSet = true;
  }

  /** When one has come: sets the next, or notes that there is none. */
  async next(at: number | undefined): Promise<void> {
    this.#isSet = false;
    if (at === undefined) return;
    await this.#storage.setAlarm(at);
    this.#isSet = true;
  }
}
