// One question to the provider, with patience: places, circuit breaker, deadline, attempts. What it costs is held before it
// is asked, once for every attempt that the provider may charge for.
import { pause } from '../../lib/pause.js';
import type { Question } from '../../generated/proxy.bindings.js';
import type { ProxyConfig } from '../config.js';
import { type Budget, type Context, Refusal, type Reservation } from '../context.js';
import { remembered } from '../remembered.js';
import type { Route } from '../rules.js';
import type { Soon } from '../soon.js';
import { authorised, send } from '../send.js';
import { type Answer, type Sent, wholeTimes } from '../upstream.js';
import { type Failure, isPassing } from './failure.js';
import { type Health, Watched, unwatched } from './health.js';
import { slotsOf } from './slots.js';

/** A good answer, whole or, if it is a file, as it comes in; or why there is none. */
export type Asked =
  | { readonly status: number; readonly body: Uint8Array<ArrayBuffer>; readonly mediaType: string }
  | { readonly stream: ReadableStream<Uint8Array>; readonly mediaType: string }
  | { readonly failure: Failure };

/** How patient the worker is with a provider, and how considerate. */
export interface Patience {
  /** The time for all attempts and the pauses between them, in milliseconds. */
  readonly deadlineMs: number;
  /** How many attempts may follow the first, where asking again does no harm. */
  readonly retries: number;
  /** How many questions to the provider may be under way at once in one isolate, */
  readonly atOnce: number;
  /** and how many may wait for that. */
  readonly waiting: number;
  /** Whether a provider that is ill is left alone. */
  readonly breaker: boolean;
}

const usual: Omit<Patience, 'deadlineMs'> = { retries: 2, atOnce: 64, waiting: 256, breaker: true };

/** A configuration does not change. */
const patiences = remembered<ProxyConfig, Patience>();

/** The patience that an operator asks for, the usual where nothing is said: a little less than the client's own. */
export const patienceOf = ({ config }: Context, route: Route): Patience =>
  patiences(config, route.id, () => ({ ...usual, deadlineMs: route.timeoutMs * 0.9, ...config.patience }));

/** What is handed on of a type: none that a browser would run, and nothing with it but a charset. */
const plainType = /^(?:application\/(?:json|xml|pdf|octet-stream)|text\/(?:plain|xml))(?:; ?charset=("?)[\w-]{1,40}\1)?$/i;

/** The type of an answer as callers hear of it. */
const typeOf = ({ contentType, mediaType }: Answer): string =>
  [contentType, mediaType].find((type) => type === '' || plainType.test(type)) ?? 'application/octet-stream';

/** What came of all attempts. */
interface Attempts {
  readonly asked: Asked;
  /** Until when the question is under way, if that is longer than until now. */
  readonly done?: Promise<void>;
}

/** A question on its way. */
interface Way {
  readonly sets: readonly Sent[];
  readonly health: Health;
  readonly deadline: number;
  /** Holds the price of one attempt. */
  readonly hold: () => Soon<Reservation>;
}

/** The price of one more attempt after one that may have been charged; nothing when that is more than is left. */
const holdAgain = async (hold: Way['hold']): Promise<Reservation | undefined> => {
  try {
    return await hold();
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined;
    throw thrown;
  }
};

/**
 * Asks, and again where that may help and does no harm. The provider's health hears of every attempt. Every attempt that may
 * have been charged is, so that no cap is overrun by what was asked twice.
 */
const attempt = async (context: Context, route: Route, question: Question, { sets, health, deadline, hold }: Way): Promise<Attempts> => {
  const { config, rules } = context;
  const leftMs = (): number => deadline - Date.now();
  const retries = route.safe ? patienceOf(context, route).retries : 0;
  const first = hold();
  let held = first instanceof Promise ? await first : first;
  for (let number = 1; ; number += 1) {
    const result = await send(context, question, sets, Math.min(config.timeoutMs ?? route.timeoutMs, leftMs()));
    if ('answer' in result) {
      health.well();
      held.settle();
      const { status, body, stream } = result.answer;
      const mediaType = typeOf(result.answer);
      return stream ? { asked: { stream: stream.readable, mediaType }, done: stream.done } : { asked: { status, body, mediaType } };
    }
    const { failure, charged } = result;
    const giveUp = (): Attempts => {
      held.settle(charged ? undefined : 0);
      return { asked: { failure } };
    };
    const passing = isPassing(failure);
    if (passing) health.ill(failure.retryAfterMs);
    else health.well();
    // What is charged by the request would be charged again; companies often are not, but are counted as if they were.
    const again = passing && number <= retries && !(charged && route.cost === 'request');
    const pauseMs = again ? rules.pauseMs(number, failure.retryAfterMs, leftMs(), Math.random()) : undefined;
    if (pauseMs === undefined) return giveUp();
    await pause(pauseMs, undefined);
    // It may be the probe by now.
    if (typeof (await health.ask()) === 'object') return giveUp();
    const next = charged ? await holdAgain(hold) : held;
    if (!next) {
      health.undecided();
      return giveUp();
    }
    if (charged) held.settle();
    held = next;
  }
};

/**
 * Asks the provider.
 * @throws {Refusal} when there is no secret for it, or the caller may not spend that much
 */
export const askProvider = async (context: Context, route: Route, question: Question, budget: Budget): Promise<Asked> => {
  const sets = authorised(question, route, context);
  if (!sets.length) throw new Refusal('secret-missing');
  const { deadlineMs, atOnce, waiting, breaker } = patienceOf(context, route);
  const deadline = Date.now() + deadlineMs;
  const health = breaker ? new Watched(context, route.provider, context.config.guards) : unwatched;
  const asked = health.ask();
  const verdict = asked instanceof Promise ? await asked : asked;
  if (typeof verdict === 'object') return { failure: { finding: 'provider-resting', retryAfterMs: verdict.waitMs } };
  // The last attempt may be made with two sets of secrets; a file is on its way for longer.
  const holdMs = (question.isFile ? wholeTimes + 2 : 2) * deadlineMs + 3000;
  const place = slotsOf(route.provider).enter({ atOnce, waiting, waitMs: deadlineMs / 2, holdMs });
  const leave = place instanceof Promise ? await place : place;
  if (!leave) {
    health.undecided();
    return { failure: { finding: 'provider-busy', retryAfterMs: 1000 } };
  }
  // Where the provider charges by the request, a request is one.
  const companies = route.cost === 'company' ? question.companies : 1;
  let done: Promise<void> | undefined;
  try {
    let all = 0;
    const counted = (held: Reservation): Reservation => {
      context.note({ asked: (all += companies) });
      return held;
    };
    const hold = (): Soon<Reservation> => {
      const held = budget.reserve(companies);
      return held instanceof Promise ? context.timings.of('quota', held).then(counted) : counted(held);
    };
    const attempts = await attempt(context, route, question, { sets, health, deadline, hold });
    done = attempts.done;
    return attempts.asked;
  } catch (thrown) {
    health.undecided();
    throw thrown;
  } finally {
    if (done) context.later(done.finally(leave));
    else leave();
  }
};
