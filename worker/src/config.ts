import type { LogLine } from './log.js';

/** How a proxy reaches one provider. */
export interface FocusConfig {
  /** The access key. Without one the provider's routes are closed. */
  key?: string | undefined;
  /** Another address than the provider's own, without a slash at the end: a sandbox. */
  baseUrl?: string | undefined;
}

/** What an operator decides. */
export interface ProxyConfig {
  /** The providers that may be asked. */
  providers: { focus?: FocusConfig | undefined };
  /** Origins of the pages that may ask, such as `https://example.ru`. Pages on this machine may always ask. */
  origins?: readonly string[] | undefined;
  /** The time that a provider has for its whole answer, in milliseconds; 30 000 unless said. */
  timeoutMs?: number | undefined;
  /** The largest answer that is let through, in bytes; 32 MiB unless said. */
  mostBytes?: number | undefined;
  /** Where log lines go; `console.log` of their JSON unless said. */
  log?: ((line: LogLine) => void) | undefined;
}
