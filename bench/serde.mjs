// @ts-check
// What decodes answers: the tables of src/model against derived serde with whatever is unknown retained, on the same models.
// The structs are written from the models when bench/serde is compiled. Speed inside and outside WebAssembly, and size.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot, work } from '../scripts/lib/paths.mjs';
import { run } from '../scripts/lib/run.mjs';
import { levels, optimize } from '../scripts/lib/wasm.mjs';
import { medianSync, report } from './measure.mjs';
import { bytes as page } from './page.mjs';

const folder = path.join(work, 'bench-serde');
mkdirSync(folder, { recursive: true });
const manifest = inRoot('bench', 'serde', 'Cargo.toml');

/** @param {string[]} args @param {Record<string, string>} [env] */
const cargo = (args, env = {}) =>
  run('cargo', ['--quiet', ...args, '--locked', '--release', '--manifest-path', manifest], { env: { CARGO_TARGET_DIR: folder, ...env }, quiet: true });

/** A hundred companies, as a batch has them. @param {string} method */
const batch = (method) => {
  const [one] = JSON.parse(readFileSync(inRoot('tests', 'fixtures', 'focus', `${method}.json`), 'utf8'));
  return new TextEncoder().encode(JSON.stringify(Array(100).fill(one)));
};

/** @type {[string, Uint8Array][]} */
const answers = [['govPurchasesOfParticipant', page], ['egrDetails', batch('egrDetails')], ['req', batch('req')], ['analytics', batch('analytics')]];

const decoder = new TextDecoder();
const rounds = 30;

/** @typedef {(method: string, bytes: Uint8Array) => unknown} Decode */

/** A module with one mechanism. @param {string} feature @returns {Promise<{ decode: Decode, brotli: number, raw: number }>} */
const module = async (feature) => {
  await cargo(['build', '--lib', '--target', 'wasm32-unknown-unknown', '--features', feature]);
  const out = path.join(folder, 'modules', feature);
  const built = path.join(folder, 'wasm32-unknown-unknown', 'release', 'kontragent_bench_serde.wasm');
  await run('wasm-bindgen', ['--target', 'experimental-nodejs-module', '--out-dir', out, '--out-name', 'bench', built]);
  const { wasm, candidates } = await optimize(readFileSync(path.join(out, 'bench_bg.wasm')), levels);
  writeFileSync(path.join(out, 'bench_bg.wasm'), wasm);
  const best = candidates.reduce((a, b) => (b.brotli < a.brotli ? b : a));
  const { decode } = await import(pathToFileURL(path.join(out, 'bench.js')).href);
  return { decode, brotli: best.brotli, raw: best.raw };
};

const ours = await module('ours');
const typed = await module('typed');
const objects = await module('objects');
const text = (/** @type {unknown} */ json) => JSON.parse(String(json));

const ms = (/** @type {number | undefined} */ value) => (value ?? NaN).toFixed(2);
const rows = [];
for (const [method, bytes] of answers) {
  const times = medianSync({
    native: () => JSON.parse(decoder.decode(bytes)),
    ours: () => text(ours.decode(method, bytes)),
    typed: () => text(typed.decode(method, bytes)),
    objects: () => objects.decode(method, bytes),
  }, { rounds });
  rows.push([`${method}, ${(bytes.length / 1e6).toFixed(2)} MB`, ...['native', 'ours', 'typed', 'objects'].map((way) => ms(times[way]))]);
}
report('decode', 'Mechanisms inside WebAssembly, ms', ['answer', '`JSON.parse`, unchecked', 'tables (ours)', 'serde, then `JSON.parse`', 'serde, objects through the boundary'], rows,
  `All models of Focus; every way gives checked objects with our names and the unknown retained. Compiled for size, as the package is; median of ${rounds} rounds, Node ${process.versions.node}.`);

report('decode', 'Mechanisms: size of a module that decodes all of Focus, bytes', ['mechanism', 'raw', 'brotli'],
  Object.entries({ 'tables (ours)': ours, 'serde, JSON out': typed, 'serde, objects out': objects })
    .map(([name, { raw, brotli }]) => [name, String(raw), String(brotli)]),
  'Each with the best wasm-opt level, and the allocator and glue that any module has.');

const native = [];
for (const level of ['3', 'z']) {
  await cargo(['build', '--bin', 'native'], { CARGO_PROFILE_RELEASE_OPT_LEVEL: level });
  for (const [method, bytes] of answers) {
    const file = path.join(folder, `${method}.json`);
    writeFileSync(file, bytes);
    const out = JSON.parse(await run(path.join(folder, 'release', 'native'), [method, file, '50'], { quiet: true }));
    native.push([`${method}, opt-level ${level}`, ms(out.ours / 1000), ms(out.structs / 1000)]);
  }
}
report('decode', 'Mechanisms outside WebAssembly, ms', ['answer', 'tables (ours)', 'serde, then JSON'], native, 'From the bytes to our JSON; median of 50 rounds.');
