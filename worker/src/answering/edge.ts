// Answers in the cache of the data centre: it costs nothing and needs no binding, but every data centre has its own, nobody
// waits for anybody, and nothing can be thrown away everywhere.
import { Refusal } from '../context.js';
import type { Kept, Store } from './store.js';

/** The part of the Cache API that is needed. */
export interface EdgeCache {
  match(url: string): Promise<Response | undefined>;
  put(url: string, response: Response): Promise<void>;
}

/** Nobody can ask for this address: the top-level domain is reserved for that (RFC 2606). */
const addressOf = (name: string): string => `https://kontragent.invalid/${name}`;

const read = async (response: Response): Promise<{ kept: Kept; fresh: number }> => ({
  kept: {
    bytes: new Uint8Array(await response.arrayBuffer()),
    mediaType: response.headers.get('content-type') ?? '',
    at: Number(response.headers.get('x-at')),
  },
  fresh: Number(response.headers.get('x-fresh')),
});

/** The cache of the data centre as a store. */
export const edge = (cache: EdgeCache): Store => {
  const find = async (name: string, needsFresh: boolean): Promise<Kept | undefined> => {
    const found = await cache.match(addressOf(name));
    if (!found) return undefined;
    const { kept, fresh } = await read(found);
    return !needsFresh || fresh > Date.now() ? kept : undefined;
  };
  return {
    take: (names) => Promise.all(names.map(async (name) => (await find(name, true)) ?? 'free')),
    wait: async (names) => names.map(() => 'free'),
    stale: (names) => Promise.all(names.map((name) => find(name, false))),
    async put({ names, parts, seconds, nothing, mediaType, staleSeconds }) {
      const now = Date.now();
      const puts = names.map((name, position) => {
        const own = seconds[position] ?? 0;
        const headers = {
          'content-type': mediaType,
          'cache-control': `max-age=${own + (nothing[position] ? 0 : staleSeconds)}`,
          'x-at': String(now),
          'x-fresh': String(now + own * 1000),
        };
        return cache.put(addressOf(name), new Response(parts[position], { headers }));
      });
      await Promise.all(puts);
    },
    release: async () => {},
    purge: async () => {
      throw new Refusal('not-set-up');
    },
  };
};
