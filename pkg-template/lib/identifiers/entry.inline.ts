// Everything in JavaScript files: Node, browsers, bundlers, Deno, Bun.
import { create } from './core.js';
import { bytes } from '../../generated/identifiers.inline.js';

export const [
  kinds, batchCodes, check, normalize, find, checkBatch, compare,
  isInn, isKpp, isOgrn, isOgrnip, isGrn, isGrnip, isSnils, isBik, isBankAccount, isOkpo, isOktmo, isOkato, isOkved,
] = create(new WebAssembly.Module(bytes));
