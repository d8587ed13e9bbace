import type { Finding, Question } from '../generated/proxy.bindings.js';

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
export type Trouble = Extract<keyof typeof Finding, 'Unreachable' | 'TooSlow' | 'TooLarge'>;

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

/** All of a body, or nothing when it is larger than that. */
export const read = async (stream: ReadableStream<Uint8Array>, mostBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength;
    if (length > mostBytes) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(part.value);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  return body;
};
