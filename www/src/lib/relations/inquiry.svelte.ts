import type {
  CallOptions, Client, NkbBalance, NkbBatch, NkbCompanies, NkbConnections, NkbRelatedOf, NkbRelatedQuestion, NkbRelations, NkbValidation, WaitProgress,
} from 'kontragent';
import type { GraphPart, Graphs } from 'kontragent/graph';
import { connected } from '../ask/client';
import { Question } from '../ask/question.svelte';
import { knownAs, type History, type ObjectRef, type RelType, type Way } from './objects';

/** What puts answers together. */
export const loadedGraphs = async (): Promise<Graphs> => (await import('kontragent/graph')).loadGraphs();

/** An object with the name that it had when it was asked about. */
export interface NamedObject extends ObjectRef {
  name: string;
}

/** What chains are looked for. */
export interface ChainTerms {
  relTypes: readonly RelType[];
  depth: number;
  history: History;
}

/** What НКБ is asked. */
export type Asked =
  | { is: 'company'; by: 'inn' | 'ogrn'; value: string }
  | { is: 'related'; of: NamedObject; way: Way; history: History; page: number }
  | ({ is: 'chains'; from: NamedObject; to: NamedObject } & ChainTerms)
  | ({ is: 'batch'; objects: readonly NamedObject[] } & ChainTerms)
  | { is: 'connections'; companies: readonly string[]; people: readonly string[] }
  | { is: 'balance'; of: NamedObject };

/** What it says. `nothing-known` and `too-few` are what it says with an error's status. */
export type Answer =
  | { is: 'company'; companies: NkbCompanies }
  | { is: 'related'; related: NkbRelatedOf<NkbRelatedQuestion> }
  | { is: 'nothing-known' }
  | { is: 'chains'; relations: NkbRelations }
  | { is: 'batch'; batch: NkbBatch & { pairs: NonNullable<NkbBatch['pairs']> } }
  | { is: 'connections'; connections: NkbConnections }
  | { is: 'too-few'; validation: readonly NkbValidation[] }
  | { is: 'balance'; balance: NkbBalance };

/** How far an order is. */
export type Progress = Pick<WaitProgress<NkbBatch>, 'polls' | 'elapsedMs'>;

/** How many related objects are asked for at once. */
export const pageSize = 50;

/** Chains may take the provider long, and asking a second time would be charged a second time. */
const patience = { timeoutMs: 60_000, deadlineMs: 90_000 };

const historyOf = (history: History): { history?: boolean } => (history === 'all' ? {} : { history: history === 'historical' });

const refOf = (object: ObjectRef) => {
  const known = knownAs(object);
  if (!known) throw new Error(`${object.type}: not an object of НКБ`);
  return known;
};

const isValidation = (details: unknown): details is NkbValidation[] =>
  Array.isArray(details) && details.every((one: unknown) => typeof one === 'object' && one !== null && 'id' in one && 'status' in one);

/** Whether an order was not carried out, or is not known any more. */
const isLost = async (error: unknown): Promise<boolean> => {
  const { isKontragentError } = await import('kontragent');
  return isKontragentError(error) && (error.code === 'order-failed' || error.name === 'NotFoundError');
};

/** An answer that comes with the status of an error. */
const told = async (error: unknown): Promise<Answer> => {
  const { isKontragentError } = await import('kontragent');
  if (isKontragentError(error)) {
    if (error.name === 'NotFoundError' && error.code === 'nothing-known') return { is: 'nothing-known' };
    if (error.code === 'too-few-usable') return { is: 'too-few', validation: isValidation(error.details) ? error.details : [] };
  }
  throw error;
};

/** One question, of which an order is known when it was given. */
export class Inquiry {
  readonly asked: Asked;
  readonly question: Question<Answer>;
  /** The id of the order, once it was accepted: whoever asks again waits for it and orders nothing. */
  order = $state<string>();
  progress = $state.raw<Progress>();

  constructor(asked: Asked) {
    this.asked = asked;
    this.question = new Question(async ({ locale, signal }) => {
      // Nothing is asked, and charged, whose answer could not be used.
      const [client] = await Promise.all([connected(locale), loadedGraphs()]);
      signal.throwIfAborted();
      return this.#ask(client, { signal, ...patience }).catch(told);
    });
  }

  /** Two inquiries that ask the same have the same key. */
  get key(): string {
    return keyOf(this.asked);
  }

  async #ask({ nkb }: Client, options: CallOptions): Promise<Answer> {
    const { asked } = this;
    switch (asked.is) {
      case 'company':
        return { is: 'company', companies: await nkb.company({ [asked.by]: asked.value, subsidiary: false, pageSize }, options) };
      case 'related': {
        // The table of the package says which go together, and the ways come from it.
        const question = { ...refOf(asked.of), ...asked.way } as NkbRelatedQuestion & { id: string };
        const related = await nkb.related({ ...question, ...historyOf(asked.history), page: asked.page, pageSize }, options);
        return { is: 'related', related };
      }
      case 'chains': {
        const [from, to] = [refOf(asked.from), refOf(asked.to)];
        const ends = { fromType: from.type, fromId: from.id, toType: to.type, toId: to.id };
        return { is: 'chains', relations: await nkb.relations({ ...ends, relTypes: asked.relTypes, maxDepth: asked.depth, ...historyOf(asked.history) }, options) };
      }
      case 'batch': {
        const checkOptions = { relTypes: asked.relTypes, maxDepth: asked.depth, ...historyOf(asked.history) };
        this.order ??= (await nkb.orderBatch({ list: asked.objects.map(refOf), checkOptions }, options)).orderId;
        try {
          return { is: 'batch', batch: await nkb.waitBatch(this.order, { signal: options.signal, onProgress: (progress) => (this.progress = progress) }) };
        } catch (error) {
          // There is nothing to wait for any more, and asking again is a new order.
          if (await isLost(error)) this.order = undefined;
          throw error;
        }
      }
      case 'connections':
        return { is: 'connections', connections: await nkb.connections({ companies: asked.companies, individuals: asked.people, subsidiary: false }, options) };
      case 'balance':
        return { is: 'balance', balance: await nkb.balance({ id: refOf(asked.of).id }, options) };
    }
  }
}

/** What a question is about, whatever the objects are called. */
export const keyOf = (asked: Asked): string => JSON.stringify(asked, (name, value: unknown) => (name === 'name' ? undefined : value));

/** What an answer adds to the graph. */
export const partOf = (answer: Answer): GraphPart | undefined => {
  switch (answer.is) {
    case 'related':
      return answer.related;
    case 'chains':
      return answer.relations;
    case 'batch':
      return answer.batch;
    case 'company':
      // Of several, somebody has to choose.
      return answer.companies.list.length === 1 ? answer.companies : undefined;
    default:
      return undefined;
  }
};
