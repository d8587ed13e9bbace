import type { FocusReq } from 'kontragent';
import { i18n } from '../../i18n/index.svelte';
import { ask, failureOf, type Failure, type Query } from './client';

export type LookupState =
  | { phase: 'idle' }
  | { phase: 'loading'; query: Query }
  | { phase: 'found'; query: Query; companies: FocusReq[] }
  | { phase: 'unknown'; query: Query }
  | { phase: 'failed'; query: Query; failure: Failure }
  | { phase: 'cancelled'; query: Query };

/** The one question that is under way, or its answer. */
export class Lookup {
  state = $state.raw<LookupState>({ phase: 'idle' });
  #controller: AbortController | undefined;
  /** Companies that were found, so that going back does not cost another paid request. */
  readonly #answers = new Map<string, FocusReq[]>();

  /** Shows the answer, from memory if it was given before. */
  async show(query: Query): Promise<void> {
    const known = this.#answers.get(query.value);
    if (known) {
      this.#controller?.abort();
      this.#settle(query, known);
    } else await this.ask(query);
  }

  /** Asks, whatever was answered before. */
  async ask(query: Query): Promise<void> {
    this.#controller?.abort();
    const controller = new AbortController();
    this.#controller = controller;
    this.state = { phase: 'loading', query };
    try {
      const companies = await ask(query, i18n.locale, controller.signal);
      if (controller.signal.aborted) return;
      if (companies.length) this.#answers.set(query.value, companies);
      this.#settle(query, companies);
    } catch (error) {
      if (controller.signal.aborted) return;
      const failure = await failureOf(error, i18n.locale);
      if (!controller.signal.aborted) this.state = { phase: 'failed', query, failure };
    }
  }

  /** Gives the question up. */
  cancel(): void {
    if (this.state.phase !== 'loading') return;
    this.#controller?.abort();
    this.state = { phase: 'cancelled', query: this.state.query };
  }

  /** Forgets what is shown. */
  clear(): void {
    this.#controller?.abort();
    this.state = { phase: 'idle' };
  }

  #settle(query: Query, companies: FocusReq[]): void {
    this.state = companies.length ? { phase: 'found', query, companies } : { phase: 'unknown', query };
  }
}
