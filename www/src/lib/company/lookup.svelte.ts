import type { FocusReq } from 'kontragent';
import { connected } from '../ask/client';
import type { Failure } from '../ask/failure';
import { Question } from '../ask/question.svelte';
import { selectorOf, type CompanyKind } from '../route';

/** What is asked: the companies and entrepreneurs with this number. */
export interface Query {
  kind: CompanyKind;
  value: string;
}

export type LookupState =
  | { phase: 'idle' }
  | { phase: 'loading'; query: Query }
  | { phase: 'found'; query: Query; companies: FocusReq[] }
  | { phase: 'unknown'; query: Query }
  | { phase: 'failed'; query: Query; failure: Failure }
  | { phase: 'cancelled'; query: Query };

/** Asks Focus through the proxy. An empty list says that Focus knows nobody with this number. */
const questionOf = ({ kind, value }: Query): Question<FocusReq[]> =>
  new Question(async ({ locale, signal }) => {
    const client = await connected(locale);
    signal.throwIfAborted();
    const { found, failed } = await client.focus.req({ [selectorOf(kind)]: value }, { signal });
    const [failure] = failed;
    if (failure) throw failure.error;
    return found;
  });

/** The one question that is under way, or its answer. */
export class Lookup {
  #current = $state.raw<{ query: Query; question: Question<FocusReq[]> }>();
  /** Questions whose answers are kept, so that going back does not cost another paid request. */
  readonly #answered = new Map<string, Question<FocusReq[]>>();

  readonly state: LookupState = $derived.by(() => {
    if (!this.#current) return { phase: 'idle' };
    const { query, question } = this.#current;
    const { state } = question;
    if (state.phase === 'failed') return { phase: 'failed', query, failure: state.failure };
    if (state.phase !== 'answered') return { phase: state.phase, query };
    return state.answer.length ? { phase: 'found', query, companies: state.answer } : { phase: 'unknown', query };
  });

  /** Shows the answer, from memory if it was given before. */
  async show(query: Query): Promise<void> {
    const question = this.#answered.get(query.value);
    if (!question) return this.ask(query);
    this.clear();
    this.#current = { query, question };
  }

  /** Asks, whatever was answered before. */
  async ask(query: Query): Promise<void> {
    this.clear();
    const question = questionOf(query);
    this.#current = { query, question };
    await question.ask();
    if (question.answer?.length) this.#answered.set(query.value, question);
  }

  /** Gives the question up. */
  cancel(): void {
    this.#current?.question.cancel();
  }

  /** Forgets what is shown. */
  clear(): void {
    this.#current?.question.leave();
    this.#current = undefined;
  }
}
