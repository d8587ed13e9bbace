import type { Finding } from '../generated/proxy.bindings.js';

/** The provider's answer, whole. */
export interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly retryAfter: string | null;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** The name of what went wrong on the way. */
export type Trouble = Extract<keyof typeof Finding, 'Unreachable' | 'TooSlow' | 'TooLarge'>;

/**
 * Asks the provider. Only headers of our own are sent, redirects are not followed, and time and size are limited for the
 * body as well.
 */
export const ask = async (url: string, method: string, timeoutMs: number, mostBytes: number): Promise<Answer | Trouble> => {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, { method, headers: { accept: 'application/json' }, redirect: 'manual', signal });
    const body = await read(response, mostBytes);
    if (!body) return 'TooLarge';
    const mediaType = (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
    return { status: response.status, mediaType, retryAfter: response.headers.get('retry-after'), body };
  } catch {
    // The reason may hold the address, and with it the key: it goes nowhere.
    return signal.aborted ? 'TooSlow' : 'Unreachable';
  }
};

const read = async (response: Response, mostBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.byteLength;
    if (length > mostBytes) {
      await reader?.cancel();
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
