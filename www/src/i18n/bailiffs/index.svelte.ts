import { translated } from '../translated.svelte';
import { en } from './en';
import { ru } from './ru';

/** The wordings of what the bailiffs are asked. */
export const bailiffs = translated({ ru, en });
