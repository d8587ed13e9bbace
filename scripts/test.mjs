// @ts-check
// npm test: set-up, then every check there is. `npm test -- host wasm` runs some of the stages only.
// Only modules that need no npm package may be imported before set-up has run.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { browser, webdriverEnv } from './lib/chrome.mjs';
import { modules } from './lib/modules.mjs';
import { inRoot, nodeModules, work } from './lib/paths.mjs';
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

/** A step that had nothing to do; the summary says so instead of counting it as passed. */
class Nothing extends Error {}

/** @param {string} folder */
const nodeTests = (folder) => async () => {
  const files = testFiles(folder);
  if (!files.length) throw new Failure(`no tests in tests/${folder}`);
  // One file at a time: each starts servers and browsers of its own.
  await run(process.execPath, ['--test', '--test-reporter=spec', '--test-concurrency=1', ...files]);
};

/** @param {string[]} mode  of wasm-pack test @param {() => Promise<Record<string, string>>} [env] */
const wasmPackTest = (mode, env = async () => ({})) => async () => {
  await run('wasm-pack', ['--log-level', 'error', 'test', '--mode', 'no-install', ...mode, '.', '--all-features', '--test', wasmTests],
    { env: await env() });
};

/** The crate as anybody builds it who knows wasm-pack only: the features of `default`, and its settings in Cargo.toml. */
const plainWasmPack = async () => {
  const { quickProfile } = await import('./build.mjs');
  const out = path.join(work, 'wasm-pack', 'plain');
  rmSync(out, { recursive: true, force: true });
  await run('wasm-pack', ['--log-level', 'error', 'build', '--mode', 'no-install', '--out-dir', out, inRoot()], { env: quickProfile });
  const { files } = JSON.parse(readFileSync(path.join(out, 'package.json'), 'utf8'));
  const types = readFileSync(path.join(out, 'kontragent.d.ts'), 'utf8');
  if (!files.includes('kontragent_bg.wasm') || !types.includes('class Client')) throw new Failure('wasm-pack built something else');
};

const node = (/** @type {string[]} */ ...args) => () => run(process.execPath, args);
const cargo = (/** @type {string[]} */ ...args) => () => run('cargo', args);

/** Everything at once with its tests, and every module as it is built: code that only another module uses is dead in it. */
const wasmClippy = async () => {
  const everything = ['--all-features', '--test', wasmTests];
  for (const features of [everything, ...modules.map(({ name }) => ['--no-default-features', '--features', name])]) {
    await cargo('clippy', '--locked', '--target', 'wasm32-unknown-unknown', '--lib', ...features, '--', '-D', 'warnings')();
  }
};

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

/**
 * built: the stage needs the package; chrome: it needs a browser.
 * @typedef {{ built?: boolean, chrome?: boolean, steps: Step[] }} Stage
 * @type {Record<string, Stage>}
 */
const stages = {
  lint: {
    steps: [
      { title: 'cargo fmt', run: cargo('fmt', '--check') },
      { title: 'clippy (host)', run: cargo('clippy', '--locked', '--all-targets', '--all-features', '--', '-D', 'warnings') },
      { title: 'clippy (WebAssembly)', run: wasmClippy },
      { title: 'licences', run: node('scripts/licences.mjs') },
      {
        title: 'cargo deny',
        run: async () => {
          if (!which('cargo-deny')) throw new Nothing('cargo-deny is not installed: licences are checked above, advisories are not');
          await run('cargo', ['deny', 'check']);
        },
      },
    ],
  },
  host: { steps: [{ title: 'cargo test (host)', run: cargo('test', '--locked', '--all-features') }] },
  wasm: {
    chrome: true,
    steps: [
      { title: 'wasm-pack build', run: plainWasmPack },
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
          const program = path.join(nodeModules, 'svelte-check', 'bin', 'svelte-check');
          await run(process.execPath, [program, '--fail-on-warnings', '--tsconfig', inRoot('www', 'tsconfig.json')], { cwd: inRoot('www') });
        },
      },
    ],
  },
  package: { built: true, chrome: true, steps: [{ title: 'tests/package (the packed package)', run: nodeTests('package') }] },
  worker: { built: true, steps: [{ title: 'tests/worker (workerd)', run: nodeTests('worker') }] },
  page: { built: true, chrome: true, steps: [{ title: 'tests/page (Chrome)', run: nodeTests('page') }] },
  size: { built: true, steps: [{ title: 'size budgets', run: node('scripts/size.mjs') }] },
};

/** @param {readonly string[]} names @returns {Stage[]} */
const choose = (names) =>
  names.map((name) => {
    const stage = stages[name];
    if (!stage) throw new Failure(`no stage "${name}"; there are: ${Object.keys(stages).join(' ')}`);
    return stage;
  });

/** @param {readonly Stage[]} chosen @returns {Step[]} with the build before the first stage that needs it */
const plan = (chosen) => {
  const first = chosen.findIndex(({ built }) => built);
  return chosen.flatMap(({ steps }, i) => (i === first ? [buildStep, ...steps] : steps));
};

/** @param {Step} step @returns {Promise<'passed' | 'failed' | 'empty'>} */
const execute = async ({ title, run: work }) => {
  console.log(`\n── ${title} ${'─'.repeat(Math.max(0, 100 - title.length))}`);
  try {
    await work();
    return 'passed';
  } catch (error) {
    console.error(error instanceof Failure || error instanceof Nothing ? error.message : error);
    return error instanceof Nothing ? 'empty' : 'failed';
  }
};

const marks = { passed: '✓', failed: '✗', empty: '–' };

const test = async () => {
  const start = performance.now();
  const names = process.argv.slice(2);
  const chosen = choose(names.length ? names : Object.keys(stages));
  const steps = plan(chosen);
  await setup({ browser: chosen.some(({ chrome }) => chrome) });
  /** @type {{ result: keyof typeof marks, line: string }[]} */
  const results = [];
  for (const step of steps) {
    const from = performance.now();
    const result = await execute(step);
    results.push({ result, line: `${marks[result]} ${step.title} (${result === 'empty' ? 'nothing to do' : seconds(from)})` });
    if (result === 'failed' && step.fatal) break;
  }
  console.log(`\n${results.map(({ line }) => line).join('\n')}\n`);
  const count = (/** @type {string} */ kind) => results.filter(({ result }) => result === kind).length;
  const notRun = steps.length - results.length;
  const failed = count('failed');
  if (failed) throw new Failure(`${failed} of ${steps.length} steps failed${notRun ? `, ${notRun} not run` : ''} (${seconds(start)})`);
  console.log(`${count('passed')} of ${steps.length} steps passed, none failed (${seconds(start)})`);
};

main(import.meta.url, test);
