// What a caller may spend, and what is counted of it: before the provider is asked the price is held in every account that
// has a say, and what was not charged is given back.
import type { Identity } from './callers.js';
import { type Budget, Refusal, type Reservation } from './context.js';
import type { Allowance, Held, Hold, Left, Spent } from './ledger.js';
import { type ListenerStub, Listening } from './listening.js';
import { type Objects, objectOf } from './platform.js';
import type { Limit, Policy } from './policy.js';
import { remembered } from './remembered.js';
import type { Route } from './rules.js';

/** The methods of the Durable Object `Ledger`. */
export interface LedgerStub extends ListenerStub {
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

const listenings = remembered<Books, Listening>();

/** What brings the questions of one configuration to accounts without limits. */
export const listeningOf = (books: Books, ledger: Objects<LedgerStub>): Listening => listenings(books, 'ledger', () => new Listening(ledger));

const free: Reservation = { settle: () => {} };

const shortage = ({ unit, left, per, provider }: Left, retryAfterMs: number): Refusal =>
  new Refusal(unit === 'companies' ? 'quota-used-up' : 'spending-cap', {
    'retry-after': String(Math.ceil(retryAfterMs / 1000)),
    'x-budget-remaining': budgetHeader([{ unit, left, per, provider, most: 0 }]),
  });

/** What a caller may spend on questions of one kind. */
export const openBudget = (identity: Identity, route: Route, books: Books, { later, onLeft }: Bystanders): Budget => {
  const { ledger } = books;

  const reserveIn = async (ledger: Objects<LedgerStub>, companies: number, id: string): Promise<Reservation> => {
    const { provider, operation } = route;
    const kopecks = priceOf(route, books.prices);
    const holdOf = ({ allowances, caller }: Account): Hold =>
      ({ id, provider, operation, companies, kopecks, allowances, ...(caller === undefined ? {} : { caller }) });
    const accounts = accountsOf(identity, books);
    const binding = accounts.filter(({ allowances }) => allowances.length);
    const answers = await Promise.allSettled(binding.map((account) => objectOf(ledger, account.name).hold(holdOf(account))));
    const held = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : undefined));
    const settleBinding = (charged: number): void =>
      later(Promise.allSettled(binding.map(async ({ name }) => objectOf(ledger, name).settle(id, charged))));
    const short = held.find((each) => each?.ok === false);
    if (short || held.includes(undefined)) {
      settleBinding(0);
      throw short?.ok === false ? shortage(short.short, short.retryAfterMs) : new Refusal('ledger-unavailable');
    }
    const own = held[0];
    if (own?.ok && binding[0] === accounts[0]) onLeft?.(own.left);
    const listening = accounts.filter((account) => !binding.includes(account));
    const news = listeningOf(books, ledger);
    for (const account of listening) news.hear(account.name, holdOf(account), later);
    let settled = false;
    return {
      settle(charged = companies) {
        if (settled) return;
        settled = true;
        // What is held is charged: only what is given back need be told.
        if (charged >= companies) return;
        settleBinding(charged);
        for (const { name } of listening) news.settle(name, id, charged, later);
      },
    };
  };

  return {
    reserve(companies, id) {
      if (route.cost === 'free') return free;
      if (ledger) return reserveIn(ledger, companies, id ?? crypto.randomUUID());
      if (accountsOf(identity, books).some(({ allowances }) => allowances.length)) throw new Refusal('ledger-unavailable');
      return free;
    },
  };
};
