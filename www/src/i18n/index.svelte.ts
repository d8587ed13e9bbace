import type { Locale } from 'kontragent/identifiers';
import { en } from './en';
import { ru, type Messages } from './ru';

const storageKey = 'kontragent.locale';

const dictionaries: Record<Locale, Messages> = { ru, en };

/** Storage may be forbidden to a page; the choice then lasts as long as the page. */
const stored = (): Locale | undefined => {
  try {
    const locale = localStorage.getItem(storageKey);
    return locale === 'ru' || locale === 'en' ? locale : undefined;
  } catch {
    return undefined;
  }
};

/** The language of the page. */
class I18n {
  locale = $state<Locale>(stored() ?? 'ru');
  readonly t: Messages = $derived(dictionaries[this.locale]);

  choose(locale: Locale): void {
    this.locale = locale;
    try {
      localStorage.setItem(storageKey, locale);
    } catch {
      // See `stored`.
    }
  }
}

export const i18n = new I18n();
