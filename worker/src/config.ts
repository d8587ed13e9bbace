import type { LogLine } from './log.js';

/** How a proxy reaches a provider. Without all of its credentials the provider's routes are closed. */
interface ProviderConfig {
  /** Another address than the provider's own, without a slash at the end: a sandbox. */
  baseUrl?: string | undefined;
}

/** Контур.Фокус. */
export interface FocusConfig extends ProviderConfig {
  /** The access key. */
  key?: string | undefined;
}

/** НКБ. */
export interface NkbConfig extends ProviderConfig {
  /** Login and password of the contract. */
  login?: string | undefined;
  password?: string | undefined;
}

/** ФССП through api-cloud. */
export interface FsspConfig extends ProviderConfig {
  /** The token. */
  token?: string | undefined;
}

/** Астрал.ЭДО. */
export interface AstralConfig extends ProviderConfig {
  /** An access token. */
  token?: string | undefined;
}

/** What an operator decides. */
export interface ProxyConfig {
  /** The providers that may be asked. */
  providers: {
    focus?: FocusConfig | undefined;
    nkb?: NkbConfig | undefined;
    fssp?: FsspConfig | undefined;
    astral?: AstralConfig | undefined;
  };
  /** Origins of the pages that may ask, such as `https://example.ru`. Pages on this machine may always ask. */
  origins?: readonly string[] | undefined;
  /** The time that a provider has for its whole answer, in milliseconds; what the operation needs unless said. */
  timeoutMs?: number | undefined;
  /** The largest answer that is let through, in bytes; 32 MiB unless said. */
  mostBytes?: number | undefined;
  /** Where log lines go; `console.log` of their JSON unless said. */
  log?: ((line: LogLine) => void) | undefined;
}
