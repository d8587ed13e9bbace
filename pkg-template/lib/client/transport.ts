// One attempt: the only place that touches `fetch`. A mocked one, or a getter that throws, must not take the call down.
import type { Trouble } from '../../generated/client.bindings.js';
import { bytesOf, concat } from '../bytes.js';
import { EDGE_BYTES, isPdf, isWhole } from '../pdf.js';
import { Interrupted, Watch } from './watch.js';

/** What is sent. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined;
}

/** How it is sent. */
export interface Conditions {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** A good answer is a file, which stays with the engine. */
  readonly file?: boolean;
  /** Is told of the bytes of a file, and of their total if that is known. */
  readonly received?: (done: number, total: number | undefined) => void;
}

/** An answer. */
export interface Received {
  readonly status: number;
  /** Those of {@link HEADERS} that it has. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, of what should be a file the beginning; nothing when there was more than is read. */
  readonly body?: Uint8Array<ArrayBuffer> | undefined;
  /** The file instead, if it is one. */
  readonly blob?: Blob;
}

/** What came of an attempt. */
export type Attempt = { readonly received: Received } | { readonly trouble: keyof typeof Trouble; readonly thrown?: unknown };

/** The largest body that is read into memory. */
const MOST_BYTES = 32 * 1024 * 1024;
/** The headers that anybody asks for. */
const HEADERS = ['content-type', 'retry-after', 'x-request-id'];

/** What looks like a response: mocks have been seen with any one of the ways to read a body. */
type Answer = Partial<Record<'status' | 'headers' | 'body' | 'arrayBuffer' | 'text' | 'json', unknown>>;

/** Is thrown when `fetch` gave no response. */
const NO_RESPONSE = Symbol('no response');

/** What is read from outside, or nothing when reading it throws. */
const quietly = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw NO_RESPONSE;
  return value;
};

/** A method of a foreign object, to be called later. */
const method = (object: unknown, name: string): ((...given: unknown[]) => unknown) | undefined => {
  const found = quietly(() => (object as Record<string, unknown>)[name]);
  return typeof found === 'function' ? found.bind(object) : undefined;
};

const headerOf = ({ headers }: Answer, name: string): string | undefined => {
  const get = method(headers, 'get');
  const value = quietly(() => (get ? get(name) : (headers as Record<string, unknown>)[name]));
  return typeof value === 'string' ? value : undefined;
};

const headersOf = (answer: Answer): Record<string, string> =>
  Object.fromEntries(HEADERS.flatMap((name) => {
    const value = quietly(() => headerOf(answer, name));
    return value === undefined ? [] : [[name, value]];
  }));

/** The chunks of a body, if it comes as a stream. */
const chunksOf = (answer: Answer, watch: Watch): AsyncGenerator<unknown, void, undefined> | undefined => {
  const open = method(quietly(() => answer.body), 'getReader');
  return open && (async function* () {
    const reader = open();
    const read = must(method(reader, 'read'));
    for (;;) {
      const part = await watch.race(read()) as { done?: unknown; value?: unknown };
      if (quietly(() => part.done)) return;
      yield must(quietly(() => part.value));
    }
  })();
};

/** A body that does not come as a stream. */
const whole = async (answer: Answer, watch: Watch): Promise<Uint8Array<ArrayBuffer>> => {
  const encoded = (text: unknown) => new TextEncoder().encode(must(typeof text === 'string' ? text : undefined));
  const buffer = method(answer, 'arrayBuffer');
  if (buffer) return must(bytesOf(await watch.race(buffer())));
  const text = method(answer, 'text');
  if (text) return encoded(await watch.race(text()));
  const value = await watch.race(must(method(answer, 'json'))());
  return encoded(quietly(() => JSON.stringify(value)));
};

/** The body; nothing when there is more than is read. */
const bodyOf = async (answer: Answer, watch: Watch): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const stream = chunksOf(answer, watch);
  if (!stream) {
    const bytes = await whole(answer, watch);
    return bytes.length > MOST_BYTES ? undefined : bytes;
  }
  const chunks = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = must(bytesOf(chunk));
    length += bytes.length;
    if (length > MOST_BYTES) return undefined;
    chunks.push(bytes);
  }
  return concat(chunks);
};

/** A file. Its chunks go from the stream into the `Blob`; but for both its edges, nobody looks at them. */
const fileOf = async (answer: Answer, type: string, watch: Watch, received: Conditions['received']): Promise<Pick<Received, 'body' | 'blob'>> => {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let head = new Uint8Array();
  let tail = head;
  let done = 0;
  let total: number | undefined;
  /** Whether more is wanted. */
  const take = (chunk: unknown): boolean => {
    const bytes = must(bytesOf(chunk));
    head = concat([head, bytes.subarray(0, EDGE_BYTES - head.length)]);
    tail = concat([tail, bytes.subarray(-EDGE_BYTES)]).subarray(-EDGE_BYTES);
    chunks.push(bytes);
    done += bytes.length;
    return done <= MOST_BYTES && (done < EDGE_BYTES || isPdf(head));
  };
  const stream = chunksOf(answer, watch);
  if (stream) {
    const length = quietly(() => headerOf(answer, 'content-length'))?.trim() ?? '';
    if (/^\d+$/.test(length)) total = Number(length);
    for await (const chunk of stream) {
      if (!take(chunk)) break;
      received?.(done, total);
    }
  } else {
    take(await watch.race(must(method(answer, 'arrayBuffer'))()));
    received?.(done, done);
  }
  if (!isPdf(head)) return { body: head };
  if (done > MOST_BYTES) return {};
  // workerd, and a server that only closes the connection, end what breaks off as if it were whole. A PDF says where it ends.
  if (done !== total && !isWhole(tail)) throw new TypeError('the file breaks off');
  return { blob: new Blob(chunks, { type: type || 'application/pdf' }) };
};

const mediaType = (headers: Readonly<Record<string, string>>): string => (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

const exchange = async (fetch: typeof globalThis.fetch, { url, method: verb, headers: sent, body }: Sent, watch: Watch, { file, received }: Conditions): Promise<Received> => {
  // A redirect could carry a key to somebody else, and no provider needs one.
  const init = { method: verb, headers: sent, redirect: 'manual', signal: watch.signal, ...(body !== undefined && { body }) } as const;
  const answer = (await watch.race(fetch(url, init))) as Answer | null | undefined;
  const status = quietly(() => answer?.status);
  if (!answer || typeof status !== 'number' || !Number.isInteger(status) || status < 0 || status > 999) throw NO_RESPONSE;
  const headers = headersOf(answer);
  const read = file && status === 200 ? await fileOf(answer, mediaType(headers), watch, received) : { body: await bodyOf(answer, watch) };
  // What is no file, or too large, may not have been read to its end.
  if (!read.blob && (file || !read.body)) watch.giveUp();
  return { status, headers, ...read };
};

/** Sends a request and reads the whole answer. Time and signal hold for both, also against a `fetch` that heeds neither. */
export const send = async (fetch: typeof globalThis.fetch, sent: Sent, conditions: Conditions): Promise<Attempt> => {
  const watch = new Watch(conditions.signal, conditions.timeoutMs);
  try {
    return { received: await exchange(fetch, sent, watch, conditions) };
  } catch (thrown) {
    // Lets go of a connection whose answer nobody reads to its end.
    watch.giveUp();
    if (thrown instanceof Interrupted) return { trouble: thrown.by === 'time' ? 'TimedOut' : 'Aborted' };
    return thrown === NO_RESPONSE ? { trouble: 'NotAResponse' } : { trouble: 'Disconnected', thrown };
  } finally {
    watch.end();
  }
};
