// The Durable Objects: each is a class of the platform around something that does not know the platform.
import { DurableObject } from 'cloudflare:workers';
import { pause } from '../lib/pause.js';
import { Alarm } from './alarm.js';
import { Ledger as Accounts } from './ledger.js';
import type { Advance, Allowance, Entry, Held, Hold, Left, Returned, Spent } from './ledger.js';
import { type AuditRow, type AuditStub, SealedDay } from './audit.js';
import { type MeterStub, Samples } from './meter.js';
import type { LedgerStub } from './quota.js';
import { Keeper, type Login, type Session, type SessionsStub } from './sessions.js';
import type { ObjectState, ObjectStorage } from './platform.js';

/** A class that the platform makes objects of. */
export type ObjectClass = new (state: never, env: never) => object;

/**
 * Work on a database. What comes in while something is being written is done in one go and written together, because writing is
 * what takes the time. One piece after the other it is all the same, and nobody hears of it before it is written.
 */
class Batch {
  readonly #storage: Pick<ObjectStorage, 'sync'>;
  readonly #waiting: (() => void)[] = [];
  #writing = false;

  constructor(storage: Pick<ObjectStorage, 'sync'>) {
    this.#storage = storage;
  }

  run<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => {
        try {
          resolve(work());
        } catch (thrown) {
          reject(thrown);
        }
      });
      if (!this.#writing) this.#all();
    });
  }

  #all(): void {
    for (const work of this.#waiting.splice(0)) work();
    this.#writing = true;
    const written = (): void => {
      this.#writing = false;
      if (this.#waiting.length) this.#all();
    };
    // When writing fails, the platform gives up the object and everybody who waits for it.
    this.#storage.sync().then(written, written);
  }
}

/** While there is no room, but some may come back, so often it is looked again. */
const lookAgainMs = 200;

/** Counts what one caller asked, or several together. */
export const Ledger: ObjectClass = class Ledger extends DurableObject implements LedgerStub {
  readonly #accounts: Accounts;
  readonly #batch: Batch;
  readonly #alarm: Alarm;
  /** How many wait for advances to come back. */
  #waiting = 0;

  constructor(state: ObjectState, env: unknown) {
    super(state, env);
    this.#accounts = new Accounts(state.storage);
    this.#batch = new Batch(state.storage);
    this.#alarm = new Alarm(state.storage);
  }

  async hold(hold: Hold): Promise<Held> {
    const held = await this.#tryToHold(hold);
    await this.#alarm.ensure(() => this.#accounts.sweep());
    return held.ok ? held : this.#holdWhenRoomComes(hold, held);
  }

  async advance(wanted: Hold): Promise<Advance> {
    // Who waits would wait for ever if others were given what comes back.
    return this.#batch.run(() => this.#accounts.advance(this.#waiting ? { ...wanted, companies: 0 } : wanted));
  }

  async hear(id: string, entries: readonly Entry[], returned: readonly Returned[]): Promise<void> {
    this.#accounts.hear(id, entries, returned);
    await this.#alarm.ensure(() => this.#accounts.sweep());
  }

  async settle(id: string, companies: number): Promise<void> {
    await this.#batch.run(() => this.#accounts.settle(id, companies));
  }

  async left(allowances: readonly Allowance[]): Promise<readonly Left[]> {
    return this.#accounts.left(allowances);
  }

  async report(): Promise<readonly Spent[]> {
    return this.#accounts.report();
  }

  async alarm(): Promise<void> {
    await this.#alarm.next(this.#accounts.sweep());
  }

  #tryToHold(hold: Hold): Promise<Held> {
    return this.#batch.run(() => this.#accounts.hold(hold));
  }

  async #holdWhenRoomComes(hold: Hold, refused: Held): Promise<Held> {
    let held = refused;
    this.#waiting += 1;
    try {
      for (let forMs; !held.ok && (forMs = this.#accounts.pendingMs(hold, held.short)); held = await this.#tryToHold(hold)) {
        await pause(Math.min(forMs, lookAgainMs), undefined);
      }
      return held;
    } finally {
      this.#waiting -= 1;
    }
  }
};

/** Brings the metrics of all isolates together. */
export const Meter: ObjectClass = class Meter extends DurableObject implements MeterStub {
  readonly #samples: Samples;

  constructor(state: ObjectState, env: unknown) {
    super(state, env);
    this.#samples = new Samples(state.storage);
  }

  async add(samples: Readonly<Record<string, number>>): Promise<void> {
    this.#samples.add(samples);
  }

  async render(): Promise<string> {
    return this.#samples.render();
  }
};

/** Keeps the sealed audit entries of one day. */
export const AuditTrail: ObjectClass = class AuditTrail extends DurableObject implements AuditStub {
  readonly #day: SealedDay;

  constructor(state: ObjectState, env: unknown) {
    super(state, env);
    this.#day = new SealedDay(state.storage);
  }

  async append(sealed: string, forgetAt: number): Promise<void> {
    await this.#day.append(sealed, forgetAt);
  }

  async read(after: number, most: number): Promise<readonly AuditRow[]> {
    return this.#day.read(after, most);
  }

  async alarm(): Promise<void> {
    await this.#day.forget();
  }
};

/** Objects that nobody asks are forgotten after ten seconds at the earliest. */
const wakeMs = 5_000;

/**
 * Keeps the session of one provider, in memory only. That its login was refused is not written down either, for that would be
 * something about the password; so as long as it matters the object wakes itself.
 */
export const Sessions: ObjectClass = class Sessions extends DurableObject implements SessionsStub {
  readonly #keeper = new Keeper();

  async token(login: Login, refused?: string): Promise<Session> {
    const session = await this.#keeper.token(login, refused);
    if (this.#keeper.remembers && (await this.ctx.storage.getAlarm()) === null) await this.alarm();
    return session;
  }

  async alarm(): Promise<void> {
    if (this.#keeper.remembers) await this.ctx.storage.setAlarm(Date.now() + wakeMs);
  }
};
