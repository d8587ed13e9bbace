import type { Locale } from 'kontragent/identifiers';
import { i18n } from '../../i18n/index.svelte';
import { failureOf, type Failure } from './failure';

/** What a question is asked with. */
export interface Asking {
  /** The language in which errors are told. */
  locale: Locale;
  /** Aborted when nobody wants the answer any more. */
  signal: AbortSignal;
}

export type QuestionState<T> =
  | { phase: 'idle' }
  | { phase: 'loading' }
  | { phase: 'answered'; answer: T }
  | { phase: 'failed'; failure: Failure }
  | { phase: 'cancelled' };

/** One question, whether it is under way, and what came of it. */
export class Question<T> {
  state = $state.raw<QuestionState<T>>({ phase: 'idle' });
  #controller: AbortController | undefined;
  readonly #ask: (asking: Asking) => Promise<T>;

  constructor(ask: (asking: Asking) => Promise<T>) {
    this.#ask = ask;
  }

  /** The answer, once it is there. */
  get answer(): T | undefined {
    return this.state.phase === 'answered' ? this.state.answer : undefined;
  }

  /** Asks, whatever was answered before. */
  async ask(): Promise<void> {
    this.#controller?.abort();
    const controller = new AbortController();
    this.#controller = controller;
    const { signal } = controller;
    const { locale } = i18n;
    this.state = { phase: 'loading' };
    try {
      const answer = await this.#ask({ locale, signal });
      if (!signal.aborted) this.state = { phase: 'answered', answer };
    } catch (error) {
      if (signal.aborted) return;
      const failure = await failureOf(error, locale);
      if (!signal.aborted) this.state = { phase: 'failed', failure };
    }
  }

  /** Gives the question up, if it is under way, because the visitor said so. */
  cancel(): void {
    this.#stop('cancelled');
  }

  /** Gives the question up, if it is under way, because nobody looks at it any more. */
  leave(): void {
    this.#stop('idle');
  }

  #stop(phase: 'cancelled' | 'idle'): void {
    if (this.state.phase !== 'loading') return;
    this.#controller?.abort();
    this.state = { phase };
  }
}
