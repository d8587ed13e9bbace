/** A day of the registry, `YYYY-MM-DD`, in words; anything else stays as it is. */
export const formatDate = (iso: string, locale: string): string => {
  const date = new Date(`${iso}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(iso) || Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
};
