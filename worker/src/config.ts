import type { GuardStub } from './answering/health.js';
import type { Patience } from './answering/provider.js';
import type { CacheConfig } from './answering/terms.js';
import type { AuditConfig } from './audit.js';
import type { CallerMethod } from './callers.js';
import type { JobsConfig } from './jobs/job.js';
import type { LogLine } from './log.js';
import type { MeterStub } from './meter.js';
import type { Dataset, Objects, RateLimiter } from './platform.js';
import type { Limit } from './policy.js';
import type { LedgerStub, Prices } from './quota.js';
import type { SessionsStub } from './sessions.js';
import type { Certificate } from './signer.js';
import type { TurnstileConfig } from './turnstile.js';

/** One value, or two of them while one is replaced. */
type Secret = string | readonly string[] | undefined;

/** How a proxy reaches a provider. Without all of its credentials the provider's routes are closed. */
interface ProviderConfig {
  /** Another address than the provider's own, without a slash at the end: a sandbox. */
  baseUrl?: string | undefined;
}

/** Контур.Фокус. */
export interface FocusConfig extends ProviderConfig {
  /** The access key. */
  key?: Secret;
}

/** НКБ. */
export interface NkbConfig extends ProviderConfig {
  /** Login and password of the contract. */
  login?: Secret;
  password?: Secret;
}

/** ФССП through api-cloud. */
export interface FsspConfig extends ProviderConfig {
  /** The token. */
  token?: Secret;
}

/** Астрал.ЭДО. */
export interface AstralConfig extends ProviderConfig {
  /** An access token, */
  token?: Secret;
  /** or the login for the account whose tokens the worker gets and renews itself. */
  email?: Secret;
  password?: Secret;
  /** or the certificate of the account: `sign` makes an attached signature of the text that Астрал gives, within 30 s. */
  certificate?: Certificate | undefined;
}

/** What an operator decides. Everything that is not decided is closed or off. */
export interface ProxyConfig {
  /** The providers that may be asked. */
  providers: {
    focus?: FocusConfig | undefined;
    nkb?: NkbConfig | undefined;
    fssp?: FsspConfig | undefined;
    astral?: AstralConfig | undefined;
  };
  /** The hosts that the proxy is known under, such as `api.example.ru`. Without them it is known on this machine only. */
  hosts?: readonly string[] | undefined;
  /** Origins of the pages whose browsers may show them answers, such as `https://example.ru`. */
  origins?: readonly string[] | undefined;
  /** The ways to know who asks, tried in their order; on this machine everybody may ask unless said. */
  callers?: readonly CallerMethod[] | undefined;
  /** People in front of pages whom Turnstile vouches for: one more way to know who asks. */
  turnstile?: TurnstileConfig | undefined;
  /** The operator's token, or two of them while one is replaced: for usage, metrics and the audit trail. */
  operatorTokens?: readonly string[] | undefined;
  /** Limiters of the platform: how often one caller may ask, and one address. */
  rates?: { caller?: RateLimiter | undefined; address?: RateLimiter | undefined } | undefined;
  /** Counts what is spent. Where there are limits and no ledger, nothing paid is asked. */
  ledger?: Objects<LedgerStub> | undefined;
  prices?: Prices | undefined;
  /** For all callers together. */
  limits?: readonly Limit[] | undefined;
  /** Records who asked about whom. */
  audit?: AuditConfig | undefined;
  /** Keeps the sessions of providers whose tokens expire: with a login or a certificate there must be some. */
  sessions?: Objects<SessionsStub> | undefined;
  /** Brings metrics together for `/metrics`. */
  meter?: Objects<MeterStub> | undefined;
  /** Gets a data point for every request. */
  dataset?: Dataset | undefined;
  /** Whether log lines tell about whom was asked, natural persons' numbers masked. */
  logAbout?: boolean | undefined;
  /** What is wrong with the configuration: with anything here, nothing is answered. */
  faults?: readonly string[] | undefined;
  /** Keeps answers, so that they are asked for once. */
  cache?: CacheConfig | undefined;
  /** Tells the isolates of the worker of each other's trouble with providers. */
  guards?: Objects<GuardStub> | undefined;
  /** How patient the worker is with a provider. */
  patience?: Partial<Patience> | undefined;
  /** Runs portfolio jobs. */
  jobs?: JobsConfig | undefined;
  /** The time that a provider has for its whole answer, in milliseconds; what the operation needs unless said. */
  timeoutMs?: number | undefined;
  /** The largest answer that is let through, in bytes; 32 MiB unless said. */
  mostBytes?: number | undefined;
  /** Where log lines go; `console.log` of their JSON unless said. */
  log?: ((line: LogLine) => void) | undefined;
}
