import type { FocusPurchase } from 'kontragent';
import { sumOf } from '../../format/numbers';

export type Outcome = 'won' | 'tookPart' | 'rejected';

/** What became of a company's bid; nothing when it is not among the bidders. */
export const outcomeOf = ({ participants }: FocusPurchase, inn: string | undefined): Outcome | undefined => {
  const bids = participants.filter((one) => inn !== undefined && one.inn === inn);
  if (!bids.length) return undefined;
  if (bids.some(({ isWinner, hasContract }) => isWinner || hasContract)) return 'won';
  return bids.every(({ isNotAdmitted }) => isNotAdmitted) ? 'rejected' : 'tookPart';
};

/** What the contract of a purchase costs in roubles; nothing for one in another currency. */
export const roublesOf = ({ contractPrice }: FocusPurchase): number | undefined =>
  (contractPrice?.currencyCode ?? 'RUB') === 'RUB' ? contractPrice?.sum : undefined;

/** What contracts cost, by currency; a price without one is in roubles. */
export const contractSums = (purchases: readonly FocusPurchase[]): { currency: string; sum: number; count: number }[] => {
  const byCurrency = new Map<string, number[]>();
  for (const { contractPrice } of purchases) {
    if (contractPrice?.sum === undefined) continue;
    const currency = contractPrice.currencyCode ?? 'RUB';
    byCurrency.set(currency, [...(byCurrency.get(currency) ?? []), contractPrice.sum]);
  }
  return [...byCurrency].map(([currency, sums]) => ({ currency, sum: sumOf(sums), count: sums.length }));
};

/** Whether a contract was made. */
export const hasContract = ({ contractNumber, contractPrice, contractDate, participants }: FocusPurchase): boolean =>
  !!(contractNumber || contractPrice || contractDate) || participants.some((one) => one.hasContract);
