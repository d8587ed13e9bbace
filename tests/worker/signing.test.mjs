// @ts-check
// Tokens by a certificate: what the provider wants signed goes to the operator's signer and nowhere else, whether it is a
// service or a function; one that refuses, hangs or talks nonsense is told from a provider that does.
import assert from 'node:assert/strict';
import http from 'node:http';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { startWorker } from '../../scripts/lib/services.mjs';
import { spellings, startProvider, startRecorded } from './harness.mjs';

const route = '/astral/api/v1/blockedOrganizations';
const headers = { abonentid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301' };
/** What the provider wants signed. */
let challenge = '';

/** @type {Awaited<ReturnType<typeof startProvider>>} */
let provider;
/** @type {Awaited<ReturnType<typeof startRecorded>>} */
let worker;
/** @type {Map<string, number>} until when a token is good */
let tokens;
let issued = 0;
let refresh = true;
let accepted = true;
/** @type {(body: string, response: http.ServerResponse) => unknown} */
let sign;
/** @type {{ method: string, type: string, body: string }[]} */
const signed = [];
/** The service that signs, on a machine of the operator's. */
const signer = http.createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  signed.push({ method: request.method ?? '', type: request.headers['content-type'] ?? '', body });
  await sign(body, response);
});

const signature = (/** @type {string} */ text) => Buffer.concat([Buffer.from([0x30, 0x82, 0x00, 0xff]), Buffer.from(`marked-signature ${text}`)]);
const logins = () => provider.asked.filter(({ url }) => url.startsWith('/api/v2/auth/')).map(({ method, url }) => `${method} ${url.replace('/api/v2/auth/', '')}`);
const questions = () => provider.asked.filter(({ url }) => !url.startsWith('/api/v2/auth/'));
const ask = (/** @type {RequestInit} */ init = {}) => worker.ask(route, { headers, ...init });

before(async () => {
  await /** @type {Promise<void>} */ (new Promise((resolve) => signer.listen(0, '127.0.0.1', resolve)));
  provider = await startProvider();
  provider.answersBy((response, { method, url, headers: given, body }) => {
    const reply = (/** @type {number} */ status, /** @type {unknown} */ value) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const issue = () => {
      const token = `marked-token-${issued += 1}-0123456789abcdef`;
      tokens.set(token, Date.now() + 3_600_000);
      reply(200, { accessToken: token, ...(refresh ? { refreshToken: `refresh-${token}` } : {}), validBefore: new Date(Date.now() + 3_600_000).toISOString() });
    };
    if (url === '/api/v2/auth/byCertificate' && method === 'GET') return void reply(200, challenge);
    if (url === '/api/v2/auth/byCertificate') {
      const isForm = /^multipart\/form-data; boundary=/.test(given['content-type'] ?? '') && body.includes('name="signedData"; filename="');
      return void (isForm && accepted && body.includes(`marked-signature ${challenge}`) ? issue() : reply(401, { message: 'no such certificate' }));
    }
    if (url === '/api/v2/auth/byLogin') return void (tokens.has(JSON.parse(body).refreshToken.replace('refresh-', '')) ? issue() : reply(401, {}));
    const token = /^Bearer (.*)$/.exec(given.authorization ?? '')?.[1] ?? '';
    return void ((tokens.get(token) ?? 0) > Date.now() ? reply(200, []) : reply(401, { message: `bad ${token}` }));
  });
});

beforeEach(async () => {
  provider.asked.length = 0;
  signed.length = 0;
  tokens = new Map();
  [refresh, accepted] = [true, true];
  challenge = '2026-11-24 09:00:00Z';
  sign = (text, response) => response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(signature(text));
  const { port } = /** @type {import('node:net').AddressInfo} */ (signer.address());
  worker = await startRecorded('signing', {
    bindings: { ASTRAL_BASE_URL: provider.url },
    serviceBindings: { ASTRAL_SIGNER: { external: { address: `127.0.0.1:${port}`, http: {} } } },
  });
});

const search = (/** @type {string} */ text) => {
  for (const secret of ['marked-token', 'refresh-', 'marked-signature', challenge]) for (const way of spellings(secret)) assert.ok(!text.includes(way), `${secret} left the worker`);
};

afterEach(async () => {
  await worker.stop();
  search(worker.record.left);
  search(worker.record.logged);
});

after(() => {
  signer.close();
  provider.stop();
});

test('however many ask at once, one text is signed, by the service', async () => {
  const replies = await Promise.all(Array.from({ length: 25 }, () => ask()));
  assert.deepEqual([...new Set(replies.map(({ status }) => status))], [200], replies[0]?.body);
  assert.deepEqual(signed, [{ method: 'POST', type: 'text/plain; charset=utf-8', body: challenge }]);
  assert.deepEqual(logins(), ['GET byCertificate', 'POST byCertificate']);
  assert.equal(questions().length, 25);
  const ready = JSON.parse((await worker.ask('/readyz')).body);
  assert.deepEqual([ready.ready, ready.providers.astral, ready.faults], [true, 1, []]);
});

test('a refused token is replaced by what it came with, and if that is refused too by another signature', async () => {
  assert.equal((await ask()).status, 200);
  tokens.forEach((_, token) => tokens.set(token, 0));
  assert.equal((await ask()).status, 200);
  assert.deepEqual(logins().slice(2), ['POST byLogin']);
  tokens.clear();
  assert.equal((await ask()).status, 200);
  assert.deepEqual(logins().slice(3), ['POST byLogin', 'GET byCertificate', 'POST byCertificate']);
  refresh = false;
  tokens.clear();
  assert.equal((await ask()).status, 200);
  assert.equal(signed.length, 3);
});

test('a signer that refuses, breaks off or says nothing is told from a provider that refuses', async () => {
  for (const [name, how] of /** @type {[string, typeof sign][]} */ ([
    ['refuses', (_, response) => response.writeHead(403).end('no marked-signature for you')],
    ['redirects', (_, response) => response.writeHead(302, { location: provider.url }).end()],
    ['says nothing', (_, response) => response.writeHead(200).end()],
    ['breaks off', (_, response) => { response.writeHead(200, { 'content-length': '100' }).write('marked-signature', () => response.destroy()); }],
    ['talks too much', (_, response) => response.writeHead(200).end(Buffer.alloc(300_000, 'x'))],
    ['is gone', (_, response) => response.destroy()],
  ])) {
    sign = how;
    const refused = await ask();
    assert.deepEqual([refused.status, refused.problem().code, refused.problem().kind, refused.problem().provider], [503, 'signing-failed', 'InternalError', 'astral'], name);
  }
  assert.ok(!logins().includes('POST byCertificate'), 'nothing but a signature is handed in');
  sign = (text, response) => response.writeHead(200).end(signature(text));
  accepted = false;
  const refused = await ask();
  assert.deepEqual([refused.status, refused.problem().code], [403, 'key-refused']);
  accepted = true;
  assert.equal((await ask()).status, 200, 'and the next question tries again');
  assert.equal(questions().length, 1);
});

test('what is no text to sign is not signed', async () => {
  for (const text of ['<html>maintenance</html>', '', '1'.repeat(10_000), '2026-11-24 09:00:00Z: I owe you']) {
    challenge = text;
    assert.equal((await ask()).problem().code, 'login-failed', text.slice(0, 10));
  }
  assert.equal(signed.length, 0);
  challenge = '2026-11-24 09:00:00Z'; // which is searched for
});

test('a slow signer is waited for by all who ask, also when the first of them is gone', async () => {
  sign = async (text, response) => {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    response.writeHead(200).end(signature(text));
  };
  const leaving = new AbortController();
  const first = ask({ signal: leaving.signal });
  first.catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 500));
  const others = Promise.all([ask(), ask()]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  leaving.abort();
  assert.deepEqual((await others).map(({ status }) => status), [200, 200]);
  assert.equal(signed.length, 1);
});

test('a signer that hangs is given up', { timeout: 60_000 }, async () => {
  sign = () => {};
  const from = Date.now();
  assert.equal((await ask()).problem().code, 'signing-failed');
  const took = Date.now() - from;
  assert.ok(took > 25_000 && took < 35_000, `${took} ms`);
});

test('a certificate beside a token or a login, or without an object, is a fault', async () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (signer.address());
  const serviceBindings = { ASTRAL_SIGNER: { external: { address: `127.0.0.1:${port}`, http: {} } } };
  for (const [options, expected] of /** @type {[Record<string, unknown>, RegExp][]} */ ([
    [{ bindings: { ASTRAL_TOKEN: 'x' }, serviceBindings }, /^ASTRAL_TOKEN: either a token or a certificate$/],
    [{ bindings: { ASTRAL_EMAIL: 'a@example.ru', ASTRAL_PASSWORD: 'x' }, serviceBindings }, /^ASTRAL_SIGNER: either a certificate or a login$/],
    [{ serviceBindings, durableObjects: {} }, /^ASTRAL_SIGNER: the binding SESSIONS is missing$/],
    [{ bindings: { ASTRAL_SIGNER: 'https://signer.example.ru' } }, /^ASTRAL_SIGNER: not a service$/],
  ])) {
    const faulty = await startRecorded('faulty', options);
    const { faults } = JSON.parse((await faulty.ask('/readyz')).body);
    const refused = await faulty.ask(route, { headers });
    await faulty.stop();
    assert.equal(faults.length, 1, JSON.stringify(faults));
    assert.match(faults[0], expected);
    assert.deepEqual([refused.status, refused.problem().code], [500, 'misconfigured']);
  }
});

test('a function of the operator’s own signs as well', async () => {
  const own = await startWorker('signing-function', inRoot('tests', 'worker', 'signing-worker.mjs'), 0, {
    bindings: { ASTRAL_BASE_URL: provider.url }, durableObjects: { SESSIONS: { className: 'Sessions', useSQLite: true } },
  });
  try {
    const of = (/** @type {string} */ kind) => fetch(own.url + route, { headers: { ...headers, 'x-signs': kind } });
    for (const kind of ['bytes', 'buffer', 'blob', 'like a blob']) {
      tokens.clear();
      assert.equal((await of(kind)).status, 200, kind);
    }
    for (const kind of ['throws', 'nothing', 'empty', 'text', 'large', 'large blob']) {
      tokens.clear();
      const refused = await of(kind);
      const text = await refused.text();
      assert.deepEqual([refused.status, JSON.parse(text).code], [503, 'signing-failed'], kind);
      search(text);
    }
  } finally {
    await own.stop();
  }
});
