// Which jobs of a caller are under way, so that nobody fills the worker with them. It is kept in an object of the class of jobs,
// under a name that no job has.
import type { ObjectStorage } from '../platform.js';
import type { JobLimits } from '../policy.js';

/** The name of a caller's register: ids of jobs have no colon. */
export const registerOf = (caller: string): string => `of:${caller}`;

/** How many companies wait in a job; none when it is over, nothing when there is no such job. */
export type Standing = ReadonlyMap<string, number | undefined>;

/** A job that is not there after so long was never opened, or was thrown away. */
const openingMs = 60_000;

const tables = 'CREATE TABLE IF NOT EXISTS entered (id TEXT PRIMARY KEY, companies INTEGER, at INTEGER) WITHOUT ROWID';

interface Row {
  readonly id: string;
  readonly companies: number;
  readonly at: number;
}

/** The register of one caller. */
export class Register {
  readonly #storage: ObjectStorage;
  readonly #now: () => number;

  constructor(storage: ObjectStorage, now: () => number = Date.now) {
    this.#storage = storage;
    this.#now = now;
  }

  /** The ids of the jobs in it. */
  get ids(): readonly string[] {
    return this.#rows().map(({ id }) => id);
  }

  /** Enters a job about so many companies, if with it the caller has no more than it may. */
  enter(id: string, companies: number, standing: Standing, limits: JobLimits): boolean {
    this.#storage.sql.exec(tables);
    return this.#storage.transactionSync(() => {
      this.tidy(standing);
      const rows = this.#rows();
      const waiting = rows.reduce((sum, row) => sum + (standing.get(row.id) ?? row.companies), companies);
      if (rows.length >= limits.atOnce || waiting > limits.companies) return false;
      this.#storage.sql.exec('INSERT INTO entered VALUES (?, ?, ?)', id, companies, this.#now());
      return true;
    });
  }

  /** Takes out what is over. What was entered while the others were asked is not in `standing`, and stays. */
  tidy(standing: Standing): void {
    for (const { id, at } of this.#rows()) {
      const waiting = standing.get(id);
      const isOver = waiting === 0 || (waiting === undefined && standing.has(id) && at < this.#now() - openingMs);
      if (isOver) this.#storage.sql.exec('DELETE FROM entered WHERE id = ?', id);
    }
  }

  #rows(): readonly Row[] {
    const { sql } = this.#storage;
    if (!sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'entered'").toArray().length) return [];
    return [...sql.exec<Row & Record<string, never>>('SELECT id, companies, at FROM entered')];
  }
}
