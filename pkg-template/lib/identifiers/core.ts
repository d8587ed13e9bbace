import type * as Api from './index.js';

/** The exports of the module, described in src/js/identifiers.rs. */
interface Wasm {
  memory: WebAssembly.Memory;
  run(): number;
}

// The tasks.
const NAMES = 1;
const DESCRIBE = 2;
const COMPARE = 3;
const NORMALIZE = 4;
const FIND = 5;
const BATCH = 6;

// The layout of the memory: five numbers of 32 bits, then input, text and answer.
const QUESTION = 20;
const BYTES = 0x8000;
const UNITS = 0x2000;
const SLOT = 32;
const LONGEST = 21;
const ABSENT = -1;
const NO_STRING = -2;

/** The longest text that is cleaned up, and how far the search looks back. */
const LIMIT = 4096;
const BEHIND = 256;

const LINE_FEED = 10;

const string = (value: unknown) => {
  if (typeof value !== 'string') throw new TypeError('the text must be a string');
  return value;
};

export const create = (module: WebAssembly.Module): typeof Api => {
  const wasm = new WebAssembly.Instance(module).exports as unknown as Wasm;
  const { buffer } = wasm.memory;
  // As long as nothing is asked, the task is 0: where the memory is.
  const start = wasm.run();
  const words = new Int32Array(buffer, start);
  const input = new Uint8Array(buffer, start + QUESTION, BYTES);
  // Writing a number above 255 gives 255, which is no character of any identifier.
  const characters = new Uint8ClampedArray(buffer, start + QUESTION, BYTES);
  const units = new Uint16Array(buffer, start + QUESTION + BYTES, UNITS);
  const answer = new Uint8Array(buffer, start + QUESTION + BYTES + 2 * UNITS, BYTES);

  const ask = (task: number, kind = 0, length = 0, option = 0, most = 0) => {
    words[0] = task;
    words[1] = kind;
    words[2] = length;
    words[3] = option;
    words[4] = most;
    return wasm.run();
  };
  /** The answer has a byte per character: from 128 on those from U+0400 on. */
  const read = (length: number) =>
    String.fromCharCode(...Array.from(answer.subarray(0, length), (byte) => (byte < 128 ? byte : byte + 0x380)));

  // First the kinds, then the codes, which begin with the one for a valid line.
  const kinds = read(ask(NAMES)).trim().split(' ') as Api.Kind[];
  const codes = kinds.splice(kinds.indexOf('valid' as Api.Kind)) as string[] as Api.BatchCode[];

  const kindOf = (name: Api.Kind) => {
    const kind = kinds.indexOf(name);
    if (kind < 0) throw new TypeError(`unknown kind ${String(name)}, expected one of: ${kinds.join(', ')}`);
    return kind;
  };

  /** Writes at most so many characters, controls as 255, because some of them end a line. */
  const put = (at: number, value: string, most: number) => {
    const length = Math.min(value.length, most);
    for (let i = 0; i < length; i++) {
      const unit = value.charCodeAt(i);
      characters[at + i] = unit < 32 ? 255 : unit;
    }
    return at + length;
  };

  /** The code of a single line. */
  const codeOf = (kind: number, line: string, bik?: string) => {
    let end = put(0, line, SLOT);
    if (bik !== undefined) {
      input[end] = 0x20;
      end = put(end + 1, bik, SLOT);
    }
    input[end] = LINE_FEED;
    ask(BATCH, kind, 4 * SLOT, 0, 1);
    return answer[0]!;
  };

  const is = (name: Api.Kind) => {
    const kind = kindOf(name);
    return (value: string) => typeof value === 'string' && !codeOf(kind, value);
  };

  const putField = (slot: number, value: unknown) => {
    let length = value == null ? ABSENT : NO_STRING;
    if (typeof value === 'string') {
      put(slot * SLOT, value, LONGEST);
      length = value.length;
    }
    words[(QUESTION + slot * SLOT) / 4 + 7] = length;
  };

  const putText = (text: string, from: number, length: number) => {
    for (let i = 0; i < length; i++) units[i] = text.charCodeAt(from + i);
  };

  const clean = (kind: number, text: string) => {
    if (text.length > LIMIT) return text;
    putText(text, 0, text.length);
    const range = ask(NORMALIZE, kind, text.length);
    return String.fromCharCode(...units.subarray(range >>> 16, range & 0xffff));
  };

  const checkBytes = (kind: number, lines: Uint8Array) => {
    const result = new Uint8Array(lines.length);
    let count = 0;
    let at = lines[0] === 0xef && lines[1] === 0xbb && lines[2] === 0xbf ? 3 : 0;
    while (at < lines.length) {
      let end = Math.min(at + BYTES, lines.length);
      input.set(lines.subarray(at, end));
      let done = ask(BATCH, kind, end - at, +(end === lines.length), BYTES);
      if (done >>> 16) {
        end -= done & 0xffff;
      } else {
        // A line that does not fit: its beginning tells what is wrong, the rest is skipped.
        done = ask(BATCH, kind, 2 * SLOT, 1, 1);
        end = lines.indexOf(LINE_FEED, end) + 1 || lines.length;
      }
      result.set(answer.subarray(0, done >>> 16), count);
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
    isBankAccount: (account, bik) =>
      typeof account === 'string' && account.length === 20 && typeof bik === 'string' && !codeOf(kindOf('account'), account, bik),

    check(kind, value, context) {
      putField(0, value ?? 0);
      putField(1, context?.bik);
      const year = context?.year ?? new Date().getFullYear();
      const found = JSON.parse(read(ask(DESCRIBE, kindOf(kind), year, +(context?.locale === 'ru'))));
      return found.code ? { ok: false, kind, ...found } : { ok: true, kind, value, ...found };
    },

    normalize: (kind, text) => clean(kindOf(kind), string(text)),

    find(text) {
      const found: Api.Found[] = [];
      for (let at = 0, last = !string(text); !last; ) {
        const from = Math.max(0, at - BEHIND);
        const length = Math.min(UNITS, text.length - from);
        last = from + length === text.length;
        putText(text, from, length);
        const done = ask(FIND, 0, length, +!at + 2 * +last, at - from);
        at = from + (done >>> 16);
        const hits = read(done & 0xffff).split(',').map(Number);
        for (let i = 1; i < hits.length; i += 3) {
          const kind = hits[i]!;
          const start = hits[i + 1]! + from;
          const end = hits[i + 2]! + from;
          found.push({ kind: kinds[kind]!, value: clean(kind, text.slice(start, end)), start, end });
        }
      }
      return found;
    },

    checkBatch(kind, lines) {
      const index = kindOf(kind);
      if (lines instanceof Uint8Array) return checkBytes(index, lines);
      if (!Array.isArray(lines)) throw new TypeError('a batch must be an array of strings or a Uint8Array');
      return Uint8Array.from(lines, (line) => (typeof line === 'string' ? codeOf(index, line) : codes.indexOf('type')));
    },

    compare(fields, options) {
      kinds.forEach((kind, slot) => putField(slot, fields[kind]));
      return JSON.parse(`[0${read(ask(COMPARE, 0, 0, +(options?.locale === 'ru')))}]`).slice(1);
    },
  };
};
