// @ts-check
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generated, inRoot, nodeModules, pkg, template } from './paths.mjs';
import { Failure, run } from './run.mjs';

const tsc = path.join(nodeModules, 'typescript', 'bin', 'tsc');

/** @param {string} project  a folder with a tsconfig.json */
const compile = (project) => run(process.execPath, [tsc, '-p', inRoot(project)]);

/**
 * The files that a value of `exports` names.
 * @param {unknown} value
 * @returns {string[]}
 */
export const exportTargets = (value) =>
  typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(exportTargets);

const writeManifest = (/** @type {string} */ version) => {
  const { name, ...rest } = JSON.parse(readFileSync(path.join(template, 'package.json'), 'utf8'));
  const missing = exportTargets(rest.exports).filter((file) => file !== './package.json' && !existsSync(path.join(pkg, file)));
  if (missing.length) throw new Failure(`the package exports what is not in it: ${[...new Set(missing)].join(', ')}`);
  writeFileSync(path.join(pkg, 'package.json'), `${JSON.stringify({ name, version, ...rest }, null, 2)}\n`);
};

/** Makes `import 'kontragent'` work in this repository: www, worker and tests use the package by its name. */
const link = () => {
  const at = path.join(nodeModules, 'kontragent');
  rmSync(at, { recursive: true, force: true });
  // A junction needs no rights on Windows, but an absolute target; the link is made anew by every build.
  if (process.platform === 'win32') symlinkSync(pkg, at, 'junction');
  else symlinkSync(path.relative(realpathSync(nodeModules), pkg), at);
};

/**
 * Puts the package together from the template, the generated files and the compiled modules, from nothing.
 * @param {string} version
 * @param {readonly import('./modules.mjs').Module[]} modules
 */
export const assemble = async (version, modules) => {
  rmSync(pkg, { recursive: true, force: true });
  mkdirSync(path.join(pkg, 'generated'), { recursive: true });
  const published = new Map(modules.map((module) => [`${module.name}.wasm`, module.published]));
  for (const file of readdirSync(generated)) {
    // Generated TypeScript is compiled with the rest.
    if (file.endsWith('.ts') && !file.endsWith('.d.ts')) continue;
    cpSync(path.join(generated, file), path.join(pkg, published.get(file) ?? `generated/${file}`));
  }
  await compile('pkg-template');
  await compile('worker');
  cpSync(path.join(template, 'README.md'), path.join(pkg, 'README.md'));
  cpSync(inRoot('LICENSE'), path.join(pkg, 'LICENSE'));
  writeManifest(version);
  link();
};
