// @ts-check
// npm run size: what a user of each entry downloads, against size-budget.json. `npm run size -- providers`: what each provider
// makes of the client.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withoutLocalPaths } from './lib/cargo.mjs';
import { brotliSize, gzipSize, markdownTable } from './lib/compress.mjs';
import { inRoot, pkg, root, work } from './lib/paths.mjs';
import { Failure, main, run } from './lib/run.mjs';
import { levels, optimize } from './lib/wasm.mjs';

/**
 * @typedef {object} Budget
 * @property {string} name
 * @property {string} [import]        an entry of the package: everything that it pulls in is counted
 * @property {string[]} [conditions]  of the exports map
 * @property {string[]} [assets]      files of the package that the entry fetches at run time
 * @property {string} [file]          or: one file of the package
 * @property {number} [brotli]        the limit in bytes
 * @property {number} [goal]          what it is to become
 */

/** @param {Budget} budget @returns {Promise<Uint8Array[]>} what is downloaded, minified as an application would */
const downloads = async ({ import: entry, conditions = [], assets = [], file }) => {
  const read = (/** @type {string} */ name) => readFileSync(path.join(pkg, name));
  if (!entry) return [read(file ?? '')];
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    stdin: { contents: `export * from ${JSON.stringify(entry)};`, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions,
    loader: { '.wasm': 'copy' },
    outdir: 'size',
    external: ['cloudflare:*', 'node:*'],
    logLevel: 'warning',
  });
  return [...outputFiles.map(({ contents }) => contents), ...assets.map(read)];
};

/** Prints the table and writes it to bench/results/size.md; fails when something is over its budget. */
export const size = async () => {
  if (!existsSync(pkg)) throw new Failure('there is no package to measure yet: npm run build');
  const { entries, files } = JSON.parse(readFileSync(inRoot('size-budget.json'), 'utf8'));
  /** @type {Budget[]} */
  const budgets = [...entries, ...files];
  const rows = [];
  const over = [];
  for (const budget of budgets) {
    const parts = await downloads(budget);
    const sum = (/** @type {(bytes: Uint8Array) => number} */ of) => parts.reduce((total, bytes) => total + of(bytes), 0);
    const brotli = sum(brotliSize);
    rows.push([budget.name, sum((bytes) => bytes.length), sum(gzipSize), brotli, budget.brotli?.toString() ?? '', budget.goal?.toString() ?? '']);
    if (budget.brotli && brotli > budget.brotli) over.push(`${budget.name}: ${brotli} bytes of ${budget.brotli}`);
  }
  const table = markdownTable(['download', 'raw', 'gzip', 'brotli', 'budget', 'goal'], rows);
  console.log(table);
  mkdirSync(inRoot('bench', 'results'), { recursive: true });
  writeFileSync(inRoot('bench', 'results', 'size.md'),
    `# Size\n\nBytes, everything an entry needs, minified; written by \`npm run size\`. The budget is for brotli.\n\n${table}\n`);
  if (over.length) throw new Failure(`over the budget of size-budget.json:\n  ${over.join('\n  ')}`);
};

/** The client with one provider alone, and with all of them, at every optimisation level of the compiler. */
const providers = async () => {
  const rows = [];
  const builds = [...['focus', 'nkb', 'fssp', 'astral'].map((name) => [name, 'z']), ...['z', 's', '2', '3'].map((level) => ['all', level])];
  for (const [name = '', level = ''] of builds) {
    const out = path.join(work, 'size', `${name}-${level}`);
    const env = { ...withoutLocalPaths(), CARGO_PROFILE_RELEASE_OPT_LEVEL: level };
    await run('wasm-pack', ['--log-level', 'error', 'build', '--release', '--target', 'bundler', '--mode', 'no-install', '--no-pack',
      '--out-dir', out, '--out-name', 'client', '.', '--', '--no-default-features', '--features', name === 'all' ? 'client' : `calls,${name}`], { env });
    const { candidates } = await optimize(readFileSync(path.join(out, 'client_bg.wasm')), levels);
    const best = candidates.reduce((a, b) => (b.brotli < a.brotli ? b : a));
    rows.push([name, level, best.level, best.raw, best.gzip, best.brotli]);
  }
  const table = markdownTable(['providers', 'opt-level', 'best wasm-opt', 'raw', 'gzip', 'brotli'], rows);
  console.log(table);
  writeFileSync(inRoot('bench', 'results', 'size-providers.md'),
    `# Size of the client by provider\n\nBytes of the module alone; written by \`npm run size -- providers\`. The package has all of them at z.\n\n${table}\n`);
};

main(import.meta.url, process.argv.includes('providers') ? providers : size);
