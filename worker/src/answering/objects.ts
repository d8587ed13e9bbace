// The Durable Objects behind answering: classes of the platform around what does not know the platform.
import { DurableObject } from 'cloudflare:workers';
import type { Breaker } from '../../generated/proxy.bindings.js';
import { Alarm } from '../alarm.js';
import type { ObjectClass } from '../objects.js';
import type { ObjectState } from '../platform.js';
import { rules } from '../rules.js';
import type { Failure } from './failure.js';
import type { GuardStub } from './health.js';
import { Pigeonholes, type SentPieces, type ShelfStub } from './shelf.js';
import type { Kept, Taken, Waited } from './store.js';

const sweepMs = 60 * 60 * 1000;

/** Keeps answers of one provider, and knows who is asking what. */
export const Shelf: ObjectClass = class Shelf extends DurableObject implements ShelfStub {
  readonly #pieces: Pigeonholes;
  readonly #alarm: Alarm;

  constructor(state: ObjectState, env: unknown) {
    super(state, env);
    this.#pieces = new Pigeonholes(state.storage);
    this.#alarm = new Alarm(state.storage);
  }

  take(names: readonly string[], turnMs: number): Promise<readonly Taken[]> {
    return this.#pieces.take(names, turnMs);
  }

  wait(names: readonly string[], turnMs: number): Promise<readonly Waited[]> {
    return this.#pieces.wait(names, turnMs);
  }

  async put(pieces: SentPieces): Promise<void> {
    await this.#pieces.put(pieces);
    await this.#alarm.ensure(() => Date.now() + sweepMs);
  }

  release(names: readonly string[], outcome?: Failure | 'free'): Promise<void> {
    return this.#pieces.release(names, outcome);
  }

  stale(names: readonly string[]): Promise<readonly (Kept | undefined)[]> {
    return this.#pieces.stale(names);
  }

  purge(companies: readonly string[]): Promise<number> {
    return this.#pieces.purge(companies);
  }

  async alarm(): Promise<void> {
    await this.#alarm.next(this.#pieces.sweep() ? Date.now() + sweepMs : undefined);
  }
};

/**
 * What the isolates of the worker tell each other of one provider that is ill. It is kept in memory only: a provider that
 * was ill before the object was moved is found ill again soon enough.
 */
export const Guard: ObjectClass = class Guard extends DurableObject implements GuardStub {
  readonly #breaker: Breaker = new (rules().Breaker)();

  async trip(openMs: number): Promise<void> {
    if (this.#breaker.closed) this.#breaker.adopt(Date.now(), openMs);
  }

  async ask(): Promise<number> {
    return this.#breaker.ask(Date.now());
  }

  async probed(well: boolean, askedMs: number | undefined): Promise<void> {
    if (well) this.#breaker.succeeded();
    else this.#breaker.failed(Date.now(), askedMs);
  }

  async undecided(): Promise<void> {
    this.#breaker.undecided(Date.now());
  }

  async openMs(): Promise<number> {
    return this.#breaker.openMs(Date.now());
  }
};
