// @ts-check
// What is recorded: logs, metrics, the sealed audit trail, request ids; and what a wrong configuration does.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { asOperator, good, inns, linesOf, operatorToken, startProvider, startRecorded } from './harness.mjs';

const auditKeys = { '2026': randomBytes(32).toString('base64'), '2025': randomBytes(32).toString('base64url') };
/** A natural person’s ИНН. */
const person = '500100732259';

/** @type {Awaited<ReturnType<typeof startProvider>>} */
let provider;
/** @type {Awaited<ReturnType<typeof startRecorded>>} */
let worker;

const bindings = () => ({
  FOCUS_KEY: 'secret-of-focus', FOCUS_BASE_URL: `${provider.url}/focus`, OPERATOR_TOKEN: operatorToken,
  AUDIT_KEYS: JSON.stringify(auditKeys), LOG_ABOUT: 'masked',
});

before(async () => {
  provider = await startProvider();
  worker = await startRecorded('record', { bindings: bindings() });
});

beforeEach(() => {
  provider.asked.length = 0;
  provider.answers(200, 'application/json', '[]');
});

after(async () => {
  await worker.stop();
  provider.stop();
});

test('a request has one line in the log, of known fields, with people masked', async () => {
  const { headers } = await worker.ask(`/focus/api3/req?inn=${inns[0]},${person},${inns[1]},${inns[2]}&ogrn=304500116000157`);
  const lines = await linesOf(worker.record, headers.get('x-request-id'));
  assert.equal(lines.length, 1);
  const { durationMs, caller, requestId, ...rest } = lines[0];
  assert.ok(durationMs >= 0);
  assert.match(caller, /^[0-9a-f]{12}$/);
  assert.equal(requestId, headers.get('x-request-id'));
  assert.deepEqual(rest, { operation: 'focus.req', status: 200, asked: 5, about: `${inns[0]},5001********,${inns[1]} +2` });
  assert.ok(!worker.record.logged.includes(person));
});

test('a request id goes from the page to the provider, if it is plain', async () => {
  const { headers } = await worker.ask(good, { headers: { 'x-request-id': 'page-7f3a.42_X' } });
  assert.equal(headers.get('x-request-id'), 'page-7f3a.42_X');
  assert.equal(provider.asked[0]?.headers['x-request-id'], 'page-7f3a.42_X');
  assert.equal((await linesOf(worker.record, 'page-7f3a.42_X')).length, 1);
  for (const id of ['short', 'x'.repeat(65), '"},{"a":"', 'with space', '<script>', '-begins', '']) {
    const made = (await worker.ask(good, { headers: { 'x-request-id': id } })).headers.get('x-request-id') ?? '';
    assert.match(made, /^[0-9a-f-]{36}$/, id);
  }
});

test('an answer says how long its parts took', async () => {
  const { headers } = await worker.ask(good);
  assert.match(headers.get('server-timing') ?? '', /^caller;dur=\d+, audit;dur=\d+, upstream;dur=\d+, total;dur=\d+$/);
});

test('metrics are counted over all isolates and name nobody', async () => {
  await worker.ask(good);
  await worker.ask('/focus/api3/req?inn=1');
  await new Promise((resolve) => setTimeout(resolve, 1200));
  const { status, headers, body } = await worker.ask('/metrics', asOperator);
  assert.equal(status, 200);
  assert.match(headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  assert.match(body, /# TYPE kontragent_requests_total counter/);
  assert.match(body, /^kontragent_requests_total\{operation="focus\.req",status="400",code="length"\} \d+$/m);
  assert.match(body, /^kontragent_request_seconds_bucket\{operation="focus\.req",le="\+Inf"\} \d+$/m);
  assert.match(body, /^kontragent_companies_asked_total\{operation="focus\.req"\} \d+$/m);
  for (const line of body.split('\n')) assert.match(line, /^(|# (HELP|TYPE) .*|kontragent_[a-z_]+\{[^{}]*\} [\d.e+-]+)$/);
  const count = (/** @type {string} */ text) => Number(/requests_total\{operation="focus\.req",status="200",code=""\} (\d+)/.exec(text)?.[1]);
  await worker.ask(good);
  assert.equal(count((await worker.ask('/metrics', asOperator)).body), count(body) + 1, 'the counts of this isolate are there at once');
  assert.ok(!body.includes(inns[0] ?? ''));
});

test('who asked about whom is written down, sealed, and opened for the operator', async () => {
  const { headers } = await worker.ask(`/focus/api3/egrDetails?inn=${person}`);
  provider.answers(500, 'text/plain', 'x');
  const failed = await worker.ask(`/focus/api3/egrDetails?inn=${inns[3]}`);
  const trail = await worker.ask('/audit', asOperator);
  assert.deepEqual([trail.status, trail.headers.get('content-type')], [200, 'application/x-ndjson']);
  const entries = trail.body.trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(entries.pop(), { entries: entries.length }, 'a trail without its last line broke off');
  const entry = entries.find(({ requestId }) => requestId === headers.get('x-request-id'));
  assert.deepEqual([entry.caller, entry.operation, entry.question], ['local', 'focus.egrDetails', `GET /api3/egrDetails?inn=${person}`]);
  assert.ok(Math.abs(Date.parse(entry.at) - Date.now()) < 60_000);
  assert.ok(entries.some(({ requestId }) => requestId === failed.headers.get('x-request-id')), 'what failed was asked all the same');
  assert.ok(!entries.some(({ question }) => question.includes('secret-of-focus')));
  assert.equal((await worker.ask('/audit?day=2020-01-01', asOperator)).body, '{"entries":0}\n');
  for (const day of ['today', '2026-1-1', '../x', '2026-11-24%0a']) assert.equal((await worker.ask(`/audit?day=${day}`, asOperator)).status, 404);
});

test('a long trail is given out in full', async () => {
  provider.answers(200, 'application/json', '[]');
  await Promise.all(Array.from({ length: 1100 }, () => worker.ask('/focus/api3/stat')));
  const { body } = await worker.ask('/audit', asOperator);
  const lines = body.trim().split('\n');
  assert.ok(lines.filter((line) => line.includes('focus.stat')).length >= 1100);
  assert.deepEqual(JSON.parse(lines.pop() ?? ''), { entries: lines.length });
});

test('what is the operator’s is nobody else’s', async () => {
  for (const path of ['/metrics', '/audit']) {
    for (const headers of /** @type {Record<string, string>[]} */ ([{}, { authorization: 'Bearer wrong' }, { authorization: `Bearer ${operatorToken}0` }, { authorization: `Basic ${btoa(`operator:${operatorToken}`)}` }])) {
      assert.equal((await worker.ask(path, { headers })).status, 401, path);
    }
  }
});

test('/healthz and /readyz say whether and what, never which', async () => {
  assert.deepEqual(JSON.parse((await worker.ask('/healthz')).body), { ok: true });
  const { status, body } = await worker.ask('/readyz');
  const { providers, ...rest } = JSON.parse(body);
  assert.equal(status, 200);
  assert.equal(providers.focus, 1);
  assert.deepEqual(rest, {
    ready: true, callers: ['operator', 'local'], faults: [],
    parts: { ledger: true, audit: true, metrics: true, rateCaller: false, rateAddress: false },
  });
});

test('with anything wrong in the configuration nothing is answered, and what is wrong is named without its value', async () => {
  const wrong = /** @type {Record<string, [unknown, RegExp]>} */ ({
    FOCUS_KEY: ['hush with a space', /^FOCUS_KEY: not one word/],
    FOCUS_KEY_NEXT: ['hush\n', /^FOCUS_KEY_NEXT: not one word/],
    FOCUS_BASE_URL: ['hush:/x', /^FOCUS_BASE_URL: not an http address/],
    FSSP_TOKEN: ['hush', /^FSSP_TOKEN: must have 32 characters$/],
    NKB_LOGIN: ['hush', /^NKB_PASSWORD: is missing$/],
    HOSTS: ['https://hush.example/', /^HOSTS: not all are hosts/],
    ORIGINS: ['https://hush.example/', /^ORIGINS: not all are origins/],
    CALLERS: ['{"hush', /^CALLERS: not JSON$/],
    LIMITS: ['[{"per":"day","hush":1}]', /^LIMITS: a limit is/],
    PRICES: ['{"paid":"hush"}', /^PRICES: not all are roubles/],
    'PRICES ': ['{"focus.hush":1}', /^PRICES: a provider or operation that there is not/],
    'LIMITS ': ['[{"per":"day","roubles":1,"provider":"hush"}]', /^LIMITS: a provider that there is not/],
    CACHE: ['{"seconds":{"hush":1}}', /^CACHE: a provider or operation that there is not/],
    TOKEN_KEYS: ['{"site":"hush"}', /^CALLERS: the secret of the token key "site" needs at least 32/],
    OPERATOR_TOKEN: ['hush', /^OPERATOR_TOKEN: shorter than 32/],
    AUDIT_KEYS: ['{"2026":"hush"}', /^AUDIT_KEYS: an audit key is/],
    LOG_ABOUT: ['hush', /^LOG_ABOUT: masked, or nothing$/],
    AUDIT_DAYS: ['hush', /^AUDIT_KEYS: AUDIT_DAYS: not 1 to 3660/],
  });
  const ways = /** @type {[unknown, RegExp][]} */ ([
    [{ hush: {} }, /no such way/], [{ pages: { limits: 'hush' } }, /limits are a list/], [{ pages: { providers: ['x', 1] } }, /not a list of names/],
    [{ turnstile: { hostnames: [] } }, /turnstile\.hostnames/], [{ turnstile: { hostnames: ['a'] } }, /TURNSTILE_SECRET is missing/],
    [{ pages: { limit: [{ per: 'day', companies: 1 }] } }, /a member that there is not/], [{ pages: { jobs: 'hush' } }, /jobs: true, false or/],
    [{ pages: { jobs: { atonce: 1 } } }, /jobs: true, false or/], [{ pages: { jobs: { atOnce: 0 } } }, /jobs: true/], [{ pages: { jobs: { companies: 1.5 } } }, /jobs: true/],
    [{ pages: { limits: [{ per: 'day', companies: 1, provider: 'hush' }] } }, /pages: a provider or operation that there is not/],
    [{ local: { operations: ['focus.hush'] } }, /local: a provider or operation that there is not/], [{ local: { providers: ['hush'] } }, /local: a provider/],
    [{ tokens: {} }, /TOKEN_KEYS is missing/], [{ jwt: { issuer: 'hush' } }, /audience: text is needed/],
    [{ jwt: { issuer: 'a', audience: 'b', jwks: 'http://hush.example/' } }, /jwks: an https address/], [{ access: { team: 'hush', audience: 'b' } }, /team: an address/],
  ]);
  const cases = [...Object.entries(wrong).map(([name, [value, expected]]) => [{ [name.trim()]: value, ...(name === 'CACHE' && { CACHE_SECRET: 'a-secret-for-names-of-32-characters-' }) }, expected]), ...ways.map(([value, expected]) => [{ CALLERS: value }, expected])];
  for (const [more, expected] of /** @type {[Record<string, unknown>, RegExp][]} */ (cases)) {
    const faulty = await startRecorded('faulty', { bindings: { ...bindings(), ...more } });
    try {
      const { status, body } = await faulty.ask('/readyz');
      const { ready, faults } = JSON.parse(body);
      assert.deepEqual([status, ready, faults.length], [503, false, 1], JSON.stringify([more, faults]));
      assert.match(faults[0], expected);
      assert.ok(!faults[0].includes('hush'), faults[0]);
      const refused = await faulty.ask(good);
      assert.deepEqual([refused.status, refused.problem().code], [500, 'misconfigured']);
      assert.equal((await faulty.ask('/healthz')).status, 200);
    } finally {
      await faulty.stop();
    }
  }
  assert.equal(provider.asked.length, 0);
});

test('without a secret nothing is ready', async () => {
  const empty = await startRecorded('empty', { bindings: {} });
  try {
    const { status, body } = await empty.ask('/readyz');
    assert.deepEqual([status, JSON.parse(body).ready], [503, false]);
  } finally {
    await empty.stop();
  }
});
