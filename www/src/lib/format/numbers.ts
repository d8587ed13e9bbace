/** Roubles and kopecks in full: «1 234,50 ₽». */
export const formatRoubles = (roubles: number, locale: string): string => formatMoney(roubles, 'RUB', locale);

/** A sum in a currency; one that is no currency's code stands behind the number as it is. */
export const formatMoney = (sum: number, currency: string, locale: string): string => {
  const digits = { minimumFractionDigits: Number.isInteger(sum) ? 0 : 2, maximumFractionDigits: 2 };
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...digits }).format(sum);
  } catch {
    return `${new Intl.NumberFormat(locale, digits).format(sum)} ${currency}`;
  }
};

/** Roubles in a few characters: «3,3 млрд ₽». */
export const formatRoublesShort = (roubles: number, locale: string): string =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'RUB',
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    maximumSignificantDigits: 3,
  }).format(roubles);

/** A number with its thousands apart. */
export const formatNumber = (number: number, locale: string): string => new Intl.NumberFormat(locale).format(number);

/** A share in percent, as exactly as people read it. */
export const formatPercent = (percent: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 }).format(percent / 100);

/** The size of a file. */
export const formatBytes = (bytes: number, locale: string): string => {
  const [size, unit] = bytes < 1024 ** 2 ? [bytes / 1024, 'kilobyte'] : [bytes / 1024 ** 2, 'megabyte'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(size);
};

/** Sums roubles without the drift of binary fractions: kopecks are whole. */
export const sumOf = (roubles: Iterable<number | undefined>): number => {
  let kopecks = 0;
  for (const sum of roubles) kopecks += Math.round((sum ?? 0) * 100);
  return kopecks / 100;
};
