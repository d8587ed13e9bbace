import type { Parts, Valid } from 'kontragent/identifiers';
import type { Messages } from '../../i18n/ru';

type NamesIn<P> = P extends unknown ? keyof P & string : never;

/** The names of everything that numbers of any kind carry. */
export type PartName = NamesIn<Parts[keyof Parts]>;

export interface Part {
  label: string;
  value: string;
}

const lookUp = (table: Record<string, string>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** What a number carries, in words; what there are no words for, as it is. */
export const partsOf = ({ parts }: Valid, t: Messages): Part[] =>
  Object.entries(parts).map(([name, value]: [string, unknown]) => ({
    label: lookUp(t.parts, name) ?? name,
    value:
      typeof value === 'boolean'
        ? value ? t.yes : t.no
        : (lookUp(t.partValues, `${name}.${value}`) ?? String(value)),
  }));
