// Why there is no answer, as plain data: everybody who waits for the same one is told in their own language.
import type { Question } from '../../generated/proxy.bindings.js';
import { type Context, type Outcome, problemOutcome } from '../context.js';
import type { Finding } from '../findings.js';
import type { Route } from '../rules.js';

/** What the worker found, or what the provider said. */
export type Failure = (
  | { readonly finding: Finding }
  | { readonly status: number; readonly mediaType: string; readonly body: Uint8Array<ArrayBuffer>; readonly passing: boolean }
) & {
  /** After how long it makes sense to ask again, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
};

const passingFindings: readonly Finding[] = ['connection', 'attempt-timeout', 'provider-resting', 'provider-busy'];

/** Whether the same question may be answered if it is asked again later. */
export const isPassing = (failure: Failure): boolean => ('finding' in failure ? passingFindings.includes(failure.finding) : failure.passing);

/** `Retry-After`, in whole seconds. */
export const retryAfter = (ms: number | undefined): Record<string, string> =>
  ms === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(ms / 1000))) };

/** The problem document that a failure is. */
export const failureOutcome = (failure: Failure, { words }: Context, route: Route, question: Question): Outcome => {
  const problem =
    'finding' in failure
      ? words.problem(failure.finding, route.place)
      : (words.verdict(question, failure.status, failure.mediaType, failure.body) ?? words.problem('internal', route.place));
  return problemOutcome(problem, retryAfter(failure.retryAfterMs));
};
