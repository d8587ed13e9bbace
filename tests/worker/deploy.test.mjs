// @ts-check
// The configuration that an operator deploys, as wrangler itself reads and bundles it.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { inRoot, nodeModules } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/run.mjs';

const read = (/** @type {string[]} */ ...at) => readFileSync(inRoot(...at), 'utf8');
const bindings = ['LEDGER', 'SESSIONS', 'METER', 'AUDIT', 'SHELF', 'GUARD', 'JOB', 'RATE_CALLER', 'RATE_ADDRESS', 'METRICS', 'HOSTS', 'ORIGINS', 'CALLERS', 'LIMITS'];

for (const environment of ['', 'staging', 'production']) {
  test(`wrangler deploy would accept the worker${environment && ` in ${environment}`}`, async () => {
    const out = mkdtempSync(path.join(os.tmpdir(), 'kontragent-deploy-'));
    const wrangler = path.join(nodeModules, 'wrangler', 'bin', 'wrangler.js');
    const printed = await run(process.execPath, [wrangler, 'deploy', '--dry-run', '--outdir', out, '-c', 'worker/wrangler.jsonc', '--env', environment], {
      env: { WRANGLER_SEND_METRICS: 'false' },
      quiet: true,
    });
    // Environments inherit nothing that is bound, so each is looked at.
    for (const name of bindings) assert.match(printed, new RegExp(`env\\.${name}\\b`));
    const files = readdirSync(out);
    assert.ok(files.includes('main.js'));
    assert.equal(files.filter((file) => file.endsWith('.wasm')).length, 1);
  });
}

test('the platform keeps no lines of its own, which have the address of every request', () => {
  const settings = JSON.parse(read('worker', 'wrangler.jsonc').replaceAll(/^\s*\/\/.*$/gm, ''));
  assert.equal(settings.observability.logs.invocation_logs, false);
  for (const [name, environment] of Object.entries(settings.env)) assert.equal(environment.observability, undefined, `${name} inherits it`);
});

test('the operator’s page tells of every setting, endpoint and metric, and of nothing else', () => {
  const page = read('docs', 'operating.md');
  const declared = [...read('worker', 'src', 'env.ts').matchAll(/^ {2}readonly ([A-Z_]+)\?:/gm)].map(([, name = '']) => name);
  assert.ok(declared.includes('ASTRAL_SIGNER') && declared.includes('LEDGER'));
  const told = new Set([...page.matchAll(/`([A-Z]+(?:_[A-Z]+)*)(?:_NEXT)?`/g)].map(([, name]) => name));
  assert.deepEqual(declared.filter((name) => !name.endsWith('_NEXT') && name !== 'TURNSTILE_URL' && !told.has(name)), []);
  assert.deepEqual([...told].filter((name = '') => !declared.includes(name) && !['GET', 'POST', 'DELETE', 'PDF'].includes(name)), []);

  const sources = readdirSync(inRoot('worker', 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => read('worker', 'src', file)).join('\n');
  const paths = [...sources.matchAll(/^ {2,4}(?:method: '[A-Z]+',\s+)?path: '([^']+)'/gm)].map(([, found = '']) => found);
  assert.ok(paths.length >= 8, String(paths));
  for (const found of paths) assert.ok(page.includes(found), found);
  for (const [family] of sources.matchAll(/kontragent_[a-z_]+(?=', '(?:counter|histogram)')/g)) assert.ok(page.includes(family), family);
  const findings = /findings = \[([^\]]+)\]/.exec(sources)?.[1] ?? '';
  const errors = read('docs', 'errors.md');
  for (const [, code = ''] of findings.matchAll(/'([a-z-]+)'/g)) assert.ok(errors.includes(`\`${code}\``), code);
});
