import type { Client } from 'kontragent';
import { connected } from './client';
import { Question, type Asking } from './question.svelte';

/** A long list, as far as it has been asked for. */
export interface LongList<E> {
  readonly entries: readonly E[];
  /** There is nothing more to ask for. */
  readonly complete: boolean;
  /** The page that follows. */
  readonly more: Question<unknown>;
}

/** A list that comes page by page, as far as it has been asked for. */
export abstract class Unfolding<P, E> implements LongList<E> {
  entries = $state.raw<readonly E[]>([]);
  complete = $state(false);
  readonly more: Question<unknown> = new Question((asking) => this.take(asking));
  #running: { pages: AsyncGenerator<P, void, undefined>; controller: AbortController } | undefined;

  /** The pages from the one that begins after so many entries. */
  protected abstract open(client: Client, skip: number, signal: AbortSignal): AsyncGenerator<P, void, undefined>;
  protected abstract entriesOf(page: P): readonly E[];
  /** Whether nothing follows a page with these entries. */
  protected abstract isLast(entries: readonly E[]): boolean;

  /** Asks for one page; gives its entries. After a failure it goes on where it stopped: what is here is not asked for again. */
  async take({ locale, signal }: Asking): Promise<readonly E[]> {
    const client = await connected(locale);
    signal.throwIfAborted();
    const { pages, controller } = (this.#running ??= this.#start(client));
    const abort = () => controller.abort(signal.reason);
    signal.addEventListener('abort', abort);
    try {
      const next = await pages.next();
      const entries = next.done ? [] : this.entriesOf(next.value);
      this.entries = [...this.entries, ...entries];
      this.complete = next.done === true || this.isLast(entries);
      return entries;
    } catch (error) {
      this.#running = undefined;
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  #start(client: Client): { pages: AsyncGenerator<P, void, undefined>; controller: AbortController } {
    const controller = new AbortController();
    return { pages: this.open(client, this.entries.length, controller.signal), controller };
  }
}
