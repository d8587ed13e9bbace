import type { CallOptions, Client } from 'kontragent';
import { connected } from '../ask/client';
import { Question, type Asking } from '../ask/question.svelte';
import { Unfolding } from '../ask/unfolding.svelte';

interface Page<E> {
  data: E[];
}

/** Where a list begins and what is looked for in it. */
export interface Place {
  filter?: string;
  offset: number;
  count: number;
}

/** Asks for the pages of a list. */
export type Open<E> = (client: Client, place: Place, options: CallOptions) => AsyncGenerator<Page<E>, void, undefined>;

/** How many entries are asked for at once. */
const pageSize = 20;

/** A list of the provider, as far as it has been asked for. What `count` of an answer counts is not documented: only an empty page ends it. */
export class Entries<E> extends Unfolding<Page<E>, E> {
  readonly #open: Open<E>;
  readonly #filter: string;

  constructor(open: Open<E>, filter: string) {
    super();
    this.#open = open;
    this.#filter = filter;
  }

  /** Asks for at least so many entries, if there are so many; after a page that is not full, whether it was the last. */
  async begin(asking: Asking, atLeast: number): Promise<this> {
    let last: readonly E[];
    do {
      last = await this.take(asking);
    } while (!this.complete && this.entries.length < atLeast);
    if (!this.complete && last.length < pageSize) await this.take(asking);
    return this;
  }

  protected override open(client: Client, offset: number, signal: AbortSignal): AsyncGenerator<Page<E>, void, undefined> {
    return this.#open(client, { offset, count: pageSize, ...(this.#filter && { filter: this.#filter }) }, { signal });
  }

  protected override entriesOf({ data }: Page<E>): readonly E[] {
    return data;
  }

  protected override isLast(entries: readonly E[]): boolean {
    return !entries.length;
  }
}

/** One of an abonent's lists: what is looked for in it, and what was answered. */
export class Ledger<E> {
  /** What is typed; asked with only when the visitor says so. */
  filter = $state('');
  /** What was looked for. */
  asked = $state('');
  question = $state.raw<Question<Entries<E>>>();
  /** There was an answer, which may not be so any more. */
  forgotten = false;
  readonly #open: Open<E>;

  constructor(open: Open<E>) {
    this.#open = open;
  }

  /** Nobody has asked yet, or what was answered is not so any more. */
  get stale(): boolean {
    return !this.question || this.question.state.phase === 'idle';
  }

  /** Asks for the list; as much of it as was there. */
  async ask(filter = this.asked): Promise<void> {
    const here = this.#here;
    this.leave();
    const asked = filter.trim();
    const atLeast = asked === this.asked ? here : 0;
    this.asked = asked;
    this.#here = atLeast;
    this.forgotten = false;
    const question = new Question((asking) => new Entries(this.#open, asked).begin(asking, atLeast));
    this.question = question;
    await question.ask();
  }

  /** Something was done: what was answered may not be so any more. */
  forget(): void {
    const { entries } = this.question?.answer ?? {};
    this.#here = entries?.length ?? this.#here;
    this.forgotten = this.question !== undefined;
    this.leave();
    this.question = undefined;
  }

  /** Nobody looks at it any more. */
  leave(): void {
    this.question?.leave();
    this.question?.answer?.more.leave();
  }

  /** How many entries were shown. */
  #here = 0;
}

/** A question to Астрал.ЭДО that is asked at once. */
export const questionOf = <T>(ask: (client: Client, options: CallOptions) => Promise<T>): Question<T> =>
  new Question(async ({ locale, signal }) => {
    const client = await connected(locale);
    signal.throwIfAborted();
    return ask(client, { signal });
  });
