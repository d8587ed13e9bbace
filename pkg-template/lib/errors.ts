/** The classes of errors by their names. A name stays the same however the code is minified. */
export type ErrorName =
  | 'InvalidInputError'
  | 'AuthError'
  | 'PaymentError'
  | 'NotFoundError'
  | 'RateLimitError'
  | 'ProviderError'
  | 'DecodeError'
  | 'NetworkError'
  | 'TimeoutError'
  | 'AbortError'
  | 'InternalError';

/** What is known of an error, as plain data. */
export interface ErrorDetails {
  /** Stable and machine-readable; for a wrong identifier the code of `check`, such as `checksum`. */
  readonly code: string;
  /** One or two sentences in the client's language. */
  readonly message: string;
  /** Whom the question was for, such as `focus`. */
  readonly provider?: string | undefined;
  /** The name of the method, such as `req`. */
  readonly operation?: string | undefined;
  /** The parameter (`inn[3]`) or the place in the provider's own JSON (`$[0].UL.kpp`) that it is about. */
  readonly path?: string | undefined;
  /** The HTTP status, if there was an answer. */
  readonly status?: number | undefined;
  /** The id under which worker or provider know the request. */
  readonly requestId?: string | undefined;
  /** The code that the provider itself gave. */
  readonly providerCode?: string | undefined;
  /** How many times the provider was asked. */
  readonly attempts: number;
  /** After how many milliseconds it makes sense to ask again. */
  readonly retryAfterMs?: number | undefined;
  /**
   * What the provider says in detail: for `k.nkb.connections` the identifiers that could not be used, as `NkbValidation[]`. It may
   * name people, so `toJSON` leaves it out.
   */
  readonly details?: unknown;
  /** The beginning of an error's body that was not understood, without secrets. */
  readonly excerpt?: string | undefined;
}

const mark: unique symbol = Symbol.for('kontragent.error') as never;

/** Every error of this package. */
export abstract class KontragentError extends Error implements ErrorDetails {
  abstract override readonly name: ErrorName;
  readonly code: string;
  readonly provider?: string | undefined;
  readonly operation?: string | undefined;
  readonly path?: string | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly providerCode?: string | undefined;
  readonly attempts: number;
  readonly retryAfterMs?: number | undefined;
  readonly excerpt?: string | undefined;
  readonly details?: unknown;

  constructor(details: ErrorDetails, cause?: unknown) {
    super(details.message, cause === undefined ? undefined : { cause });
    Object.defineProperty(this, mark, { value: true });
    this.code = details.code;
    this.provider = details.provider;
    this.operation = details.operation;
    this.path = details.path;
    this.status = details.status;
    this.requestId = details.requestId;
    this.providerCode = details.providerCode;
    this.attempts = details.attempts;
    this.retryAfterMs = details.retryAfterMs;
    this.excerpt = details.excerpt;
    this.details = details.details;
  }

  /** Plain data for logs: neither the stack nor the `cause`, which comes from outside and may hold anything. */
  toJSON(): ErrorDetails & { readonly name: ErrorName } {
    const { name, code, message, provider, operation, path, status, requestId, providerCode, attempts, retryAfterMs, excerpt } = this;
    return { name, code, message, provider, operation, path, status, requestId, providerCode, attempts, retryAfterMs, excerpt };
  }
}

/** The question is wrong; nothing was sent. */
export class InvalidInputError extends KontragentError {
  override readonly name = 'InvalidInputError';
}

/** The key or the caller was refused. */
export class AuthError extends KontragentError {
  override readonly name = 'AuthError';
}

/** A limit that was paid for is used up. */
export class PaymentError extends KontragentError {
  override readonly name = 'PaymentError';
}

/** The provider has no such thing. An unknown company is no error: it is `missing` in the answer. */
export class NotFoundError extends KontragentError {
  override readonly name = 'NotFoundError';
}

/** Too many requests; see `retryAfterMs`. */
export class RateLimitError extends KontragentError {
  override readonly name = 'RateLimitError';
}

/** The provider is in trouble, or refused for a reason of its own. */
export class ProviderError extends KontragentError {
  override readonly name = 'ProviderError';
}

/** The answer is not what it should be; `path` says where. */
export class DecodeError extends KontragentError {
  override readonly name = 'DecodeError';
}

/** Worker or provider could not be reached, or the connection broke. */
export class NetworkError extends KontragentError {
  override readonly name = 'NetworkError';
}

/** No answer in time. */
export class TimeoutError extends KontragentError {
  override readonly name = 'TimeoutError';
}

/** The caller's signal; `cause` is its reason. */
export class AbortError extends KontragentError {
  override readonly name = 'AbortError';
}

/** A defect of this package. */
export class InternalError extends KontragentError {
  override readonly name = 'InternalError';
}

/** Whether it is an error of this package, of whichever copy of it. */
export const isKontragentError = (value: unknown): value is KontragentError =>
  value instanceof Error && (value as { [mark]?: unknown })[mark] === true;
