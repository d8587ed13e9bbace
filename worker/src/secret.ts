// Comparing and digesting what must not be shown.
import { bytesOf } from '../lib/tokens/format.js';
import type { Soon } from './soon.js';

const digest = async (text: string): Promise<Uint8Array> => new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(text)));

/** Whether two texts are the same, in a time that tells neither where they differ nor how long the secret one is. */
export const isSame = async (given: string, secret: string): Promise<boolean> => {
  const [one, other] = await Promise.all([digest(given), digest(secret)]);
  let difference = 0;
  for (const [position, byte] of one.entries()) difference |= byte ^ (other[position] ?? 0);
  return difference === 0;
};

const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const aliases = new Map<string, string>();
/** So many names are remembered: digesting is the dearest part of many an answer. */
const mostAliases = 1000;

/** A short name for a caller that does not tell who it is, but is the same every time. */
export const alias = (caller: string): Soon<string> => aliases.get(caller) ?? makeAlias(caller);

const makeAlias = async (caller: string): Promise<string> => {
  const made = hexOf((await digest(caller)).subarray(0, 6));
  if (aliases.size >= mostAliases) aliases.clear();
  aliases.set(caller, made);
  return made;
};
