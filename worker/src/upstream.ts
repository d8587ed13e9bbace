// The request to the provider: only headers of our own are sent, redirects are not followed, and time and size are limited
// for the body as well.
import type { Finding } from './findings.js';
import { concat } from './streams.js';

/** A file on its way: it is never held as a whole. */
export interface FileStream {
  readonly readable: ReadableStream<Uint8Array>;
  /** When the last byte is through, or nobody wants any more. It never rejects. */
  readonly done: Promise<void>;
}

/** The provider's answer. */
export interface Answer {
  readonly status: number;
  /** Without parameters, in lower case. */
  readonly mediaType: string;
  /** With parameters. */
  readonly contentType: string;
  readonly retryAfter: string | null;
  /** All of it; empty when it streams. */
  readonly body: Uint8Array<ArrayBuffer>;
  readonly stream?: FileStream;
}

/** A request with secrets in it. */
export interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: [string, string][];
  readonly body: string | undefined;
}

/** What went wrong on the way. */
export interface Trouble {
  readonly trouble: Extract<Finding, 'connection' | 'attempt-timeout' | 'too-large' | 'not-the-document'>;
  /** Whether the provider may have heard the question, and charged for it. */
  readonly reached: boolean;
}

/** How long and how large the answer may be, and under which id the request is known. */
export interface Limits {
  readonly requestId: string;
  readonly timeoutMs: number;
  readonly mostBytes: number;
}

const send = ({ url, method, headers, body }: Sent, { requestId }: Limits, signal: AbortSignal): Promise<Response> =>
  fetch(url, { method, headers: [...headers, ['x-request-id', requestId]], redirect: 'manual', signal, body: body ?? null });

const answerOf = ({ status, headers }: Response, body: Uint8Array<ArrayBuffer>): Answer => {
  const contentType = headers.get('content-type') ?? '';
  const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return { status, mediaType, contentType, retryAfter: headers.get('retry-after'), body };
};

/** The length that an answer says it has, if it can be believed: one that is packed says the length of the package. */
const lengthOf = ({ headers }: Response): number | undefined => {
  const length = headers.get('content-length');
  return length !== null && !headers.has('content-encoding') && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
};

/** workerd reads until so many bytes are there, in one go. */
interface BulkReader {
  readAtLeast(least: number, into: Uint8Array): Promise<ReadableStreamReadResult<Uint8Array>>;
  cancel(): Promise<void>;
}

/** Most answers fit into this. */
const bulkBytes = 32 * 1024;

/** All of a body whose length nobody knows, or nothing when it is larger than that: in as few steps as can be. */
const readUnknown = async (body: ReadableStream<Uint8Array>, mostBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const reader = body.getReader({ mode: 'byob' }) as unknown as BulkReader;
  const chunks: Uint8Array[] = [];
  let length = 0;
  // It gets as many bytes as were asked for unless the body ends.
  for (let size = bulkBytes, full = true; full; size = Math.min(size * 2, 1024 * 1024)) {
    const { value } = await reader.readAtLeast(size, new Uint8Array(size));
    full = value?.byteLength === size;
    length += value?.byteLength ?? 0;
    if (length > mostBytes) {
      await reader.cancel();
      return undefined;
    }
    if (value?.byteLength) chunks.push(value);
  }
  return chunks.length === 1 ? (chunks[0] as Uint8Array<ArrayBuffer>) : concat(chunks);
};

/** All of a body, or nothing when it is larger than that. The engine reads one of a known length much faster. */
const whole = async (response: Response, mostBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  if (!response.body) return new Uint8Array();
  const length = lengthOf(response);
  if (length === undefined) return readUnknown(response.body, mostBytes);
  if (length <= mostBytes) return new Uint8Array(await response.arrayBuffer());
  await response.body.cancel();
  return undefined;
};

/** Runs one attempt. Why it failed is not told: the reason may hold the address, and with it the key. */
const attempt = async (timeoutMs: number, work: (signal: AbortSignal, heard: () => void) => Promise<Answer | Trouble>): Promise<Answer | Trouble> => {
  const signal = AbortSignal.timeout(Math.max(1, timeoutMs));
  let reached = false;
  try {
    return await work(signal, () => {
      reached = true;
    });
  } catch {
    return signal.aborted ? { trouble: 'attempt-timeout', reached: true } : { trouble: 'connection', reached };
  }
};

/** Asks for an answer that is read as a whole. */
export const ask = (sent: Sent, limits: Limits): Promise<Answer | Trouble> =>
  attempt(limits.timeoutMs, async (signal, heard) => {
    const response = await send(sent, limits, signal);
    heard();
    const body = await whole(response, limits.mostBytes);
    return body ? answerOf(response, body) : { trouble: 'too-large', reached: true };
  });

/** Some writers put a few bytes before the magic, which readers allow within the first kilobyte. */
const headBytes = 1024;
const magic = '%PDF-';

/** The beginning of a body, as many bytes as tell what it is. */
const readHead = async (reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < headBytes) {
    const part = await reader.read();
    if (part.done) break;
    chunks.push(part.value);
    length += part.value.byteLength;
  }
  return concat(chunks);
};

const isPdf = (head: Uint8Array): boolean => new TextDecoder('latin1').decode(head.subarray(0, headBytes)).includes(magic);

/** Sends on what comes, up to the limit; a file that is larger breaks off. */
const pump = async (reader: ReadableStreamDefaultReader<Uint8Array>, head: Uint8Array, writer: WritableStreamDefaultWriter<Uint8Array>, mostBytes: number): Promise<void> => {
  try {
    await writer.write(head);
    let length = head.byteLength;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.byteLength;
      if (length > mostBytes) throw new RangeError('larger than is let through');
      await writer.write(part.value);
    }
    await writer.close();
  } catch (reason) {
    await Promise.allSettled([writer.abort(reason), reader.cancel(reason)]);
  }
};

/** What workerd has beside the standard's streams. */
declare const FixedLengthStream: new (length: number) => TransformStream<Uint8Array, Uint8Array>;

/** Asks for a file, and hands it on as it comes in. What is no PDF is not handed on at all. */
export const askForFile = (sent: Sent, limits: Limits): Promise<Answer | Trouble> =>
  attempt(limits.timeoutMs, async (signal, heard) => {
    const { mostBytes } = limits;
    const response = await send(sent, limits, signal);
    heard();
    if (response.status !== 200 || !response.body) {
      const body = await whole(response, mostBytes);
      return body ? answerOf(response, body) : { trouble: 'too-large', reached: true };
    }
    const length = lengthOf(response);
    if (length !== undefined && length > mostBytes) {
      await response.body.cancel();
      return { trouble: 'too-large', reached: true };
    }
    const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    const head = await readHead(reader);
    if (!isPdf(head)) {
      await reader.cancel();
      return { trouble: 'not-the-document', reached: true };
    }
    // A length that is told lets the caller notice a file that breaks off.
    const { readable, writable } = length === undefined ? new TransformStream<Uint8Array, Uint8Array>() : new FixedLengthStream(length);
    const done = pump(reader, head, writable.getWriter(), mostBytes);
    return { ...answerOf(response, new Uint8Array()), stream: { readable, done } };
  });
