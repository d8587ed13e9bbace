// @ts-check
// The package as npm publishes it, in the environments it promises to work in.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { crate } from '../../scripts/lib/cargo.mjs';
import { exportTargets } from '../../scripts/lib/package.mjs';
import { inRoot, nodeModules } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/run.mjs';
import { startWorker } from '../../scripts/lib/services.mjs';
import { install, openInChrome, pack } from './consumer.mjs';

/** What every environment is asked: a right number, a wrong check digit, and why it is wrong. */
const program = `
import { check, isInn } from 'kontragent/identifiers';
const wrong = check('inn', '7707083894');
const answer = { right: isInn('7707083893'), wrong: isInn('7707083894'), ok: wrong.ok, explained: !wrong.ok && wrong.message.length > 0 };
`;
const expected = { right: true, wrong: false, ok: false, explained: true };

/** What the client is asked: an answer, a wrong number, and all that may go wrong on the way. */
const clientProgram = `
import { connect } from 'kontragent';
import { settle } from './settle.mjs';
const run = async () => {
  const fetch = async () => Response.json([{ ogrn: '1026605606620', inn: '6663003127', UL: { kpp: '667101001' } }]);
  const k = await connect({ proxy: 'https://proxy.example', fetch });
  const { found } = await k.focus.req({ inn: '6663003127' });
  const refused = await k.focus.req({ inn: '6663003128' }).catch((error) => error);
  const keys = await connect({ providers: { focus: { key: 'secret' } }, fetch }).then(() => 'taken', (error) => error.code);
  return { kpp: found[0].ul.kpp, refused: [refused.name, refused.code], keys, settled: await settle(connect) };
};
`;
/** @param {string} keys  what becomes of keys */
const clientExpected = (keys) => ({ kpp: '667101001', refused: ['InvalidInputError', 'checksum'], keys, settled: { tried: 43, wrong: [] } });
const html = (/** @type {string} */ head) => `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${head}`;

/** @type {import('./consumer.mjs').Packed} */
let packed;
/** @type {Awaited<ReturnType<typeof install>>} */
let consumer;

/** @param {string} file */
const read = (file) => readFileSync(path.join(consumer.installed, file));
const manifest = () => JSON.parse(read('package.json').toString());

before(async () => {
  packed = await pack();
  consumer = await install(packed);
  consumer.write('settle.mjs', readFileSync(new URL('settle.mjs', import.meta.url), 'utf8'));
});

test('the tarball holds the package and nothing else', async () => {
  const allowed = /^(package\.json|README\.md|LICENSE|kontragent\.wasm|(lib|worker)\/.*\.(js|d\.ts)|generated\/.*\.(js|d\.ts|wasm))$/;
  assert.deepEqual(packed.files.filter((file) => !allowed.test(file)), []);
  assert.equal(manifest().version, (await crate()).version);
  assert.deepEqual(manifest().dependencies ?? {}, {});
});

test('every module is in the tarball once', () => {
  const hashes = packed.files.filter((file) => file.endsWith('.wasm')).map((file) => createHash('sha256').update(read(file)).digest('hex'));
  assert.ok(hashes.length > 0);
  assert.equal(new Set(hashes).size, hashes.length);
});

test('every file that exports names is there; types come first, default last', () => {
  const { exports } = manifest();
  assert.ok('./identifiers' in exports);
  for (const [name, entry] of Object.entries(exports)) {
    for (const target of exportTargets(entry)) assert.ok(existsSync(path.join(consumer.installed, target)), `${name}: ${target}`);
    if (typeof entry === 'string') continue;
    const conditions = Object.keys(entry);
    assert.equal(conditions[0], 'types', name);
    assert.equal(conditions.at(-1), 'default', name);
  }
});

test('relative imports inside the package name files that are there', () => {
  for (const file of packed.files.filter((each) => /\.(js|d\.ts)$/.test(each))) {
    for (const [, target = ''] of read(file).toString().matchAll(/(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g)) {
      const at = path.join(consumer.installed, path.dirname(file), target);
      const candidates = file.endsWith('.d.ts') ? [at, at.replace(/\.js$/, '.d.ts')] : [at];
      assert.ok(candidates.some((each) => existsSync(each)), `${file} imports ${target}`);
    }
  }
});

test('publint has nothing to say', async () => {
  const { publint } = await import('publint');
  const { formatMessage } = await import('publint/utils');
  const { messages, pkg } = await publint({ pkgDir: consumer.installed, pack: false, strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg, { color: false })), []);
});

test('Node: usable right after import', async () => {
  const file = consumer.write('node.mjs', `${program}console.log(JSON.stringify(answer));`);
  assert.deepEqual(JSON.parse(await run(process.execPath, [file], { cwd: consumer.folder, quiet: true })), expected);
});

test('the exports map gives each environment its entry', async () => {
  const file = consumer.write('resolve.mjs', `console.log(import.meta.resolve('kontragent/identifiers'));`);
  const resolve = async (/** @type {string[]} */ ...flags) =>
    path.basename((await run(process.execPath, [...flags, file], { cwd: consumer.folder, quiet: true })).trim());
  assert.equal(await resolve(), 'entry.inline.js');
  assert.equal(await resolve('--conditions=browser'), 'entry.inline.js');
  assert.equal(await resolve('--conditions=workerd'), 'entry.workerd.js');
});

for (const [module, moduleResolution] of [['node16', 'node16'], ['nodenext', 'nodenext'], ['esnext', 'bundler']]) {
  test(`types resolve under moduleResolution ${moduleResolution}`, async () => {
    consumer.write('types.ts', `
import { check, checkBatch, isInn } from 'kontragent/identifiers';
const valid: boolean = isInn('7707083893');
const result = check('inn', '7707083893');
export const text: string = result.ok ? result.value : result.message;
export const codes: Uint8Array = checkBatch('inn', ['7707083893']);
// @ts-expect-error there is no such identifier
check('passport', '');
// @ts-expect-error an identifier is text: a number has lost its leading zeros
isInn(7707083893);
export { valid };
`);
    // A page's project knows neither Node nor what TypeScript learned last.
    consumer.write('entries.ts', typedEntries().map((entry, i) => `export type * as entry${i} from ${JSON.stringify(path.posix.join('kontragent', entry))};\n`).join(''));
    consumer.write('tsconfig.json', JSON.stringify({
      compilerOptions: { strict: true, exactOptionalPropertyTypes: true, noEmit: true, target: 'es2022', lib: ['es2022', 'dom'], types: [], module, moduleResolution },
      files: ['types.ts', 'entries.ts'],
    }));
    await run(process.execPath, [path.join(nodeModules, 'typescript', 'bin', 'tsc'), '-p', consumer.folder], { cwd: consumer.folder });
  });
}

/** Every entry that has types. */
const typedEntries = () => Object.keys(manifest().exports).filter((entry) => !/\.(wasm|json)$/.test(entry));

test('types of every entry stand without those of the DOM', async () => {
  const entries = typedEntries();
  consumer.write('server.ts', entries.map((entry, i) => `import * as entry${i} from ${JSON.stringify(path.posix.join('kontragent', entry))};\n`).join('') +
    `export const all = [${entries.map((_, i) => `entry${i}`)}];\n`);
  consumer.write('tsconfig.json', JSON.stringify({
    compilerOptions: {
      strict: true, noEmit: true, target: 'es2022', lib: ['es2022'], module: 'nodenext',
      types: ['node'], typeRoots: [path.join(nodeModules, '@types')],
    },
    files: ['server.ts'],
  }));
  await run(process.execPath, [path.join(nodeModules, 'typescript', 'bin', 'tsc'), '-p', consumer.folder], { cwd: consumer.folder });
});

test('the examples of every README compile as they stand', async () => {
  const files = ['README.md', 'README.ru.md', 'pkg-template/README.md', 'worker/README.md'].flatMap((readme) =>
    [...readFileSync(inRoot(readme), 'utf8').matchAll(/^```ts\n([^]*?)^```/gm)].map(([, example = ''], i) => {
      const file = `${readme.replace(/\W/g, '-')}-${i}.ts`;
      consumer.write(file, `${example}export {};\n`);
      return file;
    }),
  );
  assert.ok(files.length > 9, `${files.length} examples`);
  consumer.write('tsconfig.json', JSON.stringify({
    compilerOptions: {
      strict: true, noEmit: true, target: 'es2022', lib: ['es2022', 'dom'], module: 'nodenext',
      types: ['node'], typeRoots: [path.join(nodeModules, '@types')],
    },
    files,
  }));
  await run(process.execPath, [path.join(nodeModules, 'typescript', 'bin', 'tsc'), '-p', consumer.folder], { cwd: consumer.folder });
});

test('Chrome: a module script without a bundler', async () => {
  const { default: entry } = manifest().exports['./identifiers'];
  const imports = { 'kontragent/identifiers': path.posix.join('/node_modules/kontragent', entry) };
  consumer.write('index.html', html(`<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">${program} globalThis.answer = answer;</script>`));
  assert.deepEqual((await openInChrome(consumer.folder)).answer, expected);
});

test('Chrome: bundled by esbuild', async () => {
  const { build } = await import('esbuild');
  const outdir = path.join(consumer.folder, 'esbuild');
  const entry = consumer.write('main.mjs', `${program} globalThis.answer = answer;`);
  await build({ entryPoints: [entry], bundle: true, minify: true, format: 'esm', platform: 'browser', outfile: path.join(outdir, 'main.js') });
  consumer.write('esbuild/index.html', html('<script type="module" src="/main.js"></script>'));
  const { answer, requests } = await openInChrome(outdir);
  assert.deepEqual(answer, expected);
  assert.deepEqual(requests.sort(), ['/', '/main.js'], 'the identifiers need no file besides the script');
});

test('Chrome: built by Vite, every module at most once', async () => {
  const { build } = await import('vite');
  consumer.write('vite/main.js', `${program} globalThis.answer = answer;`);
  consumer.write('vite/index.html', html('<script type="module" src="/main.js"></script>'));
  const root = path.join(consumer.folder, 'vite');
  await build({ root, configFile: false, logLevel: 'warn' });
  const dist = path.join(root, 'dist');
  assert.deepEqual((await openInChrome(dist)).answer, expected);

  const output = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  assert.deepEqual(output.filter((file) => file.endsWith('.wasm')), []);
  const scripts = output.filter((file) => file.endsWith('.js')).map((file) => readFileSync(path.join(dist, file), 'utf8')).join('');
  // A piece from the middle of the embedded module, which no minifier changes: it has neither quotes nor backslashes.
  const source = readFileSync(new URL('../../pkg-template/generated/identifiers.inline.js', import.meta.url), 'utf8');
  const [piece = ''] = /[^"'`\\$]{40,}/.exec(source.slice(source.length / 2)) ?? [];
  assert.ok(piece.length >= 40);
  assert.equal(scripts.split(piece).length - 1, 1);
});

test('Node: the client', async () => {
  const file = consumer.write('client.mjs', `${clientProgram}console.log(JSON.stringify(await run()));`);
  assert.deepEqual(JSON.parse(await run(process.execPath, [file], { cwd: consumer.folder, quiet: true })), clientExpected('taken'));
});

test('Chrome: the client, built by Vite, its module once; keys are refused', async () => {
  const { build } = await import('vite');
  consumer.write('client/settle.mjs', readFileSync(new URL('settle.mjs', import.meta.url), 'utf8'));
  consumer.write('client/main.js', `${clientProgram} run().then((answer) => { globalThis.answer = answer; });`);
  consumer.write('client/index.html', html('<script type="module" src="/main.js"></script>'));
  const root = path.join(consumer.folder, 'client');
  await build({ root, configFile: false, logLevel: 'warn' });
  const dist = path.join(root, 'dist');
  const { answer, requests } = await openInChrome(dist);
  assert.deepEqual(answer, clientExpected('key-in-browser'));
  assert.equal(requests.filter((file) => file.endsWith('.wasm')).length, 1);
  // The module of the totals is there for who asks for it.
  assert.equal(readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.wasm')).length, 2);
});

test('Chrome: the client in a module script without a bundler', async () => {
  const imports = { kontragent: path.posix.join('/node_modules/kontragent', manifest().exports['.'].default) };
  consumer.write('index.html', html(`<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">${clientProgram} run().then((answer) => { globalThis.answer = answer; });</script>`));
  assert.deepEqual((await openInChrome(consumer.folder)).answer, clientExpected('key-in-browser'));
});

test('workerd: the client', async () => {
  const entry = consumer.write('client-worker.mjs', `${clientProgram} export default { fetch: async () => Response.json(await run()) };`);
  const { url, stop } = await startWorker('packed-client', entry, 0);
  try {
    assert.deepEqual(await (await fetch(url)).json(), clientExpected('taken'));
  } finally {
    await stop();
  }
});

test('workerd: the module is compiled ahead, as a file of its own', async () => {
  const entry = consumer.write('worker.mjs', `${program} export default { fetch: () => Response.json(answer) };`);
  const { url, stop } = await startWorker('packed-consumer', entry, 0);
  try {
    assert.deepEqual(await (await fetch(url)).json(), expected);
  } finally {
    await stop();
  }
});
