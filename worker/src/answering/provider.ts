// One question to the provider, with patience: places, circuit breaker, deadline, attempts. What it costs is held before it
// is asked, and charged by what may have reached the provider.
import type { Question } from '../../generated/proxy.bindings.js';
import { type Budget, type Context, Refusal } from '../context.js';
import type { Route, Rules } from '../rules.js';
import { addresses, send } from '../send.js';
import type { Answer, Trouble } from '../upstream.js';
import { type Failure, isPassing } from './failure.js';
import { type Health, type Verdict, Watched, unwatched } from './health.js';
import { slotsOf } from './slots.js';

/** A good answer, whole or, if it is a file, as it comes in; or why there is none. */
export type Asked =
  | { readonly body: Uint8Array<ArrayBuffer>; readonly mediaType: string }
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

const usual: Patience = { deadlineMs: 27_000, retries: 2, atOnce: 64, waiting: 256, breaker: true };

/** The patience that an operator asks for, the usual where nothing is said. */
export const patienceOf = ({ config }: Context): Patience => ({ ...usual, ...config.patience });

/** What an attempt may have cost: whoever was not reached charges nothing, and neither does a refusal. */
const isCharged = (result: Answer | Trouble): boolean => ('trouble' in result ? result.reached : result.status === 200);

const failureOf = (result: Answer | Trouble, rules: Rules): Failure => {
  if ('trouble' in result) return { finding: result.trouble };
  const retryAfterMs = result.retryAfter === null ? undefined : rules.retryAfterMs(result.retryAfter, Date.now());
  return { status: result.status, body: result.body, retryAfterMs };
};

const isGood = (result: Answer | Trouble): result is Answer => !('trouble' in result) && result.status === 200;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What came of all attempts, and whether any of them may have been charged. */
interface Attempts {
  readonly asked: Asked;
  readonly charged: boolean;
  /** Until when the question is under way, if that is longer than until now. */
  readonly done?: Promise<void>;
}

/** A question on its way. */
interface Way {
  readonly urls: readonly string[];
  readonly health: Health;
  readonly verdict: Verdict;
  readonly deadline: number;
}

/** Asks, and again where that may help and does no harm. The provider's health hears of every attempt. */
const attempt = async (context: Context, route: Route, question: Question, { urls, health, verdict, deadline }: Way): Promise<Attempts> => {
  const { config, rules } = context;
  const leftMs = (): number => deadline - Date.now();
  const retries = route.safe ? patienceOf(context).retries : 0;
  let charged = false;
  for (let number = 1; ; number += 1) {
    const result = await send(context, question, urls, Math.min(config.timeoutMs ?? 30_000, leftMs()));
    charged ||= isCharged(result);
    if (isGood(result)) {
      health.well(verdict);
      const { body, contentType: mediaType, stream } = result;
      if (!question.fits(result.mediaType)) return { asked: { failure: { finding: 'content-type' } }, charged };
      return stream ? { asked: { stream: stream.readable, mediaType }, charged, done: stream.done } : { asked: { body, mediaType }, charged };
    }
    const failure = failureOf(result, rules);
    const passing = isPassing(failure, rules);
    if (passing) health.ill(verdict, failure.retryAfterMs);
    else health.well(verdict);
    // What is charged by the request would be charged again.
    const again = passing && number <= retries && !(charged && route.cost === 'request');
    const pauseMs = again ? rules.pauseMs(number, failure.retryAfterMs, leftMs(), Math.random()) : undefined;
    if (pauseMs === undefined) return { asked: { failure }, charged };
    await sleep(pauseMs);
    if ((await health.ask()) !== 'pass') return { asked: { failure }, charged };
  }
};

/**
 * Asks the provider.
 * @throws {Refusal} when there is no secret for it, or the caller may not spend that much
 */
export const askProvider = async (context: Context, route: Route, question: Question, budget: Budget): Promise<Asked> => {
  const urls = addresses(question, context);
  if (!urls.length) throw new Refusal('secret-missing');
  const { deadlineMs, atOnce, waiting, breaker } = patienceOf(context);
  const deadline = Date.now() + deadlineMs;
  const health = breaker ? new Watched(context, route.provider, context.config.guards) : unwatched;
  const verdict = await health.ask();
  if (typeof verdict === 'object') return { failure: { finding: 'provider-resting', retryAfterMs: verdict.waitMs } };
  const leave = await slotsOf(route.provider).enter({ atOnce, waiting, waitMs: deadlineMs / 2 });
  if (!leave) {
    health.undecided(verdict);
    return { failure: { finding: 'provider-busy', retryAfterMs: 1000 } };
  }
  // Where the provider charges by the request, a request is one.
  const companies = route.cost === 'company' ? question.companies : 1;
  let done: Promise<void> | undefined;
  try {
    const held = await context.timings.of('quota', budget.reserve(companies));
    context.note({ asked: companies });
    const attempts = await attempt(context, route, question, { urls, health, verdict, deadline });
    held.settle(attempts.charged ? companies : 0);
    done = attempts.done;
    return attempts.asked;
  } catch (thrown) {
    health.undecided(verdict);
    throw thrown;
  } finally {
    if (done) context.later(done.finally(leave));
    else leave();
  }
};
