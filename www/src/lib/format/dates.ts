import type { Messages } from '../../i18n/ru';

/** A day of the registry, `YYYY-MM-DD`, in words; anything else stays as it is. */
export const formatDate = (iso: string, locale: string): string => {
  const date = new Date(`${iso}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(iso) || Number.isNaN(date.getTime())) return iso;
  const words = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
  // «г.» never begins a line.
  return words.replace(/ (?=г\.$)/, '\u00a0');
};

/** A moment with its offset, in words and in the visitor's time; anything else stays as it is. */
export const formatMoment = (iso: string, locale: string): string => {
  const date = new Date(iso);
  if (!iso.includes('T') || Number.isNaN(date.getTime())) return formatDate(iso, locale);
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(date);
};

interface Dates {
  /** Of the first record. */
  firstDate?: string | undefined;
  /** Of the last change. */
  date?: string | undefined;
}

/** Since when something is so, and when it was last changed, as far as that differs. */
export const validity = ({ firstDate, date }: Dates, locale: string, t: Messages['card']): string =>
  [firstDate && t.since(formatDate(firstDate, locale)), date && date !== firstDate && t.changed(formatDate(date, locale))]
    .filter(Boolean)
    .join(', ');
