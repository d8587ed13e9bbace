// Asking once: what is known is not asked again, what somebody is asking already is waited for, and only the rest of a
// question goes to the provider. The pieces are cut and put together by `src/proxy/keep.rs`.
import type { Plan, Question } from '../../generated/proxy.bindings.js';
import type { Identity } from '../callers.js';
import { type Answering, type Budget, type Context, type Outcome, Refusal, problemOutcome } from '../context.js';
import type { Route } from '../rules.js';
import { edge } from './edge.js';
import { type Failure, failureOutcome, isPassing } from './failure.js';
import { type Asked, askProvider, patienceOf } from './provider.js';
import { shelves } from './shelf.js';
import { concat } from '../../lib/bytes.js';
import { partsOf } from './parts.js';
import { givesBack, leaksOf } from '../leaks.js';
import type { Kept, Pieces, Store } from './store.js';
import { type CacheConfig, usualStaleSeconds } from './terms.js';

/** The media type of an answer that has a part of what was asked only: `found`, the provider's items; `failed`, the
 * identifiers that could not be asked about; `problem`, why not. No client takes it for a whole answer. */
const partialType = 'application/vnd.kontragent.partial+json';

/** Names come one after the other, each of 64 characters. */
const namesOf = (text: string): string[] => text.match(/.{64}/g) ?? [];

/** The store that the operator has set up; nothing without one. */
export const storeOf = (context: Context, route: Route): Store | undefined => {
  const { cache } = context.config;
  if (!cache) return undefined;
  // Whoever has the turn is done by then, or gone.
  if (cache.shelves) return shelves(cache.shelves, route.provider, cache.shelfCount ?? 1, patienceOf(context, route).deadlineMs + 3000);
  return cache.edge && edge(cache.edge);
};

/** The lifetime that the operator wants: what is said of a provider does not concern what is of the moment, such as a link that works once. */
const lifetimeOf = ({ id, provider, cacheSeconds }: Route, { seconds = {} }: CacheConfig): number | undefined =>
  seconds[id] ?? (cacheSeconds > 0 ? seconds[provider] : undefined);

const planOf = ({ rules, config }: Context, route: Route, question: Question, identity: Identity, cache: CacheConfig): Plan | undefined => {
  const { secret, personal = false } = cache;
  const source = config.providers[route.provider as keyof typeof config.providers]?.baseUrl ?? '';
  return rules.Plan.of(question, new TextEncoder().encode(secret), identity.id, source, personal, lifetimeOf(route, cache));
};

/** A store that fails is one that knows nothing. */
const quietly = <T>(work: Promise<T>, instead: T): Promise<T> => work.catch(() => instead);

/** Why some of the pieces are missing. */
type Shortage = Failure | Refusal;

/** One question on its way to an answer out of pieces. */
class Gathering {
  readonly #context: Context;
  readonly #route: Route;
  readonly #question: Question;
  readonly #budget: Budget;
  readonly #plan: Plan;
  readonly #store: Store;
  readonly #staleSeconds: number;
  readonly #names: readonly string[];
  /** What is known, by position. */
  readonly #pieces: (Kept | undefined)[];
  /** Items of answers that could not be cut. */
  readonly #loose: Kept[] = [];
  /** The provider's answer to the whole question: nothing need be put together. */
  #untouched: Kept | undefined;
  #asked = 0;
  #stale = false;
  readonly #failed: number[] = [];
  #shortage: Shortage | undefined;

  constructor(context: Context, route: Route, question: Question, budget: Budget, plan: Plan, store: Store, staleSeconds: number) {
    this.#context = context;
    this.#route = route;
    this.#question = question;
    this.#budget = budget;
    this.#plan = plan;
    this.#store = store;
    this.#staleSeconds = staleSeconds;
    this.#names = namesOf(plan.names());
    this.#pieces = this.#names.map(() => undefined);
  }

  async gather(): Promise<Outcome> {
    const free = this.#names.map(() => 'free' as const);
    const taken = await quietly(this.#store.take(this.#names), free);
    const ours: number[] = [];
    const theirs: number[] = [];
    taken.forEach((each, position) => {
      if (typeof each === 'object') this.#pieces[position] = each;
      else (each === 'theirs' ? theirs : ours).push(position);
    });
    const [, left] = await Promise.all([this.#ask(ours), this.#wait(theirs)]);
    // Whoever had the turn is gone, or may not spend any more.
    await this.#ask(left);
    return this.#outcome();
  }

  /** Waits for what others ask. @returns the positions that nobody asks about after all */
  async #wait(positions: readonly number[]): Promise<readonly number[]> {
    if (!positions.length) return positions;
    const names = this.#at(positions);
    const waited = await quietly(this.#store.wait(names), names.map(() => 'free' as const));
    const failures: [number, Failure][] = [];
    const left = positions.filter((position, at) => {
      const each = waited[at] ?? 'free';
      if (typeof each === 'string') return true;
      if ('failure' in each) failures.push([position, each.failure]);
      else this.#pieces[position] = each;
      return false;
    });
    await this.#fallBack(failures);
    return left;
  }

  /** Asks the provider. That goes on when the caller does not wait for it: it is paid for, and others may. */
  async #ask(positions: readonly number[]): Promise<void> {
    if (!positions.length) return;
    const work = this.#askNow(positions);
    this.#context.later(work.catch(() => {}));
    await work;
  }

  async #askNow(positions: readonly number[]): Promise<void> {
    const all = positions.length === this.#names.length;
    const rest = all ? undefined : this.#plan.rest(Uint32Array.from(positions));
    try {
      const asked = await askProvider(this.#context, this.#route, rest ?? this.#question, this.#budget);
      if ('failure' in asked) {
        const { failure } = asked;
        this.#context.later(quietly(this.#store.release(this.#at(positions), failure), undefined));
        return await this.#fallBack(positions.map((position) => [position, failure]));
      }
      this.#refuseSecrets(asked);
      if ('body' in asked) this.#take(positions, asked, all);
    } catch (thrown) {
      // It says nothing about the provider: the turn is somebody else's.
      this.#context.later(quietly(this.#store.release(this.#at(positions)), undefined));
      if (!(thrown instanceof Refusal)) throw thrown;
      this.#fail(positions, thrown);
    } finally {
      rest?.free();
    }
  }

  /** What gives a secret back is not kept: it would outlive the secret's time, and with it the check on the way out. */
  #refuseSecrets(asked: Asked): void {
    const { config, rules } = this.#context;
    if ('body' in asked && givesBack(asked.body, leaksOf(config, rules, this.#route.provider))) throw new Refusal('secret-returned');
  }

  /** A good answer, cut into pieces. */
  #take(positions: readonly number[], { body, mediaType }: Extract<Asked, { body: unknown }>, all: boolean): void {
    const kept = { bytes: body, mediaType, at: Date.now() };
    const names = this.#at(positions);
    const cut = this.#plan.cut(body, Uint32Array.from(positions));
    if (!cut) {
      this.#context.later(quietly(this.#store.release(names, 'free'), undefined));
      if (!all) return this.#takeLoose(positions, kept);
    } else {
      const { seconds, about, nothing } = cut;
      const parts = partsOf(body, cut);
      cut.free();
      const pieces: Pieces = {
        names,
        parts,
        seconds: [...seconds],
        about: about.map(namesOf),
        nothing: [...nothing].map((each) => each === 1),
        mediaType,
        staleSeconds: this.#staleSeconds,
      };
      // What could not be kept others ask for themselves.
      this.#context.later(this.#store.put(pieces).catch(() => quietly(this.#store.release(names, 'free'), undefined)));
      positions.forEach((position, at) => {
        this.#pieces[position] = { ...kept, bytes: parts[at] as Uint8Array<ArrayBuffer> };
      });
    }
    this.#asked += positions.length;
    if (all) this.#untouched = kept;
  }

  /**
   * A good answer to a part of the question that cannot be cut goes into the whole as it is, if it is a list. If it is something
   * else, nobody can tell what it says: put together with the rest it would look as if these companies were unknown.
   */
  #takeLoose(positions: readonly number[], kept: Kept): void {
    const items = this.#context.rules.listItems(kept.bytes);
    if (!items) return this.#fail(positions, new Refusal('not-the-document'));
    this.#asked += positions.length;
    this.#loose.push({ ...kept, bytes: items as Uint8Array<ArrayBuffer> });
  }

  /** What is too old is better than nothing while the provider is ill, if it is said. */
  async #fallBack(failures: readonly (readonly [position: number, failure: Failure])[]): Promise<void> {
    const ill = failures.filter(([, failure]) => isPassing(failure)).map(([position]) => position);
    const old = ill.length && this.#staleSeconds > 0 ? await quietly(this.#store.stale(this.#at(ill)), []) : [];
    for (const [position, failure] of failures) {
      const piece = old[ill.indexOf(position)];
      this.#pieces[position] = piece;
      if (piece) this.#stale = true;
      else this.#fail([position], failure);
    }
  }

  #fail(positions: readonly number[], why: Shortage): void {
    this.#failed.push(...positions);
    this.#shortage ??= why;
  }

  #at(positions: readonly number[]): readonly string[] {
    return positions.map((position) => this.#names[position] ?? '');
  }

  #outcome(): Outcome {
    const known = this.#pieces.filter((piece) => piece !== undefined);
    const problem = this.#shortage && this.#problem(this.#shortage);
    if (problem && !known.length && !this.#loose.length) return problem;
    const headers = this.#headers(known);
    if (this.#untouched) return { status: 200, body: this.#untouched.bytes, mediaType: this.#untouched.mediaType, headers };
    const body = this.#join(known);
    const mediaType = this.#plan.byCompany ? 'application/json; charset=utf-8' : known[0]?.mediaType ?? '';
    return problem ? this.#partial(body, problem, headers) : { status: 200, body, mediaType, headers };
  }

  #join(known: readonly Kept[]): Uint8Array<ArrayBuffer> {
    const parts = [...known, ...this.#loose].map(({ bytes }) => bytes);
    if (!this.#plan.byCompany) return concat(parts);
    return this.#plan.join(concat(parts), Uint32Array.from(parts, ({ byteLength }) => byteLength)) as Uint8Array<ArrayBuffer>;
  }

  #partial(found: Uint8Array<ArrayBuffer>, { body: problem, headers: own = {}, code = '' }: Outcome, headers: Readonly<Record<string, string>>): Outcome {
    const failed = this.#plan.identifiers(Uint32Array.from(this.#failed.sort((one, other) => one - other)));
    const text = new TextEncoder();
    const body = concat([text.encode('{"found":'), found, text.encode(`,"failed":${failed},"problem":${String(problem)}}`)]);
    this.#context.note({ code });
    return { status: 200, body, mediaType: partialType, headers: { ...own, ...headers }, partial: { found, failed: identifiersIn(failed), code } };
  }

  /** The problem that a shortage is. */
  #problem(shortage: Shortage): Outcome {
    const { words } = this.#context;
    return shortage instanceof Refusal
      ? problemOutcome(words.problem(shortage.finding, this.#route.place), shortage.headers)
      : failureOutcome(shortage, this.#context, this.#route, this.#question);
  }

  /** Where the answer comes from, and how old the oldest piece is. */
  #headers(known: readonly Kept[]): Record<string, string> {
    const now = Date.now();
    const age = Math.max(0, ...known.map(({ at }) => Math.floor((now - at) / 1000)));
    const some = this.#asked < this.#names.length - this.#failed.length;
    const cache = this.#stale ? 'stale' : !this.#asked ? 'hit' : some ? 'partial' : 'miss';
    this.#context.note({ cache });
    return {
      'x-cache': cache,
      ...(cache === 'miss' ? {} : { age: String(age) }),
      ...(this.#stale ? { warning: '110 - "Response is Stale"' } : {}),
    };
  }
}

/** `{"inn":["6663003127"]}` as `inn:6663003127`. */
const identifiersIn = (json: string): readonly string[] =>
  Object.entries(JSON.parse(json) as Record<string, string[]>).flatMap(([param, values]) => values.map((value) => `${param}:${value}`));

/** Statuses whose answers must not have a body. */
const bodyless = new Set([204, 205]);

const outcomeOf = (asked: Asked, context: Context, route: Route, question: Question): Outcome => {
  if ('failure' in asked) return failureOutcome(asked.failure, context, route, question);
  const { mediaType } = asked;
  if ('stream' in asked) return { status: 200, body: asked.stream, mediaType };
  return { status: asked.status, body: bodyless.has(asked.status) ? null : asked.body, mediaType };
};

/** Answers out of what is kept, if there is a store, and from the provider. */
export const answering: Answering = {
  async answer(context, route, question, identity, budget) {
    const { cache } = context.config;
    const store = storeOf(context, route);
    const plan = cache && store && planOf(context, route, question, identity, cache);
    if (!plan) {
      const work = askProvider(context, route, question, budget);
      // It goes on when the caller does not wait for it: it is paid for, and has a place to give back.
      context.later(work.catch(() => {}));
      return outcomeOf(await work, context, route, question);
    }
    try {
      return await new Gathering(context, route, question, budget, plan, store, cache.staleSeconds ?? usualStaleSeconds).gather();
    } finally {
      plan.free();
    }
  },
};
