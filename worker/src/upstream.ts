// The request to the provider: only headers of our own are sent, redirects are not followed, and time and size are limited
// for the body as well.
import { concat } from '../lib/bytes.js';
import { EDGE_BYTES, isPdf, isWhole } from '../lib/pdf.js';
import type { Finding } from './findings.js';
import type { Soon } from './soon.js';

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
  readonly headers: Headers;
  /** All of it; empty when it streams. */
  readonly body: Uint8Array<ArrayBuffer>;
  readonly stream?: FileStream;
}

/** A request with secrets in it. */
export interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/**
 * What went wrong on the way. That the provider heard nothing is never known: the engine does not tell a connection that was
 * refused from one that broke when the question was through.
 */
export interface Trouble {
  readonly trouble: Extract<Finding, 'connection' | 'attempt-timeout' | 'too-large' | 'not-the-document'>;
}

/** How long and how large the answer may be, and under which id the request is known. */
export interface Limits {
  readonly requestId: string;
  readonly timeoutMs: number;
  readonly mostBytes: number;
}

const send = ({ url, method, headers, body }: Sent, { requestId }: Limits, signal: AbortSignal): Promise<Response> =>
  fetch(url, { method, headers: { ...headers, 'x-request-id': requestId }, redirect: 'manual', signal, body: body ?? null });

const answerOf = ({ status, headers }: Response, body: Uint8Array<ArrayBuffer>): Answer => {
  const contentType = headers.get('content-type') ?? '';
  return { status, mediaType: contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '', contentType, headers, body };
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

/** Most answers fit into this. A larger buffer costs more than a second step does where one is needed. */
const bulkBytes = 2 * 1024;

/** All of a body whose length nobody knows, or nothing when it is larger than that: in as few steps as can be. */
const readUnknown = async (body: ReadableStream<Uint8Array>, mostBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const reader = body.getReader({ mode: 'byob' }) as unknown as BulkReader;
  const chunks: Uint8Array[] = [];
  let length = 0;
  // It gets as many bytes as were asked for unless the body ends.
  for (let size = bulkBytes, full = true; full; size = Math.min(size * 4, 1024 * 1024)) {
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

const readKnown = async (response: Response): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await response.arrayBuffer());

const refuse = async (body: ReadableStream<Uint8Array>): Promise<undefined> => body.cancel().then(() => undefined);

/** All of a body, or nothing when it is larger than that. The engine reads one of a known length much faster. */
const whole = (response: Response, mostBytes: number): Soon<Uint8Array<ArrayBuffer> | undefined> => {
  const { body } = response;
  if (!body) return new Uint8Array();
  const length = lengthOf(response);
  if (length === undefined) return readUnknown(body, mostBytes);
  return length <= mostBytes ? readKnown(response) : refuse(body);
};

/** Why an attempt failed, and no more: the reason may hold the address, and with it the key. */
const troubleOf = ({ aborted }: AbortSignal): Trouble => ({ trouble: aborted ? 'attempt-timeout' : 'connection' });

/** Asks for an answer that is read as a whole, in that time. */
export const ask = async (sent: Sent, limits: Limits): Promise<Answer | Trouble> => {
  const signal = AbortSignal.timeout(Math.max(1, limits.timeoutMs));
  try {
    const response = await send(sent, limits, signal);
    const body = await whole(response, limits.mostBytes);
    return body ? answerOf(response, body) : { trouble: 'too-large' };
  } catch {
    return troubleOf(signal);
  }
};

/** Time that runs out unless it is wound again. */
class Fuse {
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  wind(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(), Math.max(1, ms));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** The beginning of a body, as many bytes as tell what it is. */
const readHead = async (reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < EDGE_BYTES) {
    const part = await reader.read();
    if (part.done) break;
    chunks.push(part.value);
    length += part.value.byteLength;
  }
  return concat(chunks);
};

/** All of a file may take so many times as long as its beginning. */
export const wholeTimes = 20;

/** The rest of a file whose beginning is there, within the limits of size and time; nothing when it is larger. */
const readRest = async (
  reader: ReadableStreamDefaultReader<Uint8Array>,
  head: Uint8Array,
  { mostBytes, timeoutMs }: Limits,
  fuse: Fuse,
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const chunks = [head];
  let length = head.byteLength;
  const until = Date.now() + timeoutMs * wholeTimes;
  for (;;) {
    fuse.wind(Math.min(timeoutMs, until - Date.now()));
    const part = await reader.read();
    if (part.done) return concat(chunks);
    length += part.value.byteLength;
    if (length > mostBytes) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(part.value);
  }
};

/** Sends on what comes, up to the limits of size and time; a file that is larger, that stalls or that never ends breaks off. */
const pump = async (
  reader: ReadableStreamDefaultReader<Uint8Array>,
  head: Uint8Array,
  writer: WritableStreamDefaultWriter<Uint8Array>,
  { mostBytes, timeoutMs }: Limits,
  fuse: Fuse,
): Promise<void> => {
  // Whoever reads slowly is waited for no longer either: the file has a place among the questions under way.
  const longest = setTimeout(() => void writer.abort(new RangeError('takes too long')).catch(() => {}), timeoutMs * wholeTimes);
  try {
    await writer.write(head);
    let length = head.byteLength;
    for (;;) {
      fuse.wind(timeoutMs);
      const part = await reader.read();
      fuse.stop();
      if (part.done) break;
      length += part.value.byteLength;
      if (length > mostBytes) throw new RangeError('larger than is let through');
      await writer.write(part.value);
    }
    await writer.close();
  } catch (reason) {
    await Promise.allSettled([writer.abort(reason), reader.cancel(reason)]);
  } finally {
    fuse.stop();
    clearTimeout(longest);
  }
};

/** What workerd has beside the standard's streams. */
declare const FixedLengthStream: new (length: number) => TransformStream<Uint8Array, Uint8Array>;

/** The beginning of a file, from which it is handed on; or an answer that is none. */
const begin = async (sent: Sent, limits: Limits, fuse: Fuse): Promise<Answer | Trouble> => {
  const { mostBytes } = limits;
  const response = await send(sent, limits, fuse.signal);
  if (response.status !== 200 || !response.body) {
    const body = await whole(response, mostBytes);
    return body ? answerOf(response, body) : { trouble: 'too-large' };
  }
  const length = lengthOf(response);
  if (length !== undefined && length > mostBytes) {
    await response.body.cancel();
    return { trouble: 'too-large' };
  }
  const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const head = await readHead(reader);
  if (!isPdf(head)) {
    await reader.cancel();
    return { trouble: 'not-the-document' };
  }
  if (length === undefined) {
    const file = await readRest(reader, head, limits, fuse);
    if (!file) return { trouble: 'too-large' };
    return isWhole(file) ? answerOf(response, file) : { trouble: 'not-the-document' };
  }
  const { readable, writable } = new FixedLengthStream(length);
  const done = pump(reader, head, writable.getWriter(), limits, fuse);
  return { ...answerOf(response, new Uint8Array()), stream: { readable, done } };
};

/**
 * Asks for a file, and hands it on as it comes in, if its length is told: the caller notices then that it broke off. One of an
 * unknown length is read as a whole first and must have its end, because workerd ends a body that breaks off as if it were
 * whole. What is no PDF is not handed on at all. The time is for its beginning, and again for every pause in it.
 */
export const askForFile = async (sent: Sent, limits: Limits): Promise<Answer | Trouble> => {
  const fuse = new Fuse();
  fuse.wind(limits.timeoutMs);
  const answer = await begin(sent, limits, fuse).catch(() => troubleOf(fuse.signal));
  // One that streams winds it by itself.
  if (!('stream' in answer && answer.stream)) fuse.stop();
  return answer;
};
