import type { Component } from 'svelte';
import type { Client, FocusReq } from 'kontragent';
import type { SectionId } from '../../i18n/dossier/ru';
import { connected } from '../ask/client';
import { Question, type Asking } from '../ask/question.svelte';

/** What a section's component is given. */
export interface BodyProps<T> {
  answer: T;
  company: FocusReq;
}

/** A kind of sections: what it asks, and how the answer is shown. */
export interface Kind<T> {
  id: SectionId;
  /** Entrepreneurs have none. */
  onlyOrganisations?: true;
  /** Nothing: the provider knows no such company here. */
  ask(client: Client, ogrn: string, asking: Asking): Promise<T | undefined>;
  /** The provider was asked, and there is nothing. */
  isEmpty(answer: T): boolean;
  /** The day on which the answer was up to date, where the provider tells. */
  asOf?(answer: T): string | undefined;
  body(): Promise<{ default: Component<BodyProps<T>> }>;
}

/** What a section has to show: three different things, never to be confused with each other or with a failure. */
export type Content =
  | { is: 'unknown' }
  | { is: 'none'; asOf: string | undefined }
  | { is: 'some'; Body: Component<BodyProps<unknown>>; answer: unknown };

const contentOf = async <T>(kind: Kind<T>, ogrn: string, asking: Asking): Promise<Content> => {
  // Before the question, which may be charged: an answer that cannot be shown is worth nothing.
  const { default: Body } = await kind.body();
  const client = await connected(asking.locale);
  asking.signal.throwIfAborted();
  const answer = await kind.ask(client, ogrn, asking);
  if (answer === undefined) return { is: 'unknown' };
  if (kind.isEmpty(answer)) return { is: 'none', asOf: kind.asOf?.(answer) };
  // The component and its answer are of one kind; only this place knows of which.
  return { is: 'some', Body: Body as unknown as Component<BodyProps<unknown>>, answer };
};

/** One section of one company. */
export class Section {
  open = $state(false);
  readonly id: SectionId;
  readonly question: Question<Content>;

  constructor(id: SectionId, question: Question<Content>) {
    this.id = id;
    this.question = question;
  }

  static of<T>(kind: Kind<T>, ogrn: string): Section {
    return new Section(kind.id, new Question((asking) => contentOf(kind, ogrn, asking)));
  }

  /** Opens or closes it. What was asked once is not asked again. */
  toggle(): void {
    this.open = !this.open;
    const { phase } = this.question.state;
    if (this.open && (phase === 'idle' || phase === 'cancelled')) void this.question.ask();
  }

  /** Nobody looks any more. */
  leave(): void {
    const { phase } = this.question.state;
    this.question.leave();
    if (phase === 'loading') this.open = false;
  }
}
