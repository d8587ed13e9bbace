import { translated } from '../translated.svelte';
import { en } from './en';
import { ru } from './ru';

/** The wordings of the exchange of documents. */
export const edo = translated({ ru, en });
