import type { ErrorName as ClientErrorName } from 'kontragent';
import type { Locale } from 'kontragent/identifiers';
import { ConfigError } from './config';

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

/** Asking the same once more gives the same. */
const final: readonly ErrorName[] = ['InvalidInputError', 'AuthError', 'PaymentError', 'NotFoundError'];

/** Whether it makes sense to ask once more. */
export const mayRepeat = ({ name }: Failure): boolean => !final.includes(name);

/** Puts anything that was thrown into the form in which it is shown. */
export const failureOf = async (error: unknown, locale: Locale): Promise<Failure> => {
  const { isKontragentError } = await import('kontragent').catch(() => ({ isKontragentError: undefined }));
  if (isKontragentError?.(error)) {
    const { name, message, code, operation, status, requestId, attempts, path, retryAfterMs } = error;
    // The client itself did not come, which is no matter of the proxy.
    if (code === 'module') return { name: 'UnexpectedError', message, locale };
    return { name, message, locale, code, operation, status, requestId, attempts, path, retryAfterMs };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { name: error instanceof ConfigError ? 'ConfigError' : 'UnexpectedError', message, locale: 'en' };
};

/** What is wrong with a value, to be told beside its field: without the name that the client has for it. */
export const besideField = ({ message, path }: Failure): string =>
  path !== undefined && message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
