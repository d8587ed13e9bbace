import type { Locale } from 'kontragent/identifiers';
import { i18n } from './index.svelte';

/** Wordings that come with a part of the page, in the language of the page. */
export const translated = <M>(dictionaries: Record<Locale, M>): { readonly t: M } => ({
  get t() {
    return dictionaries[i18n.locale];
  },
});
