// @ts-check
// npm run build: the crate → WebAssembly modules → the package in pkg/, which node_modules/kontragent then points to.
// KONTRAGENT_BUILD=quick: for working on the crate. The modules do the same, but are larger, slower, and built in seconds.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crate, withoutLocalPaths } from './lib/cargo.mjs';
import { markdownTable } from './lib/compress.mjs';
import { bindingTypes, glueModule, glueTypes } from './lib/glue.mjs';
import { hashOf } from './lib/hash.mjs';
import { inlineModule } from './lib/inline.mjs';
import { linkRun } from './lib/link.mjs';
import { modules } from './lib/modules.mjs';
import { assemble } from './lib/package.mjs';
import { generated, inRoot, work } from './lib/paths.mjs';
import { Failure, main, run, seconds } from './lib/run.mjs';
import { importName, levels, optimize, thoroughLevels } from './lib/wasm.mjs';
import { setup } from './setup.mjs';

/** Everything the generated files are made of. */
const inputs = ['src', 'scripts/generate', 'Cargo.toml', 'Cargo.lock', 'rust-toolchain.toml', 'scripts/build.mjs',
  'scripts/lib', 'package-lock.json'];

/**
 * @param {string} file  in the folder of generated files
 * @param {string | Uint8Array} content
 */
const write = (file, content) => writeFileSync(path.join(generated, file), content);

const quick = process.env.KONTRAGENT_BUILD === 'quick';

/** What makes a build quick; see the release profile in Cargo.toml. */
const quickProfile = {
  CARGO_PROFILE_RELEASE_LTO: 'off',
  CARGO_PROFILE_RELEASE_OPT_LEVEL: '1',
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
  CARGO_PROFILE_RELEASE_INCREMENTAL: 'true',
};

/** What makes a module fast: every request to the worker goes through it, and nobody waits for its download. */
const fastProfile = { CARGO_PROFILE_RELEASE_OPT_LEVEL: '3' };

/**
 * @param {string} name
 * @param {Uint8Array<ArrayBuffer>} built
 * @param {readonly string[]} levels  of wasm-opt to choose from
 */
const writeOptimized = async (name, built, levels) => {
  const { wasm, level, candidates } = await optimize(built, quick ? ['none'] : levels);
  console.log(`\n${name}: wasm-opt levels, bytes; kept: ${level}`);
  console.log(markdownTable(['level', 'raw', 'gzip', 'brotli'], candidates.map((c) => [c.level, c.raw, c.gzip, c.brotli])));
  write(`${name}.wasm`, wasm);
  return wasm;
};

/**
 * A module that is called without glue, and comes as text as well.
 * @param {import('./lib/modules.mjs').Module} module
 */
const buildPlainModule = async ({ name }) => {
  const wasm = await writeOptimized(name, await linkRun(name, { profile: quick ? quickProfile : {}, quick }), thoroughLevels);
  const imported = importName(wasm, name);
  if (imported) throw new Failure(`the ${name} module is called without glue, but imports from ${imported}`);
  const { js, dts } = inlineModule(wasm);
  write(`${name}.inline.js`, js);
  write(`${name}.inline.d.ts`, dts);
};

/** @param {import('./lib/modules.mjs').Module} module */
const buildModule = async ({ name, fast }) => {
  const out = path.join(work, 'wasm-pack', name);
  const base = `kontragent_${name}`;
  await run('wasm-pack', ['--log-level', 'error', 'build', '--release', '--target', 'bundler', '--mode', 'no-install', '--no-pack',
    '--out-dir', out, '--out-name', base, '.', '--', '--no-default-features', '--features', name], { env: { ...withoutLocalPaths(), ...(quick ? quickProfile : fast ? fastProfile : {}) } });
  const wasm = await writeOptimized(name, readFileSync(path.join(out, `${base}_bg.wasm`)), fast ? ['-O3'] : levels);
  const imported = importName(wasm, name);
  if (!imported) throw new Failure(`the ${name} module imports nothing, so it exports nothing that needs glue`);
  write(`${name}.js`, await glueModule(path.join(out, `${base}_bg.js`), imported));
  write(`${name}.d.ts`, glueTypes(`./${name}.bindings.js`));
  write(`${name}.bindings.d.ts`, bindingTypes(readFileSync(path.join(out, `${base}.d.ts`), 'utf8')));
};

/** @param {readonly string[]} examples  of the crate */
const generate = async (examples) => {
  if (!examples.includes('generate')) return;
  await run('cargo', ['run', '--quiet', '--example', 'generate', '--features', 'reflect', '--', generated, inRoot('docs')]);
};

/** Builds the package; what has not changed since the last build is kept. */
export const build = async () => {
  const start = performance.now();
  const { version, examples } = await crate();
  const stamp = path.join(work, 'generated.sha256');
  const hash = `${hashOf(inputs)}${quick ? ' quick' : ''}`;
  const fresh = existsSync(generated) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (!fresh) {
    rmSync(stamp, { force: true });
    rmSync(generated, { recursive: true, force: true });
    mkdirSync(generated, { recursive: true });
    for (const module of modules) await (module.glue ? buildModule : buildPlainModule)(module);
    await generate(examples);
    writeFileSync(stamp, hash);
  }
  await assemble(version, modules);
  console.log(`\npkg/ ${version}: ${modules.map(({ name }) => name).join(', ')} ` +
    `(${fresh ? 'modules unchanged, ' : ''}${readdirSync(generated).length} generated files, ${seconds(start)})`);
};

main(import.meta.url, async () => {
  await setup({ browser: false });
  await build();
});
