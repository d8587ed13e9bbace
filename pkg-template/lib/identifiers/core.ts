import type * as Api from './index.js';

/** The exports of the module (src/js/identifiers.rs). */
interface Wasm {
  memory: WebAssembly.Memory;
  verdict(kind: number, length: number, bik: number): number;
  run(task: number, first?: number, second?: number, third?: number): number;
}

// The tasks of `run`.
const MEMORY = 0;
const NAMES = 1;
const DESCRIBE = 2;
const COMPARE = 3;
const NORMALIZE = 4;
const FIND = 5;
const BATCH = 6;

// The layout of the memory.
const BYTES = 0x8000;
const UNITS = 0x2000;
const SLOT = 32;
const LONGEST = 21;
const ABSENT = -1;
const NO_STRING = -2;

/** The longest text that is cleaned up, and how far the search looks back. */
const LIMIT = 4096;
const BEHIND = 256;

const string = (value: unknown, name: string) => {
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string`);
  return value;
};

export const create = (module: WebAssembly.Module): typeof Api => {
  const wasm = new WebAssembly.Instance(module).exports as unknown as Wasm;
  const { buffer } = wasm.memory;
  const start = wasm.run(MEMORY);
  const input = new Uint8Array(buffer, start, BYTES);
  // Writing a character above 255 gives 255, which is no digit either.
  const characters = new Uint8ClampedArray(buffer, start, BYTES);
  const lengths = new Int32Array(buffer, start, BYTES / 4);
  const units = new Uint16Array(buffer, start + BYTES, UNITS);
  const output = new Uint8Array(buffer, start + BYTES + 2 * UNITS, BYTES);

  const decoder = new TextDecoder();
  const read = (length: number) => JSON.parse(decoder.decode(output.subarray(0, length)));
  const { kinds, codes }: { kinds: Api.Kind[]; codes: Api.BatchCode[] } = read(wasm.run(NAMES));
  const account = kinds.indexOf('account');

  const kindOf = (name: Api.Kind) => {
    const kind = kinds.indexOf(name);
    if (kind < 0) throw new TypeError(`unknown kind ${String(name)}, expected one of: ${kinds.join(', ')}`);
    return kind;
  };

  const put = (at: number, value: string) => {
    const length = Math.min(value.length, LONGEST);
    for (let i = 0; i < length; i++) characters[at + i] = value.charCodeAt(i);
    characters[at + length] = 0;
    return length;
  };

  const putField = (slot: number, value: unknown) => {
    let length = value == null ? ABSENT : NO_STRING;
    if (typeof value === 'string') {
      put(slot * SLOT, value);
      length = value.length;
    }
    lengths[(slot * SLOT) / 4 + 7] = length;
  };

  const putText = (text: string, from: number, length: number) => {
    for (let i = 0; i < length; i++) units[i] = text.charCodeAt(from + i);
  };

  const is = (name: Api.Kind) => {
    const kind = kindOf(name);
    return (value: string) => typeof value === 'string' && !wasm.verdict(kind, put(0, value), 0);
  };

  const codeOfAccount = (value: string, bik: string) => wasm.verdict(account, put(0, value), put(SLOT, bik));

  const codeOf = (kind: number, value: unknown) => {
    if (typeof value !== 'string') return codes.indexOf('type');
    const pair = kind === account && /^(.{20})[ \t,;/](.*)$/s.exec(value);
    return pair ? codeOfAccount(pair[1]!, pair[2]!) : wasm.verdict(kind, put(0, value), 0);
  };

  const clean = (kind: number, text: string) => {
    if (text.length > LIMIT) return text;
    putText(text, 0, text.length);
    const range = wasm.run(NORMALIZE, kind, text.length);
    return String.fromCharCode(...units.subarray(range >>> 16, range & 0xffff));
  };

  const checkBytes = (kind: number, lines: Uint8Array) => {
    const result = new Uint8Array(lines.length);
    let count = 0;
    let at = lines[0] === 0xef && lines[1] === 0xbb && lines[2] === 0xbf ? 3 : 0;
    while (at < lines.length) {
      let end = Math.min(at + BYTES, lines.length);
      input.set(lines.subarray(at, end));
      let done = wasm.run(BATCH, kind, end - at, +(end === lines.length));
      if (done >>> 16) {
        end -= done & 0xffff;
      } else {
        // A line that does not fit: its beginning tells what is wrong, the rest is skipped.
        done = wasm.run(BATCH, kind, 2 * SLOT, 1);
        end = lines.indexOf(10, end) + 1 || lines.length;
      }
      result.set(output.subarray(0, done >>> 16), count);
      count += done >>> 16;
      at = end;
    }
    return result.slice(0, count);
  };

  return {
    kinds,
    batchCodes: codes,
    isInn: is('inn'),
    isKpp: is('kpp'),
    isOgrn: is('ogrn'),
    isOgrnip: is('ogrnip'),
    isGrn: is('grn'),
    isGrnip: is('grnip'),
    isSnils: is('snils'),
    isBik: is('bik'),
    isOkpo: is('okpo'),
    isOktmo: is('oktmo'),
    isOkato: is('okato'),
    isOkved: is('okved'),
    isBankAccount: (value, bik) => typeof value === 'string' && typeof bik === 'string' && !codeOfAccount(value, bik),

    check(kind, value, context) {
      const index = kindOf(kind);
      putField(0, value ?? 0);
      putField(1, context?.bik);
      const answer = read(wasm.run(DESCRIBE, index, context?.year ?? new Date().getFullYear(), +(context?.locale === 'ru')));
      return answer.code ? { ok: false, kind, ...answer } : { ok: true, kind, value, ...answer };
    },

    normalize: (kind, text) => clean(kindOf(kind), string(text, 'text')),

    find(text) {
      string(text, 'text');
      const found: Api.Found[] = [];
      for (let at = 0, last = false; !last; ) {
        const from = Math.max(0, at - BEHIND);
        const length = Math.min(UNITS, text.length - from);
        last = from + length === text.length;
        putText(text, from, length);
        const done = wasm.run(FIND, length, at - from, +!at + 2 * +last);
        at = from + (done >>> 16);
        const hits: number[] = read(done & 0xffff);
        for (let i = 0; i < hits.length; i += 3) {
          const [kind, start, end] = [hits[i]!, hits[i + 1]! + from, hits[i + 2]! + from];
          found.push({ kind: kinds[kind]!, value: clean(kind, text.slice(start, end)), start, end });
        }
      }
      return found;
    },

    checkBatch(kind, lines) {
      const index = kindOf(kind);
      if (lines instanceof Uint8Array) return checkBytes(index, lines);
      if (Array.isArray(lines)) return Uint8Array.from(lines, (line) => codeOf(index, line));
      throw new TypeError('a batch must be an array of strings or a Uint8Array');
    },

    compare(fields, options) {
      kinds.forEach((kind, slot) => putField(slot, fields[kind]));
      return read(wasm.run(COMPARE, 0, 0, +(options?.locale === 'ru')));
    },
  };
};
