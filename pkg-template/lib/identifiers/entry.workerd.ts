// workerd compiles WebAssembly only beforehand, from a file.
import module from '../../generated/identifiers.wasm';
import { create } from './core.js';

export const {
  batchCodes, check, checkBatch, compare, find, isBankAccount, isBik, isGrn, isGrnip, isInn, isKpp, isOgrn, isOgrnip, isOkato,
  isOkpo, isOktmo, isOkved, isSnils, kinds, normalize,
} = create(module);
