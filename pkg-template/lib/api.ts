import type { Operations } from '../generated/operations.js';
import type { KontragentError } from './errors.js';

export * from './errors.js';
export type * from '../generated/models.js';
export type * from '../generated/operations.js';
export type * from './nkb.js';

/** The languages of messages. */
export type Locale = 'en' | 'ru';

/** How long and how often to try. */
export interface Patience {
  /** The time of one attempt, headers and body together, in milliseconds; 30 000 unless said. */
  timeoutMs?: number | undefined;
  /** The time of all attempts and the pauses between them, in milliseconds; 90 000 unless said. */
  deadlineMs?: number | undefined;
  /** How many attempts may follow the first, for questions that are safe to repeat; 2 unless said. */
  retries?: number | undefined;
}

/** Options of one call. */
export interface CallOptions extends Patience {
  /** Interrupts the call; the reason becomes the `cause` of the `AbortError`. */
  signal?: AbortSignal | undefined;
  /** `true`: the answer as the provider wrote it, neither checked nor renamed. */
  raw?: false | undefined;
}

/** Options of a call whose answer is wanted as the provider wrote it. */
export interface RawOptions extends Omit<CallOptions, 'raw'> {
  raw: true;
}

/** An identifier that was asked about. */
export interface Asked {
  inn?: string;
  ogrn?: string;
}

/** What came of a question about companies. */
export interface Companies<T> {
  /** What the provider knows, several entries for one ИНН that had several ОГРН. The order is the provider's. */
  found: T[];
  /** The provider was asked and knows no such company. */
  missing: Asked[];
  /** The provider could not be asked, or its answer was not understood: nothing is known about these. */
  failed: (Asked & { error: KontragentError })[];
}

/** A list that is not about the companies asked about. */
export interface Items<T> {
  items: T[];
}

/** A file. Its bytes stay with the engine; nothing copies them. */
export interface Document {
  blob: Blob;
  /** A name to save it under, such as `excerpt-6663003127.pdf`. */
  name: string;
  /** Its media type. */
  type: string;
}

/** Parameters that ask for the answer as XML text. */
export type AsXml<P> = P & { xml: true };

/** Asks about companies. */
export interface CompaniesMethod<P, T> {
  (params: AsXml<P>, options?: CallOptions): Promise<string>;
  (params: P, options: RawOptions): Promise<unknown[]>;
  (params: P, options?: CallOptions): Promise<Companies<T>>;
}

/** The same, or the answer as a file. */
export interface CompaniesOrFileMethod<P, T> extends CompaniesMethod<P, T> {
  (params: P & { pdf: true }, options?: CallOptions): Promise<Document>;
  (params: AsXml<P>, options?: CallOptions): Promise<string>;
  (params: P, options: RawOptions): Promise<unknown[]>;
  (params: P, options?: CallOptions): Promise<Companies<T>>;
}

/** Options of going through all entries. */
export interface AllOptions extends CallOptions {
  /** The most entries to give. */
  limit: number;
}

/** Asks about companies for lists that come in pages; called like a function it gives the page that `skip` says. */
export interface PagedMethod<P, T, E> extends CompaniesMethod<P, T> {
  /**
   * Page after page, of several companies one after the other; each page says what was found, missing or failed. The
   * provider tells no total: a page that is not full is a company's last. One company that cannot be asked about is thrown,
   * one of several is told as failed, and the others follow.
   */
  pages(params: P, options?: CallOptions): AsyncGenerator<Companies<T>, void, undefined>;
  /**
   * Entry after entry of one company, at most `limit`. A company that the provider does not know is a `NotFoundError` here,
   * so that it is never taken for one without entries.
   */
  all(params: P, options: AllOptions): AsyncGenerator<E, void, undefined>;
}

/** How many entries there are, and their sum. */
export interface Tally {
  /** How many. */
  count: number;
  /** How many of them have a sum in roubles. */
  withSum: number;
  /** The sum of these, in roubles; it is added exactly, and then given as the nearest number. */
  sum: number;
}

/** Totals over a list. Whatever an entry lacks, it is counted: an absent key is `null`. */
export interface Totals extends Tally {
  /** Sums in other currencies, which `sum` does not contain. */
  foreign: (Tally & { currency: string | null })[];
  /** Nothing was left out: neither by `limit` nor by beginning after the first page. */
  complete: boolean;
  /** How many pages were asked for. */
  pages: number;
}

/** Options of summing up. `deadlineMs` holds for all pages together. */
export interface TotalsOptions extends Omit<CallOptions, 'raw'> {
  /** The most entries to count; all unless said. */
  limit?: number | undefined;
}

/** A list that comes in pages and can be summed up. */
export interface Summed<P, S> {
  /**
   * Goes through the pages of one list and sums up its entries, which never become objects. It rejects when any page
   * cannot be had, and with a `NotFoundError` when the provider does not know the company: nothing is taken for zero.
   */
  totals(params: P, options?: TotalsOptions): Promise<S>;
}

/** {@link PagedMethod} with totals. */
export interface SummedMethod<P, T, E, S> extends PagedMethod<P, T, E>, Summed<P, S> {}

/** {@link PagedValueMethod} with totals. */
export interface SummedValueMethod<P, T, E, S> extends PagedValueMethod<P, T, E>, Summed<P, S> {}

/** Asks for a list. */
export interface ListMethod<P, T> {
  (params: AsXml<P>, options?: CallOptions): Promise<string>;
  (params: P, options: RawOptions): Promise<unknown[]>;
  (params?: P, options?: CallOptions): Promise<Items<T>>;
}

/** Asks for one value. */
export interface ValueMethod<P, T> {
  (params: P, options: RawOptions): Promise<unknown>;
  (params: P, options?: CallOptions): Promise<T>;
}

/** The same, for a list that comes in pages; called like a function it gives one page. */
export interface PagedValueMethod<P, T, E> extends ValueMethod<P, T> {
  /** Page after page, from the one that the parameters ask for. */
  pages(params: P, options?: CallOptions): AsyncGenerator<T, void, undefined>;
  /** Entry after entry, at most `limit`. */
  all(params: P, options: AllOptions): AsyncGenerator<E, void, undefined>;
}

/** How far something is that was started. */
export interface WaitProgress<T> {
  /** How often it was asked for. */
  readonly polls: number;
  /** Since the wait began, in milliseconds. */
  readonly elapsedMs: number;
  /** What the provider said last. */
  readonly answer: T;
}

/** Options of waiting. `deadlineMs` is for the whole wait: 600 000 unless said. */
export interface WaitOptions<T> extends Patience {
  /** Interrupts the wait; the reason becomes the `cause` of the `AbortError`. */
  signal?: AbortSignal | undefined;
  /** Is told after every answer that is not the last. */
  onProgress?: ((progress: WaitProgress<T>) => void) | undefined;
}

/** Waits for what was started, by its id: asks ever more rarely, at last every 30 seconds. */
export interface WaitMethod<T, K extends keyof T> {
  (id: string, options?: WaitOptions<T>): Promise<T & Required<Pick<T, K>>>;
}

/** Does something that has no answer but success. */
export interface VoidMethod<P> {
  (params: P, options?: Omit<CallOptions, 'raw'>): Promise<void>;
}

/** Asks for a file. */
export interface FileMethod<P> {
  (params: P, options?: CallOptions): Promise<Document>;
}

/** Asks something for which there is no model; the answer is the provider's JSON as it is. */
export interface AnyMethod {
  (path: string, params?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>, options?: Omit<CallOptions, 'raw'>): Promise<unknown>;
}

/** What happens during a call. Addresses are shown without keys. */
export type CallEvent = {
  /** Number of the call in this client. */
  readonly call: number;
  readonly provider: string;
  readonly operation: string;
  /** From 1; 0 when it is about the call as a whole. */
  readonly attempt: number;
} & (
  | { readonly type: 'request'; readonly method: string; readonly url: string }
  | { readonly type: 'response'; readonly status?: number; readonly durationMs: number }
  /**
   * What the question cost, as the provider tells with its answer (ФССП): price, what is left on the account after it, how far
   * that may fall below zero, how many seconds the provider took, and how many times it asked its source.
   */
  | {
      readonly type: 'charge';
      readonly price?: number;
      readonly balance?: number;
      readonly credit?: number;
      readonly speed?: number;
      readonly attempts?: number;
    }
  | { readonly type: 'retry'; readonly pauseMs: number }
  /** Requests of a question that needs several, or bytes of a file. */
  | { readonly type: 'progress'; readonly unit: 'requests' | 'bytes'; readonly done: number; readonly total?: number }
);

/** The way to a provider without a proxy; on servers only. */
export interface Providers {
  /** Контур.Фокус: the access key («ключ доступа»). */
  focus?: { key: string; baseUrl?: string | undefined } | undefined;
  /** НКБ: login and password of the contract. */
  nkb?: { login: string; password: string; baseUrl?: string | undefined } | undefined;
  /** ФССП through api-cloud: the token, 32 characters. */
  fssp?: { token: string; baseUrl?: string | undefined } | undefined;
  /**
   * Астрал.ЭДО: where tokens come from. `abonentId` stands in where a call gives none; it is no secret, and with a proxy it
   * is all that is given.
   */
  astral?: (AstralAccess & { abonentId?: string | undefined; baseUrl?: string | undefined }) | undefined;
}

/**
 * How the tokens of Астрал.ЭДО are got: one token; a function that gives one and is called again when it was refused; a
 * login, renewed a minute before the token expires, and not tried again for a while when it was refused; or a certificate,
 * whose `sign` makes an attached signature of the text that it is given.
 */
export type AstralAccess =
  | { token: string | (() => string | Promise<string>) }
  | { email: string; password: string }
  | { certificate: { sign(text: string): Blob | ArrayBuffer | Uint8Array | Promise<Blob | ArrayBuffer | Uint8Array> } }
  | { token?: undefined; email?: undefined; certificate?: undefined };

/** How to reach the providers. */
export interface ConnectOptions extends Patience {
  /** The address of the worker, which holds the keys. */
  proxy?: string | undefined;
  /**
   * What the worker knows this caller by; or, because tokens expire, a function that gives it, at once or as a promise. It is called
   * for the first request, and again when the worker has refused what it gave; the refused request is then sent once more.
   */
  token?: string | (() => string | Promise<string>) | undefined;
  /** Keys for asking providers directly. Refused in browsers, where every visitor could read them. */
  providers?: Providers | undefined;
  /** Another `fetch` than the platform's. */
  fetch?: typeof fetch | undefined;
  /** The language of messages; English unless said. */
  locale?: Locale | undefined;
  /** How many requests to one provider may be under way at once; 6 unless said. */
  concurrency?: number | undefined;
  /** Is told what happens. */
  onEvent?: ((event: CallEvent) => void) | undefined;
}

/** A client: the operations, by provider. */
export interface Client extends Operations {}

/** Loads the module, once, and makes a client. Rejects with an `InvalidInputError` when an option is wrong. */
export type Connect = (options: ConnectOptions) => Promise<Client>;
