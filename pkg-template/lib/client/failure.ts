import type { Locale } from '../api.js';
import {
  AbortError,
  AuthError,
  DecodeError,
  type ErrorDetails,
  type ErrorName,
  InternalError,
  InvalidInputError,
  type KontragentError,
  NetworkError,
  NotFoundError,
  PaymentError,
  ProviderError,
  RateLimitError,
  TimeoutError,
} from '../errors.js';

const classes = {
  InvalidInputError,
  AuthError,
  PaymentError,
  NotFoundError,
  RateLimitError,
  ProviderError,
  DecodeError,
  NetworkError,
  TimeoutError,
  AbortError,
  InternalError,
} satisfies Record<ErrorName, new (details: ErrorDetails, cause?: unknown) => KontragentError>;

/** An error for what the module says of a failure, or for whatever else was thrown. */
export const errorOf = (thrown: unknown): KontragentError => {
  const { name, cause, ...details } = (thrown ?? {}) as ErrorDetails & { name?: ErrorName; cause?: unknown };
  if (!(thrown instanceof Error) && name !== undefined && Object.hasOwn(classes, name)) return new classes[name](details, cause);
  return new InternalError({ code: 'internal', message: 'a defect of kontragent, please report it', attempts: 0 }, thrown);
};

const NOT_LOADED: Record<Locale, string> = { en: 'could not be loaded', ru: 'не удаётся загрузить' };

/** An error for a module that did not come. */
export const notLoaded = (file: string, thrown: unknown, locale: Locale): KontragentError => {
  const why = thrown instanceof Error ? thrown.message : String(thrown);
  return new NetworkError({ code: 'module', message: `${file} ${NOT_LOADED[locale]}: ${why}`, attempts: 0 }, thrown);
};
