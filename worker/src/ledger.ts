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

/** How much was asked. */
interface Counts {
  readonly provider: string;
  readonly operation: string;
  /** Empty unless several callers are counted together. */
  readonly caller: string;
  readonly questions: number;
  readonly companies: number;
  readonly kopecks: number;
}

/** What is counted without being held: a question out of an advance, or one that no allowance limits; less than nothing when given back. */
export interface Entry extends Counts {
  /** On which it is counted. */
  readonly day: string;
}

/** How many companies of an advance were spent: the rest is given back. */
export type Returned = readonly [id: string, companies: number];

/** What one isolate may spend without asking again. */
export interface Advance {
  /** None when the limits are near. */
  readonly companies: number;
  /** When all of it will have been spent. */
  readonly left: readonly Left[];
  /** The day on which it is counted, */
  readonly day: string;
  /** and how long it may be spent. */
  readonly forMs: number;
}

/** What is left of an allowance. */
export type Left = Allowance & { readonly left: number };

export type Held = { readonly ok: true; readonly left: readonly Left[] } | { readonly ok: false; readonly short: Left; readonly retryAfterMs: number };

/** A line of a report. */
export interface Spent extends Counts {
  /** A day or a month. */
  readonly period: string;
}

/** How long it is remembered what was held, so that the same hold is not counted again. */
const rememberMs = 48 * 60 * 60 * 1000;

/** How long an advance may be spent, and when it is taken to be lost. Isolates give back after a second what they do not spend. */
const advanceMs = 4_000;
const lostMs = 5_000;

/** No advance is more than this part of what is left: so much at most stays charged when an isolate dies with it. */
const advancePart = 1 / 100;

/** One of less than this part of what is wanted is none: it would keep others waiting, and be of little use. */
const usefulPart = 1 / 4;

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
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS advances (
    id TEXT PRIMARY KEY, at INTEGER, provider TEXT, operation TEXT, caller TEXT, companies INTEGER, kopecks INTEGER
  ) WITHOUT ROWID;`;

/** A row of what was held, or given in advance. */
interface HeldRow {
  at: number;
  provider: string;
  operation: string;
  caller: string;
  companies: number;
  kopecks: number;
}

/** An advance, as far as it matters to who waits for it. */
interface Outstanding {
  readonly at: number;
  readonly provider: string;
  readonly companies: number;
  readonly kopecks: number;
}

/** What was spent with one provider. */
interface Sum {
  companies: number;
  kopecks: number;
}

/** So many companies at this price in what an allowance counts. */
const amount = (unit: Allowance['unit'], companies: number, kopecks: number): number => (unit === 'companies' ? companies : companies * kopecks);

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
  /** The advances that did not come back, as the table has them. */
  #advances: Map<string, Outstanding> | undefined;

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

  /**
   * Charges up to so many companies before anybody asks about them, if the limits are far: an isolate that asks much spends them
   * without a message for each question. What never comes back stays charged, as of every hold.
   */
  advance({ id, provider, operation, companies: wanted, kopecks, allowances, caller = '' }: Hold): Advance {
    return this.#write(() => {
      const now = this.#now();
      const binding = allowances.filter((allowance) => allowance.provider === undefined || allowance.provider === provider);
      const room = binding.map((allowance) => this.#left(allowance, now) / (allowance.unit === 'companies' ? 1 : Math.max(kopecks, 1)));
      const most = Math.min(wanted, ...room.map((each) => Math.floor(each * advancePart)));
      const companies = most < wanted * usefulPart ? 0 : most;
      if (companies) {
        this.#sql.exec('INSERT INTO advances VALUES (?, ?, ?, ?, ?, ?, ?)', id, now, provider, operation, caller, companies, kopecks);
        this.#advancesOut().set(id, { at: now, provider, companies, kopecks });
        this.#add({ day: dayOf(now), provider, operation, caller, questions: 0, companies, kopecks: companies * kopecks });
      }
      return { companies, left: this.#leftOf(binding, now), day: dayOf(now), forMs: Math.min(advanceMs, endOf('day', now) - now) };
    });
  }

  /**
   * When there is too little left for a question: for how long advances may come back that would make enough of it. 0 when all of
   * them together would not.
   */
  pendingMs({ companies, kopecks }: Hold, { unit, provider: only, left }: Left): number {
    const now = this.#now();
    const out = [...this.#advancesOut().values()].filter((each) => each.at + lostMs > now && (only === undefined || only === each.provider));
    const most = out.reduce((sum, each) => sum + amount(unit, each.companies, each.kopecks), left);
    return most < amount(unit, companies, kopecks) ? 0 : Math.max(0, ...out.map(({ at }) => at + lostMs - now));
  }

  /** Counts what was spent, and what comes back of advances; one message once, however often it is heard. */
  hear(id: string, entries: readonly Entry[], returned: readonly Returned[]): void {
    this.#write(() => {
      const { rowsWritten } = this.#sql.exec("INSERT OR IGNORE INTO held VALUES (?, ?, '', '', '', 0, 0, 1)", id, this.#now());
      if (!rowsWritten) return;
      for (const entry of entries) this.#add(entry);
      for (const [advance, spent] of returned) this.#return(advance, spent);
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
      const after = before - amount(allowance.unit, wanted, kopecks);
      // Free is free, even when nothing is left.
      if (after < 0 && wanted > 0 && (allowance.unit === 'companies' || cost > 0)) {
        this.#sql.exec('DELETE FROM held WHERE id = ?', id);
        return { ok: false, short: { ...allowance, left: Math.max(0, before) }, retryAfterMs: endOf(allowance.per, now) - now };
      }
      left.push({ ...allowance, left: Math.max(0, after) });
    }
    if (rowsWritten) this.#add({ day: dayOf(now), provider, operation, caller, questions: 1, companies, kopecks: cost });
    return { ok: true, left };
  }

  #settle(id: string, companies: number): void {
    const [held] = this.#sql.exec<HeldRow>('SELECT * FROM held WHERE id = ? AND settled = 0', id).toArray();
    if (!held) return;
    const back = this.#giveBack(held, companies);
    this.#sql.exec(back === held.companies ? 'DELETE FROM held WHERE id = ?' : 'UPDATE held SET settled = 1 WHERE id = ?', id);
  }

  #return(id: string, spent: number): void {
    const [advance] = this.#sql.exec<HeldRow>('SELECT * FROM advances WHERE id = ?', id).toArray();
    if (!advance) return;
    this.#giveBack(advance, spent);
    this.#sql.exec('DELETE FROM advances WHERE id = ?', id);
    this.#advancesOut().delete(id);
  }

  /** @returns how many companies are not charged after all */
  #giveBack({ at, provider, operation, caller, companies, kopecks }: HeldRow, charged: number): number {
    const back = companies - Math.min(companies, Math.max(0, Math.trunc(charged)));
    if (back > 0) this.#add({ day: dayOf(at), provider, operation, caller, questions: 0, companies: -back, kopecks: -back * kopecks });
    return back;
  }

  /** What is left of allowances now. */
  left(allowances: readonly Allowance[]): readonly Left[] {
    return this.#leftOf(allowances, this.#now());
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
    this.#sql.exec('DELETE FROM advances WHERE at < ?', now - rememberMs);
    this.#sql.exec('DELETE FROM daily WHERE day < ?', from);
    this.#forget();
    return now + day;
  }

  /** One transaction. What it did not write down, nobody remembers. */
  #write<T>(work: () => T): T {
    try {
      return this.#storage.transactionSync(work);
    } catch (thrown) {
      this.#forget();
      throw thrown;
    }
  }

  /** The tables are read again. */
  #forget(): void {
    this.#sums.clear();
    this.#advances = undefined;
  }

  #advancesOut(): Map<string, Outstanding> {
    return (this.#advances ??= new Map(
      [...this.#sql.exec<{ id: string } & Outstanding>('SELECT id, at, provider, companies, kopecks FROM advances')].map(({ id, ...each }) => [id, each]),
    ));
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

  #leftOf(allowances: readonly Allowance[], now: number): readonly Left[] {
    return allowances.map((allowance) => ({ ...allowance, left: Math.max(0, this.#left(allowance, now)) }));
  }

  #add({ day, provider, operation, caller, questions, companies, kopecks }: Entry): void {
    this.#sql.exec(
      `INSERT INTO daily VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
       questions = questions + excluded.questions, companies = companies + excluded.companies, kopecks = kopecks + excluded.kopecks`,
      day, provider, operation, caller, questions, companies, kopecks,
    );
    for (const period of [day, day.slice(0, 7)]) {
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
