import type { Question } from '../generated/proxy.bindings.js';
import type { FindingName } from './context.js';
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

/** The name of what went wrong on the way. */
export type Trouble = Extract<FindingName, 'Unreachable' | 'TooSlow' | 'TooLarge'>;

/**
 * Asks the provider. Only headers of our own are sent, redirects are not followed, and time and size are limited for the
 * body as well.
 */
export const ask = async (url: string, question: Question, timeoutMs: number, mostBytes: number): Promise<Answer | Trouble> => {
  const signal = AbortSignal.timeout(timeoutMs);
  const { method, accept, body: sent } = question;
  const headers = { accept, ...(sent === undefined ? {} : { 'content-type': 'text/plain; charset=utf-8' }) };
  try {
    const response = await fetch(url, { method, headers, redirect: 'manual', signal, body: sent ?? null });
    const body = response.body ? await read(response.body, mostBytes) : new Uint8Array();
    if (!body) return 'TooLarge';
    const contentType = response.headers.get('content-type') ?? '';
    const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    return { status: response.status, mediaType, contentType, retryAfter: response.headers.get('retry-after'), body };
  } catch {
    // The reason may hold the address, and with it the key: it goes nowhere.
    return signal.aborted ? 'TooSlow' : 'Unreachable';
  }
};
