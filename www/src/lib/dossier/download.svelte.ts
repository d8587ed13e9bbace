import type { Client, Document as ProvidersDocument } from 'kontragent';
import type { DocumentId } from '../../i18n/dossier/ru';
import { observed } from '../ask/client';
import { Question } from '../ask/question.svelte';
import { save } from '../ui/save';

interface Progress {
  /** Bytes that have come. */
  done: number;
  /** How many there are, where that is known. */
  total?: number | undefined;
}

/** Documents are put together when they are asked for, which takes its time. */
const patience = { timeoutMs: 60_000, deadlineMs: 120_000 };

const methods: Record<DocumentId, (client: Client, ogrn: string, signal: AbortSignal) => Promise<ProvidersDocument>> = {
  excerpt: (client, ogrn, signal) => client.focus.excerpt({ ogrn }, { signal, ...patience }),
  finan: (client, ogrn, signal) => client.focus.finan({ ogrn }, { signal, ...patience }),
  briefReport: (client, ogrn, signal) => client.focus.briefReport({ ogrn, pdf: true }, { signal, ...patience }),
};

/** A document of a company. */
export class Download {
  progress = $state.raw<Progress>();
  readonly id: DocumentId;
  readonly question: Question<ProvidersDocument>;

  constructor(id: DocumentId, ogrn: string) {
    this.id = id;
    this.question = new Question(async ({ locale, signal }) => {
      this.progress = undefined;
      const client = await observed(locale, (event) => {
        if (event.type === 'progress' && event.unit === 'bytes') this.progress = event;
      });
      signal.throwIfAborted();
      return methods[id](client, ogrn, signal);
    });
  }

  /** Fetches it, unless it is here, and saves it. */
  async save(): Promise<void> {
    if (!this.question.answer) await this.question.ask();
    const document = this.question.answer;
    if (document) save(document.blob, document.name);
  }
}
