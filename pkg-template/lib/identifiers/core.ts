import { CODES, KINDS, texts } from '../../generated/texts.js';
import type * as Api from './index.js';

/** The exports of the module, described in src/js/identifiers.rs. */
interface Wasm {
  memory: WebAssembly.Memory;
  run(): number;
}

// The tasks.
const CHECK = 1;
const COMPARE = 2;
const NORMALIZE = 3;
const FIND = 4;
const BATCH = 5;

// The layout of the memory: five numbers of 32 bits, the answer, input, codes, text.
const QUESTION = 5;
const WORDS = 0x1800;
const BYTES = 0x8000;
const UNITS = 0x2000;
const INPUT = 4 * (QUESTION + WORDS);
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

/** The rows of the table: name, English, Russian. */
const rows = texts.split('\n').map((row) => row.split('\t')) as [name: string, english: string, russian: string][];
const name = (row: number) => rows[row]![0];

const kinds = rows.slice(0, KINDS).map(([name]) => name) as Api.Kind[];
const codes = rows.slice(KINDS, KINDS + CODES).map(([name]) => name) as Api.BatchCode[];

const fill = (template: string, piece: (key: string) => unknown) => template.replace(/%(.)/g, (_, key) => `${piece(key)}`);

export const create = (module: WebAssembly.Module): typeof Api => {
  const wasm = new WebAssembly.Instance(module).exports as unknown as Wasm;
  const { buffer } = wasm.memory;
  // As long as nothing is asked, the task is 0: where the memory is.
  const start = wasm.run();
  const words = new Int32Array(buffer, start);
  const answer = words.subarray(QUESTION);
  const input = new Uint8Array(buffer, start + INPUT, BYTES);
  // Writing a number above 255 gives 255, which is no character of any identifier.
  const characters = new Uint8ClampedArray(buffer, start + INPUT, BYTES);
  const results = new Uint8Array(buffer, start + INPUT + BYTES, BYTES);
  const units = new Uint16Array(buffer, start + INPUT + 2 * BYTES, UNITS);

  const ask = (task: number, kind = 0, length = 0, option = 0, most = 0) => {
    words[0] = task;
    words[1] = kind;
    words[2] = length;
    words[3] = option;
    words[4] = most;
    return wasm.run();
  };

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
    return results[0]!;
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
    words[(INPUT + slot * SLOT) / 4 + 7] = length;
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

  /**
   * The message of a failure or a finding. At `at` the answer has the row of its wording, and for a failure behind it length,
   * lengths, first digits, unit, expected character, «or».
   */
  const message = (at: number, language: 1 | 2, kind: number, other = kind, place = 0) => {
    const text = (row: number | undefined) => rows[row!]?.[language] ?? '';
    const set = (bits: number | undefined) =>
      [...Array(32).keys()].filter((bit) => bits! & (1 << bit)).join(', ').replace(/, (\d+)$/, `${text(answer[at + 6])}$1`);
    const pieces: Record<string, unknown> = {
      k: text(kind),
      o: text(other),
      p: place + 1,
      n: answer[at + 1],
      l: set(answer[at + 2]),
      f: set(answer[at + 3]),
      u: text(answer[at + 4]),
      e: text(answer[at + 5]),
    };
    return fill(text(answer[at]), (key) => pieces[key]);
  };

  /** The parts of a valid value, by the layout in the answer. */
  const parts = (value: string, language: 1 | 2) => {
    let at = 0;
    const [, layout, , record, currency, meaning] = answer;
    const json = fill(name(layout!), (key) => {
      if (key === 'y') return name(record!);
      if (key === 'm') return rows[meaning!]![language];
      const piece = value.slice(at, (at += +key || 1));
      return key === 'd' ? currency : key === 's' ? '' : piece;
    });
    return JSON.parse(`{${json}}`);
  };

  const column = (options: { locale?: Api.Locale | undefined } | undefined) => (options?.locale === 'ru' ? 2 : 1);

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
      result.set(results.subarray(0, done >>> 16), count);
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
      const index = kindOf(kind);
      const language = column(context);
      putField(0, value ?? 0);
      putField(1, context?.bik);
      ask(CHECK, index, context?.year ?? new Date().getFullYear());
      const [code, placed, at] = answer as unknown as [number, number, number];
      if (code) {
        const failure = { ok: false, kind, code: name(code) as Api.Code, message: message(3, language, index, index, at) } as const;
        return placed ? { ...failure, at } : failure;
      }
      const warnings = at ? [{ code: name(at) as Api.Warning['code'], message: rows[at]![language] }] : [];
      return { ok: true, kind, value, parts: parts(value, language), warnings };
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
        const hits = answer.slice(0, done & 0xffff);
        for (let i = 0; i < hits.length; i += 3) {
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
      const found: Api.Contradiction[] = [];
      const length = ask(COMPARE);
      for (let i = 0; i < length; i += 6) {
        const [finding, hint, field, other, , cause] = answer.subarray(i) as unknown as [number, number, number, number, number, number];
        found.push({
          code: name(finding) as Api.Contradiction['code'],
          level: hint ? 'hint' : 'error',
          fields: (cause ? [kinds[field]] : [kinds[field], kinds[other]]) as [Api.Kind],
          ...(cause && { cause: name(cause) as Api.Code }),
          message: message(i + (cause ? 8 : 4), column(options), field, other, answer[i + 7]),
        });
        if (cause) i += 9;
      }
      return found;
    },
  };
};
