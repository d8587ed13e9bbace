// Answers in a Durable Object: whoever asks, wherever, sees the same ones; what is thrown away is gone everywhere; and of
// several who ask the same at once, one asks the provider.
import { type Objects, type ObjectStorage, mostValueBytes, objectOf } from '../platform.js';
import type { Failure } from './failure.js';
import { concat } from '../../lib/bytes.js';
import { type Kept, type Pieces, type Store, type Taken, type Waited, choose } from './store.js';

/** The methods of the Durable Object `Shelf`. */
export interface ShelfStub {
  take(names: readonly string[], turnMs: number): Promise<readonly Taken[]>;
  wait(names: readonly string[], turnMs: number): Promise<readonly Waited[]>;
  put(pieces: SentPieces): Promise<void>;
  release(names: readonly string[], outcome?: Failure | 'free'): Promise<void>;
  stale(names: readonly string[]): Promise<readonly (Kept | undefined)[]>;
  purge(companies: readonly string[]): Promise<number>;
}

/** Pieces on their way to an object: their bytes one after the other. */
export interface SentPieces extends Omit<Pieces, 'parts'> {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly lengths: readonly number[];
}

const sentOf = ({ parts, ...pieces }: Pieces): SentPieces => ({ ...pieces, bytes: concat(parts), lengths: parts.map(({ byteLength }) => byteLength) });

/** No question to a provider takes longer. */
const longestMs = 20 * 60 * 1000;

const tables = `
  CREATE TABLE IF NOT EXISTS piece (
    name TEXT PRIMARY KEY, bytes BLOB, type TEXT, at INTEGER, fresh INTEGER, stale INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS piece_stale ON piece (stale);
  CREATE TABLE IF NOT EXISTS about (company TEXT, name TEXT, PRIMARY KEY (company, name)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS about_name ON about (name);`;

interface Row {
  readonly name: string;
  readonly bytes: ArrayBuffer;
  readonly type: string;
  readonly at: number;
}

/** Somebody's turn to ask the provider, and those who wait for what comes of it. */
interface Turn {
  since: number;
  until: number;
  readonly waiting: ((news: Failure | 'free' | undefined) => void)[];
}

const keptOf = ({ bytes, type, at }: Row): Kept => ({ bytes: new Uint8Array(bytes), mediaType: type, at });

/** The pieces of one object, over its database. Turns are kept in memory: they are over when the object moves. */
export class Pigeonholes implements ShelfStub {
  readonly #storage: ObjectStorage;
  readonly #now: () => number;
  readonly #turns = new Map<string, Turn>();
  /** When companies were thrown away: what was asked before that must not come back. */
  readonly #purged = new Map<string, number>();

  constructor(storage: ObjectStorage, now: () => number = Date.now) {
    this.#storage = storage;
    this.#now = now;
    storage.sql.exec(tables);
  }

  async take(names: readonly string[], turnMs: number): Promise<readonly Taken[]> {
    const fresh = this.#rows(names, 'fresh');
    return names.map((name) => {
      const row = fresh.get(name);
      if (row) return keptOf(row);
      return this.#begin(name, turnMs) ? 'ours' : 'theirs';
    });
  }

  async wait(names: readonly string[], turnMs: number): Promise<readonly Waited[]> {
    return Promise.all(names.map((name) => this.#settled(name, turnMs)));
  }

  async put({ names, bytes, lengths, seconds, about, nothing, mediaType, staleSeconds }: SentPieces): Promise<void> {
    const now = this.#now();
    this.#storage.transactionSync(() => {
      let start = 0;
      names.forEach((name, position) => {
        const length = lengths[position] ?? 0;
        const piece = bytes.slice(start, start + length).buffer;
        start += length;
        this.#forget(name);
        if (this.#isPurged(name, about[position] ?? [])) return;
        const fresh = now + (seconds[position] ?? 0) * 1000;
        // That there is nothing is no answer to fall back on.
        const stale = fresh + (nothing[position] ? 0 : staleSeconds * 1000);
        this.#storage.sql.exec('INSERT INTO piece VALUES (?, ?, ?, ?, ?, ?)', name, piece, mediaType, now, fresh, stale);
        for (const company of about[position] ?? []) this.#storage.sql.exec('INSERT OR IGNORE INTO about VALUES (?, ?)', company, name);
      });
    });
    for (const name of names) this.#end(name, undefined);
  }

  async release(names: readonly string[], outcome?: Failure | 'free'): Promise<void> {
    for (const name of names) this.#end(name, outcome);
  }

  async stale(names: readonly string[]): Promise<readonly (Kept | undefined)[]> {
    const rows = this.#rows(names, 'stale');
    return names.map((name) => {
      const row = rows.get(name);
      return row && keptOf(row);
    });
  }

  async purge(companies: readonly string[]): Promise<number> {
    const now = this.#now();
    for (const [company, at] of this.#purged) if (at < now - longestMs) this.#purged.delete(company);
    for (const company of companies) this.#purged.set(company, now);
    return this.#storage.transactionSync(() => {
      const found = this.#storage.sql
        .exec<{ name: string }>('SELECT DISTINCT name FROM about WHERE company IN (SELECT value FROM json_each(?))', JSON.stringify(companies))
        .toArray();
      for (const { name } of found) this.#forget(name);
      return found.length;
    });
  }

  /** Throws away what nobody may be given any more. @returns whether anything is left */
  sweep(): boolean {
    const { sql } = this.#storage;
    sql.exec('DELETE FROM piece WHERE stale <= ?', this.#now());
    sql.exec('DELETE FROM about WHERE name NOT IN (SELECT name FROM piece)');
    return sql.exec('SELECT 1 FROM piece LIMIT 1').toArray().length > 0;
  }

  #rows(names: readonly string[], until: 'fresh' | 'stale'): Map<string, Row> {
    const rows = this.#storage.sql.exec<Row>(
      `SELECT name, bytes, type, at FROM piece WHERE name IN (SELECT value FROM json_each(?)) AND ${until} > ?`,
      JSON.stringify(names),
      this.#now(),
    );
    return new Map(rows.toArray().map((row) => [row.name, row]));
  }

  #forget(name: string): void {
    this.#storage.sql.exec('DELETE FROM piece WHERE name = ?', name);
    this.#storage.sql.exec('DELETE FROM about WHERE name = ?', name);
  }

  /** Whether something is about companies that were thrown away since it was asked for. */
  #isPurged(name: string, about: readonly string[]): boolean {
    const since = this.#turns.get(name)?.since ?? this.#now() - longestMs;
    return about.some((company) => (this.#purged.get(company) ?? Number.NEGATIVE_INFINITY) >= since);
  }

  /** Whether the turn is ours. One that lasts too long is over: whoever had it is gone. */
  #begin(name: string, turnMs: number): boolean {
    const now = this.#now();
    const turn = this.#turns.get(name);
    if (turn && turn.until > now) return false;
    if (turn) Object.assign(turn, { since: now, until: now + turnMs });
    else this.#turns.set(name, { since: now, until: now + turnMs, waiting: [] });
    return true;
  }

  #end(name: string, news: Failure | 'free' | undefined): void {
    const turn = this.#turns.get(name);
    this.#turns.delete(name);
    for (const tell of turn?.waiting ?? []) tell(news);
  }

  async #settled(name: string, turnMs: number): Promise<Waited> {
    for (;;) {
      const [taken] = await this.take([name], turnMs);
      if (taken !== 'theirs') return taken ?? 'free';
      const news = await this.#news(name);
      if (news === 'free') return 'free';
      if (news) return { failure: news };
    }
  }

  /** What comes of somebody's turn, or nothing when it lasts too long. */
  #news(name: string): Promise<Failure | 'free' | undefined> {
    const turn = this.#turns.get(name);
    if (!turn) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const tell = (news: Failure | 'free' | undefined): void => {
        clearTimeout(timer);
        resolve(news);
      };
      const timer = setTimeout(tell, Math.max(0, turn.until - this.#now()) + 1, undefined);
      turn.waiting.push(tell);
    });
  }
}

/** The objects of one provider's answers as one store. */
export const shelves = (objects: Objects<ShelfStub>, provider: string, count: number, turnMs: number): Store => {
  const shelf = (number: number): ShelfStub => objectOf(objects, `${provider}/${number}`);
  const numberOf = (name: string): number => Number.parseInt(name.slice(0, 4), 16) % count;
  const all = Array.from({ length: count }, (_, number) => number);

  /** Asks each shelf about its names, and puts what they say in the order of the names. */
  const each = async <T>(names: readonly string[], ask: (stub: ShelfStub, names: readonly string[]) => Promise<readonly T[]>): Promise<readonly T[]> => {
    if (count === 1) return ask(shelf(0), names);
    const results = new Map<string, T>();
    await Promise.all(
      all.map(async (number) => {
        const own = names.filter((name) => numberOf(name) === number);
        if (!own.length) return;
        const answers = await ask(shelf(number), own);
        own.forEach((name, position) => results.set(name, answers[position] as T));
      }),
    );
    return names.map((name) => results.get(name) as T);
  };

  const release: Store['release'] = async (names, outcome) => {
    if (!names.length) return;
    await each(names, async (stub, own) => {
      await stub.release(own, outcome);
      return own;
    });
  };

  return {
    take: (names) => each(names, (stub, own) => stub.take(own, turnMs)),
    wait: (names) => each(names, (stub, own) => stub.wait(own, turnMs)),
    stale: (names) => each(names, (stub, own) => stub.stale(own)),
    async put(pieces) {
      // What is too large is given to who asked, and not kept: it need not be sent.
      const small = choose(pieces, (_, { byteLength }) => byteLength <= mostValueBytes);
      const kept = new Set(small.names);
      await Promise.all([
        release(pieces.names.filter((name) => !kept.has(name)), 'free'),
        ...all.map(async (number) => {
          const own = choose(small, (name) => numberOf(name) === number);
          if (own.names.length) await shelf(number).put(sentOf(own));
        }),
      ]);
    },
    release,
    async purge(companies) {
      const counts = await Promise.all(all.map((number) => shelf(number).purge(companies)));
      return counts.reduce((sum, one) => sum + one, 0);
    },
  };
};
