import { sumOf } from '../format/numbers';

/** Entries under one key, their number and sum; those without a key are a group too. */
export interface Tally {
  key: string | undefined;
  count: number;
  /** Roubles; nothing where no entry has a sum, which is not the same as zero. */
  sum?: number;
}

/** Groups entries by a key, the largest sums first. */
export const tally = <E>(entries: readonly E[], keyOf: (entry: E) => string | undefined, sumOfEntry: (entry: E) => number | undefined): Tally[] => {
  const groups = new Map<string | undefined, E[]>();
  for (const entry of entries) {
    const key = keyOf(entry) || undefined;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups]
    .map(([key, group]) => {
      const sums = group.map(sumOfEntry);
      return { key, count: group.length, ...(sums.some((sum) => sum !== undefined) && { sum: sumOf(sums) }) };
    })
    .sort((one, other) => (other.sum ?? 0) - (one.sum ?? 0) || other.count - one.count);
};

/** By year, the latest first; those without a date last. */
export const tallyYears = <E>(entries: readonly E[], dateOf: (entry: E) => string | undefined, sumOfEntry: (entry: E) => number | undefined): Tally[] =>
  tally(entries, (entry) => dateOf(entry)?.slice(0, 4), sumOfEntry).sort((one, other) => (other.key ?? '').localeCompare(one.key ?? ''));
