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

/** How many companies of what was held are charged. */
export type Settlement = readonly [id: string, companies: number];

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
  CREATE TABLE IF NOT EXISTS daily (
    day TEXT, provider TEXT, operation TEXT, caller TEXT, questions INTEGER, companies INTEGER, kopecks INTEGER,
    PRIMARY KEY (day, provider, operation, caller)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS held (
    id TEXT PRIMARY KEY, at INTEGER, provider TEXT, operation TEXT, caller TEXT, companies INTEGER, kopecks INTEGER, settled INTEGER
  ) WITHOUT ROWID;`;

interface HeldRow {
  at: number;
  provider: string;
  operation: string;
  caller: string;
  companies: number;
  kopecks: number;
  settled: number;
}

/** What was spent with one provider. */
interface Sum {
  companies: number;
  kopecks: number;
}

/** More periods than are asked about at a time. */
const mostPeriods = 8;

/** The days of a period, as the table has them: the days of a month begin with it. */
const daysOf = (period: string): [first: string, last: string] => [period, `${period}~`];

/** What was asked by one caller, or by several together. */
export class Ledger {
  readonly #storage: ObjectStorage;
  readonly #sql: Sql;
  readonly #now: () => number;
  /** The sums of periods by provider, as the table has them: nobody else writes there. */
  readonly #sums = new Map<string, Map<string, Sum>>();

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
  hold(hold: Hold): Held {
    return this.#write(() => this.#hold(hold));
  }

  /**
   * Charges so many of the companies that were held, and gives the rest back. Only the first call counts. Of what was given
   * back as a whole nothing is remembered: if it is held again, it is charged again.
   */
  settle(id: string, companies: number): void {
    this.#write(() => this.#settle(id, companies));
  }

  /** Counts what was asked already, and then what was settled of it. */
  hear(holds: readonly Hold[], settlements: readonly Settlement[]): void {
    this.#write(() => {
      for (const hold of holds) this.#hold(hold);
      for (const [id, companies] of settlements) this.#settle(id, companies);
    });
  }

  #hold({ id, provider, operation, companies, kopecks, allowances, caller = '' }: Hold): Held {
    const now = this.#now();
    const { rowsWritten } = this.#sql.exec(
      'INSERT OR IGNORE INTO held VALUES (?, ?, ?, ?, ?, ?, ?, 0)',
      id, now, provider, operation, caller, companies, kopecks,
    );
    const wanted = rowsWritten ? companies : 0;
    const cost = wanted * kopecks;
    const left: Left[] = [];
    for (const allowance of allowances) {
      if (allowance.provider !== undefined && allowance.provider !== provider) continue;
      const before = this.#left(allowance, now);
      const after = before - (allowance.unit === 'companies' ? wanted : cost);
      // Free is free, even when nothing is left.
      if (after < 0 && wanted > 0 && (allowance.unit === 'companies' || cost > 0)) {
        this.#sql.exec('DELETE FROM held WHERE id = ?', id);
        return { ok: false, short: { ...allowance, left: Math.max(0, before) }, retryAfterMs: endOf(allowance.per, now) - now };
      }
      left.push({ ...allowance, left: Math.max(0, after) });
    }
    if (rowsWritten) this.#add(now, provider, operation, caller, 1, companies, cost);
    return { ok: true, left };
  }

  #settle(id: string, companies: number): void {
    const [held] = this.#sql.exec<HeldRow>('SELECT * FROM held WHERE id = ? AND settled = 0', id).toArray();
    if (!held) return;
    const back = held.companies - Math.min(held.companies, Math.max(0, Math.trunc(companies)));
    this.#sql.exec(back === held.companies ? 'DELETE FROM held WHERE id = ?' : 'UPDATE held SET settled = 1 WHERE id = ?', id);
    if (back > 0) this.#add(held.at, held.provider, held.operation, held.caller, 0, -back, -back * held.kopecks);
  }

  /** What is left of allowances now. */
  left(allowances: readonly Allowance[]): readonly Left[] {
    const now = this.#now();
    return allowances.map((allowance) => ({ ...allowance, left: Math.max(0, this.#left(allowance, now)) }));
  }

  /** What was asked this day and this month, by provider, operation and, if there are several, caller. */
  report(): readonly Spent[] {
    const now = this.#now();
    return [monthOf(now), dayOf(now)].flatMap((period) =>
      this.#sql
        .exec<Spent>(
          `SELECT ? AS period, provider, operation, caller, SUM(questions) AS questions, SUM(companies) AS companies, SUM(kopecks) AS kopecks
           FROM daily WHERE day BETWEEN ? AND ? GROUP BY caller, provider, operation ORDER BY caller, provider, operation`,
          period,
          ...daysOf(period),
        )
        .toArray(),
    );
  }

  /** Forgets what is too old to matter. @returns when to do so again */
  sweep(): number {
    const now = this.#now();
    const today = new Date(now);
    const from = monthOf(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - keepMonths, 1));
    this.#sql.exec('DELETE FROM held WHERE at < ?', now - rememberMs);
    this.#sql.exec('DELETE FROM daily WHERE day < ?', from);
    this.#sums.clear();
    return now + day;
  }

  /** One transaction. What it did not write down, nobody remembers. */
  #write<T>(work: () => T): T {
    try {
      return this.#storage.transactionSync(work);
    } catch (thrown) {
      this.#sums.clear();
      throw thrown;
    }
  }

  #sumsOf(period: string): Map<string, Sum> {
    let sums = this.#sums.get(period);
    if (!sums) {
      const rows = this.#sql.exec<{ provider: string } & Sum>(
        'SELECT provider, SUM(companies) AS companies, SUM(kopecks) AS kopecks FROM daily WHERE day BETWEEN ? AND ? GROUP BY provider',
        ...daysOf(period),
      );
      sums = new Map([...rows].map(({ provider, companies, kopecks }) => [provider, { companies, kopecks }]));
      if (this.#sums.size >= mostPeriods) this.#sums.clear();
      this.#sums.set(period, sums);
    }
    return sums;
  }

  #left({ per, unit, most, provider }: Allowance, now: number): number {
    const sums = this.#sumsOf(periodOf(per, now));
    if (provider !== undefined) return most - (sums.get(provider)?.[unit] ?? 0);
    let left = most;
    for (const sum of sums.values()) left -= sum[unit];
    return left;
  }

  #add(at: number, provider: string, operation: string, caller: string, questions: number, companies: number, kopecks: number): void {
    this.#sql.exec(
      `INSERT INTO daily VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
       questions = questions + excluded.questions, companies = companies + excluded.companies, kopecks = kopecks + excluded.kopecks`,
      dayOf(at), provider, operation, caller, questions, companies, kopecks,
    );
    for (const period of [dayOf(at), monthOf(at)]) {
      const sums = this.#sums.get(period);
      if (!sums) continue;
      const sum = sums.get(provider);
      if (sum) {
        sum.companies += companies;
        sum.kopecks += kopecks;
      } else {
        sums.set(provider, { companies, kopecks });
      }
    }
  }
}
