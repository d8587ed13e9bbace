// @ts-check
import { mkdirSync, existsSync, readFileSync, writeFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { brotliSize, gzipSize } from './compress.mjs';
import { hashOfBytes } from './hash.mjs';
import { work } from './paths.mjs';
import { Failure, run } from './run.mjs';

/**
 * The WebAssembly features that rustc 1.95 and wasm-bindgen use, as the target_features section calls them, with
 * wasm-opt's name for each. wasm-opt must be allowed exactly these: with `--all-features` it emits types that Node 20 and
 * older browsers reject.
 */
const features = new Map([
  ['bulk-memory', 'bulk-memory'],
  ['bulk-memory-opt', 'bulk-memory-opt'],
  ['call-indirect-overlong', 'call-indirect-overlong'],
  ['multivalue', 'multivalue'],
  ['mutable-globals', 'mutable-globals'],
  ['nontrapping-fptoint', 'nontrapping-float-to-int'],
  ['reference-types', 'reference-types'],
  ['sign-ext', 'sign-ext'],
  ['simd128', 'simd'],
]);

/**
 * `-Os` without what helps a file and hurts its compression: what is inlined is there several times, what is computed once and
 * kept is no repetition any more, and data cut up at its zeros has an address in front of every piece. It gave 1.7 % of the client.
 */
const frugal = ['-Os', '--flexible-inline-max-function-size=0', '--always-inline-max-function-size=0',
  '--one-caller-inline-max-function-size=0', '--skip-pass=local-cse', '--skip-pass=memory-packing'];

/** Passes to choose from. The smallest file is often not the smallest download, so none is the best beforehand. */
const plainLevels = ['none', '-O1', '-O2', '-O3', '-Os', '-Oz'];

/** The same, and one that thinks of the download alone. */
export const levels = [...plainLevels, 'frugal'];

/**
 * Passes for a module that is so small that they can be repeated until nothing changes. Its data stay in one piece: zeros weigh
 * nothing after compression, but the segments between them do.
 */
export const thoroughLevels = [...plainLevels, ...[
  '-O3 --converge',
  '-Oz --converge',
  '-O3 --converge --flatten --rereloop -O3 --converge',
  '-O3 --converge --flatten --rereloop -Oz --converge',
  '-O3 --converge --flatten --rereloop -O3 --converge --flatten --rereloop -O3 --converge',
  '-O4 --converge --flatten --rereloop -O4 --converge',
].map((level) => `${level} --skip-pass=memory-packing`)];

/** Sections that only tools read. */
const dropped = new Set(['name', 'producers', 'target_features', 'sourceMappingURL', '__wasm_bindgen_unstable']);

/** @param {Uint8Array<ArrayBuffer>} bytes @param {number} at @returns {[value: number, next: number]} an unsigned LEB128 number */
const uleb = (bytes, at) => {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    if (byte === undefined) throw new Failure('the wasm file ends in the middle of a number');
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
};

/** @param {Uint8Array<ArrayBuffer>} bytes @param {number} at @returns {[text: string, next: number]} */
const string = (bytes, at) => {
  const [length, start] = uleb(bytes, at);
  return [new TextDecoder().decode(bytes.subarray(start, start + length)), start + length];
};

/**
 * The sections of a module: where each begins and ends, and the name of the custom ones.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Generator<{ start: number, end: number, name?: string, body: number }>}
 */
function* sections(bytes) {
  for (let at = 8; at < bytes.length; ) {
    const [size, content] = uleb(bytes, at + 1);
    const end = content + size;
    if (bytes[at] === 0) {
      const [name, body] = string(bytes, content);
      yield { start: at, end, name, body };
    } else {
      yield { start: at, end, body: content };
    }
    at = end;
  }
}

/** @param {number} value @returns {number[]} an unsigned LEB128 number */
const encoded = (value) => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...encoded(value >>> 7)]);

const EXPORTS = 7;

/**
 * The module with one of its exports under another name.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} name
 * @param {string} other
 */
export const withExport = (bytes, name, other) => {
  const changed = [...sections(bytes)].map(({ start, end, body }) => {
    const section = Buffer.from(bytes.subarray(start, end));
    if (section[0] !== EXPORTS) return section;
    const content = Buffer.from(bytes.subarray(body, end));
    const found = Buffer.from([name.length, ...Buffer.from(name)]);
    const at = content.indexOf(found);
    if (at < 0) throw new Failure(`the module does not export "${name}"`);
    const renamed = [...content.subarray(0, at), other.length, ...Buffer.from(other), ...content.subarray(at + found.length)];
    return Buffer.from([EXPORTS, ...encoded(renamed.length), ...renamed]);
  });
  return Buffer.concat([bytes.subarray(0, 8), ...changed]);
};

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {string[]} the features named in the target_features section */
const targetFeatures = (bytes) => {
  const section = [...sections(bytes)].find(({ name }) => name === 'target_features');
  if (!section) throw new Failure('the module has no target_features section to choose the flags of wasm-opt by');
  const names = [];
  let [count, at] = uleb(bytes, section.body);
  for (; count > 0; count--) {
    const [name, next] = string(bytes, at + 1); // after the one-byte prefix '+'
    names.push(name);
    at = next;
  }
  return names;
};

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {string[]} */
const featureFlags = (bytes) =>
  targetFeatures(bytes).map((name) => {
    const flag = features.get(name);
    if (!flag) throw new Failure(`the compiler emits the WebAssembly feature "${name}": check that every supported ` +
      'platform has it, then add it to scripts/lib/wasm.mjs');
    return `--enable-${flag}`;
  });

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Uint8Array<ArrayBuffer>} the module without the sections that only tools read */
const strip = (bytes) => {
  const kept = [...sections(bytes)].filter(({ name }) => name === undefined || !dropped.has(name));
  return Buffer.concat([bytes.subarray(0, 8), ...kept.map(({ start, end }) => bytes.subarray(start, end))]);
};

/**
 * @template T, R
 * @param {readonly T[]} items
 * @param {(item: T) => Promise<R>} work
 * @returns {Promise<R[]>} in the order of the items; as many at a time as there are processors
 */
const inParallel = async (items, work) => {
  /** @type {R[]} */
  const results = new Array(items.length);
  const queue = [...items.entries()];
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, lane));
  return results;
};

/**
 * @typedef {{ level: string, raw: number, gzip: number, brotli: number }} Candidate
 * @typedef {{ wasm: Uint8Array<ArrayBuffer>, level: string, candidates: Candidate[] }} Optimized
 */

/** Looked up when it is needed: before set-up it is not there yet. */
const binaryen = () => createRequire(import.meta.url).resolve('binaryen/package.json');

/**
 * @param {string} program  one of binaryen's
 * @param {readonly string[]} args
 */
const runBinaryen = (program, args) =>
  run(process.execPath, [path.join(path.dirname(binaryen()), 'bin', program), ...args], { quiet: true });

/**
 * Tries wasm-opt levels and keeps the module that is smallest after brotli. The answer for the same bytes is
 * remembered, because binaryen's JavaScript build takes its time.
 * @param {Uint8Array<ArrayBuffer>} input
 * @param {readonly string[]} levels
 * @returns {Promise<Optimized>}
 */
export const optimize = async (input, levels) => {
  const { version } = JSON.parse(readFileSync(binaryen(), 'utf8'));
  const folder = path.join(work, 'wasm-opt', hashOfBytes(`${version} ${levels} ${frugal} ${hashOfBytes(input)}`));
  const answer = path.join(folder, 'answer.json');
  const best = path.join(folder, 'best.wasm');
  if (existsSync(answer)) return { ...JSON.parse(readFileSync(answer, 'utf8')), wasm: readFileSync(best) };

  mkdirSync(folder, { recursive: true });
  const source = path.join(folder, 'input.wasm');
  writeFileSync(source, input);
  const flags = featureFlags(input);
  const built = await inParallel(levels, async (level) => {
    if (level === 'none') return { level, wasm: strip(input) };
    const file = path.join(folder, `${level}.wasm`);
    await runBinaryen('wasm-opt', [source, ...(level === 'frugal' ? frugal : level.split(' ')), ...flags, '-o', file]);
    return { level, wasm: strip(readFileSync(file)) };
  });
  const measured = built.map(({ level, wasm }) => ({
    wasm,
    candidate: { level, raw: wasm.length, gzip: gzipSize(wasm), brotli: brotliSize(wasm) },
  }));
  const winner = measured.reduce((a, b) => (b.candidate.brotli < a.candidate.brotli ? b : a));
  await WebAssembly.compile(winner.wasm);

  writeFileSync(best, winner.wasm);
  const result = { level: winner.candidate.level, candidates: measured.map(({ candidate }) => candidate) };
  for (const name of ['input', ...levels]) rmSync(path.join(folder, `${name}.wasm`), { force: true });
  writeFileSync(answer, JSON.stringify(result));
  return { ...result, wasm: winner.wasm };
};

/**
 * The one module name under which a wasm module imports its glue; undefined when it imports nothing.
 * @param {Uint8Array<ArrayBuffer>} wasm
 * @param {string} name  for the message
 */
export const importName = (wasm, name) => {
  const names = new Set(WebAssembly.Module.imports(new WebAssembly.Module(wasm)).map((each) => each.module));
  if (names.size > 1) throw new Failure(`the ${name} module imports from several modules: ${[...names].join(', ')}`);
  return [...names][0];
};
