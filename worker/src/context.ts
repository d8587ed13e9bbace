// What the steps of the pipeline hand to each other. A step returns what it found, or throws a Refusal.
import type { Caller, Problem, Question } from '../generated/proxy.bindings.js';
import type { Identity } from './callers.js';
import type { ProxyConfig } from './config.js';
import type { Finding } from './findings.js';
import type { LogLine } from './log.js';
import type { Route, Rules } from './rules.js';
import type { Soon } from './soon.js';
import type { Timings } from './timings.js';

/** The body of an answer. By its name in the DOM Node's types do not know it. */
export type Body = NonNullable<ConstructorParameters<typeof Response>[0]> | null;

/** An answer in the making. */
export interface Outcome {
  readonly status: number;
  readonly body: Body;
  /** With parameters, if it has any. */
  readonly mediaType: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The stable code, if it is a problem. */
  readonly code?: string | undefined;
  /** If it is a part of the answer only: the provider's list, the companies that are not in it, such as `inn:6663003127`,
   * and the code of why not. */
  readonly partial?: { readonly found: Uint8Array<ArrayBuffer>; readonly failed: readonly string[]; readonly code: string } | undefined;
}

/** Thrown by a step that does not let the request pass; the pipeline writes the problem document. */
export class Refusal {
  constructor(
    readonly finding: Finding,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

/** Whoever vouches for callers cannot be asked now, or says what cannot be read: that is no fault of the caller. */
export const nobodyVouches = (retryAfterMs: number): Refusal =>
  new Refusal('voucher-unavailable', { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) });

/** One request on its way. */
export interface Context {
  readonly request: Request;
  readonly url: URL;
  readonly requestId: string;
  readonly config: ProxyConfig;
  readonly rules: Rules;
  /** Writes problem documents in the caller's language. */
  readonly words: Caller;
  /** Goes on after the answer was given. */
  readonly later: (work: Promise<unknown>) => void;
  /** Adds to the log line. */
  readonly note: (fields: Partial<LogLine>) => void;
  /** Adds a header to the answer, whatever the answer will be. */
  readonly tell: (name: string, value: string) => void;
  readonly timings: Timings;
}

/** What was held for one question to a provider. */
export interface Reservation {
  /** Charges so many of the companies, all unless said, and gives the rest back. Only the first call counts. */
  settle(companies?: number): void;
}

/** What the caller may still spend on the question. */
export interface Budget {
  /**
   * Holds the price of asking the provider about so many companies, right before it is asked. Where the provider charges by
   * the request, a request is one. `id` is for who may have to ask again whether it was held: holding twice under one id
   * is holding once.
   * @throws {Refusal} when that is more than is left
   */
  reserve(companies: number, id?: string): Soon<Reservation>;
}

/** Finds the answer to a question that may be asked: from the cache, from somebody who asks the same, from the provider. */
export interface Answering {
  answer(context: Context, route: Route, question: Question, identity: Identity, budget: Budget): Promise<Outcome>;
}

/** The outcome that a problem is. */
export const problemOutcome = (problem: Problem, headers: Readonly<Record<string, string>> = {}): Outcome => {
  const { status, body, code } = problem;
  problem.free();
  return { status, body, code, mediaType: 'application/problem+json', headers };
};
