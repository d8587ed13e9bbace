import type { Locale } from 'kontragent/identifiers';
import { i18n } from '../index.svelte';
import { en } from './en';
import { ru, type DossierMessages } from './ru';

const dictionaries: Record<Locale, DossierMessages> = { ru, en };

/** The wordings of everything below the card, which come with it and not with the page. */
export const dossier = {
  get t(): DossierMessages {
    return dictionaries[i18n.locale];
  },
};
