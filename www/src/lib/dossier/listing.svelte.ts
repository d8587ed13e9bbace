import type { Client, Companies } from 'kontragent';
import { about } from '../ask/client';
import type { Asking } from '../ask/question.svelte';
import { Unfolding } from '../ask/unfolding.svelte';

/** The provider gives this many entries in one answer, and for each answer it may charge. */
const fullPage = 1000;

type Pages<C> = AsyncGenerator<Companies<C>, void, undefined>;

/** A long list of one company. */
export class Listing<C extends { ogrn: string }, E> extends Unfolding<Companies<C>, E> {
  /** What the first page says besides its entries. */
  company = $state.raw<C>();
  readonly #ogrn: string;
  readonly #open: (client: Client, skip: number, signal: AbortSignal) => Pages<C>;
  readonly #entriesOf: (company: C) => readonly E[];

  constructor(ogrn: string, open: (client: Client, skip: number, signal: AbortSignal) => Pages<C>, entriesOf: (company: C) => readonly E[]) {
    super();
    this.#ogrn = ogrn;
    this.#open = open;
    this.#entriesOf = entriesOf;
  }

  /** Asks for the first page; says whether the provider knows the company. */
  async begin(asking: Asking): Promise<boolean> {
    await this.take(asking);
    return this.company !== undefined;
  }

  protected override open(client: Client, skip: number, signal: AbortSignal): Pages<C> {
    return this.#open(client, skip, signal);
  }

  protected override entriesOf(page: Companies<C>): readonly E[] {
    const company = about(page, this.#ogrn);
    this.company ??= company;
    return company ? this.#entriesOf(company) : [];
  }

  protected override isLast(entries: readonly E[]): boolean {
    return entries.length < fullPage;
  }
}
