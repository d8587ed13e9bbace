import type { Client, Companies } from 'kontragent';
import { about, connected } from '../ask/client';
import { Question, type Asking } from '../ask/question.svelte';

/** The provider gives this many entries in one answer, and for each answer it may charge. */
const fullPage = 1000;

type Pages<C> = AsyncGenerator<Companies<C>, void, undefined>;

/** A long list, as far as it has been asked for. */
export interface LongList<E> {
  readonly entries: readonly E[];
  /** There is nothing more to ask for. */
  readonly complete: boolean;
  /** The page that follows. */
  readonly more: Question<void>;
}

/** A long list of one company. */
export class Listing<C extends { ogrn: string }, E> implements LongList<E> {
  entries = $state.raw<readonly E[]>([]);
  complete = $state(false);
  /** What the first page says besides its entries. */
  company = $state.raw<C>();
  readonly more: Question<void> = new Question((asking) => this.#take(asking));

  readonly #ogrn: string;
  readonly #open: (client: Client, skip: number, signal: AbortSignal) => Pages<C>;
  readonly #entriesOf: (company: C) => readonly E[];
  #running: { pages: Pages<C>; controller: AbortController } | undefined;

  constructor(ogrn: string, open: (client: Client, skip: number, signal: AbortSignal) => Pages<C>, entriesOf: (company: C) => readonly E[]) {
    this.#ogrn = ogrn;
    this.#open = open;
    this.#entriesOf = entriesOf;
  }

  /** Asks for the first page; says whether the provider knows the company. */
  async begin(asking: Asking): Promise<boolean> {
    await this.#take(asking);
    return this.company !== undefined;
  }

  async #take({ locale, signal }: Asking): Promise<void> {
    const client = await connected(locale);
    signal.throwIfAborted();
    // After a failure it goes on where it stopped: what is here already is not asked for again.
    const { pages, controller } = (this.#running ??= this.#start(client));
    const abort = () => controller.abort(signal.reason);
    signal.addEventListener('abort', abort);
    try {
      const next = await pages.next();
      const company = next.done ? undefined : about(next.value, this.#ogrn);
      const entries = company ? this.#entriesOf(company) : [];
      this.company ??= company;
      this.entries = [...this.entries, ...entries];
      this.complete = entries.length < fullPage;
    } catch (error) {
      this.#running = undefined;
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  #start(client: Client): { pages: Pages<C>; controller: AbortController } {
    const controller = new AbortController();
    return { pages: this.#open(client, this.entries.length, controller.signal), controller };
  }
}
