import { pause } from '../lib/pause.js';
import { Refusal } from './context.js';
import { read } from './streams.js';

/** Larger than any question; what is longer may see its connection broken off. */
const mostUnreadBytes = 0x10000;

/** Nobody who is refused may keep us waiting for the rest of what he sends. */
const unreadMs = 1_000;

/**
 * Reads what nobody wanted to read. A server that closes a connection with something unread in it resets it, and who asked may
 * see that instead of the answer.
 */
export const readAway = async (body: ReadableStream<Uint8Array>): Promise<void> => {
  const stop = new AbortController();
  await Promise.race([read(body, mostUnreadBytes), pause(unreadMs, stop.signal)]).catch(() => {});
  stop.abort();
};

/**
 * The whole body of a request, no larger than that.
 * @throws {Refusal}
 */
export const readBody = async ({ body, headers }: Request, mostBytes: number): Promise<Uint8Array<ArrayBuffer>> => {
  if (!body) return new Uint8Array();
  // What says that it is too large is not even begun.
  if (Number(headers.get('content-length') ?? 0) > mostBytes) throw new Refusal('body-too-large');
  const bytes = await read(body, mostBytes);
  if (!bytes) throw new Refusal('body-too-large');
  return bytes;
};
