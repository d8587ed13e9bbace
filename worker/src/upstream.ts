import type { Question } from '../generated/proxy.bindings.js';
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

/** What went wrong on the way. */
export type Trouble = Extract<Finding, 'connection' | 'attempt-timeout' | 'too-large'>;

/** What is sent, and how long and how large the answer may be. */
export interface Sending {
  readonly url: string;
  readonly requestId: string;
  readonly timeoutMs: number;
  readonly mostBytes: number;
}

/**
 * Asks the provider once. Only headers of our own are sent, redirects are not followed, and time and size are limited for
 * the body as well.
 */
export const ask = async (question: Question, { url, requestId, timeoutMs, mostBytes }: Sending): Promise<Answer | Trouble> => {
  const signal = AbortSignal.timeout(timeoutMs);
  const { method, accept, body: sent } = question;
  const headers = { accept, 'x-request-id': requestId, ...(sent === undefined ? {} : { 'content-type': 'text/plain; charset=utf-8' }) };
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
