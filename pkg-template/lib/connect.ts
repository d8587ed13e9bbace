import type { Client as Handle, PageCursor } from '../generated/client.bindings.js';
import { methods, type MethodKind, type Operations } from '../generated/operations.js';
import type { AllOptions, CallOptions, Client, Companies, Connect, Locale, TotalsOptions } from './api.js';
import { InvalidInputError, NetworkError, NotFoundError, errorOf, isKontragentError } from './errors.js';
import { Runtime } from './runtime.js';
import { waiter } from './wait.js';

/** What the module answers: `value.failed[].error` is a position in `errors`. */
interface Answer {
  value: unknown;
  errors: unknown[];
  next: PageCursor | undefined;
}

/** How a connection asks the module. */
type Ask = (start: (handle: Handle) => Promise<Answer>) => Promise<Answer>;

/** A page of a list: a value, or an answer about companies. */
type Page = Companies<Record<string, unknown>>;

const finished = ({ value, errors }: Answer): unknown => {
  // Only answers about companies may have failed in part.
  if (errors.length) for (const failure of (value as { failed: { error: unknown }[] }).failed) failure.error = errorOf(errors[failure.error as number]);
  return value;
};

const pagesOf = (ask: Ask, provider: string, name: string) =>
  async function* (params: unknown, options?: CallOptions): AsyncGenerator<Page, void, undefined> {
    let cursor: PageCursor | undefined;
    try {
      do {
        const from = cursor;
        // The module takes the cursor back.
        cursor = undefined;
        const answer: Answer = await ask((handle) => handle.page(provider, name, params, options, from));
        cursor = answer.next;
        yield finished(answer) as Page;
      } while (cursor);
    } finally {
      cursor?.free();
    }
  };

/** The entries of a page. */
const listed = (page: Page, list: string, about: { provider: string; operation: string }): unknown[] => {
  if (page.missing.length) {
    throw new NotFoundError({ code: 'unknown-company', message: 'the provider does not know the company', attempts: 1, ...about });
  }
  const [failed] = page.failed;
  if (failed) throw failed.error;
  return page.found.flatMap((company) => company[list] as unknown[]);
};

/** Checks how many entries are wanted. */
const checkLimit = (limit: number, about: { provider: string; operation: string }) => {
  if (Number.isInteger(limit) && limit >= 1) return;
  throw new InvalidInputError({ code: 'option', path: 'limit', message: 'limit: must be a whole number from 1', attempts: 0, ...about });
};

/** More entries than any list has, and the module can count to. */
const NO_LIMIT = 2 ** 32 - 1;

const totalsOf = (ask: Ask, provider: string, operation: string) =>
  async (params: unknown = {}, { limit = NO_LIMIT, ...options }: TotalsOptions = {}): Promise<unknown> => {
    checkLimit(limit, { provider, operation });
    return finished(await ask((handle) => handle.totals(provider, operation, params, options, Math.min(limit, NO_LIMIT))));
  };

const entriesOf = (
  pages: ReturnType<typeof pagesOf>,
  list: string,
  value: boolean,
  about: { provider: string; operation: string },
) =>
  async function* (params: unknown, { limit, ...options }: AllOptions): AsyncGenerator<unknown, void, undefined> {
    checkLimit(limit, about);
    let left = limit;
    for await (const page of pages(params, options)) {
      const entries = value ? (page as unknown as Record<string, unknown[]>)[list] : listed(page, list, about);
      for (const entry of entries ?? []) {
        yield entry;
        left -= 1;
        if (left === 0) return;
      }
    }
  };

const methodOf = (ask: Ask, locale: Locale | undefined, provider: string, name: string, { list, value, totals, anything, wait }: MethodKind): unknown => {
  if (anything) {
    return async (path: string, params: unknown = {}, options?: unknown) =>
      finished(await ask((handle) => handle.get(provider, path, params, options)));
  }
  const calling = (operation: string) => async (params: unknown = {}, options?: unknown) =>
    finished(await ask((handle) => handle.call(provider, operation, params, options)));
  if (wait) return waiter(calling(wait.poll), wait, provider, locale);
  const call = calling(name);
  if (list === undefined) return call;
  const pages = pagesOf(ask, provider, name);
  const all = entriesOf(pages, list, value === true, { provider, operation: name });
  return Object.assign(call, { pages, all, ...(totals && { totals: totalsOf(ask, provider, name) }) });
};

/** `connect` for a platform, which knows how to load the module. */
export const connector = (load: () => Promise<WebAssembly.Module>): Connect => {
  const runtime = new Runtime(load);
  return async (options) => {
    // Kept for the instance that may have to take over.
    const given = { ...options };
    const handles = new WeakMap<object, Handle>();
    const connection = async () => {
      const instance = await loaded(runtime);
      let handle = handles.get(instance);
      if (!handle) {
        handle = await instance.run(() => new instance.glue.Client(given));
        handles.set(instance, handle);
      }
      return { instance, handle };
    };
    const ask: Ask = async (start) => {
      const { instance, handle } = await connection();
      return instance.run(() => start(handle));
    };
    // Wrong options are told now, not by the first call.
    await connection();
    const provider = (name: keyof Operations) =>
      Object.fromEntries(Object.entries<MethodKind>(methods[name]).map(([method, kind]) => [method, methodOf(ask, given.locale, name, method, kind)]));
    return Object.fromEntries((Object.keys(methods) as (keyof Operations)[]).map((name) => [name, provider(name)])) as unknown as Client;
  };
};

const loaded = async (runtime: Runtime) => {
  try {
    return await runtime.instance();
  } catch (thrown) {
    if (isKontragentError(thrown)) throw thrown;
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new NetworkError({ code: 'module', message: `kontragent.wasm could not be loaded: ${why}`, attempts: 0 }, thrown);
  }
};
