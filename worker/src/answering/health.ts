// Whether a provider is well. Every isolate has a circuit breaker of its own (`src/proxy/breaker.rs`), which costs nothing
// while all is well. If there is a Durable Object for it, an isolate whose breaker opens tells the others through it, and
// only one probe of all isolates is sent to a provider that may be well again.
import type { Breaker } from '../../generated/proxy.bindings.js';
import type { Context } from '../context.js';
import { type Objects, objectOf } from '../platform.js';
import { remembered } from '../remembered.js';
import type { Rules } from '../rules.js';
import type { Soon } from '../soon.js';

/** What the isolates tell each other of one provider; the methods of the Durable Object `Guard`. */
export interface GuardStub {
  /** Somebody's breaker opened. */
  trip(openMs: number): Promise<void>;
  /** 0: the provider may be asked; -1: it may, as the probe; else for how many milliseconds it may not. */
  ask(): Promise<number>;
  /** How the probe went. */
  probed(well: boolean, askedMs: number | undefined): Promise<void>;
  /** The probe was not sent after all: the next question may be it. */
  undecided(): Promise<void>;
  /** For how many milliseconds nobody may ask. */
  openMs(): Promise<number>;
}

/** Whether a provider may be asked: yes, yes as the probe, or not for so many milliseconds. */
export type Verdict = 'pass' | 'probe' | { readonly waitMs: number };

/** The health of a provider, as one question finds it and makes it known: what comes of every `ask` that says yes. */
export interface Health {
  ask(): Soon<Verdict>;
  /** The provider answered. */
  well(): void;
  /** The provider is in trouble, and asks for that pause if for any. */
  ill(askedMs: number | undefined): void;
  /** The question was not asked after all, if nothing else came of it. */
  undecided(): void;
}

/** For who does not want a circuit breaker. */
export const unwatched: Health = { ask: () => 'pass', well: () => {}, ill: () => {}, undecided: () => {} };

/** A breaker lives in the instance that made it, and goes with it. */
const breakers = remembered<Rules, Breaker>();

/** The health of a provider by the circuit breaker of this isolate, and by what the others know. */
export class Watched implements Health {
  readonly #breaker: Breaker;
  readonly #guards: Objects<GuardStub> | undefined;
  readonly #provider: string;
  readonly #later: Context['later'];
  /** Whether everybody waits for what comes of this question. */
  #isProbe = false;

  constructor({ rules, later }: Pick<Context, 'rules' | 'later'>, provider: string, guards: Objects<GuardStub> | undefined) {
    this.#breaker = breakers(rules, provider, () => new rules.Breaker());
    this.#guards = guards;
    this.#provider = provider;
    this.#later = later;
  }

  ask(): Soon<Verdict> {
    const own = this.#breaker.ask(Date.now());
    if (own === 0) return 'pass';
    if (own > 0) return { waitMs: own };
    return this.#guards ? this.#askOthers(objectOf(this.#guards, this.#provider)) : this.#probe();
  }

  #probe(): Verdict {
    this.#isProbe = true;
    return 'probe';
  }

  /** What the others know decides; if they cannot be asked, our own probe does. */
  async #askOthers(guard: GuardStub): Promise<Verdict> {
    const shared = await guard.ask().catch(() => -1);
    if (shared === -1) return this.#probe();
    this.#breaker.adopt(Date.now(), shared);
    return shared === 0 ? 'pass' : { waitMs: shared };
  }

  well(): void {
    this.#breaker.succeeded();
    if (this.#wasProbe()) this.#tell((guard) => guard.probed(true, undefined));
  }

  ill(askedMs: number | undefined): void {
    this.#breaker.failed(Date.now(), askedMs);
    if (this.#wasProbe()) return this.#tell((guard) => guard.probed(false, askedMs));
    const openMs = this.#breaker.openMs(Date.now());
    this.#tell(async (guard) => {
      if (openMs > 0) return guard.trip(openMs);
      // One failure is none, but if others have seen more of them, there is no need to learn it anew.
      const shared = await guard.openMs();
      if (shared > 0) this.#breaker.adopt(Date.now(), shared);
    });
  }

  undecided(): void {
    if (!this.#wasProbe()) return;
    this.#breaker.undecided(Date.now());
    this.#tell((guard) => guard.undecided());
  }

  /** A probe is told of once. */
  #wasProbe(): boolean {
    const was = this.#isProbe;
    this.#isProbe = false;
    return was;
  }

  #tell(what: (guard: GuardStub) => Promise<void>): void {
    if (this.#guards) this.#later(what(objectOf(this.#guards, this.#provider)).catch(() => {}));
  }
}
