import type { Client, ErrorName as ClientErrorName, FocusReq } from 'kontragent';
import type { Locale } from 'kontragent/identifiers';
import { selectorOf, type CompanyKind } from '../route';
import { ConfigError, loadConfig } from './config';

/** What is asked: the companies and entrepreneurs with this number. */
export interface Query {
  kind: CompanyKind;
  value: string;
}

export type ErrorName = ClientErrorName | 'ConfigError' | 'UnexpectedError';

/** Why there is no answer, as far as a visitor can make use of it. */
export interface Failure {
  name: ErrorName;
  message: string;
  /** The language of the message. */
  locale: Locale;
  code?: string | undefined;
  operation?: string | undefined;
  status?: number | undefined;
  requestId?: string | undefined;
  attempts?: number | undefined;
  path?: string | undefined;
  retryAfterMs?: number | undefined;
}

/** Somebody waits in front of the page: shorter than the client's own patience. */
const patience = { timeoutMs: 15_000, deadlineMs: 40_000 };

/** A client for each language, because error messages come in the language of the client. */
const clients = new Map<Locale, Promise<Client>>();

const connected = (locale: Locale): Promise<Client> => {
  const known = clients.get(locale);
  if (known) return known;
  const client = Promise.all([import('kontragent'), loadConfig()]).then(([{ connect }, { proxy }]) =>
    connect({ proxy, locale, ...patience }),
  );
  clients.set(locale, client);
  // What failed once may work the next time.
  client.catch(() => clients.delete(locale));
  return client;
};

/** Loads the client before it is needed. Whatever is wrong with it is told when it is. */
export const prepare = (locale: Locale): void => {
  connected(locale).catch(() => {});
};

/** Asks Focus through the proxy. An empty list says that Focus knows nobody with this number. */
export const ask = async ({ kind, value }: Query, locale: Locale, signal: AbortSignal): Promise<FocusReq[]> => {
  const client = await connected(locale);
  signal.throwIfAborted();
  const { found, failed } = await client.focus.req({ [selectorOf(kind)]: value }, { signal });
  const [failure] = failed;
  if (failure) throw failure.error;
  return found;
};

/** Puts anything that was thrown into the form in which it is shown. */
export const failureOf = async (error: unknown, locale: Locale): Promise<Failure> => {
  const { isKontragentError } = await import('kontragent').catch(() => ({ isKontragentError: undefined }));
  if (isKontragentError?.(error)) {
    const { name, message, code, operation, status, requestId, attempts, path, retryAfterMs } = error;
    // The client itself did not come, which is no matter of the proxy.
    if (code === 'module') return { name: 'UnexpectedError', message, locale: 'en' };
    return { name, message, locale, code, operation, status, requestId, attempts, path, retryAfterMs };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { name: error instanceof ConfigError ? 'ConfigError' : 'UnexpectedError', message, locale: 'en' };
};
