// The pieces of an answer, as `src/proxy/keep.rs` finds them in it.
import type { Cut } from '../../generated/proxy.bindings.js';
import { concat } from '../../lib/bytes.js';

const comma = new Uint8Array([0x2c]);

/** Each piece: its items with a comma between them. What is in one place is not copied: an answer may be as large as the memory that is left. */
export const partsOf = (body: Uint8Array<ArrayBuffer>, { counts, places }: Pick<Cut, 'counts' | 'places'>): readonly Uint8Array<ArrayBuffer>[] => {
  let at = 0;
  return [...counts].map((count) => {
    const items = Array.from({ length: count }, () => body.subarray(places[at++], places[at++]));
    return items.length === 1 ? (items[0] as Uint8Array<ArrayBuffer>) : concat(items.flatMap((item, position) => (position ? [comma, item] : [item])));
  });
};
