// @ts-check
// Portfolio jobs in workerd: from the order to the table, through restarts, quotas and a provider that fails.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { mintToken } from 'kontragent/tokens';
import { asOperator, askedIn, eventually, inns, linesOf, operatorToken, startProvider, startRecorded } from './harness.mjs';

/** @type {Awaited<ReturnType<typeof startProvider>>} */
let provider;
let tests = 0;

const item = (/** @type {string} */ inn) => `{"inn":"${inn}","ogrn":"1${inn.padStart(12, '0')}","focusHref":"https://focus.kontur.ru/entity?query=${inn}"}`;

/** Everybody is known but those whose number ends with 7. */
const wellAnswers = () =>
  provider.answersBy((response, question) => {
    const found = askedIn(question).filter((inn) => !inn.endsWith('7')).map(item);
    response.writeHead(200, { 'content-type': 'application/json' }).end(`[${found.join(',')}]`);
  });

/** @param {object} [bindings] @param {object} [more] */
const start = (bindings = {}, more = {}) =>
  startRecorded(`jobs-${tests += 1}`, {
    bindings: { FOCUS_KEY: 'key', FOCUS_BASE_URL: `${provider.url}/focus`, CALLERS: { local: {}, pages: {} }, ORIGINS: 'https://example.ru', ...bindings },
    ...more,
  });

/** @typedef {Awaited<ReturnType<typeof start>>} Worker */

/** @param {Worker} worker @param {readonly string[]} companies */
const order = async (worker, companies, operation = 'focus.req') => {
  const reply = await worker.ask('/jobs', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ operation, companies }) });
  assert.equal(reply.status, 202, reply.body);
  const job = JSON.parse(reply.body);
  assert.equal(reply.headers.get('location'), `/jobs/${job.id}`);
  return job;
};

/** @param {Worker} worker @param {string} id @param {(progress: any) => boolean} enough @param {Record<string, string>} [headers] */
const until = async (worker, id, enough, ms = 60_000, headers = {}) => {
  for (const from = Date.now(); ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const progress = JSON.parse((await worker.ask(`/jobs/${id}`, { headers })).body);
    if (enough(progress)) return progress;
    assert.ok(Date.now() - from < ms, JSON.stringify(progress));
  }
};

const isOver = (/** @type {{ state: string }} */ { state }) => state === 'done';

before(async () => {
  provider = await startProvider();
});

beforeEach(() => {
  provider.asked.length = 0;
  wellAnswers();
});

after(() => provider.stop());

test('a portfolio is asked about by the hundred, and comes out as lines and as a table', async () => {
  const worker = await start();
  try {
    const companies = Array.from({ length: 1234 }, (_, number) => innOf(number));
    const job = await order(worker, [...companies, companies[0] ?? '', '6663003128', 'ООО']);
    assert.deepEqual([job.total, job.invalid, job.operation], [1236, 2, 'focus.req']);
    const progress = await until(worker, job.id, isOver);
    const missing = companies.filter((inn) => inn.endsWith('7')).length;
    assert.deepEqual([progress.done, progress.found, progress.missing, progress.failed, progress.invalid, progress.waiting], [1236, 1234 - missing, missing, 0, 2, 0]);
    assert.deepEqual(provider.asked.map((question) => askedIn(question).length).sort((a, b) => a - b), [34, ...Array(12).fill(100)]);
    assert.equal(new Set(provider.asked.flatMap(askedIn)).size, 1234);

    const lines = await worker.ask(`/jobs/${job.id}/results`);
    assert.deepEqual(['content-type', 'x-job-state', 'x-job-total'].map((name) => lines.headers.get(name)), ['application/x-ndjson', 'done', '1236']);
    const rows = lines.body.trim().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(rows.slice(0, 1234).map(({ asked }) => asked.inn), companies, 'in the order of the portfolio');
    assert.deepEqual(rows.slice(1234).map(({ asked, state, code }) => [asked.text, state, code]), [['6663003128', 'invalid', 'checksum'], ['ООО', 'invalid', 'characters']]);
    for (const { asked, state, items } of rows.slice(0, 1234)) {
      assert.equal(state, asked.inn.endsWith('7') ? 'missing' : 'found');
      if (items) assert.deepEqual([items.length, items[0].inn], [1, asked.inn]);
    }
    const csv = await worker.ask(`/jobs/${job.id}/results?format=csv`);
    assert.equal(csv.headers.get('content-type'), 'text/csv; charset=utf-8');
    assert.match(csv.headers.get('content-disposition') ?? '', /^attachment; filename="[0-9a-f-]{36}\.csv"$/);
    const table = csv.body.replace(/^\ufeff/, '').trimEnd().split('\r\n');
    assert.equal(table.length, 1237);
    assert.match(table[0] ?? '', /^asked,state,code,inn,ogrn,/);
    assert.equal((await worker.ask(`/jobs/${job.id}/results?format=xls`)).problem().code, 'format-unknown');
  } finally {
    await worker.stop();
  }
});

test('a list of text is an order too, and what is none is refused', async () => {
  const worker = await start();
  const post = (/** @type {string} */ at, /** @type {string} */ body, type = 'text/plain') => worker.ask(at, { method: 'POST', body, headers: { 'content-type': type } });
  try {
    const accepted = await post('/jobs?operation=focus.req', `${inns.slice(0, 2).join('\r\n')}\r\n`);
    assert.deepEqual([accepted.status, JSON.parse(accepted.body).total], [202, 2]);
    for (const [at, body, type, status, code] of /** @type {[string, string, string, number, string][]} */ ([
      ['/jobs', inns[0] ?? '', 'text/plain', 404, 'no-such-route'],
      ['/jobs?operation=focus.excerpt', inns[0] ?? '', 'text/plain', 404, 'no-such-route'],
      ['/jobs?operation=focus.req', '', 'text/plain', 400, 'missing-parameter'],
      ['/jobs', '{', 'application/json', 400, 'unreadable-parameters'],
      ['/jobs', '{"operation":"focus.req","companies":["6663003127"],"key":"stolen"}', 'application/json', 400, 'unknown-parameter'],
      ['/jobs?operation=focus.req', 'x'.repeat(3 << 20), 'text/plain', 413, 'body-too-large'],
    ])) {
      const reply = await post(at, body, type);
      assert.deepEqual([reply.status, reply.problem().code], [status, code], body.slice(0, 60));
    }
    // What is no identifier may be as long as an order, and made of what takes six bytes in JSON.
    for (const [text, length] of /** @type {[string, number][]} */ ([['x'.repeat(2 << 20), 1], [Array.from({ length: 20_000 }, (_, number) => `${'\u0001'.repeat(90)}${number}`).join('\n'), 20_000]])) {
      const long = await post('/jobs?operation=focus.req', text);
      assert.deepEqual([long.status, JSON.parse(long.body).state, JSON.parse(long.body).invalid], [202, 'done', length], long.body);
    }
    const many = Array.from({ length: 100_001 }, (_, number) => String(number).padStart(10, '0')).join('\n');
    assert.equal((await post('/jobs?operation=focus.req', many)).problem().code, 'too-many-identifiers');
  } finally {
    await worker.stop();
  }
});

test('nobody but its owner knows of a job', async () => {
  const worker = await start();
  try {
    const { id } = await order(worker, inns);
    const headers = { origin: 'https://example.ru' };
    for (const [at, method] of [[`/jobs/${id}`, 'GET'], [`/jobs/${id}/results`, 'GET'], [`/jobs/${id}`, 'DELETE']]) {
      assert.equal((await worker.ask(at ?? '', { method: method ?? '', headers })).problem().code, 'no-such-job', `${method} ${at}`);
    }
    assert.equal((await worker.ask(`/jobs/${crypto.randomUUID()}`)).status, 404);
    assert.equal((await until(worker, id, isOver)).found, inns.filter((inn) => !inn.endsWith('7')).length);
  } finally {
    await worker.stop();
  }
});

test('a job that is stopped keeps what it found, and is thrown away when it is asked to be', async () => {
  const worker = await start();
  try {
    provider.answersBy((response, question) => void setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(`[${askedIn(question).map(item).join(',')}]`);
    }, 200));
    const { id } = await order(worker, Array.from({ length: 5000 }, (_, number) => innOf(number)));
    await until(worker, id, ({ found }) => found > 0);
    assert.equal(JSON.parse((await worker.ask(`/jobs/${id}`, { method: 'DELETE' })).body).state, 'cancelled');
    await new Promise((resolve) => setTimeout(resolve, 600));
    const asked = provider.asked.length;
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.equal(provider.asked.length, asked, 'nothing more is asked');
    const progress = JSON.parse((await worker.ask(`/jobs/${id}`)).body);
    assert.equal(progress.state, 'cancelled');
    assert.ok(progress.found > 0 && progress.waiting > 0, JSON.stringify(progress));
    assert.equal((await worker.ask(`/jobs/${id}/results`)).body.trim().split('\n').length, 5000);
    assert.equal(JSON.parse((await worker.ask(`/jobs/${id}`, { method: 'DELETE' })).body).state, 'deleted');
    assert.equal((await worker.ask(`/jobs/${id}`)).status, 404);
  } finally {
    await worker.stop();
  }
});

test('a job goes on after it was killed in the middle, and what was asked again is charged and told', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kontragent-jobs-'));
  const more = { durableObjectsPersist: folder };
  const settings = { CALLERS: { local: { limits: [{ per: 'month', companies: 100_000 }] } }, CACHE_SECRET: 'a-secret-for-names-of-32-characters-' };
  const companies = Array.from({ length: 3000 }, (_, number) => innOf(number));
  const answer = (/** @type {import('node:http').ServerResponse} */ response, /** @type {import('./harness.mjs').Asked} */ question) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(`[${askedIn(question).map(item).join(',')}]`);
  /** Answers so many of the questions from now on, and leaves the rest hanging, until there are so many of them in all. @param {number} answered @param {number} all */
  const hanging = (answered, all) => {
    const before = provider.asked.length;
    provider.answersBy((response, question) => void (provider.asked.length - before <= answered && answer(response, question)));
    return eventually(() => provider.asked.length - before === all);
  };
  const name = `jobs-${tests + 1}`;
  const restart = () => {
    tests = Number(name.slice(5)) - 1;
    return start(settings, more);
  };
  let hang = hanging(8, 12);
  let worker = await restart();
  try {
    const { id } = await order(worker, companies);
    // Four questions are under way; then they are again; and at last three of them and none in the place of the fourth.
    for (const [answered, all, found] of [[0, 4, 800], [1, 4, 800], [Infinity, Infinity, 900]]) {
      await hang;
      await until(worker, id, (progress) => progress.found === found);
      await worker.stop(); // with SIGKILL
      if (Number.isFinite(all)) hang = hanging(answered ?? 0, all ?? 0);
      else provider.answersBy(answer);
      worker = await restart();
      await worker.ask(`/jobs/${id}`);
    }
    const progress = await until(worker, id, isOver);
    assert.deepEqual([progress.found, progress.failed, progress.total], [3000, 0, 3000]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const usage = JSON.parse((await worker.ask('/usage')).body);
    const heard = provider.asked.flatMap(askedIn).length;
    assert.equal(heard, 3000 + 400 + 400 + 300);
    assert.deepEqual([usage.left[0].companies, progress.askedAgain], [100_000 - heard, heard - 3000]);
    assert.deepEqual(usage.spent.filter((/** @type {any} */ { period }) => period.length === 7).map((/** @type {any} */ { questions, companies: each }) => [questions, each]), [[heard / 100, heard]]);
    const rows = (await worker.ask(`/jobs/${id}/results`)).body.trim().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(rows.map(({ asked, items }) => [asked.inn, items.length]), companies.map((inn) => [inn, 1]));
    assert.equal(new Set(provider.asked.flatMap(askedIn)).size, 3000);
  } finally {
    await worker.stop();
  }
});

test('a job waits for its quota, and for a provider that is ill', async () => {
  const worker = await start({ CALLERS: { local: { limits: [{ per: 'day', companies: 250 }] } } });
  try {
    const { id } = await order(worker, Array.from({ length: 600 }, (_, number) => innOf(number)));
    const paused = await until(worker, id, ({ state, done }) => state === 'paused' && done === 200);
    assert.deepEqual([paused.code, paused.failed, paused.waiting], ['quota-used-up', 0, 400]);
    assert.ok(Date.parse(paused.resumesAt) > Date.now() + 1000);
    assert.equal(provider.asked.length, 2);
  } finally {
    await worker.stop();
  }
  const second = await start();
  try {
    provider.asked.length = 0;
    provider.answers(503, 'text/plain', '', { 'retry-after': '1' });
    const { id } = await order(second, inns);
    await until(second, id, ({ code }) => code === 'provider-trouble');
    wellAnswers();
    const progress = await until(second, id, isOver);
    assert.deepEqual([progress.failed, progress.code], [0, undefined]);
  } finally {
    await second.stop();
  }
});

/** Made-up ИНН of legal entities with right check digits. @param {number} number */
function innOf(number) {
  const nine = String(770000000 + number);
  const sum = [2, 4, 10, 3, 5, 9, 4, 6, 8].reduce((total, weight, at) => total + weight * Number(nine[at]), 0);
  return nine + String((sum % 11) % 10);
}

test('what came along about others is a line of its own, and what is too large to be kept is asked about once', async () => {
  const worker = await start();
  const [one = '', other = '', huge = ''] = inns;
  try {
    provider.answersBy((response, question) => {
      const items = [...askedIn(question).map((inn) => (inn === huge ? item(inn).replace('{', `{"note":"${'x'.repeat(2 << 20)}",`) : item(inn))), item('7725604637')];
      response.writeHead(200, { 'content-type': 'application/json' }).end(`[${items.join(',')}]`);
    });
    const { id } = await order(worker, [one, other, huge]);
    const { found, failed } = await until(worker, id, isOver);
    assert.deepEqual([found, failed, provider.asked.length], [2, 1, 1]);
    const rows = (await worker.ask(`/jobs/${id}/results`)).body.trim().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(rows.map(({ asked, state, code, items }) => [asked.inn ?? asked.text, state, code, items?.[0].inn]), [
      [one, 'found', undefined, one], [other, 'found', undefined, other], [huge, 'failed', 'too-large', undefined], ['', 'extra', undefined, '7725604637'],
    ]);
  } finally {
    await worker.stop();
  }
});

test('with anything wrong in the configuration a job asks nothing, and goes on when it is right again', async () => {
  const more = { durableObjectsPersist: mkdtempSync(path.join(os.tmpdir(), 'kontragent-jobs-')) };
  const name = tests + 1;
  provider.answersBy(() => {});
  let worker = await start({}, more);
  try {
    const { id } = await order(worker, inns);
    await eventually(() => provider.asked.length);
    for (const wrong of [{ LIMITS: '[{"per":"day","companys":1}]' }, { AUDIT_KEYS: '{"2026":"short"}' }]) {
      await worker.stop();
      provider.asked.length = 0;
      wellAnswers();
      tests = name - 1;
      worker = await start(wrong, more);
      assert.equal((await worker.ask(`/jobs/${id}`)).problem().code, 'misconfigured');
      await new Promise((resolve) => setTimeout(resolve, 1500));
      assert.deepEqual(provider.asked, []);
    }
    await worker.stop();
    tests = name - 1;
    worker = await start({}, more);
    assert.equal((await until(worker, id, isOver)).found, inns.filter((inn) => !inn.endsWith('7')).length);
  } finally {
    await worker.stop();
  }
});

test('the operator can stop a job and throw it away, but not read it; and not everybody may order one', async () => {
  const worker = await start({ OPERATOR_TOKEN: operatorToken, CALLERS: { local: {}, pages: { jobs: false } } });
  try {
    provider.answersBy(() => {});
    const { id } = await order(worker, inns);
    const asOwner = async () => JSON.parse((await worker.ask(`/jobs/${id}`)).body).state;
    assert.equal((await worker.ask(`/jobs/${id}/results`, asOperator)).problem().code, 'no-such-job');
    const end = async () => JSON.parse((await worker.ask(`/jobs/${id}`, { method: 'DELETE', ...asOperator })).body);
    assert.deepEqual([(await end()).state, await asOwner()], ['cancelled', 'cancelled']);
    assert.deepEqual([(await end()).state, (await end()).code], ['deleted', 'no-such-job']);
    const page = await worker.ask('/jobs?operation=focus.req', { method: 'POST', body: inns.join('\n'), headers: { origin: 'https://example.ru', 'content-type': 'text/plain' } });
    assert.equal(page.problem().code, 'not-permitted');
  } finally {
    await worker.stop();
  }
});

test('a job stops when its owner may not ask that any more, and keeps what it found', async () => {
  const more = { durableObjectsPersist: mkdtempSync(path.join(os.tmpdir(), 'kontragent-jobs-')) };
  const secret = 'the secret of a site, which is long enough';
  const settings = (/** @type {object} */ sites, keys = {}) => ({ OPERATOR_TOKEN: operatorToken, TOKEN_KEYS: { 'shop.1': secret, ...keys }, CALLERS: { local: { limits: [{ per: 'month', companies: 1e6 }] }, pages: {}, tokens: { sites } } });
  const name = tests + 1;
  const again = async (/** @type {object} */ bindings) => {
    tests = name - 1;
    return start(bindings, more);
  };
  const companies = Array.from({ length: 1000 }, (_, number) => innOf(number));
  const withToken = async (/** @type {Record<string, unknown>} */ claims = {}) => ({ authorization: `Bearer ${await mintToken({ key: { id: 'shop.1', secret }, subject: 'v', ...claims })}` });
  /** @type {Record<string, string>} */
  const page = { origin: 'https://example.ru' };
  /** @param {Worker} worker @param {Record<string, string>} headers */
  const ordered = async (worker, headers) => {
    const body = JSON.stringify({ operation: 'focus.req', companies });
    const reply = await worker.ask('/jobs', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
    assert.equal(reply.status, 202, reply.body);
    return JSON.parse(reply.body).id;
  };
  /** Four questions are answered, and no more. */
  const fewAnswers = () => {
    const before = provider.asked.length;
    provider.answersBy((response, question) => {
      if (provider.asked.length - before <= 4) response.writeHead(200, { 'content-type': 'application/json' }).end(`[${askedIn(question).map(item).join(',')}]`);
    });
  };
  const quota = (/** @type {number} */ most) => settings({ shop: { limits: [{ per: 'month', companies: most }] } });
  let worker = await again(quota(1e6));
  try {
    /** @type {[why: string, headers: Record<string, string>, bindings: object, left?: object[]][]} */
    const cases = [
      ['the site is gone', await withToken(), { ...settings({}), TOKEN_KEYS: { 'other.1': secret } }],
      ['the operation is taken away', await withToken(), settings({ shop: { operations: ['focus.contacts'] } })],
      ['the provider is taken away', await withToken(), settings({ shop: { providers: ['nkb'] } })],
      ['jobs are taken away', await withToken(), settings({ shop: { jobs: false } })],
      ['the way is closed', {}, { ...settings({}), CALLERS: { local: false } }],
      ['the page is gone', page, { ...settings({}), ORIGINS: 'https://other.example' }],
      ['the secret is replaced', await withToken({ operations: ['focus.req'] }), { ...settings({}), TOKEN_KEYS: { 'shop.2': `${secret}!` } }, []],
      ['the quota is another', await withToken({ subject: 'q' }), quota(1300), [{ state: 'paused', code: 'quota-used-up', done: 900 }]],
    ];
    for (const [why, headers, bindings, left] of cases) {
      provider.asked.length = 0;
      fewAnswers();
      const id = await ordered(worker, headers);
      await until(worker, id, ({ found }) => found === 400, 60_000, headers);
      await worker.stop();
      provider.asked.length = 0;
      wellAnswers();
      worker = await again(bindings);
      // The operator looks, which wakes it; its owner can when it is known again.
      const caller = headers === page ? 'page:https://example.ru' : headers.authorization ? (left?.length ? 'token:shop:q' : 'token:shop:v') : 'local';
      const underWay = async () => JSON.parse((await worker.ask(`/jobs?caller=${encodeURIComponent(caller)}`, asOperator)).body).jobs;
      await underWay();
      if (!left) {
        const { requestId, status, code } = (await linesOf(worker.record, id)).find(({ operation }) => operation === 'focus.req');
        assert.deepEqual([requestId, status, code], [id, 403, 'not-permitted'], why);
        assert.deepEqual(provider.asked, [], why);
        await worker.stop();
        worker = await again(quota(1e6));
        const progress = await until(worker, id, () => true, 0, headers);
        assert.deepEqual([progress.state, progress.code, progress.found, progress.waiting], ['stopped', 'not-permitted', 400, 600], why);
        const rows = await worker.ask(`/jobs/${id}/results`, { headers });
        assert.deepEqual([rows.headers.get('x-job-state'), rows.body.trim().split('\n').length], ['stopped', 1000]);
        assert.deepEqual((await underWay()), []);
        await new Promise((resolve) => setTimeout(resolve, 300));
        assert.deepEqual(provider.asked, [], `${why}: and it does not go on by itself`);
      } else {
        const isStill = ({ state = '', done = 0 }) => state === 'paused' && done > 400;
        await eventually(async () => (await underWay()).every(isStill), 20_000);
        assert.deepEqual((await underWay()).map((/** @type {any} */ { state, code, done }) => ({ state, code, done })), left, why);
        await worker.stop();
        worker = await again(quota(1e6));
        assert.equal((await until(worker, id, () => true, 0, headers)).state, left.length ? 'paused' : 'done', why);
      }
    }
  } finally {
    await worker.stop();
  }
});

test('a caller has so many jobs at the same time, about so many companies, and can find and stop them', async () => {
  const worker = await start({ OPERATOR_TOKEN: operatorToken, CALLERS: { local: { jobs: { atOnce: 2, companies: 7 } }, pages: {} } });
  try {
    /** @type {(() => void)[]} */
    const held = [];
    const answer = (/** @type {import('node:http').ServerResponse} */ response, /** @type {import('./harness.mjs').Asked} */ question) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(`[${askedIn(question).map(item).join(',')}]`);
    provider.answersBy((response, question) => void held.push(() => answer(response, question)));
    const post = (/** @type {readonly string[]} */ companies, /** @type {Record<string, string>} */ headers = {}) =>
      worker.ask('/jobs?operation=focus.req', { method: 'POST', body: companies.join('\n'), headers: { 'content-type': 'text/plain', ...headers } });
    const jobs = async (/** @type {RequestInit} */ init = {}, query = '') => JSON.parse((await worker.ask(`/jobs${query}`, init)).body).jobs;
    // Five at once, with room for two: the others do not slip in while the jobs are asked how they stand.
    const five = await Promise.all(Array.from({ length: 5 }, () => post(inns.slice(0, 2))));
    assert.deepEqual(five.map(({ status }) => status).sort(), [202, 202, 429, 429, 429]);
    const refused = five.find(({ status }) => status === 429)?.problem();
    assert.deepEqual([refused.code, refused.kind], ['too-many-jobs', 'RateLimitError']);
    const ids = five.filter(({ status }) => status === 202).map(({ body }) => JSON.parse(body).id).sort();
    assert.deepEqual((await jobs()).map((/** @type {any} */ { id, waiting }) => `${id} ${waiting}`).sort(), ids.map((id) => `${id} 2`));
    assert.deepEqual(await jobs(asOperator), []);
    assert.equal((await worker.ask('/jobs', { headers: { origin: 'https://example.ru' } })).problem().code, 'not-permitted', 'a page is many people');
    assert.deepEqual((await jobs(asOperator, '?caller=local')).map((/** @type {any} */ { id }) => id).sort(), ids);
    assert.equal((await post(inns, { origin: 'https://example.ru' })).status, 202, 'another caller');

    await worker.ask(`/jobs/${ids[0]}`, { method: 'DELETE' });
    assert.equal((await post(inns)).problem().code, 'too-many-jobs', 'two wait, and six are more than five');
    assert.equal((await post(inns.slice(0, 5))).status, 202, 'one is stopped');
    assert.equal((await post(inns.slice(0, 1))).problem().code, 'too-many-jobs');
    provider.answersBy(answer);
    for (const give of held) give();
    await eventually(async () => !(await jobs()).length, 10_000);
    assert.equal((await post(inns.slice(0, 5))).status, 202, 'what is done counts no more');
  } finally {
    await worker.stop();
  }
});

test('what gives a secret back is in no result of a job', async () => {
  const key = 'a-key-that-must-not-get-out';
  const worker = await start({ FOCUS_KEY: key });
  try {
    provider.answers(200, 'application/json', `[{"inn":"${inns[0]}","ogrn":"1026605606620","focusHref":"https://focus.kontur.ru/?key=${key}"}]`);
    const { id } = await order(worker, [inns[0] ?? '']);
    const { code, found } = await until(worker, id, ({ state }) => state === 'paused');
    assert.deepEqual([code, found], ['secret-returned', 0]);
    assert.ok(!(await worker.ask(`/jobs/${id}/results`)).body.includes(key));
  } finally {
    await worker.stop();
  }
});

test('a job goes on while a key is replaced; with none that is known it waits, and nothing is charged', async () => {
  let known = 'next';
  provider.answersBy((response, question) => {
    const isKnown = new URL(question.url, 'http://x').searchParams.get('key') === known;
    response.writeHead(isKnown ? 200 : 403, { 'content-type': isKnown ? 'application/json' : 'text/plain' });
    response.end(isKnown ? `[${askedIn(question).map(item).join(',')}]` : 'No valid key specified');
  });
  const worker = await start({ FOCUS_KEY: 'old', FOCUS_KEY_NEXT: 'next', CALLERS: { local: { limits: [{ per: 'month', companies: 1000 }] } } });
  const left = async () => JSON.parse((await worker.ask('/usage')).body).left[0].companies;
  try {
    const companies = Array.from({ length: 300 }, (_, number) => innOf(number));
    const first = await until(worker, (await order(worker, companies)).id, isOver);
    assert.deepEqual([first.found, first.askedAgain, provider.asked.length], [300, 0, 6], 'each question with both keys');
    assert.equal(await left(), 700);
    known = 'another';
    const { id } = await order(worker, companies);
    const waiting = await until(worker, id, ({ state }) => state === 'paused');
    assert.deepEqual([waiting.code, waiting.failed, waiting.waiting], ['key-refused', 0, 300]);
    await eventually(async () => (await left()) === 700);
    known = 'old';
    const second = await until(worker, id, isOver);
    assert.deepEqual([second.found, second.failed, second.code], [300, 0, undefined]);
    assert.equal(await left(), 400);
  } finally {
    await worker.stop();
  }
});

test('the questions of a job are recorded like everybody’s', async () => {
  const worker = await start({ OPERATOR_TOKEN: operatorToken, AUDIT_KEYS: JSON.stringify({ a: Buffer.alloc(32, 7).toString('base64') }) });
  try {
    const companies = Array.from({ length: 250 }, (_, number) => innOf(number));
    const { id } = await order(worker, companies);
    await until(worker, id, isOver);
    const trail = (await worker.ask('/audit', asOperator)).body.trim().split('\n').map((line) => JSON.parse(line)).filter(({ requestId }) => requestId === id);
    assert.deepEqual(trail.map(({ caller, operation }) => [caller, operation]), Array(3).fill(['local', 'focus.req']));
    assert.deepEqual(trail.flatMap(({ question }) => askedIn({ url: question.slice(4) })).sort(), [...companies].sort());
    const lines = (await linesOf(worker.record, id)).filter(({ operation }) => operation === 'focus.req');
    assert.deepEqual(lines.map(({ status, asked }) => [status, asked]).sort(), [[200, 100], [200, 100], [200, 50]].sort());
    assert.ok(!lines.some((line) => JSON.stringify(line).includes(companies[0] ?? '')), 'not about whom');
    await eventually(async () => /^kontragent_companies_asked_total\{operation="focus.req"\} 250$/m.test((await worker.ask('/metrics', asOperator)).body));
  } finally {
    await worker.stop();
  }
});
