// One question to the provider, with patience: places, circuit breaker, deadline, attempts. What it costs is held before it
// is asked, and charged by what may have reached the provider.
import type { Question } from '../../generated/proxy.bindings.js';
import { type Budget, type Context, Refusal } from '../context.js';
import type { Route, Rules } from '../rules.js';
import { type Failure, isPassing } from './failure.js';
import { Health, type Verdict } from './health.js';
import { slotsOf } from './slots.js';
import { type Answer, type Trouble, addressOf, ask, askForFile } from './upstream.js';

/** A good answer, whole or, if it is a file, as it comes in; or why there is none. */
export type Asked =
  | { readonly body: Uint8Array<ArrayBuffer>; readonly mediaType: string }
  | { readonly stream: ReadableStream<Uint8Array>; readonly mediaType: string; readonly headers: Readonly<Record<string, string>> }
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
}

const usual: Patience = { deadlineMs: 27_000, retries: 2, atOnce: 64, waiting: 256 };

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

/** The health of a provider hears of every attempt. */
const report = (health: Health, verdict: Verdict, result: Answer | Trouble, failure: Failure | undefined, rules: Rules): void => {
  if (failure && isPassing(failure, rules)) health.ill(verdict, failure.retryAfterMs);
  else health.well(verdict);
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Asks the provider.
 * @throws {Refusal} when there is no secret for it, or the caller may not spend that much
 */
export const askProvider = async (context: Context, route: Route, question: Question, budget: Budget): Promise<Asked> => {
  const { config, rules, note } = context;
  const url = addressOf(question, config);
  if (!url) throw new Refusal('secret-missing');
  const started = Date.now();
  const { deadlineMs, retries, atOnce, waiting } = patienceOf(context);
  const leftMs = (): number => started + deadlineMs - Date.now();

  const health = new Health(context, route.provider, config.guards);
  let verdict = await health.ask();
  if (typeof verdict === 'object') return { failure: { finding: 'provider-resting', retryAfterMs: verdict.waitMs } };
  const leave = await slotsOf(route.provider).enter({ atOnce, waiting, waitMs: deadlineMs / 2 });
  if (!leave) {
    health.undecided(verdict);
    return { failure: { finding: 'provider-busy', retryAfterMs: 1000 } };
  }
  let streams = false;
  try {
    const held = await budget.reserve(question.companies).catch((thrown: unknown) => {
      if (typeof verdict === 'string') health.undecided(verdict);
      throw thrown;
    });
    let charged = false;
    try {
      const isFile = question.isFile;
      for (let attempt = 1; ; attempt += 1) {
        const timeoutMs = Math.min(config.timeoutMs ?? 30_000, leftMs());
        const result = isFile ? await askForFile(url, question, timeoutMs, mostBytesOf(context)) : await ask(url, question, timeoutMs, mostBytesOf(context));
        charged ||= isCharged(result);
        const failure = isGood(result) ? undefined : failureOf(result, rules);
        report(health, verdict, result, failure, rules);
        if (isGood(result)) {
          note({ asked: question.companies });
          if (!question.fits(result.mediaType)) return { failure: { finding: 'content-type' } };
          if (!result.stream) return { body: result.body, mediaType: result.contentType };
          streams = true;
          context.later(result.stream.done.finally(leave));
          return { stream: result.stream.readable, mediaType: result.contentType, headers: result.stream.headers };
        }
        if (!failure || attempt > retries || !route.safe || !isPassing(failure, rules)) return { failure: failure ?? { finding: 'internal' } };
        // What is charged by the request would be charged again.
        if (charged && route.cost === 'request') return { failure };
        const pause = rules.pauseMs(attempt, failure.retryAfterMs, leftMs(), Math.random());
        if (pause === undefined) return { failure };
        await sleep(pause);
        verdict = await health.ask();
        if (typeof verdict === 'object') return { failure };
      }
    } finally {
      held.settle(charged ? undefined : 0);
    }
  } finally {
    if (!streams) leave();
  }
};

const mostBytesOf = ({ config }: Context): number => config.mostBytes ?? 32 * 1024 * 1024;
