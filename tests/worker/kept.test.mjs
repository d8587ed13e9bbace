// @ts-check
// Asking once, in workerd with its Durable Objects: what is known is not asked again.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { connect } from 'kontragent';
import { askedIn, eventually, good, inns, startProvider, startRecorded } from './harness.mjs';

const operator = 'operator-token-of-at-least-32-characters';

/** @type {Awaited<ReturnType<typeof startProvider>>} */
let provider;
/** @type {Awaited<ReturnType<typeof startRecorded>>} */
let worker;
/** A new one for every test, so that nothing is known. */
let tests = 0;

/** The provider's item of a company, with white space and an escape of its own. @param {string} inn */
const item = (inn) => `{ "inn":"${inn}", "ogrn":"1${inn.padStart(12, '0')}", "analytics":{"q1001":1}, "note":"\\/ 1.50", "price": 1.50 }`;

/** Companies that the provider knows, answered in its own order. @param {readonly string[]} known */
const knows = (known) =>
  provider.answersBy((response, question) => {
    const found = askedIn(question).filter((inn) => known.includes(inn)).map(item);
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(`[${found.join(',')}]`);
  });

/** @param {readonly string[]} list @param {string} [rest] */
const req = (list, rest = '') => `/focus/api3/req?inn=${list.join(',')}${rest}`;

/** @param {object} [bindings] */
const start = (bindings = {}) =>
  startRecorded(`kept-${tests += 1}`, {
    bindings: {
      FOCUS_KEY: 'key',
      FOCUS_BASE_URL: `${provider.url}/focus`,
      CACHE_SECRET: 'a-secret-for-names-of-32-characters-',
      OPERATOR_TOKEN: operator,
      CALLERS: { local: {} },
      PATIENCE: { retries: 0, breaker: false },
      ...bindings,
    },
  });

before(async () => {
  provider = await startProvider();
});

beforeEach(() => {
  provider.asked.length = 0;
  knows(inns);
});

after(() => provider.stop());

/** @param {(path: string, init?: RequestInit) => Promise<import('./harness.mjs').Reply>} ask @param {readonly string[]} companies */
const purge = (ask, companies) =>
  ask('/purge', { method: 'POST', headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json' }, body: JSON.stringify({ companies }) });

test('an answer is asked for once, and comes back to the byte', async () => {
  worker = await start();
  try {
    const first = await worker.ask(good);
    assert.deepEqual([first.status, first.headers.get('x-cache'), first.headers.get('age')], [200, 'miss', null]);
    const again = await worker.ask(good);
    assert.deepEqual([again.status, again.headers.get('x-cache'), again.headers.get('age')], [200, 'hit', '0']);
    assert.equal(again.body, first.body);
    assert.equal(again.headers.get('content-type'), 'application/json; charset=utf-8');
    assert.equal(provider.asked.length, 1);
    // The same question, spelt in another way; another operation about the same company.
    assert.equal((await worker.ask(`${good}&`)).headers.get('x-cache'), 'hit');
    assert.equal((await worker.ask('/focus/api3/analytics?inn=6663003127')).headers.get('x-cache'), 'miss');
    assert.equal((await worker.ask(`${good}&xml=true`)).status, 502, 'the provider gave no XML');
  } finally {
    await worker.stop();
  }
});

test('of a hundred companies of which sixty are known, forty are asked about', async () => {
  worker = await start({ CACHE: { shelfCount: 3 } });
  try {
    const all = Array.from({ length: 100 }, (_, number) => innOf(number));
    knows(all.filter((_, number) => number % 10 !== 3));
    const sixty = all.filter((_, number) => number % 5 < 3);
    await worker.ask(req(sixty));
    const { headers, body } = await worker.ask(req(all));
    assert.equal(headers.get('x-cache'), 'partial');
    const [, second] = provider.asked;
    assert.deepEqual(second && askedIn(second), all.filter((inn) => !sixty.includes(inn)));
    assert.equal(body, `[${all.filter((_, number) => number % 10 !== 3).map(item).join(',')}]`, 'in the order of the question, to the byte');
    // Those that the provider does not know are known to be unknown.
    assert.equal((await worker.ask(req(all))).headers.get('x-cache'), 'hit');
    assert.equal((await worker.ask(req([...all].reverse()))).headers.get('x-cache'), 'hit');
    assert.equal(provider.asked.length, 2);
  } finally {
    await worker.stop();
  }
});

test('an ИНН with several ОГРН is one piece, and a company asked about in two ways comes once', async () => {
  worker = await start();
  try {
    const [inn = ''] = inns;
    const items = [`{"inn":"${inn}","ogrn":"1026605606620"}`, `{"inn":"${inn}","ogrn":"1036605606629"}`];
    provider.answersBy((response, { url }) => {
      const both = url.includes('inn=');
      response.writeHead(200, { 'content-type': 'application/json' }).end(`[${(both ? items : items.slice(0, 1)).join(',')}]`);
    });
    await worker.ask(req([inn]));
    await worker.ask('/focus/api3/req?ogrn=1026605606620');
    const { body, headers } = await worker.ask(`/focus/api3/req?inn=${inn}&ogrn=1026605606620`);
    assert.deepEqual([headers.get('x-cache'), body], ['hit', `[${items.join(',')}]`]);
  } finally {
    await worker.stop();
  }
});

test('what cannot be cut without a doubt is given as it is, and not kept', async () => {
  worker = await start();
  try {
    for (const body of ['[{"inn":"7708503727","ogrn":"1"}]', '[{"inn":"6663003127"}]', '[{"inn":"6663003127"}', '{"a":1}', '[{"inn":6663003127}]']) {
      provider.asked.length = 0;
      provider.answers(200, 'application/json', body);
      for (let time = 1; time <= 2; time += 1) {
        const reply = await worker.ask(good);
        assert.deepEqual([reply.status, reply.body, reply.headers.get('x-cache'), provider.asked.length], [200, body, 'miss', time], body);
      }
    }
  } finally {
    await worker.stop();
  }
});

test('an answer to the rest of a question that cannot be read makes no company unknown', async () => {
  worker = await start();
  try {
    const [known = '', other = '', third = ''] = inns;
    await worker.ask(req([known]));
    for (const body of ['', '\n', '[]x', '<html>[]</html>', '{"error":[]}', 'null', `[${item(other)}`, `[${item(other)},{"a":[1]}`]) {
      provider.answers(200, 'application/json', body);
      const { headers, body: got } = await worker.ask(req([known, other]));
      assert.equal(headers.get('content-type'), 'application/vnd.kontragent.partial+json', body);
      const { found, failed, problem } = JSON.parse(got);
      assert.deepEqual([found.length, failed, problem.code], [1, { inn: [other] }, 'not-the-document'], body);
    }
    // A list with a company that was not asked about cannot be cut, but can be handed on.
    provider.answers(200, 'application/json', `[${item(other)},${item(third)}]`);
    assert.equal((await worker.ask(req([known, other]))).body, `[${[known, other, third].map(item).join(',')}]`);
  } finally {
    await worker.stop();
  }
});

test('what is kept as it is is whole, is not given when it says nothing and is old, and is thrown away with its companies', async () => {
  const nkb = { NKB_LOGIN: 'login', NKB_PASSWORD: 'password', NKB_BASE_URL: provider.url };
  worker = await start({ ...nkb, CACHE: { seconds: { 'focus.reqMon': 1, 'nkb.company': 1 }, staleSeconds: 60 } });
  const cached = async (/** @type {string} */ path) => (await worker.ask(path)).headers.get('x-cache');
  const page = (/** @type {number} */ total, /** @type {string} */ list) =>
    `{"total":${total},"pageSize":10,"pageNumber":1,"pageCount":${total},"firstNumber":${total},"lastNumber":${total},"list":[${list}]}`;
  const [xml, changes, company] = [`${good}&xml=true`, '/focus/api3/req/mon?date=2026-01-01', '/nkb/api/company?inn=6663003127'];
  try {
    provider.answers(200, 'application/xml', '<ArrayOfReq><Req><Inn>6663003127</Inn>');
    assert.deepEqual([await cached(xml), await cached(xml)], ['miss', 'miss'], 'it broke off');
    provider.answers(200, 'application/json', '{"error":"the database is being updated"}');
    assert.deepEqual([await cached(changes), await cached(changes)], ['miss', 'miss'], 'it is no list');
    for (const [path, nothing, something] of [[changes, '[]', `[${item(inns[0] ?? '')}]`], [company, page(0, ''), page(1, '{"id":"1","inn":"6663003127","name":"А"}')]]) {
      provider.answers(200, 'application/json', nothing ?? '');
      assert.deepEqual([await cached(path ?? ''), await cached(path ?? '')], ['miss', 'hit']);
      await new Promise((resolve) => setTimeout(resolve, 1200));
      provider.answers(503, 'text/html', '<html>');
      assert.equal((await worker.ask(path ?? '')).problem().code, 'provider-trouble', 'that there was nothing is no answer to fall back on');
      provider.answers(200, 'application/json', something ?? '');
      assert.equal(await cached(path ?? ''), 'miss');
      await new Promise((resolve) => setTimeout(resolve, 1200));
      provider.answers(503, 'text/html', '<html>');
      assert.equal(await cached(path ?? ''), 'stale');
    }
    provider.answers(200, 'application/xml', '<ArrayOfReq><Req><Inn>6663003127</Inn><Ogrn>1026605606620</Ogrn></Req></ArrayOfReq>');
    for (const identifier of ['6663003127', '1026605606620']) {
      assert.deepEqual([await cached(xml), await cached(xml)], ['miss', 'hit']);
      await purge(worker.ask, [identifier]);
    }
    assert.equal(await cached(xml), 'miss');
  } finally {
    await worker.stop();
  }
});

test('whoever waits for somebody who fails gets what is too old as well', async () => {
  worker = await start({ CACHE: { seconds: { 'focus.req': 1 }, staleSeconds: 60 } });
  try {
    await worker.ask(good);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    provider.answersBy((response) => void setTimeout(() => response.writeHead(503).end(), 500));
    const replies = await Promise.all(Array.from({ length: 5 }, () => worker.ask(good)));
    assert.deepEqual(replies.map(({ status, headers }) => `${status} ${headers.get('x-cache')}`), Array(5).fill('200 stale'));
    assert.equal(provider.asked.length, 2);
  } finally {
    await worker.stop();
  }
});

test('errors are not kept, and neither is what a link that works once points to', async () => {
  worker = await start();
  try {
    provider.answers(404, 'text/plain', 'x');
    await worker.ask(good);
    knows(inns);
    assert.equal((await worker.ask(good)).headers.get('x-cache'), 'miss');
    for (const path of ['/focus/api3/briefReport?inn=6663003127', '/focus/api3/stat']) {
      provider.asked.length = 0;
      await worker.ask(path);
      assert.equal((await worker.ask(path)).headers.get('x-cache'), null, path);
      assert.equal(provider.asked.length, 2, path);
    }
  } finally {
    await worker.stop();
  }
});

test('a lifetime for all of a provider makes nothing kept that is of the moment, or that changes something', async () => {
  worker = await start({ CACHE: { seconds: { focus: 3600 } }, CALLERS: { local: { operations: ['*'] } } });
  try {
    provider.answers(200, 'application/json', '[]');
    const list = { method: 'POST', body: inns[0] ?? '', headers: { 'content-type': 'text/plain' } };
    for (const [path, init] of /** @type {[string, RequestInit?][]} */ ([['/focus/api3/monList', list], ['/focus/api3/briefReport?inn=6663003127'], ['/focus/api3/stat']])) {
      provider.asked.length = 0;
      for (let time = 0; time < 2; time += 1) assert.equal((await worker.ask(path, init)).status, 200, path);
      assert.equal(provider.asked.length, 2, path);
    }
  } finally {
    await worker.stop();
  }
});

test('what is too large to be kept holds up nobody who asks the same, nor what came with it', async () => {
  worker = await start();
  try {
    const [huge = '', small = ''] = inns;
    provider.answersBy((response, question) => {
      const items = askedIn(question).map((inn) => (inn === huge ? item(inn).replace('{', `{"note":"${'x'.repeat(3 << 20)}",`) : item(inn)));
      setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end(`[${items.join(',')}]`), 300);
    });
    const from = Date.now();
    const [one, other] = await Promise.all([worker.ask(req([huge, small])), worker.ask(req([small, huge]))]);
    assert.ok(Date.now() - from < 10_000, 'before a turn is over');
    for (const { status, body } of [one, other]) assert.deepEqual([status, body.length > 3 << 20, JSON.parse(body).length], [200, true, 2]);
    assert.deepEqual(provider.asked.map((question) => askedIn(question).sort()), [[huge, small].sort(), [huge]]);
    await eventually(async () => (await worker.ask(req([small]))).headers.get('x-cache') === 'hit');
    assert.equal((await worker.ask(req([huge]))).headers.get('x-cache'), 'miss');
  } finally {
    await worker.stop();
  }
});

test('of many who ask the same at once one asks the provider', async () => {
  worker = await start();
  try {
    provider.answersBy((response, question) => {
      setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end(`[${askedIn(question).map(item).join(',')}]`), 300);
    });
    const replies = await Promise.all(Array.from({ length: 20 }, () => worker.ask(req(inns))));
    assert.equal(new Set(replies.map(({ body }) => body)).size, 1);
    assert.equal(provider.asked.length, 1);
    // Questions that overlap: every company is asked about once.
    provider.asked.length = 0;
    const [a, b, c] = [0, 20, 40].map((from) => Array.from({ length: 40 }, (_, number) => innOf(1000 + from + number)));
    const overlapping = await Promise.all([a, b, c].map((list) => worker.ask(req(list ?? []))));
    assert.deepEqual(overlapping.map(({ body }) => JSON.parse(body).map((/** @type {{ inn: string }} */ { inn }) => inn)), [a, b, c]);
    const asked = provider.asked.flatMap(askedIn);
    assert.deepEqual([asked.length, new Set(asked).size], [80, 80]);
  } finally {
    await worker.stop();
  }
});

test('whoever waits for somebody who fails hears of the failure, and the provider is not asked again by each', async () => {
  worker = await start();
  try {
    provider.answersBy((response) => void setTimeout(() => response.writeHead(503, { 'retry-after': '7' }).end(), 300));
    const replies = await Promise.all(['ru', 'en'].flatMap((language) => Array.from({ length: 5 }, () => worker.ask(good, { headers: { 'accept-language': language } }))));
    assert.deepEqual([...new Set(replies.map(({ status, headers, problem }) => `${status} ${problem().code} ${headers.get('retry-after')}`))], ['502 provider-trouble 7']);
    assert.equal(new Set(replies.map(({ problem }) => problem().requestId)).size, 10, 'each has a request id of its own');
    assert.equal(new Set(replies.map(({ problem }) => problem().detail)).size, 2, 'and its own language');
    assert.ok(provider.asked.length <= 2, `${provider.asked.length} questions`);
  } finally {
    await worker.stop();
  }
});

test('while the provider is ill, what is too old is given and said to be', async () => {
  worker = await start({ CACHE: { seconds: { 'focus.req': 1 }, staleSeconds: 60 } });
  try {
    const [known = '', unknown = '', nobody = ''] = inns;
    knows([known]);
    await worker.ask(req([known, nobody]));
    await new Promise((resolve) => setTimeout(resolve, 1200));
    provider.answers(500, 'text/html', '<html>');
    const stale = await worker.ask(req([known]));
    assert.deepEqual([stale.status, stale.headers.get('x-cache'), stale.headers.get('warning'), stale.body], [200, 'stale', '110 - "Response is Stale"', `[${item(known)}]`]);
    assert.ok(Number(stale.headers.get('age')) >= 1);
    // That there was nothing is no answer to fall back on.
    assert.equal((await worker.ask(req([nobody]))).status, 502);
    const partial = await worker.ask(req([known, unknown, nobody]));
    assert.equal(partial.headers.get('content-type'), 'application/vnd.kontragent.partial+json');
    const { found, failed, problem } = JSON.parse(partial.body);
    assert.deepEqual([found.length, failed, problem.code], [1, { inn: [unknown, nobody] }, 'provider-trouble']);
    // A refusal is no illness.
    provider.answers(403, 'text/plain', 'No valid key specified');
    assert.equal((await worker.ask(req([known]))).status, 403);
    knows(inns);
    assert.equal((await worker.ask(req([known]))).headers.get('x-cache'), 'miss');
  } finally {
    await worker.stop();
  }
});

test('a part of an answer is said to be one, and the client shows the rest as failed', async () => {
  worker = await start();
  try {
    const [known = '', other = ''] = inns;
    await worker.ask(req([known]));
    provider.answers(500, 'text/html', '<html>');
    const k = await connect({ proxy: worker.url, retries: 0 });
    const { found, missing, failed } = await k.focus.req({ inn: [known, other] });
    assert.deepEqual([found.map(({ inn }) => inn), missing, failed.map(({ inn, error }) => [inn, error.code])], [[known], [], [[other, 'provider-trouble']]]);
    await assert.rejects(k.focus.req({ inn: [known, other] }, { raw: true }), { code: 'provider-trouble' });
  } finally {
    await worker.stop();
  }
});

test('what is kept about a company can be thrown away', async () => {
  worker = await start({ CACHE: { shelfCount: 2 } });
  try {
    const [one = '', other = ''] = inns;
    await worker.ask(req([one, other]));
    await worker.ask(`/focus/api3/req?ogrn=1026605606620`);
    await worker.ask(`/focus/api3/analytics?inn=${one}`);
    assert.deepEqual((await purge(worker.ask, [one])).problem(), { purged: 2 });
    assert.equal((await worker.ask(req([one, other]))).headers.get('x-cache'), 'partial');
    // Under the ОГРН that an answer names as well.
    assert.deepEqual((await purge(worker.ask, [`1${other.padStart(12, '0')}`])).problem(), { purged: 1 });
    for (const [init, status] of /** @type {[RequestInit, number][]} */ ([
      [{ method: 'POST', body: '{"companies":["6663003127"]}' }, 401],
      [{ method: 'POST', body: '{"companies":["6663003127"]}', headers: { authorization: 'Bearer wrong' } }, 401],
      [{ method: 'POST', body: '{"companies":[]}', headers: { authorization: `Bearer ${operator}` } }, 400],
      [{ method: 'POST', body: '["6663003127"]', headers: { authorization: `Bearer ${operator}` } }, 400],
      [{ method: 'POST', body: '{"companies":["%"]}', headers: { authorization: `Bearer ${operator}` } }, 400],
      [{ method: 'GET', headers: { authorization: `Bearer ${operator}` } }, 405],
    ])) assert.equal((await worker.ask('/purge', init)).status, status, String(init.body));
  } finally {
    await worker.stop();
  }
});

test('what was asked for before a company was thrown away does not come back after it', async () => {
  worker = await start();
  try {
    const [one = '', other = ''] = inns;
    provider.answersBy((response, question) => {
      setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end(`[${askedIn(question).map(item).join(',')}]`), 600);
    });
    const asked = worker.ask(req([one, other]));
    await eventually(() => provider.asked.length);
    await purge(worker.ask, [one]);
    assert.equal((await asked).status, 200);
    knows(inns);
    assert.equal((await worker.ask(req([other]))).headers.get('x-cache'), 'hit');
    assert.deepEqual([(await worker.ask(req([one]))).headers.get('x-cache'), (await worker.ask(req([one]))).headers.get('x-cache')], ['miss', 'hit']);
  } finally {
    await worker.stop();
  }
});

test('without the Durable Object the data centre’s cache serves, without the secret none', async () => {
  worker = await startRecorded(`kept-edge-${tests += 1}`, {
    durableObjects: {},
    bindings: { FOCUS_KEY: 'key', FOCUS_BASE_URL: `${provider.url}/focus`, CACHE_SECRET: 'a-secret-for-names-of-32-characters-', OPERATOR_TOKEN: operator, CALLERS: { local: {} } },
  });
  try {
    const first = await worker.ask(req(inns.slice(0, 3)));
    const { headers, body } = await worker.ask(req(inns));
    assert.equal(headers.get('x-cache'), 'partial');
    assert.equal(body, `[${inns.map(item).join(',')}]`);
    assert.equal(first.body, `[${inns.slice(0, 3).map(item).join(',')}]`);
    assert.deepEqual(provider.asked.map((question) => askedIn(question).length), [3, 3]);
    assert.equal((await purge(worker.ask, inns)).status, 501);
  } finally {
    await worker.stop();
  }
  worker = await start({ CACHE_SECRET: '' });
  try {
    await worker.ask(good);
    assert.equal((await worker.ask(good)).headers.get('x-cache'), null);
  } finally {
    await worker.stop();
  }
});

test('what is asked of the provider is charged, and nothing else', async () => {
  worker = await start({ CALLERS: { local: { limits: [{ per: 'day', companies: 10 }] } } });
  const left = async () => JSON.parse((await worker.ask('/usage')).body).left[0].companies;
  try {
    await worker.ask(req(inns));
    assert.equal(await left(), 4);
    await worker.ask(req(inns));
    assert.equal(await left(), 4);
    // Six known, five new ones, four allowed: the six are given, the five are not asked about.
    const more = Array.from({ length: 5 }, (_, number) => innOf(2000 + number));
    const { headers, body } = await worker.ask(req([...inns, ...more]));
    assert.equal(headers.get('content-type'), 'application/vnd.kontragent.partial+json');
    assert.deepEqual([JSON.parse(body).problem.code, JSON.parse(body).failed.inn], ['quota-used-up', more]);
    assert.equal(await left(), 4);
    provider.answers(500, 'text/html', '<html>');
    await worker.ask(req(more.slice(0, 4)));
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(await left(), 4, 'a failure costs nothing');
  } finally {
    await worker.stop();
  }
});

/** Made-up ИНН of legal entities with right check digits. @param {number} number */
function innOf(number) {
  const nine = String(770000000 + number);
  const sum = [2, 4, 10, 3, 5, 9, 4, 6, 8].reduce((total, weight, at) => total + weight * Number(nine[at]), 0);
  return nine + String((sum % 11) % 10);
}
