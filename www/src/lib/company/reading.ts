import { find, normalize } from 'kontragent/identifiers';
import type { Reading } from '../identifiers/field.svelte';
import type { Query } from './lookup.svelte';
import { lengthsOf } from '../identifiers/kinds';
import { companyKinds as kinds, isCompanyKind } from '../route';

/** The lengths of all the numbers by which companies are looked up. */
export const companyLengths: readonly number[] = kinds.flatMap(lengthsOf);

/** What a number of this length is, or is on the way to be. */
const kindByLength = (length: number): Query['kind'] =>
  kinds.find((kind) => length <= Math.max(...lengthsOf(kind))) ?? 'ogrnip';

/** Takes a text for ИНН, ОГРН or ОГРНИП, by what is left of it when spaces and the label are gone. */
export const readCompany = (text: string): Reading & Query => {
  const readings = kinds.map((kind) => ({ kind, value: normalize(kind, text) }));
  const fitting = readings.find(({ kind, value }) => kindByLength(value.length) === kind && /^\d*$/.test(value));
  if (fitting) return fitting;
  const value = normalize('inn', text);
  return { kind: kindByLength(value.length), value };
};

/** The same for a pasted text, which may hold much more than the number. */
export const readPastedCompany = (text: string): Reading => {
  const reading = readCompany(text);
  if (/^\d+$/.test(reading.value)) return reading;
  return find(text).find(({ kind }) => isCompanyKind(kind)) ?? reading;
};
