// @ts-check
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { lockedVersion } from './cargo.mjs';
import { tools } from './paths.mjs';
import { Failure, probe, run, seconds } from './run.mjs';

/**
 * Fast to compile rather than fast to run: these tools work on files of a few hundred kilobytes.
 * (Their own release profiles ask for link-time optimization.)
 */
const quickProfile = {
  CARGO_PROFILE_RELEASE_LTO: 'off',
  CARGO_PROFILE_RELEASE_OPT_LEVEL: '1',
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
  CARGO_PROFILE_RELEASE_STRIP: 'true',
};

/**
 * @typedef {object} Tool
 * @property {string} crate
 * @property {string} version
 * @property {readonly string[]} programs
 * @property {readonly string[]} options  of cargo install
 */

/** @returns {readonly Tool[]} */
const wanted = () => [
  {
    crate: 'wasm-bindgen-cli',
    // The generated glue and the crate must be of the same version.
    version: lockedVersion('wasm-bindgen'),
    programs: ['wasm-bindgen', 'wasm-bindgen-test-runner'],
    options: [],
  },
  { crate: 'wasm-pack', version: '0.15.1', programs: ['wasm-pack'], options: ['--locked'] },
];

/** @param {Tool} tool  whether its programs are there (in .tools or on the PATH) in that version */
const present = async ({ version, programs }) => {
  for (const program of programs) {
    const answer = await probe(program, ['--version']);
    if (!answer?.trim().split(/\s+/).includes(version)) return false;
  }
  return true;
};

/** @param {Tool} tool */
const install = async ({ crate, version, options }) => {
  // A folder of its own: two cargos would wait for each other in a common one; kept until done, so a second try goes on.
  const target = path.join(tools, `build-${crate}`);
  try {
    await run('cargo', ['install', crate, '--version', version, ...options, '--root', tools, '--force'], {
      env: { ...quickProfile, CARGO_TARGET_DIR: target },
      prefix: `  [${crate}] `,
    });
  } catch (error) {
    throw new Failure(`${crate} ${version} could not be built (${error instanceof Error ? error.message : error}). ` +
      `Try: cargo install ${crate} --version ${version} ${options.join(' ')}`);
  }
  rmSync(target, { recursive: true, force: true });
};

/** @param {(text: string) => void} say */
export const ensureCargoTools = async (say) => {
  const state = await Promise.all(wanted().map(async (tool) => ({ tool, there: await present(tool) })));
  const missing = state.filter(({ there }) => !there).map(({ tool }) => tool);
  for (const { tool } of state.filter(({ there }) => there)) say(`${tool.crate} ${tool.version}: there`);
  if (!missing.length) return;
  say(`compiling ${missing.map(({ crate, version }) => `${crate} ${version}`).join(' and ')} into .tools/: they turn the crate ` +
    'into a package; a few minutes, once');
  const start = performance.now();
  const results = await Promise.allSettled(missing.map(install));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  for (const { programs } of missing) {
    const lost = programs.find((program) => !existsSync(path.join(tools, 'bin', program)) && process.platform !== 'win32');
    if (lost) throw new Failure(`cargo install succeeded, but .tools/bin/${lost} is not there`);
  }
  say(`compiled in ${seconds(start)}`);
};
