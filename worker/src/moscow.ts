// Days and months of quotas, as the providers' bills have them: in Moscow, which is three hours ahead of UTC all year.

const ahead = 3 * 60 * 60 * 1000;

/** `2026-11-24` */
export const dayOf = (ms: number): string => new Date(ms + ahead).toISOString().slice(0, 10);

/** `2026-11` */
export const monthOf = (ms: number): string => dayOf(ms).slice(0, 7);

/** The day or month that a moment is in. */
export const periodOf = (per: 'day' | 'month', ms: number): string => (per === 'day' ? dayOf(ms) : monthOf(ms));

/** When the day or month ends that a moment is in, in milliseconds since 1970. */
export const endOf = (per: 'day' | 'month', ms: number): number => {
  const there = new Date(ms + ahead);
  const [year, month, day] = [there.getUTCFullYear(), there.getUTCMonth(), there.getUTCDate()];
  return (per === 'day' ? Date.UTC(year, month, day + 1) : Date.UTC(year, month + 1, 1)) - ahead;
};
