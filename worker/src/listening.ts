// What accounts have to hear and nobody waits for: they hear of many questions in one message, once a second.
import type { Entry, Returned } from './ledger.js';
import { type Objects, objectOf } from './platform.js';
import { Rounds, patienceMs } from './rounds.js';

/** The method of the Durable Object `Ledger` that is needed. */
export interface ListenerStub {
  hear(id: string, entries: readonly Entry[], returned: readonly Returned[]): Promise<void>;
}

/** While the ledger cannot be reached, so many accounts are kept in mind at most. */
const most = 10_000;

/** What one account has yet to hear. */
interface News {
  readonly entries: Map<string, Entry>;
  readonly returned: Returned[];
}

/** What an account is told, in the same words until it has heard. */
interface Message {
  readonly id: string;
  readonly news: News;
  /** 0 while it is not under way. */
  sentAt: number;
}

/** Brings accounts what they have to hear. */
export class Listening {
  readonly #objects: Objects<ListenerStub>;
  readonly #gather: () => Iterable<readonly [account: string, returned: Returned]>;
  readonly #news = new Map<string, News>();
  readonly #messages = new Map<string, Message>();
  readonly #rounds = new Rounds(() => this.flush(), () => [...this.#messages.values()].some(isUnderWay));

  /** @param gather  what comes back of advances, right before it is brought */
  constructor(objects: Objects<ListenerStub>, gather: () => Iterable<readonly [account: string, returned: Returned]>) {
    this.#objects = objects;
    this.#gather = gather;
  }

  /** That something was spent. Entries that differ in their numbers only become one. */
  hear(account: string, entry: Entry, later: (work: Promise<unknown>) => void): void {
    const entries = this.#newsOf(account)?.entries;
    const key = `${entry.day} ${entry.provider}.${entry.operation} ${entry.caller}`;
    const known = entries?.get(key);
    entries?.set(key, known ? sumOf(known, entry) : entry);
    this.#rounds.wake(later);
  }

  /** Sees to it that there will be a round. */
  wake(later: (work: Promise<unknown>) => void): void {
    this.#rounds.wake(later);
  }

  /** Brings everything that is there now. What cannot be brought is brought the next time. */
  async flush(): Promise<void> {
    for (const [account, returned] of this.#gather()) this.#newsOf(account)?.returned.push(returned);
    for (const [account, news] of this.#news) {
      if (this.#messages.has(account)) continue;
      this.#messages.set(account, { id: crypto.randomUUID(), news, sentAt: 0 });
      this.#news.delete(account);
    }
    await Promise.all([...this.#messages].map(([account, message]) => this.#send(account, message)));
  }

  /** Where one more thing is kept for an account, if there is room. */
  #newsOf(account: string): News | undefined {
    let news = this.#news.get(account);
    if (!news && this.#news.size < most) this.#news.set(account, (news = { entries: new Map(), returned: [] }));
    return news;
  }

  async #send(account: string, message: Message): Promise<void> {
    if (isUnderWay(message)) return;
    message.sentAt = Date.now();
    try {
      await objectOf(this.#objects, account).hear(message.id, [...message.news.entries.values()], message.news.returned);
      if (this.#messages.get(account) === message) this.#messages.delete(account);
    } catch {
      message.sentAt = 0;
    }
  }
}

/** The request that it is sent in may have ended without a word: then it is sent again, and counted once. */
const isUnderWay = ({ sentAt }: Message): boolean => Date.now() - sentAt < patienceMs;

const sumOf = (one: Entry, other: Entry): Entry => ({
  ...one,
  questions: one.questions + other.questions,
  companies: one.companies + other.companies,
  kopecks: one.kopecks + other.kopecks,
});
