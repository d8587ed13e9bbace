import type { Messages } from '../../i18n/ru';
import type { Field } from './field.svelte';

/** What is to be said of a field in one sentence. */
export const messageOf = ({ stage, verdict, reading, lengths, ofSeveralKinds }: Field, t: Messages): string => {
  const { length } = reading.value;
  if (stage === 'empty') return t.field.expected(lengths);
  if (verdict.ok) return t.field.fine(t.kinds[verdict.kind]);
  if (stage === 'progress') return verdict.code === 'length' ? t.field.typed(length, lengths) : t.field.typedSoFar(length);
  // The check speaks of one kind only.
  return verdict.code === 'length' && ofSeveralKinds ? t.field.wrongLength(length, lengths) : verdict.message;
};
