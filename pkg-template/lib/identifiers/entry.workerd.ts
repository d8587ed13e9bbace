// workerd compiles WebAssembly only beforehand, from a file.
import module from '../../generated/identifiers.wasm';
import { create } from './core.js';

export const [
  kinds, batchCodes, check, normalize, find, checkBatch, compare,
  isInn, isKpp, isOgrn, isOgrnip, isGrn, isGrnip, isSnils, isBik, isBankAccount, isOkpo, isOktmo, isOkato, isOkved,
] = create(module);
