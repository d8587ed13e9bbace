// Everything in JavaScript files: Node, browsers, bundlers, Deno, Bun.
import { create } from './core.js';
import { bytes } from '../../generated/identifiers.inline.js';

export const {
  batchCodes, check, checkBatch, compare, find, isBankAccount, isBik, isGrn, isGrnip, isInn, isKpp, isOgrn, isOgrnip, isOkato,
  isOkpo, isOktmo, isOkved, isSnils, kinds, normalize,
} = create(new WebAssembly.Module(bytes));
