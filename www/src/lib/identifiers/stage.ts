import type { Invalid, Valid } from 'kontragent/identifiers';

export type Verdict = Valid | Invalid;

/**
 * How a field is to look.
 * - `empty`: nothing is there
 * - `progress`: not a number yet, and the visitor is still typing
 * - `pending`: cannot be judged before another field is filled
 * - `valid`, `odd`: a number, `odd` with warnings
 * - `invalid`: not a number
 */
export type Stage = 'empty' | 'progress' | 'pending' | 'valid' | 'odd' | 'invalid';

/** What is known of the visitor's typing. */
export interface Typing {
  /** Left the field or asked to go on. */
  done: boolean;
  /** Has not touched a key for a moment. */
  paused: boolean;
  /** More characters may follow. */
  unfinished: boolean;
}

/** Nobody is told that a number is wrong while it is still being typed. */
export const stageOf = (verdict: Verdict, { done, paused, unfinished }: Typing): Stage => {
  if (verdict.ok) return verdict.warnings.length ? 'odd' : 'valid';
  if (verdict.code === 'empty') return 'empty';
  if (verdict.code === 'context') return 'pending';
  // No character that follows could heal a wrong one.
  if (verdict.code === 'characters' || done || !unfinished) return 'invalid';
  return verdict.code === 'length' || !paused ? 'progress' : 'invalid';
};
