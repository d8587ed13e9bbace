// @ts-check
// npm test: set-up, then every check there is. `npm test -- host wasm` runs some of the stages only.
// Only modules that need no npm package may be imported before set-up has run.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { browser, webdriverEnv } from './lib/chrome.mjs';
import { inRoot, nodeModules } from './lib/paths.mjs';
import { Failure, main, run, seconds, which } from './lib/run.mjs';
import { setup } from './setup.mjs';

/** Integration tests of this crate that run as WebAssembly: in Node and in Chrome. */
const wasmTests = 'wasm_*';

/** @param {string} folder @returns {string[]} its test files, relative to the project */
const testFiles = (folder) => {
  const at = inRoot('tests', folder);
  const files = existsSync(at) ? readdirSync(at) : [];
  return files.filter((file) => file.endsWith('.test.mjs')).map((file) => path.join('tests', folder, file));
};

/** @param {string} folder */
const nodeTests = (folder) => async () => {
  const files = testFiles(folder);
  if (!files.length) return console.log(`no tests in tests/${folder} yet`);
  const { chrome } = await browser();
  // One file at a time: each starts servers and browsers of its own.
  await run(process.execPath, ['--test', '--test-reporter=spec', '--test-concurrency=1', ...files], { env: { CHROME_PATH: chrome } });
};

/** @param {string[]} mode  of wasm-pack test @param {() => Promise<Record<string, string>>} [env] */
const wasmPackTest = (mode, env = async () => ({})) => async () => {
  if (!readdirSync(inRoot('tests')).some((file) => /^wasm_.*\.rs$/.test(file))) return console.log(`no tests/${wasmTests}.rs yet`);
  await run('wasm-pack', ['--log-level', 'error', 'test', '--mode', 'no-install', ...mode, '.', '--all-features', '--test', wasmTests],
    { env: await env() });
};

const node = (/** @type {string[]} */ ...args) => () => run(process.execPath, args);
const cargo = (/** @type {string[]} */ ...args) => () => run('cargo', args);

/** @typedef {{ title: string, run: () => Promise<unknown>, fatal?: boolean }} Step  fatal: the rest makes no sense without it */

/** @type {Step} */
const buildStep = {
  title: 'build',
  fatal: true,
  run: async () => {
    const { build } = await import('./build.mjs');
    const { buildPage } = await import('./lib/page.mjs');
    await build();
    await buildPage();
  },
};

/** @type {Record<string, { built?: boolean, steps: Step[] }>} built: the stage needs the package */
const stages = {
  lint: {
    steps: [
      { title: 'cargo fmt', run: cargo('fmt', '--check') },
      { title: 'clippy (host)', run: cargo('clippy', '--locked', '--all-targets', '--all-features', '--', '-D', 'warnings') },
      {
        title: 'clippy (WebAssembly)',
        run: cargo('clippy', '--locked', '--lib', '--target', 'wasm32-unknown-unknown', '--all-features', '--', '-D', 'warnings'),
      },
      { title: 'licences', run: node('scripts/licences.mjs') },
      {
        title: 'cargo deny',
        run: async () => {
          if (which('cargo-deny')) await run('cargo', ['deny', 'check']);
          else console.log('cargo-deny is not installed: the licences were checked above, advisories are not (cargo install cargo-deny)');
        },
      },
    ],
  },
  host: { steps: [{ title: 'cargo test (host)', run: cargo('test', '--locked', '--all-features') }] },
  wasm: {
    steps: [
      { title: 'wasm-pack test (Node)', run: wasmPackTest(['--node']) },
      {
        title: 'wasm-pack test (Chrome)',
        run: async () => {
          const found = await browser();
          // A test file that names no environment runs in both.
          const env = async () => ({ ...webdriverEnv(found), WASM_BINDGEN_USE_BROWSER: '1' });
          await wasmPackTest(['--headless', '--chrome', '--chromedriver', found.chromedriver], env)();
        },
      },
    ],
  },
  types: {
    built: true,
    steps: [
      { title: 'tsc (scripts and tests)', run: node(path.join(nodeModules, 'typescript', 'bin', 'tsc'), '-p', 'scripts') },
      {
        title: 'svelte-check (page)',
        run: async () => {
          if (!existsSync(inRoot('www', 'tsconfig.json'))) return console.log('no www yet');
          const program = path.join(nodeModules, 'svelte-check', 'bin', 'svelte-check');
          await run(process.execPath, [program, '--fail-on-warnings', '--tsconfig', inRoot('www', 'tsconfig.json')], { cwd: inRoot('www') });
        },
      },
    ],
  },
  package: { built: true, steps: [{ title: 'tests/package (the packed package)', run: nodeTests('package') }] },
  worker: { built: true, steps: [{ title: 'tests/worker (workerd)', run: nodeTests('worker') }] },
  page: { built: true, steps: [{ title: 'tests/page (Chrome)', run: nodeTests('page') }] },
  size: { built: true, steps: [{ title: 'size budgets', run: node('scripts/size.mjs') }] },
};

/** @param {readonly string[]} names @returns {Step[]} with the build before the first stage that needs it */
const plan = (names) => {
  const chosen = names.map((name) => {
    const stage = stages[name];
    if (!stage) throw new Failure(`no stage "${name}"; there are: ${Object.keys(stages).join(' ')}`);
    return stage;
  });
  const first = chosen.findIndex(({ built }) => built);
  return chosen.flatMap(({ steps }, i) => (i === first ? [buildStep, ...steps] : steps));
};

const test = async () => {
  const start = performance.now();
  const steps = plan(process.argv.length > 2 ? process.argv.slice(2) : Object.keys(stages));
  await setup();
  const results = [];
  for (const { title, run: work, fatal } of steps) {
    const from = performance.now();
    console.log(`\n── ${title} ${'─'.repeat(Math.max(0, 100 - title.length))}`);
    /** @type {unknown} */
    let failure;
    try {
      await work();
    } catch (error) {
      failure = error;
      console.error(error instanceof Failure ? error.message : error);
    }
    results.push({ ok: !failure, line: `${failure ? '✗' : '✓'} ${title} (${seconds(from)})` });
    if (failure && fatal) break;
  }
  console.log(`\n${results.map(({ line }) => line).join('\n')}`);
  const skipped = steps.length - results.length;
  const failed = results.filter(({ ok }) => !ok).length;
  if (failed) throw new Failure(`${failed} of ${steps.length} steps failed${skipped ? `, ${skipped} not run` : ''} (${seconds(start)})`);
  console.log(`\nall ${steps.length} steps passed in ${seconds(start)}`);
};

main(import.meta.url, test);
