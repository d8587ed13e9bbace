// @ts-check
// Every crate that is compiled into the modules, and every npm package that ships with the package or the page, must be under a
// licence of deny.toml. Development tools are not looked at: they reach nobody.
import { readFileSync } from 'node:fs';
import { inRoot } from './lib/paths.mjs';
import { Failure, main, run } from './lib/run.mjs';
import { satisfies } from './lib/spdx.mjs';

const allowed = () => {
  const list = /^allow = \[([^\]]*)\]/m.exec(readFileSync(inRoot('deny.toml'), 'utf8'))?.[1];
  return new Set([...(list ?? '').matchAll(/"([^"]+)"/g)].map(([, name]) => name ?? ''));
};

/** @typedef {{ name: string, licence: string | undefined }} Dependency */

/** Crates of the whole graph, tests included: cargo tells them apart by edge only, and none is worth an exception. */
const crates = async () => {
  const { packages } = JSON.parse(await run('cargo', ['metadata', '--locked', '--all-features', '--format-version', '1'], { quiet: true }));
  return packages.map((/** @type {any} */ { name, version, license }) => ({ name: `${name} ${version}`, licence: license ?? undefined }));
};

/** Development packages that are built into the page. */
const inThePage = ['node_modules/svelte', 'node_modules/cytoscape'];

/** npm packages that are in the lock file for more than development, or whose run time is part of the page. */
const npmPackages = () => {
  const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && (!dev || inThePage.includes(path)))
    .map(([path, { version, license }]) => ({ name: `${path.replace(/^.*node_modules\//, '')} ${version}`, licence: license }));
};

/** Fails when a dependency is under a licence that deny.toml does not allow. */
export const checkLicences = async () => {
  const licences = allowed();
  /** @type {Dependency[]} */
  const all = [...(await crates()), ...npmPackages()];
  const refused = all.filter(({ licence }) => !licence || !satisfies(licence, licences));
  if (refused.length) {
    throw new Failure(`not allowed by deny.toml:\n${refused.map(({ name, licence }) => `  ${name}: ${licence ?? 'no licence'}`).join('\n')}`);
  }
  console.log(`licences: ${all.length} dependencies, all allowed`);
};

main(import.meta.url, checkLicences);
