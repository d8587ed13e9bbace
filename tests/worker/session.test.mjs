// @ts-check
// Tokens that the worker gets by itself: one login however many ask, renewal in time and after a refusal, and nobody hears of it.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { startWorker } from '../../scripts/lib/services.mjs';
import { eventually, spellings, startProvider, startRecorded } from './harness.mjs';

const email = 'marked-account@example.ru';
const old = 'marked password, old';
const next = 'marked пароль, new';
const route = '/astral/api/v1/blockedOrganizations';
const abonentid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

/** @type {Awaited<ReturnType<typeof startProvider>>} */
let provider;
/** @type {Awaited<ReturnType<typeof startRecorded>>} */
let worker;
/** @type {string[]} */
let passwords;
/** @type {Map<string, number>} until when a token is good */
let tokens;
let lifetimeMs = 0;
let down = false;

const logins = () => provider.asked.filter(({ url }) => url.startsWith('/api/v2/auth/'));
const questions = () => provider.asked.filter(({ url }) => !url.startsWith('/api/v2/auth/'));

const bindings = () => ({
  ASTRAL_BASE_URL: provider.url, ASTRAL_EMAIL: email, ASTRAL_PASSWORD: old, ASTRAL_PASSWORD_NEXT: next,
});

/** What the worker is asked: an operation of Астрал.ЭДО without parameters but the abonent. */
const ask = () => worker.ask(route, { headers: { abonentid } });

before(async () => {
  provider = await startProvider();
  provider.answersBy((response, { url, headers, body }) => {
    const reply = (/** @type {number} */ status, /** @type {unknown} */ value) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (down) return void response.destroy();
    if (!url.startsWith('/api/v2/auth/')) {
      const token = /^Bearer (.*)$/.exec(headers.authorization ?? '')?.[1] ?? '';
      return void ((tokens.get(token) ?? 0) > Date.now() ? reply(200, []) : reply(401, { message: `bad ${token}` }));
    }
    const { email: given, password, refreshToken } = JSON.parse(body);
    const known = refreshToken === undefined ? given === email && passwords.includes(password) : tokens.has(String(refreshToken).replace('refresh-', ''));
    if (!known) return void reply(401, { message: `no such ${password}` });
    const token = `marked-token-${tokens.size}-0123456789abcdef`;
    tokens.set(token, Date.now() + lifetimeMs);
    setTimeout(() => reply(200, { accessToken: token, refreshToken: `refresh-${token}`, validBefore: new Date(Date.now() + lifetimeMs).toISOString() }), 50);
  });
});

beforeEach(async () => {
  provider.asked.length = 0;
  passwords = [old];
  tokens = new Map();
  lifetimeMs = 3_600_000;
  down = false;
  worker = await startRecorded('session', { bindings: bindings() });
});

/** @param {string} text */
const search = (text) => {
  for (const secret of [email, old, next, 'marked-token', 'refresh-']) for (const way of spellings(secret)) assert.ok(!text.includes(way), `${secret} left the worker`);
};

afterEach(async () => {
  await worker.stop();
  search(worker.record.left);
  search(worker.record.logged);
});

after(() => provider.stop());

test('however many ask at once, there is one login', async () => {
  const replies = await Promise.all(Array.from({ length: 25 }, ask));
  assert.deepEqual([...new Set(replies.map(({ status }) => status))], [200], replies[0]?.body);
  assert.equal(logins().length, 1);
  assert.equal(questions().length, 25);
  assert.equal(new Set(questions().map(({ headers }) => headers.authorization)).size, 1);
  assert.equal(JSON.parse((await worker.ask('/readyz')).body).providers.astral, 2, 'two passwords are two logins');
});

test('a token that the provider does not accept any longer is replaced, and the question asked once more', async () => {
  assert.equal((await ask()).status, 200);
  tokens.forEach((_, token) => tokens.set(token, 0));
  const replies = await Promise.all(Array.from({ length: 10 }, ask));
  assert.deepEqual([...new Set(replies.map(({ status }) => status))], [200]);
  assert.equal(logins().length, 2);
});

test('a token is renewed before its end, by what it came with', async () => {
  lifetimeMs = 61_000; // a minute before the end is the end
  assert.equal((await ask()).status, 200);
  await new Promise((resolve) => setTimeout(resolve, 1300));
  assert.equal((await ask()).status, 200);
  assert.deepEqual(logins().map(({ body }) => Object.keys(JSON.parse(body))), [['email', 'password'], ['refreshToken']]);
});

test('while the password is replaced either is good; with neither the refusal is the worker’s', async () => {
  passwords = [next];
  assert.equal((await ask()).status, 200);
  passwords = [];
  tokens.clear();
  const refused = await ask();
  assert.deepEqual([refused.status, refused.problem().code, refused.problem().provider], [403, 'key-refused', 'astral']);
});

test('refused passwords are not tried again for a while', async () => {
  passwords = [];
  /** @param {import('./harness.mjs').Reply} reply */
  const told = ({ status, problem }) => [status, problem().code, problem().kind];
  const refused = [403, 'key-refused', 'AuthError'];
  const first = await ask();
  assert.deepEqual([...told(first), first.headers.get('retry-after')], [...refused, '30']);
  assert.equal(logins().length, 2, 'each of the two is tried');
  await new Promise((resolve) => setTimeout(resolve, 2100));
  const others = await Promise.all(Array.from({ length: 10 }, ask));
  for (const other of others) {
    assert.deepEqual(told(other), refused);
    const seconds = Number(other.headers.get('retry-after'));
    assert.ok(seconds > 0 && seconds <= 28, `${seconds} s`);
  }
  assert.deepEqual([logins().length, questions().length], [2, 0]);
});

test('another password is tried at once, and a refusal is remembered while nobody asks', async () => {
  const own = await startWorker('session-password', inRoot('tests', 'worker', 'session-worker.mjs'), 0, {
    bindings: { ASTRAL_BASE_URL: provider.url, ASTRAL_EMAIL: email }, durableObjects: { SESSIONS: { className: 'Sessions', useSQLite: true } },
  });
  try {
    const of = async (/** @type {string} */ password) => {
      const response = await fetch(own.url + route, { headers: { abonentid, 'x-password': encodeURIComponent(password) } });
      search(await response.text());
      return response.status;
    };
    const alarm = async () => Number(await (await fetch(`${own.url}/alarm`)).text());
    assert.deepEqual([await of(next), await of(next), logins().length], [403, 403, 1]);
    // An object that nobody asks is forgotten sooner or later, so it wakes itself, again and again.
    const once = await alarm();
    assert.ok(once > Date.now() && once < Date.now() + 10_000);
    assert.ok(await eventually(async () => (await alarm()) > once, 10_000));
    assert.deepEqual([await of(old), logins().length], [200, 2]);
    assert.ok(await eventually(async () => !(await alarm()), 10_000));
  } finally {
    await own.stop();
  }
});

test('a provider that does not let anybody in is not mistaken for a wrong password', async () => {
  down = true;
  const refused = await ask();
  assert.deepEqual([refused.status, refused.problem().code, refused.problem().kind], [503, 'login-failed', 'ProviderError']);
  down = false;
  assert.equal((await ask()).status, 200, 'and the next question tries again');
});

test('half a login, a login and a token, or a login without an object are faults', async () => {
  for (const [options, expected] of /** @type {[Record<string, unknown>, RegExp][]} */ ([
    [{ bindings: { ...bindings(), ASTRAL_EMAIL: '' } }, /one of them is missing/],
    [{ bindings: { ...bindings(), ASTRAL_TOKEN: 'x' } }, /either a token or a login/],
    [{ bindings: bindings(), durableObjects: {} }, /the binding SESSIONS is missing/],
  ])) {
    const faulty = await startRecorded('faulty', options);
    const { faults } = JSON.parse((await faulty.ask('/readyz')).body);
    await faulty.stop();
    assert.equal(faults.length, 1);
    assert.match(faults[0], expected);
  }
});
