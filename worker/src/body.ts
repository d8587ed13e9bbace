import { Refusal } from './context.js';
import { read } from './streams.js';

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
