// What a caller may spend, and what is counted of it: before the provider is asked the price is held in every account that
// has a say, and what was not charged is given back.
import { type AdvanceStub, Advances, type Taken, type Till } from './advances.js';
import type { Identity } from './callers.js';
import { type Budget, Refusal, type Reservation } from './context.js';
import type { Allowance, Held, Hold, Left, Spent } from './ledger.js';
import { type ListenerStub, Listening } from './listening.js';
import { dayOf } from './moscow.js';
import { type Objects, objectOf } from './platform.js';
import type { Limit, Policy } from './policy.js';
import { remembered } from './remembered.js';
import type { Route } from './rules.js';
import type { Soon } from './soon.js';

/** The methods of the Durable Object `Ledger`. */
export interface LedgerStub extends ListenerStub, AdvanceStub {
  hold(hold: Hold): Promise<Held>;
  settle(id: string, companies: number): Promise<void>;
  left(allowances: readonly Allowance[]): Promise<readonly Left[]>;
  report(): Promise<readonly Spent[]>;
}

/**
 * Prices in roubles for one company (or one request, where that is what is charged): of an operation `focus.req`, of a
 * provider `focus`, or of everything that is paid, `paid`. The most exact one holds.
 */
export type Prices = Readonly<Record<string, number>>;

/** Dearer than contracts are, so that a cap without prices stops too early rather than too late. */
const unknownPrice = 10;

/** Where and by what it is counted. */
export interface Books {
  readonly ledger?: Objects<LedgerStub> | undefined;
  readonly prices?: Prices | undefined;
  /** For all callers together. */
  readonly limits?: readonly Limit[] | undefined;
}

/** The price in kopecks: money is counted in whole numbers, and a part of one as one, so that no cap is overrun. */
export const priceOf = ({ cost, id, provider }: Route, prices: Prices = {}): number =>
  cost === 'free' ? 0 : Math.ceil(Math.round((prices[id] ?? prices[provider] ?? prices['paid'] ?? unknownPrice) * 1e6) / 1e4);

const allowancesOf = (limits: readonly Limit[]): readonly Allowance[] =>
  limits.flatMap(({ per, companies, roubles, provider }): Allowance[] => [
    ...(companies === undefined ? [] : [{ per, unit: 'companies' as const, most: companies, provider }]),
    ...(roubles === undefined ? [] : [{ per, unit: 'kopecks' as const, most: Math.round(roubles * 100), provider }]),
  ]);

/** What counts one caller or several. */
interface Account {
  readonly name: string;
  readonly allowances: readonly Allowance[];
  readonly caller?: string | undefined;
}

/** The name of the account of all callers together. */
export const everybody = 'all';

/** The name of a caller's own account. */
export const accountOf = (caller: string): string => `caller:${caller}`;

/** The limits of a caller by itself. */
export const ownAllowances = ({ policies }: Identity): readonly Allowance[] => allowancesOf(policies.flatMap((policy: Policy) => policy.limits ?? []));

const accountsOf = (identity: Identity, { limits = [] }: Books): readonly Account[] => {
  const together = allowancesOf(identity.policies.flatMap((policy) => policy.together ?? []));
  return [
    { name: accountOf(identity.id), allowances: ownAllowances(identity) },
    ...(together.length ? [{ name: `group:${identity.group}`, allowances: together }] : []),
    ...(identity.shared ?? []).map(({ name, limits }) => ({ name: `group:${name}`, allowances: allowancesOf(limits) })),
    { name: everybody, allowances: allowancesOf(limits), caller: identity.id },
  ];
};

/** One item for every limit, as a structured field (RFC 8941): `companies;per=day;left=37, roubles;per=month;left=812.5`. */
export const budgetHeader = (left: readonly Left[]): string =>
  left
    .map(({ unit, per, provider, left: rest }) =>
      [unit === 'companies' ? 'companies' : 'roubles', `per=${per}`, ...(provider ? [`provider=${provider}`] : []), `left=${unit === 'companies' ? rest : rest / 100}`].join(';'),
    )
    .join(', ');

/** What goes with the counting of one question. */
export interface Bystanders {
  /** Goes on after the answer was given. */
  readonly later: (work: Promise<unknown>) => void;
  /** Hears what is left to the caller. */
  readonly onLeft?: ((left: readonly Left[]) => void) | undefined;
}

/** What an isolate knows of the accounts of one configuration. */
interface Counters {
  readonly advances: Advances;
  readonly listening: Listening;
}

const counters = remembered<Books, Counters>();

const countersOf = (books: Books, ledger: Objects<LedgerStub>): Counters =>
  counters(books, 'ledger', () => {
    const advances = new Advances();
    return { advances, listening: new Listening(ledger, () => advances.close()) };
  });

/** Brings to the accounts what they have yet to hear. */
export const tellLedger = (books: Books, ledger: Objects<LedgerStub>): Promise<void> => countersOf(books, ledger).listening.flush();

const free: Reservation = { settle: () => {} };

const shortage = ({ unit, left, per, provider }: Left, retryAfterMs: number): Refusal =>
  new Refusal(unit === 'companies' ? 'quota-used-up' : 'spending-cap', {
    'retry-after': String(Math.ceil(retryAfterMs / 1000)),
    'x-budget-remaining': budgetHeader([{ unit, left, per, provider, most: 0 }]),
  });

/** Questions that are alike for an account can be asked out of one advance. */
const alike = ({ id }: Route, { allowances }: Account): string =>
  `${id} ${allowances.map(({ per, unit, most, provider }) => `${per} ${unit} ${most} ${provider}`).join()}`;

/** What a caller may spend on questions of one kind, by the ledger. */
class Accounted implements Budget {
  readonly #route: Route;
  readonly #ledger: Objects<LedgerStub>;
  readonly #counters: Counters;
  readonly #bystanders: Bystanders;
  readonly #kopecks: number;
  /** The accounts that may say no, */
  readonly #binding: readonly Account[];
  /** and those that only hear. */
  readonly #others: readonly Account[];
  /** Whether the first that may say no is the caller's own. */
  readonly #isOwn: boolean;

  constructor(accounts: readonly Account[], route: Route, books: Books, ledger: Objects<LedgerStub>, bystanders: Bystanders) {
    this.#route = route;
    this.#ledger = ledger;
    this.#counters = countersOf(books, ledger);
    this.#bystanders = bystanders;
    this.#kopecks = priceOf(route, books.prices);
    this.#binding = accounts.filter(({ allowances }) => allowances.length);
    this.#others = accounts.filter(({ allowances }) => !allowances.length);
    this.#isOwn = this.#binding[0] === accounts[0];
  }

  reserve(companies: number, id?: string): Soon<Reservation> {
    // What has a name of its own is held under it.
    const taken = id === undefined ? this.#take(companies) : undefined;
    return taken ? this.#spend(companies, taken) : this.#hold(companies, id ?? crypto.randomUUID());
  }

  /** Out of advances, if all that it takes are there. Where there are many such questions, more is fetched for the next ones. */
  #take(companies: number): readonly Taken[] | undefined {
    const tills = this.#binding.map((account) => this.#counters.advances.till(account.name, alike(this.#route, account)));
    const enough = tills.every((till) => till.has(companies));
    const taken = enough ? tills.flatMap((till) => till.take(companies, this.#kopecks) ?? []) : undefined;
    this.#binding.forEach((account, at) => {
      const till = tills[at];
      if (till?.counts(companies)) this.#fetch(till, account);
    });
    return taken;
  }

  #fetch(till: Till, account: Account): void {
    const { later } = this.#bystanders;
    const fetched = till.fetch(this.#ledger, this.#holdOf(account, 0, crypto.randomUUID()));
    later(fetched.then(() => this.#counters.listening.wake(later)));
  }

  #spend(companies: number, taken: readonly Taken[]): Reservation {
    this.#tellLeft(taken[0]?.left);
    const each = (tell: (account: Account, taken: Taken) => void): void =>
      this.#binding.forEach((account, at) => {
        const own = taken[at];
        if (own) tell(account, own);
      });
    each((account, { day }) => this.#tell(account, day, 1, 0));
    return this.#reservation(companies, (charged) =>
      each((account, own) => {
        const back = companies - charged;
        if (!own.putBack(back)) this.#tell(account, own.day, 0, -back);
      }),
    );
  }

  async #hold(companies: number, id: string): Promise<Reservation> {
    const settle = (charged: number): void =>
      this.#bystanders.later(Promise.allSettled(this.#binding.map(async ({ name }) => objectOf(this.#ledger, name).settle(id, charged))));
    const answers = await Promise.allSettled(
      this.#binding.map((account) => objectOf(this.#ledger, account.name).hold(this.#holdOf(account, companies, id))),
    );
    const held = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : undefined));
    const short = held.find((each) => each?.ok === false);
    if (short || held.includes(undefined)) {
      settle(0);
      throw short?.ok === false ? shortage(short.short, short.retryAfterMs) : new Refusal('ledger-unavailable');
    }
    const own = held[0];
    if (own?.ok) this.#tellLeft(own.left);
    return this.#reservation(companies, settle);
  }

  /** A question that may be asked; `giveBack` hears how much of it is charged, if that is not all. */
  #reservation(companies: number, giveBack: (charged: number) => void): Reservation {
    const day = dayOf(Date.now());
    for (const account of this.#others) this.#tell(account, day, 1, companies);
    let settled = false;
    return {
      settle: (charged = companies) => {
        if (settled) return;
        settled = true;
        // What is held is charged: only what is given back need be told.
        if (charged >= companies) return;
        giveBack(charged);
        for (const account of this.#others) this.#tell(account, day, 0, charged - companies);
      },
    };
  }

  /** Counts what is not held. */
  #tell({ name, caller = '' }: Account, day: string, questions: number, companies: number): void {
    const { provider, operation } = this.#route;
    const entry = { day, provider, operation, caller, questions, companies, kopecks: companies * this.#kopecks };
    this.#counters.listening.hear(name, entry, this.#bystanders.later);
  }

  #tellLeft(left: readonly Left[] | undefined): void {
    if (left && this.#isOwn) this.#bystanders.onLeft?.(left);
  }

  #holdOf({ allowances, caller }: Account, companies: number, id: string): Hold {
    const { provider, operation } = this.#route;
    return { id, provider, operation, companies, kopecks: this.#kopecks, allowances, ...(caller === undefined ? {} : { caller }) };
  }
}

/** What a caller may spend on questions of one kind. */
export const openBudget = (identity: Identity, route: Route, books: Books, bystanders: Bystanders): Budget => {
  const { ledger } = books;
  const unaccounted = (): Reservation => {
    if (route.cost !== 'free' && accountsOf(identity, books).some(({ allowances }) => allowances.length)) throw new Refusal('ledger-unavailable');
    return free;
  };
  if (route.cost === 'free' || !ledger) return { reserve: unaccounted };
  return new Accounted(accountsOf(identity, books), route, books, ledger, bystanders);
};
