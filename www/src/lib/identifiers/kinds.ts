import type { Kind } from 'kontragent/identifiers';

/** How a number is set in groups to be read: a row for each length that the kind may have. */
const groupings: Record<Kind, readonly (readonly number[])[]> = {
  inn: [[2, 2, 5, 1], [2, 2, 6, 2]],
  kpp: [[4, 2, 3]],
  ogrn: [[1, 2, 2, 7, 1]],
  ogrnip: [[1, 2, 2, 9, 1]],
  grn: [[1, 2, 2, 7, 1]],
  grnip: [[1, 2, 2, 9, 1]],
  snils: [[3, 3, 3, 2]],
  bik: [[2, 2, 2, 3]],
  account: [[5, 3, 1, 4, 7]],
  okpo: [[4, 4], [4, 4, 2], [4, 4, 6]],
  oktmo: [[2, 3, 3], [2, 3, 3, 3]],
  okato: [[2], [2, 3], [2, 3, 3], [2, 3, 3, 3]],
  okved: [[2], [4], [5], [7], [8]],
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** The lengths that numbers of a kind have, in ascending order. */
export const lengthsOf = (kind: Kind): number[] => groupings[kind].map(sum);

/** Whether numbers of the kind may hold something else than digits, which matters to keyboards of telephones. */
export const hasLetters = (kind: Kind): boolean => kind === 'kpp' || kind === 'account' || kind === 'okved';

/** A character of a number and its place. */
export interface Sign {
  char: string;
  at: number;
}

/** The characters of a value in groups. One that is too short or too long is set as the next longer or longest kind. */
export const grouped = (kind: Kind, value: string): Sign[][] => {
  const rows = groupings[kind];
  const row = rows.find((sizes) => sum(sizes) >= value.length) ?? rows.at(-1) ?? [];
  const signs = [...Array(value.length).keys()].map((at) => ({ char: value.charAt(at), at }));
  const groups: Sign[][] = [];
  let from = 0;
  for (const size of row) {
    groups.push(signs.slice(from, from + size));
    from += size;
  }
  groups.push(signs.slice(from));
  return groups.filter((group) => group.length);
};
