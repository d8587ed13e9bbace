// What the steps of the pipeline hand to each other. A step returns what it found, or throws a Refusal.
import type { Caller, Finding, Problem, Question } from '../generated/proxy.bindings.js';
import type { ProxyConfig } from './config.js';
import type { LogLine } from './log.js';
import type { Route, Rules } from './rules.js';

/** The name of what the worker itself finds wrong; its status, code and words are in `src/proxy`. */
export type FindingName = keyof typeof Finding;

/** An answer in the making. */
export interface Outcome {
  readonly status: number;
  readonly body: BodyInit | null;
  /** With parameters, if it has any. */
  readonly mediaType: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The stable code, if it is a problem. */
  readonly code?: string | undefined;
}

/** Thrown by a step that does not let the request pass; the pipeline writes the problem document. */
export class Refusal {
  constructor(
    readonly finding: FindingName,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

/** Who asks, as far as it is known. */
export interface Identity {
  /** Unique for who is counted: `token:42`, `page:https://example.ru`. It may be personal, and is logged as a digest only. */
  readonly id: string;
}

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
}

/** What was held for one question to a provider. */
export interface Reservation {
  /** Charges so many of the companies, all unless said, and gives the rest back. Only the first call counts. */
  settle(companies?: number): void;
}

/** What the caller may still spend on the question. */
export interface Budget {
  /**
   * Holds the price of asking the provider about so many companies, right before it is asked.
   * @throws {Refusal} when that is more than is left
   */
  reserve(companies: number): Promise<Reservation>;
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
