import { translated } from '../translated.svelte';
import { en } from './en';
import { ru } from './ru';

/** The wordings of who is related with whom. */
export const relations = translated({ ru, en });
