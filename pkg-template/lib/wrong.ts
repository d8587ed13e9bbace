import { type ErrorDetails, InvalidInputError } from './errors.js';

/** An error for an option: where it stands, what is wrong with it, and what else is known. */
export const wrongOption = (path: string, why: string, about: Partial<ErrorDetails> = {}, cause?: unknown): InvalidInputError =>
  new InvalidInputError({ code: 'option', path, message: `${path}: ${why}`, attempts: 0, ...about }, cause);
