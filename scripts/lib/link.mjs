// @ts-check
// The module of the identifiers: the crate linked with nothing but its one export.
//
// What wasm-pack makes exports wasm-bindgen's own functions too, with an allocator and its messages, which are gone from the
// code once those exports are, but stay in the data: nobody but the linker knows who needs which of them. They were a tenth
// of the download. So the crate is compiled to an archive, and rust-lld, which comes with the compiler, links it.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { crate, withoutLocalPaths } from './cargo.mjs';
import { work } from './paths.mjs';
import { Failure, run } from './run.mjs';
import { withExport } from './wasm.mjs';

const target = 'wasm32-unknown-unknown';

/**
 * Vector instructions make the checks of whole lines both smaller and faster; the other modules have no use for them. Inlining a
 * little more than at this level of optimization is usual saves 2 % of the download (15, 20 and 25 gave more). What the other
 * three switch off or hold back makes code of a few kilobytes larger and no faster: 3 % of the download, tried one by one.
 */
const compilerFlags = ['-Ctarget-feature=+simd128', ...['--inline-threshold=30', '--disable-licm-promotion', '--jump-threading-threshold=2',
  '--disable-lsr'].map((option) => `-Cllvm-args=${option}`)];

/** Enough for calls that neither recurse nor format; data behind so small a stack have short addresses. */
const stack = 0x1000;

const linker = async () => {
  const output = async (/** @type {string[]} */ ...args) => (await run('rustc', args, { quiet: true })).trim();
  const host = /^host: (.+)$/m.exec(await output('-vV'))?.[1] ?? '';
  const file = path.join(await output('--print', 'sysroot'), 'lib', 'rustlib', host, 'bin',
    `rust-lld${process.platform === 'win32' ? '.exe' : ''}`);
  if (!existsSync(file)) throw new Failure(`there is no linker for WebAssembly at ${file}; it comes with rustup's toolchains: https://rustup.rs`);
  return file;
};

/**
 * Compiles the crate with one feature and links its function `run`, whose parameters and result are numbers.
 * @param {string} feature
 * @param {{ profile: Record<string, string>, quick: boolean }} options
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export const linkRun = async (feature, { profile, quick }) => {
  const flags = [withoutLocalPaths().CARGO_ENCODED_RUSTFLAGS, ...compilerFlags].filter(Boolean).join('\x1f');
  await run('cargo', ['rustc', '--locked', '--release', '--lib', '--crate-type', 'staticlib', '--target', target, '--no-default-features',
    '--features', feature], { env: { ...profile, CARGO_ENCODED_RUSTFLAGS: flags } });
  const archive = path.join((await crate()).output, target, 'release', 'libkontragent.a');
  // wasm-bindgen adds a hash to the name.
  const symbol = /\brun_[0-9a-f]{16}\b/.exec(readFileSync(archive, 'latin1'))?.[0];
  if (!symbol) throw new Failure(`${archive} has no function "run"`);
  mkdirSync(work, { recursive: true });
  const linked = path.join(work, `${feature}.wasm`);
  await run(await linker(), ['-flavor', 'wasm', '--no-entry', `--export=${symbol}`, '--gc-sections', '--stack-first',
    '-z', `stack-size=${quick ? 16 * stack : stack}`, '--strip-debug', '-O2', archive, '-o', linked]);
  return withExport(readFileSync(linked), symbol, 'run');
};
