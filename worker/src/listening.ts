// Accounts without limits: they only hear what was asked. Nobody waits for them, so they hear of many questions in one message.
import type { Hold, Settlement } from './ledger.js';
import { type Objects, objectOf } from './platform.js';
import { Rounds, patienceMs } from './rounds.js';

/** The method of the Durable Object `Ledger` that is needed. */
export interface ListenerStub {
  /** Counts questions without allowances, and then what was settled of these and of earlier ones. */
  hear(holds: readonly Hold[], settlements: readonly Settlement[]): Promise<void>;
}

/** While the ledger cannot be reached, so much is kept for it at most. */
const most = 10_000;

/** What one account has yet to hear, by the ids of the questions. */
interface News {
  readonly holds: Map<string, Hold>;
  readonly settlements: Map<string, number>;
}

/** Brings accounts what they have to hear. */
export class Listening {
  readonly #objects: Objects<ListenerStub>;
  #news = new Map<string, News>();
  #kept = 0;
  #sentAt = 0;
  readonly #rounds = new Rounds(() => this.flush(), () => this.#sends);

  constructor(objects: Objects<ListenerStub>) {
    this.#objects = objects;
  }

  /** That a question is asked. */
  hear(account: string, hold: Hold, later: (work: Promise<unknown>) => void): void {
    this.#newsOf(account)?.holds.set(hold.id, hold);
    this.#rounds.wake(later);
  }

  /** How many companies of it are charged. */
  settle(account: string, id: string, companies: number, later: (work: Promise<unknown>) => void): void {
    this.#newsOf(account)?.settlements.set(id, companies);
    this.#rounds.wake(later);
  }

  /** Brings everything that is there now. What cannot be brought is kept for the next time. */
  async flush(): Promise<void> {
    if (this.#sends) return;
    const news = this.#news;
    this.#news = new Map();
    this.#kept = 0;
    this.#sentAt = Date.now();
    await Promise.all([...news].map(([account, each]) => this.#send(account, each)));
    this.#sentAt = 0;
  }

  /** Whether a message is under way: the next waits, because what is given back must not come before what was asked. */
  get #sends(): boolean {
    return Date.now() - this.#sentAt < patienceMs;
  }

  /** Where one more thing is kept for an account, if there is room. */
  #newsOf(account: string): News | undefined {
    if (this.#kept >= most) return undefined;
    this.#kept += 1;
    let news = this.#news.get(account);
    if (!news) this.#news.set(account, (news = { holds: new Map(), settlements: new Map() }));
    return news;
  }

  async #send(account: string, { holds, settlements }: News): Promise<void> {
    try {
      await objectOf(this.#objects, account).hear([...holds.values()], [...settlements]);
    } catch {
      for (const [id, hold] of holds) this.#newsOf(account)?.holds.set(id, hold);
      for (const [id, companies] of settlements) this.#newsOf(account)?.settlements.set(id, companies);
    }
  }
}
