// One step of a job: the next questions of its portfolio, through the same pipeline as everybody's questions.
import type { Question } from '../../generated/proxy.bindings.js';
import { partsOf } from '../answering/parts.js';
import type { Audit } from '../audit.js';
import type { Identity } from '../callers.js';
import { type Answering, type Budget, type Context, type Outcome, Refusal, problemOutcome } from '../context.js';
import type { LogLine } from '../log.js';
import { openBudget } from '../quota.js';
import { record } from '../record.js';
import { type Route, discard } from '../rules.js';
import { alias } from '../secret.js';
import type { Chunk, JobBook, Line, Result } from './book.js';

/** How many questions of a job are under way at once: others want answers too. */
const atOnce = 4;

/** Refusals that say nothing about the question: it is asked again when they are over. */
const passing = new Set(['key-refused', 'login-failed', 'signing-failed', 'quota-used-up', 'spending-cap', 'ledger-unavailable', 'provider-resting', 'provider-busy', 'secret-missing', 'audit-unavailable']);

/** What a step needs of the worker. */
export interface Worker {
  readonly answering: Answering;
  readonly audit: Audit | undefined;
  /** What goes with a question that nobody waits for. */
  context(note: Context['note']): Context;
  /** Hears what became of a question. */
  tell(line: LogLine): void;
}

const retryAfterMs = ({ headers = {} }: Outcome): number | undefined => {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
};

/** What a good answer says of companies, and of others than were asked about. */
interface Results {
  readonly results: readonly Result[];
  readonly extra: Uint8Array<ArrayBuffer>;
}

const resultsOf = ({ rules }: Context, question: Question, lines: readonly Line[], body: Uint8Array<ArrayBuffer>): Results | undefined => {
  const cut = rules.cutCompanies(question, body);
  if (!cut) return undefined;
  const { about } = cut;
  const parts = partsOf(body, cut);
  cut.free();
  const items = new Map(about.map((company, position) => [company, parts[position] as Uint8Array<ArrayBuffer>]));
  const results = lines.flatMap((line): Result[] => {
    const own = items.get(nameOf(line));
    return own ? [{ seq: line.seq, state: own.byteLength ? 'found' : 'missing', items: own }] : [];
  });
  return { results, extra: items.get('') ?? new Uint8Array() };
};

/** How a company of a question is named where one has to be told from the others. */
const nameOf = ({ param, value }: Line): string => `${param}:${value}`;

/** Writes down what came of a question. */
const settle = (context: Context, question: Question, book: JobBook, lines: readonly Line[], outcome: Outcome): void => {
  const { status, partial, body, code = '' } = outcome;
  const fail = (own: readonly Line[], why: string): void => book.fail(own, why, retryAfterMs(outcome), !passing.has(why));
  if (status !== 200) return fail(lines, code);
  const failed = new Set(partial?.failed);
  const found = resultsOf(context, question, lines.filter((line) => !failed.has(nameOf(line))), partial?.found ?? (body as Uint8Array<ArrayBuffer>));
  if (!found) return book.fail(lines, 'content-type', undefined, true);
  book.succeed(found.results, found.extra);
  if (partial) fail(lines.filter((line) => failed.has(nameOf(line))), partial.code);
};

const ask = async (worker: Worker, context: Context, route: Route, owner: Identity, question: Question, book: JobBook, chunk: Chunk): Promise<Outcome> => {
  const budget = openBudget(owner, route, context.config, { later: context.later });
  let held = 0;
  // What was held when a restart came, but not written down as asked, is held once under its name; parts and attempts have
  // names of their own. The platform lets nothing out of the object before what is written here is safe.
  const reserve: Budget['reserve'] = async (companies) => {
    held += 1;
    const reservation = await budget.reserve(companies, held > 1 ? `${chunk.name}+${held}` : chunk.name);
    try {
      book.asks(chunk, companies);
    } catch (thrown) {
      // The job was thrown away meanwhile: nothing is asked.
      reservation.settle(0);
      throw thrown;
    }
    return reservation;
  };
  try {
    if (worker.audit) await record(context, worker.audit, route, question, owner);
    return await worker.answering.answer(context, route, question, owner, { reserve });
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return problemOutcome(context.words.problem(thrown.finding, route.place), thrown.headers);
  }
};

const askChunk = async (worker: Worker, route: Route, owner: Identity, book: JobBook, chunk: Chunk): Promise<void> => {
  const { lines } = chunk;
  const started = Date.now();
  const noted: Partial<LogLine> = { operation: route.id, caller: await alias(owner.id) };
  const context = worker.context((fields) => void Object.assign(noted, fields));
  const { rules, words, requestId, config } = context;
  let question: Question | undefined;
  try {
    question = rules.portfolioQuestion(words, route.place, lines.map(({ param }) => param), lines.map(({ value }) => value));
    if (config.logAbout) context.note({ about: question.masked });
    const outcome = await ask(worker, context, route, owner, question, book, chunk);
    settle(context, question, book, lines, outcome);
    worker.tell({ ...noted, requestId, status: outcome.status, code: outcome.code, durationMs: Date.now() - started });
    question.free();
    words.free();
  } catch {
    // A defect of ours: what was thrown goes nowhere, and nothing of the instance can be trusted.
    discard();
    book.fail(lines, 'internal', undefined, true);
  }
  book.close(chunk);
};

/** Asks the next questions. @returns whether there were any */
export const step = async (worker: Worker, route: Route, size: number, owner: Identity, book: JobBook): Promise<boolean> => {
  const chunks = book.next(size, atOnce);
  await Promise.all(chunks.map((chunk) => askChunk(worker, route, owner, book, chunk)));
  return chunks.length > 0;
};
