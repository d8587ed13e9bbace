import { translated } from '../translated.svelte';
import { en } from './en';
import { ru } from './ru';

/** The wordings of everything below the card. */
export const dossier = translated({ ru, en });
