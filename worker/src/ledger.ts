// The exact count of what was asked of providers: the arithmetic, over a database. `objects.ts` puts it into a Durable
// Object, which does one thing at a time; every method here is one transaction without a pause in it.
import { dayOf, endOf, monthOf, periodOf } from './moscow.js';
import type { ObjectStorage, Sql } from './platform.js';

/** A limit with its money in kopecks. */
export interface Allowance {
  readonly per: 'day' | 'month';
  readonly unit: 'companies' | 'kopecks';
  readonly most: number;
  readonly provider?: string | undefined;
}

/** What is to be held. */
export interface Hold {
  /** Unique: holding twice under one id is holding once. */
  readonly id: string;
  readonly provider: string;
  readonly operation: string;
  readonly companies: number;
  /** For one company. */
  readonly kopecks: number;
  readonly allowances: readonly Allowance[];
  /** Who asks, where several are counted together. */
  readonly caller?: string | undefined;
}

/** What is left of an allowance. */
export type Left = Allowance & { readonly left: number };

export type Held = { readonly ok: true; readonly left: readonly Left[] } | { readonly ok: false; readonly short: Left; readonly retryAfterMs: number };

/** A line of a report. */
export interface Spent {
  /** A day or a month. */
  readonly period: string;
  readonly provider: string;
  readonly operation: string;
  /** Empty unless several callers are counted together. */
  readonly caller: string;
  readonly questions: number;
  readonly companies: number;
  readonly kopecks: number;
}

/** How long it is remembered what was held, so that the same hold is not counted again. */
const rememberMs = 48 * 60 * 60 * 1000;

/** How long counts are kept: for a bill that is disputed. */
const keepMonths = 13;

const day = 24 * 60 * 60 * 1000;

const tables = `
  CREATE TABLE IF NOT EXISTS spent (
    period TEXT, provider TEXT, operation TEXT, caller TEXT, questions INTEGER, companies INTEGER, kopecks INTEGER,
    PRIMARY KEY (period, provider, operation, caller)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS total (
    period TEXT, provider TEXT, companies INTEGER, kopecks INTEGER, PRIMARY KEY (period, provider)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS held (
    id TEXT PRIMARY KEY, at INTEGER, provider TEXT, operation TEXT, caller TEXT, companies INTEGER, kopecks INTEGER, settled INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS held_at ON held (at);`;

interface HeldRow {
  at: number;
  provider: string;
  operation: string;
  caller: string;
  companies: number;
  kopecks: number;
  settled: number;
}

/** What was asked by one caller, or by several together. */
export class Ledger {
  readonly #storage: ObjectStorage;
  readonly #sql: Sql;
  readonly #now: () => number;

  constructor(storage: ObjectStorage, now: () => number = Date.now) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#now = now;
    this.#sql.exec(tables);
  }

  /**
   * Counts the question as asked, if every allowance has room for it. What is never settled stays charged: an answer may
   * have come that nobody heard of.
   */
  hold({ id, provider, operation, companies, kopecks, allowances, caller = '' }: Hold): Held {
    return this.#storage.transactionSync(() => {
      const now = this.#now();
      const known = this.#sql.exec('SELECT 1 FROM held WHERE id = ?', id).toArray().length > 0;
      const wanted = known ? 0 : companies;
      const cost = wanted * kopecks;
      const left: Left[] = [];
      for (const allowance of allowances) {
        if (allowance.provider !== undefined && allowance.provider !== provider) continue;
        const before = this.#left(allowance, now);
        const after = before - (allowance.unit === 'companies' ? wanted : cost);
        // Free is free, even when nothing is left.
        if (after < 0 && wanted > 0 && (allowance.unit === 'companies' || cost > 0)) {
          return { ok: false, short: { ...allowance, left: Math.max(0, before) }, retryAfterMs: endOf(allowance.per, now) - now };
        }
        left.push({ ...allowance, left: Math.max(0, after) });
      }
      if (!known) {
        this.#sql.exec('INSERT INTO held VALUES (?, ?, ?, ?, ?, ?, ?, 0)', id, now, provider, operation, caller, companies, kopecks);
        this.#add(now, provider, operation, caller, 1, companies, cost);
      }
      return { ok: true, left };
    });
  }

  /**
   * Charges so many of the companies that were held, and gives the rest back. Only the first call counts. Of what was given
   * back as a whole nothing is remembered: if it is held again, it is charged again.
   */
  settle(id: string, companies: number): void {
    this.#storage.transactionSync(() => {
      const [held] = this.#sql.exec<HeldRow>('SELECT * FROM held WHERE id = ? AND settled = 0', id).toArray();
      if (!held) return;
      const back = held.companies - Math.min(held.companies, Math.max(0, Math.trunc(companies)));
      this.#sql.exec(back === held.companies ? 'DELETE FROM held WHERE id = ?' : 'UPDATE held SET settled = 1 WHERE id = ?', id);
      if (back > 0) this.#add(held.at, held.provider, held.operation, held.caller, 0, -back, -back * held.kopecks);
    });
  }

  /** What is left of allowances now. */
  left(allowances: readonly Allowance[]): readonly Left[] {
    const now = this.#now();
    return allowances.map((allowance) => ({ ...allowance, left: Math.max(0, this.#left(allowance, now)) }));
  }

  /** What was asked this day and this month, by provider, operation and, if there are several, caller. */
  report(): readonly Spent[] {
    const now = this.#now();
    const rows = this.#sql.exec<Spent>(
      'SELECT period, provider, operation, caller, questions, companies, kopecks FROM spent WHERE period IN (?, ?) ORDER BY period, caller, provider, operation',
      dayOf(now),
      monthOf(now),
    );
    return rows.toArray();
  }

  /** Forgets what is too old to matter. @returns when to do so again */
  sweep(): number {
    const now = this.#now();
    const today = new Date(now);
    const from = monthOf(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - keepMonths, 1));
    this.#sql.exec('DELETE FROM held WHERE at < ?', now - rememberMs);
    for (const table of ['spent', 'total']) this.#sql.exec(`DELETE FROM ${table} WHERE period < ?`, from);
    return now + day;
  }

  #left({ per, unit, most, provider }: Allowance, now: number): number {
    const period = periodOf(per, now);
    const [row] = this.#sql
      .exec<{ sum: number | null }>(
        `SELECT SUM(${unit}) AS sum FROM total WHERE period = ?1 AND (?2 IS NULL OR provider = ?2)`,
        period,
        provider ?? null,
      )
      .toArray();
    return most - (row?.sum ?? 0);
  }

  #add(at: number, provider: string, operation: string, caller: string, questions: number, companies: number, kopecks: number): void {
    for (const period of [dayOf(at), monthOf(at)]) {
      this.#sql.exec(
        `INSERT INTO spent VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
         questions = questions + excluded.questions, companies = companies + excluded.companies, kopecks = kopecks + excluded.kopecks`,
        period, provider, operation, caller, questions, companies, kopecks,
      );
      this.#sql.exec(
        `INSERT INTO total VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET
         companies = companies + excluded.companies, kopecks = kopecks + excluded.kopecks`,
        period, provider, companies, kopecks,
      );
    }
  }
}
