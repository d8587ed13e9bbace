// The configuration of a deployment: bindings, variables and secrets in, decisions out. What is wrong with one is named, by
// its name only, and then nothing is answered: half a configuration is not what the operator meant.
import type { EdgeCache } from './answering/edge.js';
import type { GuardStub } from './answering/health.js';
import type { Patience } from './answering/provider.js';
import type { ShelfStub } from './answering/shelf.js';
import type { CacheConfig } from './answering/terms.js';
import { Audit, type AuditConfig, type AuditStub } from './audit.js';
import { type CallerMethod, local, pages } from './callers.js';
import type { ProxyConfig } from './config.js';
import { isRecord } from './is-record.js';
import type { JobStub, JobsConfig } from './jobs/job.js';
import type { MeterStub } from './meter.js';
import type { Dataset, Objects, RateLimiter } from './platform.js';
import { type Policy, policyMembers, readPolicy } from './policy.js';
import type { LedgerStub, Prices } from './quota.js';
import type { SessionsStub } from './sessions.js';
import { type Certificate, type Service, signer } from './signer.js';
import { siteOf, tokens } from './tokens.js';
import { type TurnstileConfig, turnstileSite } from './turnstile.js';

/** Bindings, variables and secrets of the deployment; see wrangler.jsonc and docs/operating.md. All of them may be missing. */
export interface Env {
  /** Secret: the access key of Контур.Фокус; the next one while it is replaced. */
  readonly FOCUS_KEY?: string;
  readonly FOCUS_KEY_NEXT?: string;
  /** Secrets: login and password of НКБ. */
  readonly NKB_LOGIN?: string;
  readonly NKB_LOGIN_NEXT?: string;
  readonly NKB_PASSWORD?: string;
  readonly NKB_PASSWORD_NEXT?: string;
  /** Secret: the token of api-cloud for ФССП. */
  readonly FSSP_TOKEN?: string;
  readonly FSSP_TOKEN_NEXT?: string;
  /** Secret: an access token of Астрал.ЭДО. */
  readonly ASTRAL_TOKEN?: string;
  readonly ASTRAL_TOKEN_NEXT?: string;
  /** Secrets: the login of an account of Астрал.ЭДО, whose tokens the worker gets and renews. */
  readonly ASTRAL_EMAIL?: string;
  readonly ASTRAL_EMAIL_NEXT?: string;
  readonly ASTRAL_PASSWORD?: string;
  readonly ASTRAL_PASSWORD_NEXT?: string;
  /** A service that signs what Астрал.ЭДО wants signed with the certificate of the account; see docs/operating.md. */
  readonly ASTRAL_SIGNER?: Service;
  /** Other addresses than the providers' own: a sandbox. */
  readonly FOCUS_BASE_URL?: string;
  readonly NKB_BASE_URL?: string;
  readonly FSSP_BASE_URL?: string;
  readonly ASTRAL_BASE_URL?: string;
  /** Hosts that the worker is known under, separated by commas. */
  readonly HOSTS?: string;
  /** Origins of the pages that may show answers, separated by commas. */
  readonly ORIGINS?: string;
  /** JSON: the ways to know who asks, with what each may ask; {@link CallersSettings}. */
  readonly CALLERS?: unknown;
  /** JSON: limits for all callers together. */
  readonly LIMITS?: unknown;
  /** JSON: prices in roubles. */
  readonly PRICES?: unknown;
  /** Secret, JSON: `{"site.1": "…"}`, the secrets that caller tokens are signed with. */
  readonly TOKEN_KEYS?: unknown;
  /** Secret: of the Turnstile widget. */
  readonly TURNSTILE_SECRET?: string;
  /** Another address than Cloudflare's, for tests. */
  readonly TURNSTILE_URL?: string;
  /** Secret: opens usage, metrics and the audit trail; the next one while it is replaced. */
  readonly OPERATOR_TOKEN?: string;
  readonly OPERATOR_TOKEN_NEXT?: string;
  /** Secret, JSON: `{"2026": "…"}`, 32 bytes in base64 each; the first seals the audit trail. Without it there is none. */
  readonly AUDIT_KEYS?: unknown;
  /** For how many days the audit trail is kept; 90 unless said. */
  readonly AUDIT_DAYS?: string;
  /** `masked`: log lines tell about whom was asked, natural persons' numbers masked. */
  readonly LOG_ABOUT?: string;
  /** Secret: names of kept answers are hashed under it. Without it nothing is kept. */
  readonly CACHE_SECRET?: string;
  /** JSON: lifetimes and the like, {@link CacheConfig}. */
  readonly CACHE?: unknown;
  /** JSON: how patient the worker is with a provider, {@link Patience}. */
  readonly PATIENCE?: unknown;
  /** For how many days results of jobs are kept; 7 unless said. */
  readonly JOB_DAYS?: string;
  readonly SHELF?: Objects<ShelfStub>;
  readonly GUARD?: Objects<GuardStub>;
  readonly JOB?: Objects<JobStub>;
  readonly LEDGER?: Objects<LedgerStub>;
  readonly SESSIONS?: Objects<SessionsStub>;
  readonly METER?: Objects<MeterStub>;
  readonly AUDIT?: Objects<AuditStub>;
  readonly RATE_CALLER?: RateLimiter;
  readonly RATE_ADDRESS?: RateLimiter;
  readonly METRICS?: Dataset;
}

/** Secrets of which there may be two while one is replaced. */
type SecretName = 'FOCUS_KEY' | 'NKB_LOGIN' | 'NKB_PASSWORD' | 'FSSP_TOKEN' | 'ASTRAL_TOKEN' | 'ASTRAL_EMAIL' | 'ASTRAL_PASSWORD' | 'OPERATOR_TOKEN';

/** `CALLERS`: each member switches a way on, and says what callers known so may ask. */
export interface CallersSettings {
  /** On unless `false`, where the worker is known under a local host at all. */
  readonly local?: Policy | false;
  readonly pages?: Policy;
  readonly tokens?: Policy & { audience?: string; longestSeconds?: number; sites?: Record<string, Policy> };
  readonly turnstile?: Policy & { hostnames: string[]; lifetimeSeconds?: number };
  readonly jwt?: Policy & { issuer: string; audience: string; jwks: string };
  readonly access?: Policy & { team: string; audience: string };
}

/** Settings as they came, one object for each way that is on. */
type CallersRead = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A way to know callers that is not part of this module; `name` is its member of `CALLERS`. */
export interface MoreCallers {
  readonly name: string;
  make(settings: Readonly<Record<string, unknown>>): CallerMethod;
}

const record = (value: unknown): Record<string, unknown> => {
  if (!isRecord(value)) throw new TypeError('not an object');
  return value;
};

/** JSON may come as text (a secret) or as what it says (a variable in wrangler.jsonc). */
const parsed = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw new TypeError('not JSON');
  }
};

const texts = (value: unknown): Readonly<Record<string, string>> => {
  const entries = Object.entries(record(parsed(value)));
  if (!entries.length) throw new TypeError('empty');
  for (const [, text] of entries) if (typeof text !== 'string') throw new TypeError('not all of it is text');
  return Object.fromEntries(entries) as Record<string, string>;
};

/** A member that must be text, if it is there. */
const textIn = (settings: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  const value = settings[name];
  if (value !== undefined && typeof value !== 'string') throw new TypeError(`${name}: not text`);
  return value;
};

const secondsIn = (settings: Readonly<Record<string, unknown>>, name: string): number | undefined => {
  const value = settings[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !(value >= 1) || value > 86_400) throw new TypeError(`${name}: not 1 to 86400 seconds`);
  return value;
};

const listOf = (text: string | undefined): readonly string[] => (text ?? '').split(',').map((item) => item.trim()).filter(Boolean);

const origins = (text: string | undefined): readonly string[] => {
  const list = listOf(text);
  for (const origin of list) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) throw new TypeError('not all are origins, such as https://example.ru');
  }
  return list;
};

const hosts = (text: string | undefined): readonly string[] => {
  const list = listOf(text);
  for (const host of list) {
    if (!URL.canParse(`https://${host}`) || ![new URL(`https://${host}`).host, new URL(`https://${host}`).hostname].includes(host)) {
      throw new TypeError('not all are hosts, such as api.example.ru');
    }
  }
  return list;
};

/** What every secret must be: a line end that an editor added would be sent along. */
const secret = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,512}$/.test(text)) throw new TypeError('not one word of printable ASCII');
  return text;
};

/** Half of a login of HTTP Basic, which is sent as UTF-8. */
const basic = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  if (!/^[^\x00-\x1f\x7f]{1,512}$/.test(text)) throw new TypeError('empty, too long, or with control characters');
  return text;
};

const operatorSecret = (text: string | undefined): string | undefined => {
  const known = secret(text);
  if (known !== undefined && known.length < 32) throw new TypeError('shorter than 32 characters');
  return known;
};

const address = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw new TypeError('not an http address');
  return text.replace(/\/$/, '');
};

const pricesOf = (value: unknown): Prices | undefined => {
  if (value === undefined) return undefined;
  const prices = record(parsed(value));
  for (const price of Object.values(prices)) {
    if (typeof price !== 'number' || !(price >= 0) || price > 1e6) throw new TypeError('not all are roubles');
  }
  return prices as Prices;
};

const turnstileOf = (settings: Readonly<Record<string, unknown>> | undefined, key: string | undefined, url: string | undefined): TurnstileConfig | undefined => {
  if (!settings) return undefined;
  const { hostnames } = settings;
  if (!Array.isArray(hostnames) || !hostnames.length || !hostnames.every((host): host is string => typeof host === 'string')) {
    throw new TypeError('turnstile.hostnames: a list of hosts');
  }
  if (!key) throw new TypeError('turnstile: TURNSTILE_SECRET is missing');
  return { secret: key, hostnames, lifetimeSeconds: secondsIn(settings, 'lifetimeSeconds'), policy: readPolicy(settings), verifyUrl: url };
};

const tokensOf = (settings: Readonly<Record<string, unknown>> | undefined, keys: unknown): CallerMethod | undefined => {
  if (keys === undefined) {
    if (settings) throw new TypeError('tokens: TOKEN_KEYS is missing');
    return undefined;
  }
  const sites = Object.entries(settings?.['sites'] === undefined ? {} : record(settings['sites']));
  const known = Object.entries(texts(keys)).map(([id, text]) => ({ id, secret: text }));
  const ofKeys = new Set(known.map(({ id }) => siteOf(id)));
  if (ofKeys.has(turnstileSite)) throw new TypeError(`tokens: no site is called ${turnstileSite}`);
  if (!sites.every(([site]) => ofKeys.has(site))) throw new TypeError('tokens.sites: a site that no key is of');
  return tokens({
    keys: known,
    audience: settings && textIn(settings, 'audience'),
    longestSeconds: settings && secondsIn(settings, 'longestSeconds'),
    policy: settings && readPolicy(settings),
    sites: Object.fromEntries(sites.map(([site, policy]) => [site, readPolicy(onlyMembers(record(policy), []))])),
  });
};

const auditOf = (objects: Objects<AuditStub> | undefined, keys: unknown, days: string | undefined): AuditConfig | undefined => {
  if (keys === undefined) return undefined;
  if (!objects) throw new TypeError('the binding AUDIT is missing');
  const kept = Number(days ?? '90');
  if (!Number.isInteger(kept) || kept < 1 || kept > 3660) throw new TypeError('AUDIT_DAYS: not 1 to 3660 days');
  const config = { objects, keys: Object.entries(texts(keys)).map(([id, text]) => ({ id, secret: text })), days: kept };
  new Audit(config); // which looks at the keys
  return config;
};

const isCount = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

const longestSeconds = 365 * 24 * 60 * 60;

/** Settings of `CACHE`; what is not known is a mistake rather than nothing. */
const cacheSettings = (value: unknown): Omit<CacheConfig, 'secret' | 'shelves' | 'edge'> => {
  const { seconds, staleSeconds, personal, shelfCount, ...rest } = value === undefined || value === '' ? {} : record(parsed(value));
  const lifetimes = seconds === undefined ? {} : record(seconds);
  const fine =
    Object.values(lifetimes).every((each) => isCount(each, 0, longestSeconds)) &&
    (staleSeconds === undefined || isCount(staleSeconds, 0, longestSeconds)) &&
    (personal === undefined || typeof personal === 'boolean') &&
    (shelfCount === undefined || isCount(shelfCount, 1, 256)) &&
    Object.keys(rest).length === 0;
  if (!fine) throw new TypeError('{ seconds?, staleSeconds?, personal?, shelfCount? }');
  return { seconds: lifetimes, staleSeconds, personal, shelfCount } as Omit<CacheConfig, 'secret'>;
};

const cacheOf = (shelves: Objects<ShelfStub> | undefined, key: string | undefined, settings: unknown): CacheConfig | undefined => {
  const known = cacheSettings(settings);
  const hidden = operatorSecret(key);
  if (hidden === undefined) return undefined;
  const edge = (globalThis as { caches?: { default?: EdgeCache } }).caches?.default;
  return { ...known, secret: hidden, shelves, edge };
};

const patienceOf = (value: unknown): Partial<Patience> => {
  const { deadlineMs, retries, atOnce, waiting, breaker, ...rest } = value === undefined || value === '' ? {} : record(parsed(value));
  const fine =
    (deadlineMs === undefined || isCount(deadlineMs, 1, 900_000)) &&
    (retries === undefined || isCount(retries, 0, 10)) &&
    (atOnce === undefined || isCount(atOnce, 1, 10_000)) &&
    (waiting === undefined || isCount(waiting, 0, 100_000)) &&
    (breaker === undefined || typeof breaker === 'boolean') &&
    Object.keys(rest).length === 0;
  if (!fine) throw new TypeError('{ deadlineMs?, retries?, atOnce?, waiting?, breaker? }');
  return Object.fromEntries(Object.entries({ deadlineMs, retries, atOnce, waiting, breaker }).filter(([, each]) => each !== undefined));
};

const jobsOf = (objects: Objects<JobStub> | undefined, days: string | undefined): JobsConfig | undefined => {
  const keepDays = Number(days ?? '7');
  if (!isCount(keepDays, 1, 365)) throw new TypeError('not 1 to 365 days');
  return objects && { objects, keepDays };
};

const logAboutOf = (text: string | undefined): boolean => {
  if (text !== undefined && text !== 'masked') throw new TypeError('masked, or nothing');
  return text !== undefined;
};

const certificateOf = (service: Service | undefined): Certificate => {
  if (typeof service?.fetch !== 'function') throw new TypeError('not a service');
  return signer(service);
};

/** The ways to know callers, each with its members beside those of a policy. */
const ways = new Map<string, readonly string[]>([
  ['local', []],
  ['pages', []],
  ['tokens', ['audience', 'longestSeconds', 'sites']],
  ['turnstile', ['hostnames', 'lifetimeSeconds']],
  ['jwt', ['issuer', 'audience', 'jwks']],
  ['access', ['team', 'audience']],
]);

/** A member that is spelt in another way would be a limit that does not hold. */
const onlyMembers = (value: Readonly<Record<string, unknown>>, more: readonly string[]): Readonly<Record<string, unknown>> => {
  if (!Object.keys(value).every((name) => policyMembers.includes(name) || more.includes(name))) throw new TypeError('a member that there is not');
  return value;
};

const readCallers = (value: unknown): CallersRead => {
  const settings = value === undefined ? {} : record(parsed(value));
  const read: Record<string, Readonly<Record<string, unknown>>> = { local: {} };
  for (const [name, way] of Object.entries(settings)) {
    const members = ways.get(name);
    if (!members) throw new TypeError('no such way to know callers');
    if (name === 'local' && way === false) delete read['local'];
    else read[name] = onlyMembers(record(way), members);
  }
  return read;
};

/**
 * The configuration that the bindings say. `more` are ways to know callers of other modules, `vouched` of
 * `kontragent/worker/jwt` for instance.
 */
export const configOf = (bindings: Env, more: readonly MoreCallers[] = []): ProxyConfig => {
  // What is not set may be there all the same, as nothing (plain workerd) or as an empty text.
  const env: Env = Object.fromEntries(Object.entries(bindings).filter(([, value]) => value !== null && value !== ''));
  const faults: string[] = [];
  const read = <T>(name: string, work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      // Ours say what is wrong without showing it; anything else might show it.
      faults.push(`${name}: ${error instanceof TypeError ? error.message : 'cannot be read'}`);
      return undefined;
    }
  };
  const pair = (name: SecretName, check = secret): readonly string[] =>
    [read(name, () => check(env[name])), read(`${name}_NEXT`, () => check(env[`${name}_NEXT`]))].filter((each) => each !== undefined);

  const baseUrl = (name: 'FOCUS_BASE_URL' | 'NKB_BASE_URL' | 'FSSP_BASE_URL' | 'ASTRAL_BASE_URL'): string | undefined =>
    read(name, () => address(env[name]));

  const settings = read('CALLERS', () => readCallers(env.CALLERS)) ?? {};
  const others = Object.keys(settings).filter((name) => name === 'jwt' || name === 'access');
  const foreign = others.map((name) =>
    read('CALLERS', () => {
      const way = more.find((each) => each.name === name);
      if (!way) throw new TypeError(`${name}: this worker has no such part`);
      return way.make(settings[name] ?? {});
    }),
  );
  const callers = [
    read('CALLERS', () => tokensOf(settings['tokens'], env.TOKEN_KEYS)),
    ...foreign,
    settings['pages'] && read('CALLERS', () => pages(readPolicy(settings['pages']))),
    settings['local'] && read('CALLERS', () => local(readPolicy(settings['local']))),
  ].filter((method) => method !== undefined);

  return {
    providers: {
      focus: { key: pair('FOCUS_KEY'), baseUrl: baseUrl('FOCUS_BASE_URL') },
      nkb: { login: pair('NKB_LOGIN', basic), password: pair('NKB_PASSWORD', basic), baseUrl: baseUrl('NKB_BASE_URL') },
      fssp: { token: pair('FSSP_TOKEN'), baseUrl: baseUrl('FSSP_BASE_URL') },
      astral: {
        token: pair('ASTRAL_TOKEN'),
        email: pair('ASTRAL_EMAIL'),
        password: pair('ASTRAL_PASSWORD', basic),
        certificate: env.ASTRAL_SIGNER && read('ASTRAL_SIGNER', () => certificateOf(env.ASTRAL_SIGNER)),
        baseUrl: baseUrl('ASTRAL_BASE_URL'),
      },
    },
    hosts: read('HOSTS', () => hosts(env.HOSTS)) ?? [],
    origins: read('ORIGINS', () => origins(env.ORIGINS)) ?? [],
    callers,
    turnstile: read('CALLERS', () => turnstileOf(settings['turnstile'], secret(env.TURNSTILE_SECRET), address(env.TURNSTILE_URL))),
    operatorTokens: pair('OPERATOR_TOKEN', operatorSecret),
    rates: { caller: env.RATE_CALLER, address: env.RATE_ADDRESS },
    ledger: env.LEDGER,
    prices: read('PRICES', () => pricesOf(env.PRICES)),
    limits: read('LIMITS', () => (env.LIMITS === undefined ? undefined : readPolicy({ limits: parsed(env.LIMITS) }).limits)),
    audit: read('AUDIT_KEYS', () => auditOf(env.AUDIT, env.AUDIT_KEYS, env.AUDIT_DAYS)),
    sessions: env.SESSIONS,
    cache: read('CACHE', () => cacheOf(env.SHELF, env.CACHE_SECRET, env.CACHE)),
    guards: env.GUARD,
    patience: read('PATIENCE', () => patienceOf(env.PATIENCE)),
    jobs: read('JOB_DAYS', () => jobsOf(env.JOB, env.JOB_DAYS)),
    meter: env.METER,
    dataset: env.METRICS,
    logAbout: read('LOG_ABOUT', () => logAboutOf(env.LOG_ABOUT)),
    faults,
  };
};
