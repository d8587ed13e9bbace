// @ts-check
// Plain workerd with the configuration that an operator uses, and counts that survive its restart.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { mintToken } from 'kontragent/tokens';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { freePort } from '../../scripts/lib/port.mjs';
import { bundle, workerdBinary } from '../../scripts/selfhost.mjs';
import { good, operatorToken, startProvider } from './harness.mjs';

const secret = 'the secret of the site, long enough for it';

/** @type {Awaited<ReturnType<typeof startProvider>>} */
let provider;
/** @type {string} */
let config;
const state = mkdtempSync(path.join(os.tmpdir(), 'kontragent-state-'));

/** @param {Record<string, string>} env */
const serve = async (env) => {
  const port = await freePort();
  const args = ['serve', config, `--socket-addr=http=127.0.0.1:${port}`, `--directory-path=state=${state}`];
  const child = spawn(workerdBinary(), args, { env: { ...env, PATH: process.env.PATH ?? '' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { printed += chunk; });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    if (child.exitCode !== null || tries > 200) throw new Error(`workerd does not serve: ${printed}`);
    if (await fetch(`${url}/healthz`).then(() => true, () => false)) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const stop = () => /** @type {Promise<void>} */ (new Promise((resolve) => { child.on('exit', () => resolve()); child.kill('SIGTERM'); }));
  return { url, stop, printed: () => printed };
};

before(async () => {
  provider = await startProvider();
  await bundle();
  // The provider of this test is on this machine, which the operator's configuration does not reach.
  const text = readFileSync(inRoot('worker', 'workerd.capnp'), 'utf8');
  const local = text.replace('allow = ["public"]', 'allow = ["public", "local"]').replaceAll('embed "dist/', 'embed "');
  assert.notEqual(local, text);
  config = inRoot('worker', 'dist', 'test.capnp');
  writeFileSync(config, local);
});

after(() => provider.stop());

const env = () => ({
  HOSTS: 'proxy.example.ru,127.0.0.1', FOCUS_KEY: 'secret-of-focus', FOCUS_BASE_URL: `${provider.url}/focus`,
  TOKEN_KEYS: JSON.stringify({ site: secret }), OPERATOR_TOKEN: operatorToken, CALLERS: '{"local":false}',
});

test('workerd serves the same worker, and its counts survive a restart', async () => {
  const token = await mintToken({ key: { id: 'site', secret }, subject: 'v', limits: [{ per: 'month', companies: 3 }] });
  const ask = (/** @type {string} */ url, headers = {}) => fetch(url + good, { headers: { authorization: `Bearer ${token}`, ...headers } });
  const first = await serve(env());
  try {
    const replies = await Promise.all([1, 2].map(() => ask(first.url)));
    assert.deepEqual(replies.map(({ status }) => status), [200, 200]);
    assert.equal((await fetch(first.url + good)).status, 401);
    const ready = await fetch(`${first.url}/readyz`);
    assert.deepEqual([ready.status, (await ready.json()).faults], [200, []]);
  } finally {
    await first.stop();
  }
  const second = await serve(env());
  try {
    assert.equal((await ask(second.url)).headers.get('x-budget-remaining'), 'companies;per=month;left=0');
    assert.equal((await ask(second.url)).status, 429);
    const metrics = await fetch(`${second.url}/metrics`, { headers: { authorization: `Bearer ${operatorToken}` } });
    assert.match(await metrics.text(), /kontragent_requests_total/);
    assert.ok(!second.printed().includes('secret-of-focus'));
  } finally {
    await second.stop();
  }
  assert.equal(provider.asked.length, 3);
});

test('without any setting it serves nobody', async () => {
  const bare = await serve({});
  try {
    assert.equal((await fetch(`${bare.url}/readyz`)).status, 503);
    assert.equal((await fetch(bare.url + good)).status, 500);
  } finally {
    await bare.stop();
  }
});

test('the configuration hands over every setting that the worker reads', () => {
  const capnp = readFileSync(inRoot('worker', 'workerd.capnp'), 'utf8');
  const source = readFileSync(inRoot('worker', 'src', 'env.ts'), 'utf8');
  const declared = [...source.matchAll(/^ {2}readonly ([A-Z_]+)\?: (string|unknown);/gm)].map(([, name = '']) => name);
  assert.ok(declared.includes('FOCUS_KEY') && declared.includes('CALLERS'));
  const missing = declared.filter((name) => name !== 'TURNSTILE_URL' && !capnp.includes(`(name = "${name}", fromEnvironment = "${name}")`));
  assert.deepEqual(missing, []);
});

test('with a signer beside it, workerd logs in by a certificate', async () => {
  const signer = http.createServer((request, response) => {
    request.pipe(response.writeHead(200));
  });
  await /** @type {Promise<void>} */ (new Promise((resolve) => signer.listen(0, '127.0.0.1', () => resolve())));
  const { port } = /** @type {net.AddressInfo} */ (signer.address());
  // The lines that the configuration has for it, switched on.
  const text = readFileSync(config, 'utf8').replace(/# (\(name = "signer", external = \(address = ")[^"]+/, `$1127.0.0.1:${port}`).replace('# (name = "ASTRAL_SIGNER"', '(name = "ASTRAL_SIGNER"');
  writeFileSync(config, text);
  const challenge = '2026-11-24 09:00:00Z';
  provider.asked.length = 0;
  provider.answersBy((response, { method, url, headers, body }) => {
    const reply = (/** @type {number} */ status, /** @type {unknown} */ value) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (url.endsWith('/byCertificate')) return method === 'GET' ? reply(200, challenge) : reply(body.includes(challenge) ? 200 : 401, { accessToken: 'token-of-astral' });
    return reply(headers.authorization === 'Bearer token-of-astral' ? 200 : 401, []);
  });
  const worker = await serve({ ...env(), HOSTS: '', CALLERS: '{"local":{}}', ASTRAL_BASE_URL: provider.url });
  try {
    const reply = await fetch(`${worker.url}/astral/api/v1/blockedOrganizations`, { headers: { abonentid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301' } });
    assert.equal(reply.status, 200, await reply.text());
    assert.equal(provider.asked.length, 3);
    assert.equal((await (await fetch(`${worker.url}/readyz`)).json()).providers.astral, 1);
  } finally {
    await worker.stop();
    signer.closeAllConnections();
    signer.close();
  }
});
