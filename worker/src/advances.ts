// What an isolate may spend without asking the ledger about each question. Who asks seldom asks each time; for who asks much,
// an advance is fetched in the background, and charged as a whole before any of it is spent. It is spent without a pause
// in between, and after a round it goes back as far as it was not.
import type { Advance, Hold, Left, Returned } from './ledger.js';
import { type Objects, objectOf } from './platform.js';
import { patienceMs } from './rounds.js';

/** The method of the Durable Object `Ledger` that is needed. */
export interface AdvanceStub {
  advance(wanted: Hold): Promise<Advance>;
}

/** So few questions in a round are held each by itself, which takes no more messages. */
const few = 8;

/** An advance, and what is there of it. */
interface Purse extends Advance {
  readonly id: string;
  readonly until: number;
  rest: number;
}

/** What was taken out of an advance. */
export interface Taken {
  /** The day on which it is counted. */
  readonly day: string;
  /** What is left to the caller. */
  readonly left: readonly Left[];
  /** Puts so many companies back. @returns false when the advance itself has gone back already */
  putBack(companies: number): boolean;
}

/** What an isolate has of one account, for questions of one kind under the same limits. */
export class Till {
  readonly account: string;
  #purse: Purse | undefined;
  #returned: Returned[] = [];
  /** What was asked in this round, and in the one before if that was much. */
  #questions = 0;
  #companies = 0;
  #before = 0;
  #fetchingSince = 0;
  /** The limits are near: in this round there is no advance any more. */
  #near = false;

  constructor(account: string) {
    this.account = account;
  }

  /** Counts a question. @returns whether it is time for an advance, or for another */
  counts(companies: number): boolean {
    this.#questions += 1;
    this.#companies += companies;
    const much = this.#before > 0 || this.#questions > few;
    const enough = this.#purse !== undefined && this.#purse.rest * 2 > this.#purse.companies;
    return much && !enough && !this.#near && !this.#fetches;
  }

  /** Whether so much is there. */
  has(companies: number): boolean {
    return this.#purse !== undefined && this.#purse.rest >= companies && Date.now() < this.#purse.until;
  }

  /** Takes so much, which must be there. */
  take(companies: number, kopecks: number): Taken | undefined {
    const purse = this.#purse;
    if (!purse) return undefined;
    purse.rest -= companies;
    const { day, left, rest } = purse;
    return {
      day,
      left: left.map((each) => ({ ...each, left: each.left + rest * (each.unit === 'companies' ? 1 : kopecks) })),
      putBack: (back) => {
        if (purse !== this.#purse) return false;
        purse.rest += back;
        return true;
      },
    };
  }

  /** Fetches an advance: as much as is asked in a round. */
  async fetch(objects: Objects<AdvanceStub>, hold: Hold): Promise<void> {
    const from = (this.#fetchingSince = Date.now());
    try {
      const advance = await objectOf(objects, this.account).advance({ ...hold, companies: Math.max(this.#companies, this.#before) });
      this.#near = advance.companies === 0;
      if (!this.#near) {
        this.#putAway();
        this.#purse = { ...advance, id: hold.id, until: from + advance.forMs, rest: advance.companies };
      }
    } catch {
      // It may have been given nevertheless.
      this.#returned.push([hold.id, 0]);
    }
    this.#fetchingSince = 0;
  }

  /** Ends the round. @returns what goes back */
  close(): readonly Returned[] {
    this.#putAway();
    this.#before = this.#questions > few ? this.#companies : 0;
    this.#questions = this.#companies = 0;
    this.#near = false;
    return this.#returned.splice(0);
  }

  /** Whether there is nothing to remember. */
  get isIdle(): boolean {
    return !this.#questions && !this.#before && !this.#purse && !this.#returned.length && !this.#fetches;
  }

  /** The request that fetches may have ended without a word. */
  get #fetches(): boolean {
    return Date.now() - this.#fetchingSince < patienceMs;
  }

  #putAway(): void {
    if (this.#purse) this.#returned.push([this.#purse.id, this.#purse.companies - this.#purse.rest]);
    this.#purse = undefined;
  }
}

/** All that an isolate has in advance. */
export class Advances {
  readonly #tills = new Map<string, Till>();

  /** For questions that are alike. */
  till(account: string, alike: string): Till {
    const key = `${account} ${alike}`;
    let till = this.#tills.get(key);
    if (!till) this.#tills.set(key, (till = new Till(account)));
    return till;
  }

  /** Ends the round of all. @returns what goes back, by account */
  close(): readonly (readonly [account: string, returned: Returned])[] {
    return [...this.#tills].flatMap(([key, till]) => {
      const returned = till.close();
      if (till.isIdle) this.#tills.delete(key);
      return returned.map((each) => [till.account, each] as const);
    });
  }
}
