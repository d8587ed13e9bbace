import { ACCOUNT, CODES, english, FINDING, firstDigits, HINT, lengths, names as nameColumn, OR, russian, TYPE } from '../../generated/texts.js';
import type * as Api from './index.js';

/** The exports of the module, described in src/js/identifiers.rs. */
interface Wasm {
  memory: WebAssembly.Memory;
  run(task: number, kind?: number, length?: number, option?: number): number;
}

// The tasks.
const VERIFY = 1;
const CHECK = 2;
const COMPARE = 3;
const NORMALIZE = 4;
const FIND = 5;
const BATCH = 6;

// The layout of the memory: the answer, numbers of 32 bits; lines, and room for one more; codes; text.
const WORDS = 0x1800;
const BYTES = 0x8000;
const UNITS = 0x2000;
const LINE = 32;

/** An account, and where its БИК follows. */
const LONGEST = 20;

/** A length that nothing valid has, with or without what may follow. */
const LONG = LONGEST + 5;

/** The longest text that is cleaned up, and how far the search looks back. */
const LIMIT = 4096;
const BEHIND = 256;

const LINE_FEED = 10;

/** The last of the characters that identifiers have, Z: what comes after one beyond it makes no difference. */
const LAST = 90;

const string = (value: unknown) => {
  if (typeof value !== 'string') throw new TypeError('the text must be a string');
  return value;
};

/** The table of texts. The Russian ones are kept in ASCII. */
const rowsOf = (column: string) => column.split('\n');
const names = rowsOf(nameColumn);
const wordings = {
  en: rowsOf(english),
  ru: rowsOf(russian.replace(/[>-\x7f]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 978)).replace(/=/g, '\u2014')),
};

const kinds = names.slice(0, CODES) as Api.Kind[];
const codes = names.slice(CODES, TYPE + 1) as Api.BatchCode[];

const kindOf = (name: Api.Kind) => {
  const kind = kinds.indexOf(name);
  if (kind < 0) throw new TypeError(`unknown kind ${String(name)}, expected one of: ${kinds.join(', ')}`);
  return kind;
};

const wordingsOf = (options: { locale?: Api.Locale | undefined } | null | undefined) => wordings[options?.locale === 'ru' ? 'ru' : 'en'];

/** Fills the places of a wording. */
const fill = (template: string, piece: (place: string) => unknown) => template.replace(/%(.)/g, (_, place) => `${piece(place)}`);

type Is = typeof Api.isInn;

/** The check of each kind. */
type Checks = [
  isInn: Is, isKpp: Is, isOgrn: Is, isOgrnip: Is, isGrn: Is, isGrnip: Is, isSnils: Is, isBik: Is, isBankAccount: typeof Api.isBankAccount,
  isOkpo: Is, isOktmo: Is, isOkato: Is, isOkved: Is,
];

/** What the entries export, by place: names are longer. */
type Exports = [
  kinds: typeof Api.kinds, batchCodes: typeof Api.batchCodes, check: typeof Api.check, normalize: typeof Api.normalize,
  find: typeof Api.find, checkBatch: typeof Api.checkBatch, compare: typeof Api.compare, ...checks: Checks,
];

export const create = (module: WebAssembly.Module): Exports => {
  const { memory, run } = new WebAssembly.Instance(module).exports as unknown as Wasm;
  const { buffer } = memory;
  const start = run(0);
  const answer = new Int32Array(buffer, start, WORDS);
  // Writing a number above 255 gives 255, which is no character of any identifier.
  const input = new Uint8ClampedArray(buffer, start + 4 * WORDS, BYTES + 2 * LINE);
  const results = new Uint8Array(buffer, start + 4 * WORDS + BYTES + 2 * LINE, BYTES);
  const units = new Uint16Array(buffer, start + 4 * WORDS + 2 * BYTES + 2 * LINE, UNITS);

  /** Writes the first line, up to a character that no identifier has, and says whether that was all of it. */
  const write = (line: string) => {
    let i = 0;
    while (i < line.length && i < LINE && (input[i] = line.charCodeAt(i)) <= LAST) i++;
    return i === line.length;
  };

  /** The line of a value: for an account the БИК is on it, too. */
  const lineOf = (kind: number, value: string, bik: unknown) =>
    kind === ACCOUNT && typeof bik === 'string' && value.length === LONGEST ? `${value} ${bik}` : value;

  const is = (_: Api.Kind, kind: number) => {
    const mask = lengths[kind]!;
    // With all its parameters a call is faster.
    return kind === ACCOUNT
      ? (value: string, bik: unknown) => typeof value === 'string' && !!((mask >> value.length) & 1) && write((value = lineOf(kind, value, bik))) && !run(VERIFY, kind, value.length, 0)
      : (value: string) => typeof value === 'string' && !!((mask >> value.length) & 1) && write(value) && !run(VERIFY, kind, value.length, 0);
  };

  /** Looks at a value. The answer has: code (0 if it is valid), place from 1, wording, finding, other field. */
  const look = (kind: number, value: unknown, bik: unknown, year = 0) => {
    if (typeof value === 'string') {
      const line = lineOf(kind, value, bik);
      write(line);
      // A value has nothing else on its line.
      if (line === value) input[LONGEST] = 0;
      run(CHECK, kind, line.length, year);
    } else answer.set([TYPE, 0, TYPE, FINDING, kind]);
    return answer[0]!;
  };

  /** The sentence of a refusal or a contradiction, from the wording in this row. */
  const message = (texts: string[], row: number, kind: number, other: number, value?: unknown) => {
    const set = (bits: number) => kinds.concat(kinds)
      .flatMap((_, bit) => ((bits >> bit) & 1 ? bit : [])).join(', ').replace(/, (?=\d+$)/, texts[OR]!);
    return fill(texts[row]!, (place) => [
      () => texts[kind],
      () => texts[other],
      () => set(lengths[kind]!),
      () => set(firstDigits[kind]!),
      () => (value as string).length,
      () => answer[1],
      () => names[row],
    ][+place]!());
  };

  /** The parts of a valid value, by the layout in the answer. */
  const parts = (value: string, texts: string[]) => {
    let at = 0;
    return JSON.parse(`{${fill(names[answer[1]!]!, (place) => {
      if (place === 'y') return names[answer[3]!];
      if (place === 'm') return texts[answer[5]!];
      const piece = value.slice(at, (at += +place || 1));
      return place === 'd' ? answer[4] : place === 's' ? '' : piece;
    })}}`);
  };

  const putText = (text: string, from: number, length: number) => {
    for (let i = 0; i < length; i++) units[i] = text.charCodeAt(from + i);
  };

  const clean = (kind: number, text: string) => {
    if (text.length > LIMIT) return text;
    putText(text, 0, text.length);
    const range = run(NORMALIZE, kind, text.length);
    return String.fromCharCode(...units.subarray(range >>> 16, range & 0xffff));
  };

  const checkBytes = (kind: number, lines: Uint8Array) => {
    const pieces: Uint8Array[] = [];
    let count = 0;
    let at = lines[0] === 0xef && lines[1] === 0xbb && lines[2] === 0xbf ? 3 : 0;
    while (at < lines.length) {
      let end = Math.min(at + BYTES, lines.length);
      input.set(lines.subarray(at, end));
      // The line feed that the text may lack counts: what is left has it, too.
      if (end === lines.length && lines[end - 1] !== LINE_FEED) input[end++ - at] = LINE_FEED;
      let done = run(BATCH, kind, end - at);
      if (done >>> 16) {
        end -= done & 0xffff;
      } else {
        // A line that does not fit: its beginning tells what is wrong, the rest is skipped.
        input[LONG] = LINE_FEED;
        done = run(BATCH, kind, LONG + 1);
        end = 1 + lines.indexOf(LINE_FEED, at) || lines.length;
      }
      pieces.push(results.slice(0, done >>> 16));
      count += done >>> 16;
      at = end;
    }
    const result = new Uint8Array(count);
    for (let piece; (piece = pieces.pop()); ) result.set(piece, (count -= piece.length));
    return result;
  };

  /** Takes the answer apart, three numbers at a time. */
  const eachOf = (count: number, take: (...three: [number, number, number]) => void) => {
    const rows = answer.slice(0, count);
    for (let i = 0; i < count; i += 3) take(rows[i]!, rows[i + 1]!, rows[i + 2]!);
  };

  return [
    kinds,
    codes,

    (kind, value, context) => {
      const index = kindOf(kind);
      const texts = wordingsOf(context);
      const code = look(index, value, context?.bik, context?.year ?? new Date().getFullYear());
      const [, place, row] = answer as unknown as [number, number, number];
      if (code) {
        const failure = { ok: false, kind, code: names[code] as Api.Code, message: message(texts, row, index, index, value) } as const;
        return place ? { ...failure, at: place - 1 } : failure;
      }
      const warnings = row ? [{ code: names[row] as Api.Warning['code'], message: texts[row]! }] : [];
      return { ok: true, kind, value, parts: parts(value, texts), warnings };
    },

    (kind, text) => clean(kindOf(kind), string(text)),

    (text) => {
      const found: Api.Found[] = [];
      for (let at = 0, last = !string(text); !last; ) {
        const from = Math.max(0, at - BEHIND);
        const length = Math.min(UNITS, text.length - from);
        last = from + length === text.length;
        putText(text, from, length);
        const done = run(FIND, +!at + 2 * +last, length, at - from);
        at = from + (done >>> 16);
        eachOf(done & 0xffff, (kind, start, end) => {
          start += from;
          end += from;
          found.push({ kind: kinds[kind]!, value: clean(kind, text.slice(start, end)), start, end });
        });
      }
      return found;
    },

    (kind, lines) => {
      const index = kindOf(kind);
      if (lines instanceof Uint8Array) return checkBytes(index, lines);
      if (!Array.isArray(lines)) throw new TypeError('a batch is an array of strings or a Uint8Array');
      return Uint8Array.from(lines, (line) => (typeof line === 'string' ? (write(line), run(VERIFY, index, line.length, 0)) : TYPE - CODES));
    },

    (fields, options) => {
      // Of anything else no field would be looked at, and all would seem well.
      if (Object(fields) !== fields || 'length' in fields) throw new TypeError('the fields must be an object');
      const texts = wordingsOf(options);
      const found: Api.Contradiction[] = [];
      const add = (finding: number, field: number, other: number, cause?: Api.Code) =>
        found.push({
          code: names[finding] as Api.Contradiction['code'],
          level: finding < HINT ? 'error' : 'hint',
          fields: (cause ? [kinds[field]] : [kinds[field], kinds[other]]) as [Api.Kind],
          ...(cause && { cause }),
          message: message(texts, texts[finding] ? finding : answer[2]!, field, other, fields[kinds[field]!]),
        });
      kinds.forEach((kind, field) => {
        const value = fields[kind];
        const code = value == null || look(field, value, fields.bik);
        if (code && value != null) add(answer[3]!, field, answer[4]!, answer[3] === FINDING ? names[answer[0]!] as Api.Code : undefined);
        // The fields are on the lines after the first.
        const line = LINE * (field + 1);
        input.copyWithin(line, 0, LINE);
        input[line + LINE - 1] = code ? 0 : value!.length;
      });
      eachOf(run(COMPARE), add);
      return found;
    },
    ...(kinds.map(is) as unknown as Checks),
  ];
};
