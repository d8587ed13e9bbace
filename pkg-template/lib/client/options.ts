// What callers may say, checked: a misspelt option is an error and not silence.
import { access } from '../../generated/operations.js';
import type { Locale } from '../api.js';
import { InvalidInputError } from '../errors.js';
import { wrongOption } from '../wrong.js';
import type { Sources } from './account.js';
import type { ProviderAccess } from './kinds.js';
import { isToken } from './pass.js';

/** Who is told what happens. */
export type Observer = (event: never) => void;

/** How long and how often to try, where anything is said. */
export interface Patience {
  readonly timeoutMs: number | undefined;
  readonly deadlineMs: number | undefined;
  readonly retries: number | undefined;
}

/** How the tokens of an account are got. */
export type Grant = { readonly token: string } | { readonly email: string; readonly password: string } | { readonly sources: Sources };

/** The way to a provider without a proxy. */
export interface Direct {
  readonly baseUrl: string;
  readonly credentials: readonly string[];
  readonly grant?: Grant;
}

/** A client's configuration. */
export interface Config {
  readonly proxy: string | undefined;
  readonly token: string | (() => unknown) | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly onEvent: Observer | undefined;
  readonly locale: Locale;
  readonly concurrency: number;
  readonly patience: Patience;
  readonly direct: ReadonlyMap<string, Direct>;
  /** By provider: what stands in for parameters. */
  readonly defaults: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** One call's options. */
export interface CallConfig {
  readonly signal: AbortSignal | undefined;
  readonly patience: Patience;
  readonly raw: boolean;
}

/** Which call it is about. */
export interface About {
  readonly provider: string;
  readonly operation: string;
}

/** How many requests to one provider are under way at once unless said. What the providers allow is not published. */
const CONCURRENCY = 6;

/** The options that say how tokens are got, besides `token`. */
const SESSION = ['email', 'password', 'certificate'];

const KEY_IN_BROWSER = {
  en: 'keys must not be used in a browser: every visitor could read them. Deploy the worker of this package and give its address as `proxy`',
  ru: 'ключ нельзя использовать в браузере: его увидит любой посетитель. Разверните прокси из этого пакета и укажите его адрес в `proxy`',
};

/** An object with options. */
class Options {
  constructor(
    private readonly object: Readonly<Record<string, unknown>>,
    private readonly prefix = '',
    private readonly about?: About,
  ) {}

  /** @throws {InvalidInputError} */
  static of(object: unknown, path: string, about?: About): Options | undefined {
    if (object === undefined || object === null) return undefined;
    const options = new Options(object as Record<string, unknown>, path && `${path}.`, about);
    if (typeof object !== 'object' && typeof object !== 'function') throw options.wrong('', 'must be an object');
    return options;
  }

  /** Where an option stands. */
  path(name: string): string {
    return name ? this.prefix + name : this.prefix.slice(0, -1);
  }

  wrong(name: string, why: string): InvalidInputError {
    const path = this.path(name);
    return new InvalidInputError({ code: 'option', message: path ? `${path}: ${why}` : why, attempts: 0, ...(path && { path }), ...this.about });
  }

  only(...known: string[]): void {
    for (const name of Object.keys(this.object)) {
      if (!known.includes(name)) throw this.wrong(name, `there is no such option; known are: ${known.join(', ')}`);
    }
  }

  read<T>(name: string, must: string, fits: (value: unknown) => value is T): T | undefined {
    const value = this.object[name] ?? undefined;
    if (value === undefined || fits(value)) return value;
    throw this.wrong(name, `must be ${must}`);
  }

  text(name: string): string | undefined {
    return this.read(name, 'a string', (value) => typeof value === 'string');
  }

  required(name: string): string {
    const text = this.text(name);
    if (!text) throw this.wrong(name, 'is missing');
    return text;
  }

  function(name: string): ((...given: unknown[]) => unknown) | undefined {
    return this.read(name, 'a function', (value): value is (...given: unknown[]) => unknown => typeof value === 'function');
  }

  flag(name: string): boolean {
    return this.read(name, 'true or false', (value) => typeof value === 'boolean') ?? false;
  }

  inner(name: string): Options | undefined {
    return Options.of(this.object[name], this.path(name));
  }

  count(name: string, least: number): number | undefined {
    const fits = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= least && (value as number) <= 100;
    return this.read(name, `a whole number from ${least} to 100`, fits);
  }

  patience(): Patience {
    const fits = (value: unknown): value is number => typeof value === 'number' && value > 0 && value < Infinity;
    const time = (name: string) => this.read(name, 'a positive number of milliseconds', fits);
    return { timeoutMs: time('timeoutMs'), deadlineMs: time('deadlineMs'), retries: this.count('retries', 0) };
  }

  /** An address, without a slash at its end. */
  address(name: string, address: string): string {
    // A relative one is a path of the page's own origin.
    if (!/^(\/|https?:\/\/)[^?#]*$/.test(address)) throw this.wrong(name, 'must be an http(s) address without query and fragment');
    return address.replace(/\/+$/, '');
  }
}

/** Whether it is an address of this machine. */
const isLocal = (address: string) => /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)/.test(address);

/** A page or one of its workers: whatever has a document or is a worker, and is neither Node, Deno, Bun nor workerd. */
const inBrowser = (): boolean => {
  const has = (name: string) => (globalThis as Record<string, unknown>)[name] !== undefined;
  const onServer = (has('process') && !has('document')) || has('Deno') || has('Bun') || globalThis.navigator?.userAgent === 'Cloudflare-Workers';
  return !onServer && (has('document') || has('importScripts') || has('WorkerGlobalScope'));
};

/** How tokens are got; nothing when nothing is said of that. */
const grantOf = (options: Options): Grant | undefined => {
  const token = options.read('token', 'a token, or a function that gives one', (value): value is string | (() => unknown) => ['string', 'function'].includes(typeof value));
  const certificate = options.read('certificate', 'an object with a function sign', isSigner);
  const login = options.text('email') !== undefined || options.text('password') !== undefined;
  if (Number(token !== undefined) + Number(certificate !== undefined) + Number(login) > 1) {
    throw options.wrong('', 'give one of token, certificate, and email with password');
  }
  if (typeof token === 'string') return { token };
  if (token) return { sources: { token } };
  if (certificate) return { sources: { sign: (text) => certificate.sign(text) } };
  return login ? { email: options.required('email'), password: options.required('password') } : undefined;
};

interface Signer {
  sign(text: string): unknown;
}

const isSigner = (value: unknown): value is Signer => typeof (value as Partial<Signer>).sign === 'function';

/** The way to a provider; nothing when only defaults are given. */
const directOf = (options: Options, { baseUrl, credentials, session }: ProviderAccess): Direct | undefined => {
  const address = options.address('baseUrl', options.text('baseUrl') ?? baseUrl);
  // A key in clear text is everybody's; and a provider that redirects to https has charged the question by then.
  if (address.startsWith('http:') && !isLocal(address)) {
    throw options.wrong('baseUrl', 'must be https: with http the key could be read on the way');
  }
  if (!session) return { baseUrl: address, credentials: credentials.map((name) => options.required(name)) };
  const grant = grantOf(options);
  return grant && { baseUrl: address, credentials: [], grant };
};

const providersOf = (providers: Options | undefined): Pick<Config, 'direct' | 'defaults'> => {
  const direct = new Map<string, Direct>();
  const defaults = new Map<string, Record<string, string>>();
  providers?.only(...Object.keys(access));
  for (const [provider, facts] of Object.entries<ProviderAccess>(access)) {
    const options = providers?.inner(provider);
    if (!options) continue;
    options.only(...facts.credentials, ...(facts.session ? SESSION : []), 'baseUrl', ...facts.defaults);
    const given = facts.defaults.flatMap((name) => (options.text(name) === undefined ? [] : [[name, options.required(name)] as const]));
    defaults.set(provider, Object.fromEntries(given));
    const way = directOf(options, facts);
    if (way) direct.set(provider, way);
  }
  return { direct, defaults };
};

/**
 * A client's configuration.
 * @throws {InvalidInputError} an option is wrong
 */
export const configOf = (given: unknown): Config => {
  const options = Options.of(given, '');
  if (!options) throw wrongOption('options', 'must be an object');
  options.only('proxy', 'token', 'providers', 'fetch', 'onEvent', 'locale', 'timeoutMs', 'deadlineMs', 'retries', 'concurrency');
  const fetch = options.function('fetch') ?? (globalThis as { fetch?: unknown }).fetch;
  if (!fetch) throw options.wrong('fetch', 'this platform has none: give one');
  const address = options.text('proxy');
  const proxy = address === undefined ? undefined : options.address('proxy', address);
  const { direct, defaults } = providersOf(options.inner('providers'));
  const locale = options.read('locale', "'en' or 'ru'", (value): value is Locale => value === 'en' || value === 'ru') ?? 'en';
  if (direct.size && inBrowser()) {
    throw new InvalidInputError({ code: 'key-in-browser', path: 'providers', message: `providers: ${KEY_IN_BROWSER[locale]}`, attempts: 0 });
  }
  if (proxy === undefined && !direct.size) throw options.wrong('proxy', "give the address of a proxy, or the providers' keys on a server");
  return {
    proxy,
    token: options.read('token', 'a token, or a function that gives one', (value): value is string | (() => unknown) => isToken(value) || typeof value === 'function'),
    fetch: fetch as typeof globalThis.fetch,
    onEvent: options.function('onEvent') as Observer | undefined,
    locale,
    concurrency: options.count('concurrency', 1) ?? CONCURRENCY,
    patience: options.patience(),
    direct,
    defaults,
  };
};

/**
 * The options of a call that takes more than {@link callOf} knows.
 * @throws {InvalidInputError} they are no object
 */
export const membersOf = <T extends object>(given: T | null | undefined, about: About): Partial<T> => {
  Options.of(given, '', about);
  return given ?? ({} as Partial<T>);
};

/**
 * One call's options; what they do not say, the client's do.
 * @throws {InvalidInputError} an option is wrong
 */
export const callOf = (given: unknown, { patience: usual }: Config, about: About): CallConfig => {
  const options = Options.of(given, '', about);
  if (!options) return { signal: undefined, patience: usual, raw: false };
  options.only('signal', 'timeoutMs', 'deadlineMs', 'retries', 'raw');
  const isSignal = (value: unknown): value is AbortSignal => typeof (value as Partial<AbortSignal>).addEventListener === 'function';
  const signal = options.read('signal', 'an AbortSignal', isSignal);
  const { timeoutMs, deadlineMs, retries } = options.patience();
  return {
    signal,
    patience: { timeoutMs: timeoutMs ?? usual.timeoutMs, deadlineMs: deadlineMs ?? usual.deadlineMs, retries: retries ?? usual.retries },
    raw: options.flag('raw'),
  };
};
