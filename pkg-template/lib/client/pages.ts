// Lists that come in pages: page after page, entry after entry, and their totals.
import type { Fault } from '../../generated/client.bindings.js';
import type { Summing } from '../../generated/totals.bindings.js';
import type { Asked, Companies } from '../api.js';
import { DecodeError, type KontragentError } from '../errors.js';
import { wrongOption } from '../wrong.js';
import type { LoadTotals } from '../totals/create.js';
import { partsOf, together } from './answers.js';
import type { Run } from './connection.js';
import { errorOf, notLoaded } from './failure.js';
import type { MethodKind, Pages } from './kinds.js';
import { type About, membersOf } from './options.js';
import { failureOf, tell } from './request.js';

/** A method of a client. */
export interface Method {
  readonly about: About;
  /** Begins a call. */
  begin(options: unknown): Promise<Run>;
}

type Params = Readonly<Record<string, unknown>>;
type List = Companies<Params>;

/** A method whose answers have pages. */
export type PagedKind = MethodKind & { readonly pages: Pages };

/** What must be known of a page to find the next. */
interface Page {
  readonly entries: number;
  /** It is the page before once more. */
  readonly again: boolean;
  /** What the provider says of the number of pages and of entries. */
  readonly counted?: { readonly pages: number; readonly entries: number } | undefined;
}

/** More entries than any list has, and the module can count to. */
const NO_LIMIT = 2 ** 32 - 1;

/** Says what is wrong with a list, in the caller's language. */
const faultOf = (run: Run, params: unknown, fault: keyof typeof Fault): Promise<KontragentError> =>
  run.put(params, 'One', (inquiry) => failureOf(run.core.ask(() => inquiry.error(run.core.glue.Fault[fault])), undefined));

/** The parameters for each of the lists that are asked about. @throws {InvalidInputError} they are wrong */
const listsOf = (run: Run, params: Params): Promise<readonly Params[]> =>
  run.put(params, 'Pages', (inquiry) => {
    const asked = run.core.ask(() => Array.from({ length: inquiry.length }, (_, at) => JSON.parse(inquiry.asked(at)) as Asked[]));
    if (asked.length === 1) return [params];
    const of = (identifiers: Asked[], name: keyof Asked) => {
      const found = identifiers.flatMap((identifier) => identifier[name] ?? []);
      return found.length ? found : undefined;
    };
    return asked.map((identifiers) => ({ ...params, inn: of(identifiers, 'inn'), ogrn: of(identifiers, 'ogrn') }));
  });

/** How many entries a page has. */
const lengthOf = (value: unknown, { answer, pages: { list } }: PagedKind): number => {
  const length = (entries: unknown) => (Array.isArray(entries) ? entries.length : 0);
  if (!Array.isArray(value) && answer !== 'companies') return length((value as Params | null)?.[list]);
  // The longest list of a company counts: what is raw has the provider's names.
  const items = Array.isArray(value) ? value as Params[] : (value as List).found;
  return Math.max(0, ...items.flatMap((item) => Object.values(item).map(length)));
};

/** What a page says of the number of pages and of entries; what is raw may say anything. */
const countedBy = (value: unknown, { pages: { last } }: PagedKind): Page['counted'] => {
  if (typeof last !== 'object') return undefined;
  const figure = (name: string) => Number((value as Params | null)?.[name]);
  return { pages: figure(last.pages), entries: figure(last.entries) };
};

/** Where the pages of one list begin, and which page is the last. */
class Cursor {
  readonly #size: number;
  /** How many entries there are up to the end of the page. */
  #passed: number;
  position: number;

  constructor(private readonly pages: Pages, private readonly params: Params) {
    const { at, byPage, size, sizeParam } = pages;
    this.position = Number(params[at] ?? this.first) || this.first;
    this.#size = Number((sizeParam && params[sizeParam]) ?? size);
    this.#passed = byPage ? (this.position - this.first) * this.#size : this.position;
  }

  get first(): number {
    return this.pages.byPage ? 1 : 0;
  }

  /** The parameters of the page. */
  get asking(): Params {
    return { ...this.params, [this.pages.at]: this.position > this.first ? this.position : undefined };
  }

  /** Goes on to the page after that one; `last` when there is none. */
  advance({ entries, again, counted }: Page): 'next' | 'last' | 'repeated' {
    const { byPage, last } = this.pages;
    this.#passed += entries;
    // A number that is too small must not end the list, and one that is too large must not make it endless.
    const isLast = last === 'short' ? entries < this.#size : !entries || (counted && this.position >= counted.pages && this.#passed >= counted.entries);
    if (isLast) return 'last';
    // A provider that does not know the parameter gives the same page for ever.
    if (again) return 'repeated';
    this.position += byPage ? 1 : last === 'short' ? this.#size : entries;
    return 'next';
  }
}

/** The one part of a page, and what it makes. `some`: it is about one of several companies, whose failure is no end. */
const pageOf = (run: Run, kind: PagedKind, params: Params, some: boolean): Promise<{ value: unknown; text: string | undefined }> =>
  run.put(params, 'One', async (inquiry) => {
    const parts = await partsOf(run, inquiry);
    const [only] = parts;
    // Whoever gave up wants none of the others either.
    return { value: together(parts, kind, run.raw, some && only?.error?.code !== 'aborted'), text: only?.answered?.text };
  });

/** Page after page, of several companies one after the other. */
export const pagesOf = ({ begin }: Method, kind: PagedKind) =>
  async function* (params: Params = {}, options?: unknown): AsyncGenerator<unknown, void, undefined> {
    let run: Run | undefined = await begin(options);
    const lists = await listsOf(run, params);
    for (const list of lists) {
      const cursor = new Cursor(kind.pages, list);
      let before: string | undefined;
      for (let more = true; more; ) {
        // Every page has the whole time.
        const call: Run = run ?? await begin(options);
        run = undefined;
        const { value, text } = await pageOf(call, kind, cursor.asking, lists.length > 1);
        // One of several companies that could not be asked about: on to the next.
        const after = text === undefined ? 'last' : cursor.advance({ entries: lengthOf(value, kind), again: text === before, counted: countedBy(value, kind) });
        if (after === 'repeated') throw await faultOf(call, list, 'RepeatedPage');
        yield value;
        before = text;
        more = after === 'next';
      }
    }
  };

/** Checks how many entries are wanted. */
const checked = (limit: unknown, about: About): number => {
  if (Number.isInteger(limit) && (limit as number) >= 1) return limit as number;
  throw wrongOption('limit', 'must be a whole number from 1', about);
};

/** Entry after entry of one list, at most so many. */
export const entriesOf = (method: Method, kind: PagedKind) => {
  const { pages: { list }, answer } = kind;
  const walk = pagesOf(method, kind);
  return async function* (params: Params = {}, given?: Params | null): AsyncGenerator<unknown, void, undefined> {
    const { limit, ...options } = membersOf(given, method.about);
    let left = checked(limit, method.about);
    for await (const page of walk(params, { ...options, raw: false })) {
      const { found, missing, failed } = answer === 'companies' ? page as List : { found: [page as Params], missing: [], failed: [] };
      // An unknown company must not be taken for one without entries.
      if (missing.length) throw await faultOf(await method.begin(options), params, 'UnknownCompany');
      if (failed[0]) throw failed[0].error;
      for (const entry of found.flatMap((holder) => (holder[list] ?? []) as unknown[])) {
        yield entry;
        left -= 1;
        if (left === 0) return;
      }
    }
  };
};

/** A page as it was decoded. @throws {KontragentError} */
const bytesOf = (run: Run, params: Params): Promise<Uint8Array> =>
  run.put(params, 'One', async (inquiry) => {
    const [part] = await partsOf(run, inquiry);
    if (!part?.answered?.bytes) throw part?.error ?? errorOf(undefined);
    return part.answered.bytes;
  });

const isSame = (page: Uint8Array, other: Uint8Array | undefined) => page.length === other?.length && page.every((byte, at) => byte === other[at]);

/** The totals over all pages of one list. A page that fails fails them all: they would be wrong without it. */
export const totalsOf = ({ about, begin }: Method, kind: PagedKind, load: LoadTotals) =>
  async (params: Params = {}, given?: Params | null): Promise<unknown> => {
    const { limit = NO_LIMIT, ...options } = membersOf(given, about);
    const most = Math.min(checked(limit, about), NO_LIMIT);
    // What is summed must be what the model says.
    const run = await begin({ ...options, raw: false });
    const until = Date.now() + (await run.put(params, 'One', ({ deadlineMs }) => deadlineMs));
    const summing = await summingOf(run, most, load);
    const cursor = new Cursor(kind.pages, params);
    const fromFirst = cursor.position === cursor.first;
    let before: Uint8Array | undefined;
    let after: ReturnType<Cursor['advance']> = 'next';
    while (after === 'next' && !summing.isFull) {
      const left = until - Date.now();
      if (left <= 0) throw await faultOf(run, params, 'Deadline');
      const page = await bytesOf(run.forBytes(left), cursor.asking);
      const fault = summing.add(page);
      if (fault !== undefined) throw new DecodeError({ ...JSON.parse(fault), attempts: 1, ...about });
      tell(run, 0, 'progress', { unit: 'requests', done: summing.pages, total: undefined });
      after = cursor.advance({ entries: summing.entries, again: isSame(page, before) });
      if (after === 'repeated') throw await faultOf(run, params, 'RepeatedPage');
      before = page;
    }
    if (!summing.hasAny) throw await faultOf(run, params, 'UnknownCompany');
    return JSON.parse(summing.write(after === 'last' && !summing.isCut && fromFirst));
  };

/** What sums up the list of that method. Its memory goes with it. */
const summingOf = async ({ about: { provider, operation }, connection: { config: { locale } } }: Run, most: number, load: LoadTotals): Promise<Summing> => {
  const { summing } = await load().catch((thrown: unknown) => {
    throw notLoaded('totals.wasm', thrown, locale);
  });
  const made = summing(provider, operation, most, locale === 'ru');
  // Only methods that have totals get here.
  if (!made) throw errorOf(undefined);
  return made;
};
