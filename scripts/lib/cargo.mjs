// @ts-check
import { readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { Failure, run } from './run.mjs';

/**
 * What cargo knows of this crate.
 * @returns {Promise<{ version: string, examples: string[] }>}
 */
export const crate = async () => {
  const metadata = JSON.parse(await run('cargo', ['metadata', '--no-deps', '--format-version', '1'], { quiet: true }));
  const [{ version, targets }] = metadata.packages;
  return {
    version,
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
