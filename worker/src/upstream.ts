import type { Finding } from './findings.js';
import { read } from './streams.js';

/** The provider's answer, whole. */
export interface Answer {
  readonly status: number;
  /** Without parameters, in lower case. */
  readonly mediaType: string;
  /** With parameters. */
  readonly contentType: string;
  readonly retryAfter: string | null;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** A request with secrets in it. */
export interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: [string, string][];
  readonly body: string | undefined;
}

/** What went wrong on the way. */
export type Trouble = Extract<Finding, 'connection' | 'attempt-timeout' | 'too-large'>;

/** How long and how large the answer may be, and under which id the request is known. */
export interface Limits {
  readonly requestId: string;
  readonly timeoutMs: number;
  readonly mostBytes: number;
}

/**
 * Asks the provider once. Only headers of our own are sent, redirects are not followed, and time and size are limited for
 * the body as well.
 */
export const ask = async ({ url, method, headers: own, body: sent }: Sent, { requestId, timeoutMs, mostBytes }: Limits): Promise<Answer | Trouble> => {
  const signal = AbortSignal.timeout(timeoutMs);
  const headers: [string, string][] = [...own, ['x-request-id', requestId]];
  try {
    const response = await fetch(url, { method, headers, redirect: 'manual', signal, body: sent ?? null });
    const body = response.body ? await read(response.body, mostBytes) : new Uint8Array();
    if (!body) return 'too-large';
    const contentType = response.headers.get('content-type') ?? '';
    const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    return { status: response.status, mediaType, contentType, retryAfter: response.headers.get('retry-after'), body };
  } catch {
    // The reason may hold the address, and with it the key: it goes nowhere.
    return signal.aborted ? 'attempt-timeout' : 'connection';
  }
};
