// @ts-check
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRoot } from './paths.mjs';
import { Failure, run } from './run.mjs';

/**
 * What cargo knows of this crate.
 * @returns {Promise<{ version: string, output: string, examples: string[] }>}  output: the folder that cargo writes to
 */
export const crate = async () => {
  const metadata = JSON.parse(await run('cargo', ['metadata', '--no-deps', '--format-version', '1'], { quiet: true }));
  const [{ version, targets }] = metadata.packages;
  return {
    version,
    output: metadata.target_directory,
    examples: targets
      .filter((/** @type {{ kind: string[] }} */ { kind }) => kind.includes('example'))
      .map((/** @type {{ name: string }} */ { name }) => name),
  };
};

/**
 * The version that Cargo.lock holds of a dependency.
 * @param {string} name
 */
export const lockedVersion = (name) => {
  const lock = readFileSync(inRoot('Cargo.lock'), 'utf8');
  const version = new RegExp(`^name = "${name}"\\r?\\nversion = "([^"]+)"`, 'm').exec(lock)?.[1];
  if (!version) throw new Failure(`Cargo.lock has no ${name}`);
  return version;
};

/**
 * Compiler flags for what is published: the messages of panics hold the paths of sources, and those of this machine are
 * nobody's business and only make the module larger.
 */
export const withoutLocalPaths = () => {
  const sources = path.join(process.env.CARGO_HOME ?? path.join(os.homedir(), '.cargo'), 'registry', 'src');
  const folders = existsSync(sources) ? readdirSync(sources).map((folder) => path.join(sources, folder)) : [];
  return { CARGO_ENCODED_RUSTFLAGS: folders.map((folder) => `--remap-path-prefix=${folder}=`).join('\x1f') };
};
