// A job's companies and what is known of them, over the database of a Durable Object. What is written here survives a
// restart at any moment. A question is written down before the provider is asked, and struck out with what came of it: one
// that is there after a restart was under way, and its answer is lost. It has to be asked again, and the provider charges
// again: that is a question of its own in the ledger, and the job says how many companies it was about.
import { type ObjectStorage, mostValueBytes } from '../platform.js';

/** What a job is about. */
export interface Order {
  readonly id: string;
  /** `focus.req` */
  readonly operation: string;
  /** Who may see it, and on whose account it asks: an identity as the pipeline knows it. */
  readonly owner: { readonly id: string };
}

/** A company as it was ordered: the parameter (empty if the identifier is none), the identifier, the code of why not. */
export type Ordered = readonly [param: string, value: string, code: string];

export type CompanyState = 'waiting' | 'found' | 'missing' | 'failed' | 'invalid';

/** `extra`: what came along about a company that was not asked about. */
export type LineState = CompanyState | 'extra';

/** How a job ends before it is done: by its owner or the operator, or because its owner may not ask that any more. */
type Ending = 'cancelled' | 'stopped';

/** Where a job stands. `paused`: it goes on by itself, when the provider is well again or the quota begins anew. */
export type JobState = 'running' | 'paused' | 'done' | Ending;

export interface Progress extends Readonly<Record<CompanyState, number>> {
  readonly id: string;
  readonly operation: string;
  readonly state: JobState;
  readonly total: number;
  /** What is done of the total. */
  readonly done: number;
  /** How many companies were asked about again, and charged again, because a restart lost the answer. */
  readonly askedAgain: number;
  /** The code of what held it up last. */
  readonly code?: string | undefined;
  readonly createdAt: string;
  readonly finishedAt?: string | undefined;
  /** When it goes on, if it is paused. */
  readonly resumesAt?: string | undefined;
  /** When everything of it is thrown away. */
  readonly expiresAt: string;
}

/** A company of a question. */
export interface Line {
  readonly seq: number;
  readonly param: string;
  readonly value: string;
}

/** Some companies to be asked about in one question. */
export interface Chunk {
  /** Its number in the book. */
  readonly number: number;
  /** The name of the question in the ledger: the same until the provider may have been asked. */
  readonly name: string;
  readonly lines: readonly Line[];
}

/** What came of a company. */
export interface Result {
  readonly seq: number;
  readonly state: 'found' | 'missing';
  readonly items: Uint8Array<ArrayBuffer>;
}

/** A line of the results. */
export interface ResultLine {
  readonly seq: number;
  readonly param: string;
  readonly value: string;
  readonly state: LineState;
  readonly code: string;
  readonly items: ArrayBuffer | null;
}

/** After so many failures of its questions a company counts as failed. */
const mostTries = 5;
/** A pause after a failure doubles, from the first to the longest. */
const pauseMs = 2_000;
const longestPauseMs = 15 * 60 * 1000;
/** The rest of a job that is not done by then fails. */
const longestJobMs = 35 * 24 * 60 * 60 * 1000;

const tables = `
  CREATE TABLE IF NOT EXISTS job (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS company (
    seq INTEGER PRIMARY KEY, param TEXT, value TEXT, state TEXT, code TEXT, tries INTEGER, items BLOB, lost INTEGER DEFAULT 0
  );
  CREATE INDEX IF NOT EXISTS company_state ON company (state, tries, seq);
  CREATE TABLE IF NOT EXISTS question (number INTEGER PRIMARY KEY AUTOINCREMENT, seqs TEXT, asked INTEGER DEFAULT 0);`;

interface Facts {
  readonly order: Order;
  readonly createdAt: number;
  readonly keepMs: number;
  readonly ended?: Ending;
  readonly finishedAt?: number;
  readonly resumesAt?: number;
  readonly code?: string;
  /** How many failures came one after the other. */
  readonly troubles?: number;
  readonly askedAgain?: number;
}

/** What is kept of items, and the code of why it is nothing. */
const keptOf = (items: Uint8Array<ArrayBuffer>): readonly [code: string, bytes: ArrayBuffer | null] => {
  if (items.byteLength > mostValueBytes) return ['too-large', null];
  return ['', items.byteLength ? items.slice().buffer : null];
};

const iso = (ms: number): string => new Date(ms).toISOString();

/** The pages of one job. */
export class JobBook {
  readonly #storage: ObjectStorage;
  readonly #now: () => number;

  constructor(storage: ObjectStorage, now: () => number = Date.now) {
    this.#storage = storage;
    this.#now = now;
  }

  /** Whether there is a job, and it is that caller's. */
  isOf(owner: string): boolean {
    return this.#facts()?.order.owner.id === owner;
  }

  get order(): Order | undefined {
    return this.#facts()?.order;
  }

  /** Writes the order down, as a whole or not at all. */
  open(order: Order, slices: readonly string[], keepMs: number): void {
    this.#storage.transactionSync(() => {
      const { sql } = this.#storage;
      sql.exec(tables);
      for (const slice of slices) {
        sql.exec(
          `INSERT INTO company (param, value, state, code, tries)
           SELECT value ->> 0, value ->> 1, iif(value ->> 2 = '', 'waiting', 'invalid'), value ->> 2, 0 FROM json_each(?) ORDER BY key`,
          slice,
        );
      }
      this.#write({ order, createdAt: this.#now(), keepMs });
    });
    this.#finish();
  }

  /**
   * What is to be asked next: as many questions of that size as there are, up to `count`. They are under way until they are
   * closed: nothing may be under way when this is called.
   */
  next(size: number, count: number): readonly Chunk[] {
    const facts = this.#facts();
    if (!facts || facts.ended || (facts.resumesAt ?? 0) > this.#now()) return [];
    return this.#storage.transactionSync(() => {
      const chunks = [...this.#interrupted(facts.order.id)];
      const lines = this.#storage.sql
        .exec<Line & Record<string, never>>(
          `SELECT seq, param, value FROM company WHERE state = 'waiting' AND seq NOT IN (SELECT value FROM json_each(?))
           ORDER BY tries, seq LIMIT ?`,
          JSON.stringify(chunks.flatMap((chunk) => chunk.lines.map(({ seq }) => seq))),
          size * Math.max(0, count - chunks.length),
        )
        .toArray();
      for (let from = 0; from < lines.length; from += size) chunks.push(this.#open(facts.order.id, lines.slice(from, from + size)));
      return chunks;
    });
  }

  /** Writes down that the provider is asked now about so many companies of the question: they are held in the ledger. */
  asks({ number, lines }: Chunk, companies: number): void {
    this.#storage.transactionSync(() => {
      const { sql } = this.#storage;
      const seqs = JSON.stringify(lines.map(({ seq }) => seq));
      sql.exec('UPDATE question SET asked = MAX(asked, ?) WHERE number = ?', companies, number);
      const again = sql.exec<{ seq: number }>('SELECT seq FROM company WHERE lost = 1 AND seq IN (SELECT value FROM json_each(?)) LIMIT ?', seqs, companies).toArray();
      if (!again.length) return;
      sql.exec('UPDATE company SET lost = 0 WHERE seq IN (SELECT value FROM json_each(?))', JSON.stringify(again.map(({ seq }) => seq)));
      this.#change({ askedAgain: (this.#facts()?.askedAgain ?? 0) + again.length });
    });
  }

  /** Strikes a question out: what came of it is written down. */
  close({ number }: Chunk): void {
    // The job may have been thrown away meanwhile.
    if (this.#facts()) this.#storage.sql.exec('DELETE FROM question WHERE number = ?', number);
  }

  /** Writes down what came of a question, and what came along with it. */
  succeed(results: readonly Result[], extra: Uint8Array<ArrayBuffer>): void {
    this.#storage.transactionSync(() => {
      if (extra.byteLength) this.#storage.sql.exec("INSERT INTO company VALUES (NULL, '', '', 'extra', ?, 0, ?, 0)", ...keptOf(extra));
      for (const { seq, state, items } of results) {
        // What is too large to be kept would be too large again, and asked and paid for again.
        const [code, bytes] = keptOf(items);
        this.#storage.sql.exec('UPDATE company SET state = ?, code = ?, items = ? WHERE seq = ?', code ? 'failed' : state, code, bytes, seq);
      }
      // What another question of the same moment failed of still holds.
      const held = (this.#facts()?.resumesAt ?? 0) > this.#now();
      if (results.length && !held) this.#change({ troubles: 0, code: undefined });
    });
    this.#finish();
  }

  /**
   * Writes down that a question failed, and pauses. `retryAfterMs` is how long whoever refused it wants to be left alone;
   * `counts`: whether it says something about the question, so that it is not repeated for ever.
   */
  fail(lines: readonly Pick<Line, 'seq'>[], code: string, retryAfterMs: number | undefined, counts: boolean): void {
    this.#storage.transactionSync(() => {
      const facts = this.#facts();
      if (!facts) return;
      if (counts) {
        for (const { seq } of lines) {
          this.#storage.sql.exec(
            "UPDATE company SET tries = tries + 1, code = ?, state = iif(tries + 1 >= ?, 'failed', state) WHERE seq = ? AND state = 'waiting'",
            code,
            mostTries,
            seq,
          );
        }
      }
      const troubles = (facts.troubles ?? 0) + 1;
      const own = Math.min(longestPauseMs, pauseMs * 2 ** Math.min(troubles - 1, 20));
      this.#change({ troubles, code, resumesAt: this.#now() + Math.max(retryAfterMs ?? 0, counts || retryAfterMs === undefined ? own : 0) });
    });
    this.#finish();
  }

  /** Stops asking. What was found stays. @returns whether there was anything to stop */
  end(how: Ending, code?: string): boolean {
    const facts = this.#facts();
    if (!facts || facts.finishedAt !== undefined) return false;
    this.#change({ ended: how, finishedAt: this.#now(), ...(code === undefined ? {} : { code }) });
    return true;
  }

  /** How many companies wait; none when it is over. */
  get waiting(): number | undefined {
    const facts = this.#facts();
    if (!facts || facts.finishedAt !== undefined) return facts && 0;
    return this.#storage.sql.exec<{ count: number }>("SELECT COUNT(*) AS count FROM company WHERE state = 'waiting'").toArray()[0]?.count ?? 0;
  }

  progress(): Progress | undefined {
    const facts = this.#facts();
    if (!facts) return undefined;
    const counts: Record<CompanyState, number> = { waiting: 0, found: 0, missing: 0, failed: 0, invalid: 0 };
    for (const { state, count } of this.#storage.sql.exec<{ state: CompanyState; count: number }>("SELECT state, COUNT(*) AS count FROM company WHERE state <> 'extra' GROUP BY state")) {
      counts[state] = count;
    }
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const { order, createdAt, finishedAt, resumesAt, code, keepMs, askedAgain = 0 } = facts;
    const paused = finishedAt === undefined && (resumesAt ?? 0) > this.#now();
    return {
      id: order.id,
      operation: order.operation,
      state: facts.ended ?? (finishedAt !== undefined ? 'done' : paused ? 'paused' : 'running'),
      total,
      done: total - counts.waiting,
      ...counts,
      askedAgain,
      code,
      createdAt: iso(createdAt),
      finishedAt: finishedAt === undefined ? undefined : iso(finishedAt),
      resumesAt: paused ? iso(resumesAt ?? 0) : undefined,
      expiresAt: iso((finishedAt ?? createdAt + longestJobMs) + keepMs),
    };
  }

  /** Lines of the results after that one, as many as fit into so many bytes, one at least. */
  lines(after: number, mostBytes: number): readonly ResultLine[] {
    const lines: ResultLine[] = [];
    let bytes = 0;
    for (const line of this.#storage.sql.exec<ResultLine & Record<string, never>>('SELECT seq, param, value, state, code, items FROM company WHERE seq > ? ORDER BY seq', after)) {
      bytes += (line.items?.byteLength ?? 0) + 64;
      if (lines.length && bytes > mostBytes) break;
      lines.push(line);
    }
    return lines;
  }

  /** When the job must be looked at next: nothing when it is over and thrown away. */
  wakeAt(): number | undefined {
    const facts = this.#facts();
    if (!facts) return undefined;
    if (facts.finishedAt !== undefined) return facts.finishedAt + facts.keepMs;
    return Math.max(this.#now(), facts.resumesAt ?? 0);
  }

  /** Whether everything may be thrown away. */
  isExpired(): boolean {
    const facts = this.#facts();
    return facts?.finishedAt !== undefined && this.#now() >= facts.finishedAt + facts.keepMs;
  }

  /** Gives up what is not done after the longest time. */
  giveUpLate(): void {
    const facts = this.#facts();
    if (!facts || facts.finishedAt !== undefined || this.#now() < facts.createdAt + longestJobMs) return;
    this.#storage.sql.exec("UPDATE company SET state = 'failed', code = iif(code = '', 'deadline', code) WHERE state = 'waiting'");
    this.#finish();
  }

  #open(id: string, lines: readonly Line[]): Chunk {
    const seqs = JSON.stringify(lines.map(({ seq }) => seq));
    const [row] = this.#storage.sql.exec<{ number: number }>('INSERT INTO question (seqs) VALUES (?) RETURNING number', seqs).toArray();
    const number = row?.number ?? 0;
    return { number, name: `${id}/${number}`, lines };
  }

  /**
   * Questions that were under way when the object went. One that the provider cannot have heard of is put under the same name,
   * for it may have been held; of any other the answer is lost.
   */
  #interrupted(id: string): readonly Chunk[] {
    const { sql } = this.#storage;
    return sql
      .exec<{ number: number; seqs: string; asked: number }>('SELECT number, seqs, asked FROM question ORDER BY number')
      .toArray()
      .flatMap(({ number, seqs, asked }): Chunk[] => {
        const waiting = "state = 'waiting' AND seq IN (SELECT value FROM json_each(?))";
        const lines = sql.exec<Line & Record<string, never>>(`SELECT seq, param, value FROM company WHERE ${waiting} ORDER BY seq`, seqs).toArray();
        if (asked && lines.length) sql.exec(`UPDATE company SET lost = 1 WHERE seq IN (SELECT seq FROM company WHERE ${waiting} ORDER BY seq LIMIT ?)`, seqs, asked);
        if (!asked && lines.length) return [{ number, name: `${id}/${number}`, lines }];
        sql.exec('DELETE FROM question WHERE number = ?', number);
        return lines.length ? [this.#open(id, lines)] : [];
      });
  }

  #finish(): void {
    const facts = this.#facts();
    if (!facts || facts.finishedAt !== undefined) return;
    const waiting = this.#storage.sql.exec("SELECT 1 FROM company WHERE state = 'waiting' LIMIT 1").toArray();
    if (!waiting.length) this.#change({ finishedAt: this.#now(), resumesAt: undefined });
  }

  #facts(): Facts | undefined {
    const { sql } = this.#storage;
    if (!sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'job'").toArray().length) return undefined;
    const [row] = sql.exec<{ value: string }>("SELECT value FROM job WHERE key = 'facts'").toArray();
    return row && (JSON.parse(row.value) as Facts);
  }

  #change(changes: { [Key in keyof Facts]?: Facts[Key] | undefined }): void {
    const facts = this.#facts();
    if (facts) this.#write({ ...facts, ...changes } as Facts);
  }

  #write(facts: Facts): void {
    this.#storage.sql.exec("INSERT OR REPLACE INTO job VALUES ('facts', ?)", JSON.stringify(facts));
  }
}
