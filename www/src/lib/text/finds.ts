import { check, type Found, type Kind, type Locale, type Valid } from 'kontragent/identifiers';

/** A piece of a text: a number that was found, or what is between. */
export interface Segment {
  text: string;
  found?: Found;
}

/** The text in pieces, in order and without a gap. */
export const segmentsOf = (text: string, found: readonly Found[]): Segment[] => {
  const segments: Segment[] = [];
  let at = 0;
  for (const one of found) {
    if (one.start > at) segments.push({ text: text.slice(at, one.start) });
    segments.push({ text: text.slice(one.start, one.end), found: one });
    at = one.end;
  }
  if (at < text.length) segments.push({ text: text.slice(at) });
  return segments;
};

/** A number, however often it is in the text. */
export interface Entry {
  kind: Kind;
  value: string;
  /** Its places among all that was found. */
  places: number[];
}

/** What was found, each number once, in the order of the text. */
export const entriesOf = (found: readonly Found[]): Entry[] => {
  const entries = new Map<string, Entry>();
  found.forEach(({ kind, value }, place) => {
    const key = `${kind} ${value}`;
    const entry = entries.get(key);
    if (entry) entry.places.push(place);
    else entries.set(key, { kind, value, places: [place] });
  });
  return [...entries.values()];
};

/** What a number that was found tells. An account is checked with the first БИК of the text that its key fits. */
export const verdictOf = ({ kind, value }: Entry, biks: readonly string[], locale: Locale): Valid | undefined => {
  const contexts = kind === 'account' ? biks.map((bik) => ({ bik, locale })) : [{ locale }];
  for (const context of contexts) {
    const verdict = check(kind, value, context);
    if (verdict.ok) return verdict;
  }
  return undefined;
};
