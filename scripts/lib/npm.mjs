// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inRoot, nodeModules } from './paths.mjs';
import { Failure, probe, run } from './run.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean }>} Packages */

/** @param {string} file @returns {Packages} */
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/**
 * Whether node_modules holds what package-lock.json says. Compared by content: file times say nothing after a checkout.
 * Optional packages of other platforms may be absent.
 */
const installed = () => {
  const record = path.join(nodeModules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const there = packagesOf(record);
  return Object.entries(packagesOf(inRoot('package-lock.json'))).every(
    ([name, { version, optional }]) => name === '' || (there[name] ? there[name].version === version : optional),
  );
};

/** Programs that npm packages bring as native binaries, one per platform. */
const natives = ['esbuild', 'workerd'];

/** @param {(text: string) => void} say */
export const ensureNpmPackages = async (say) => {
  if (installed()) {
    say('npm packages: there');
  } else {
    say('installing npm packages (npm ci)');
    await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error']);
  }
  const require = createRequire(inRoot('package.json'));
  for (const name of natives) {
    // Both work without their install script; only a lock file of another platform, or --omit=optional, breaks them.
    const file = path.join(path.dirname(require.resolve(`${name}/package.json`)), 'bin', name);
    if (!((await probe(file, ['--version'])) ?? (await probe(process.execPath, [file, '--version'])))) {
      throw new Failure(`${name} does not start on this machine. Try: npm ci --include=optional`);
    }
  }
};
