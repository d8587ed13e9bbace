// @ts-check
// How much: exact quotas and spending caps under races, what is given back, and what is told of it.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { mintToken } from 'kontragent/tokens';
import { Listening } from '../../pkg/worker/listening.js';
import { Meter } from '../../pkg/worker/meter.js';
import { startWorker } from '../../scripts/lib/services.mjs';
import { priceOf } from '../../pkg/worker/quota.js';
import { networkOf } from '../../pkg/worker/rate.js';
import { eventually, good, inns, operatorToken, startProvider, startRecorded } from './harness.mjs';

const secret = 'the secret of the site, long enough for it';

/** @type {Awaited<ReturnType<typeof startProvider>>} */
let provider;
/** @type {Awaited<ReturnType<typeof startRecorded>>} */
let worker;

before(async () => {
  provider = await startProvider();
  worker = await startRecorded('quota', {
    bindings: {
      FOCUS_KEY: 'secret-of-focus', FOCUS_BASE_URL: `${provider.url}/focus`,
      TOKEN_KEYS: { site: secret, capped: secret, grouped: secret }, OPERATOR_TOKEN: operatorToken,
      CALLERS: { local: false, tokens: { sites: { grouped: { together: [{ per: 'month', companies: 10 }] } } } },
      PRICES: { paid: 12.5, 'focus.req': 2.5 },
      LIMITS: [{ per: 'month', companies: 100_000 }],
    },
  });
});

beforeEach(() => {
  provider.asked.length = 0;
  provider.answers(200, 'application/json', '[]');
});

after(async () => {
  await worker.stop();
  provider.stop();
});

let visitors = 0;
/** A caller with limits, new every time. @param {import('kontragent/tokens').TokenLimit[]} limits @param {string} [site] @param {string} [subject] */
const caller = async (limits, site = 'site', subject = `v${++visitors}`) => {
  const token = await mintToken({ key: { id: site, secret }, subject, limits });
  const headers = { authorization: `Bearer ${token}` };
  return {
    id: `token:${site}:${subject}`,
    ask: (/** @type {string} */ path) => worker.ask(path, { headers }),
    usage: async () => JSON.parse((await worker.ask('/usage', { headers })).body),
  };
};

const monthly = (/** @type {any} */ report) => report.spent.filter((/** @type {any} */ row) => row.period.length === 7);

test('of many questions at once exactly as many pass as there is room for', async () => {
  for (const [parallel, room] of /** @type {[number, number][]} */ ([[20, 7], [64, 1], [200, 50], [50, 0]])) {
    provider.asked.length = 0;
    const { ask, usage } = await caller([{ per: 'day', companies: room }]);
    const replies = await Promise.all(Array.from({ length: parallel }, () => ask(good)));
    const statuses = replies.map(({ status }) => status);
    assert.equal(statuses.filter((status) => status === 200).length, room, `${parallel} against ${room}`);
    assert.equal(statuses.filter((status) => status === 429).length, parallel - room);
    assert.equal(provider.asked.length, room);
    const left = replies.filter(({ status }) => status === 200).map(({ headers }) => headers.get('x-budget-remaining'));
    assert.deepEqual(left.sort(), Array.from({ length: room }, (_, at) => `companies;per=day;left=${at}`).sort());
    if (room) assert.deepEqual(monthly(await usage()).map((/** @type {any} */ row) => [row.operation, row.questions, row.companies, row.roubles]), [['req', room, room, room * 2.5]]);
  }
});

test('a question counts with every company in it, and passes whole or not at all', async () => {
  const { ask } = await caller([{ per: 'day', companies: 5 }]);
  const four = `/focus/api3/req?inn=${inns.slice(0, 4).join(',')}`;
  const { headers } = await ask(four);
  assert.equal(headers.get('x-budget-remaining'), 'companies;per=day;left=1');
  assert.match(headers.get('server-timing') ?? '', /\bquota;dur=\d+, upstream;/);
  const refused = await ask(four);
  assert.deepEqual([refused.status, refused.problem().code, refused.problem().kind], [429, 'quota-used-up', 'RateLimitError']);
  assert.equal(refused.headers.get('x-budget-remaining'), 'companies;per=day;left=1');
  const until = Number(refused.headers.get('retry-after'));
  assert.ok(until > 0 && until <= 86_400, String(until));
  assert.equal((await ask(good)).status, 200);
  assert.equal((await ask('/focus/api3/stat')).status, 200, 'what is free may be asked with nothing left');
  assert.equal(provider.asked.length, 3);
});

test('money is counted in kopecks by the price of the operation', async () => {
  const { ask } = await caller([{ per: 'month', roubles: 15.2 }], 'capped');
  assert.equal((await ask(good)).headers.get('x-budget-remaining'), 'roubles;per=month;left=12.7');
  assert.equal((await ask(`/focus/api3/egrDetails?inn=${inns[0]}`)).headers.get('x-budget-remaining'), 'roubles;per=month;left=0.2');
  const refused = await ask(good);
  assert.deepEqual([refused.status, refused.problem().code, refused.headers.get('x-budget-remaining')], [429, 'spending-cap', 'roubles;per=month;left=0.2']);
  assert.ok(Number(refused.headers.get('retry-after')) <= 31 * 86_400);
});

test('a part of a kopeck counts as one, so that no cap is overrun by a small price', () => {
  const route = /** @type {any} */ ({ cost: 'company', id: 'focus.req', provider: 'focus' });
  for (const [roubles = 0, kopecks] of [[0, 0], [0.001, 1], [0.07, 7], [0.29, 29], [0.334, 34], [2.5, 250], [1e6, 1e8]]) assert.equal(priceOf(route, { paid: roubles }), kopecks, String(roubles));
});

test('what the provider did not answer is given back', async () => {
  const { ask, usage } = await caller([{ per: 'day', companies: 2 }]);
  for (const how of [
    () => provider.answers(500, 'text/plain', 'x'),
    () => provider.answers(403, 'text/plain', 'No valid key specified'),
    () => provider.answers(402, 'text/plain', 'x'),
  ]) {
    how();
    const before = provider.asked.length;
    await Promise.all([ask(good), ask(good)]);
    assert.equal(provider.asked.length - before, 2);
    await eventually(async () => (await usage()).spent.every((/** @type {any} */ row) => row.companies === 0));
  }
  provider.answers(200, 'application/json', '[]');
  assert.equal((await ask(good)).headers.get('x-budget-remaining'), 'companies;per=day;left=1');
});

test('what the provider may have charged for stays charged, every attempt of it, and no cap is overrun by attempts', async () => {
  const patient = await startRecorded('patient', {
    bindings: {
      FOCUS_KEY: 'k', FOCUS_BASE_URL: `${provider.url}/focus`, PATIENCE: { retries: 2, breaker: false, deadlineMs: 3000 },
      CALLERS: { local: { limits: [{ per: 'day', companies: 6 }] } },
    },
  });
  const charged = async () => 6 - JSON.parse((await patient.ask('/usage')).body).left[0].companies;
  /** @param {(attempt: number, response: import('node:http').ServerResponse) => void} how */
  const answerBy = (how) => {
    provider.asked.length = 0;
    provider.answersBy((response) => how(provider.asked.length, response));
  };
  const well = (/** @type {import('node:http').ServerResponse} */ response) => response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
  try {
    // The provider said that it failed: the same price is held for the next attempt.
    answerBy((attempt, response) => (attempt < 3 ? response.writeHead(503).end() : well(response)));
    assert.equal((await patient.ask(good)).status, 200);
    assert.deepEqual([provider.asked.length, await charged()], [3, 1]);
    // Nobody knows what became of the first.
    answerBy((attempt, response) => (attempt < 2 ? response.destroy() : well(response)));
    assert.equal((await patient.ask(good)).status, 200);
    assert.deepEqual([provider.asked.length, await charged()], [2, 3]);
    // The gateway before it gave up, and then it failed by its own word.
    answerBy((attempt, response) => response.writeHead(attempt < 2 ? 504 : 500).end());
    assert.equal((await patient.ask(good)).status, 502);
    await eventually(async () => (await charged()) === 4);
    // With room for two attempts there are two.
    answerBy((_, response) => response.destroy());
    assert.equal((await patient.ask(good)).problem().code, 'connection');
    assert.deepEqual([provider.asked.length, await charged()], [2, 6]);
    assert.equal((await patient.ask(good)).problem().code, 'quota-used-up');
    assert.equal(provider.asked.length, 2);
  } finally {
    await patient.stop();
  }
});

test('callers are counted apart, a group and everybody together', async () => {
  const group = await Promise.all([1, 2, 3].map(() => caller([{ per: 'day', companies: 6 }], 'grouped')));
  const replies = await Promise.all(group.flatMap(({ ask }) => Array.from({ length: 6 }, () => ask(good))));
  assert.equal(replies.filter(({ status }) => status === 200).length, 10);
  await eventually(async () => {
    const reports = await Promise.all(group.map(({ usage }) => usage()));
    const companies = reports.flatMap(monthly).map((/** @type {any} */ row) => row.companies);
    return companies.reduce((sum, each) => sum + each, 0) === 10;
  });
});

test('limits of one provider are no limits of others', async () => {
  const { ask } = await caller([{ per: 'day', companies: 0, provider: 'nkb' }, { per: 'day', companies: 1, provider: 'focus' }]);
  assert.equal((await ask(good)).headers.get('x-budget-remaining'), 'companies;per=day;provider=focus;left=0');
  assert.equal((await ask(good)).problem().code, 'quota-used-up');
});

test('usage: a caller sees its own, the operator everybody’s, nobody else anything', async () => {
  const { id, ask, usage } = await caller([{ per: 'day', companies: 3 }, { per: 'month', roubles: 100 }]);
  await ask(good);
  const own = await usage();
  assert.equal(own.caller, id);
  assert.deepEqual(own.left, [{ per: 'day', companies: 2, of: 3 }, { per: 'month', roubles: 97.5, of: 100 }]);
  const asOperator = async (/** @type {string} */ path, token = operatorToken) => worker.ask(path, { headers: { authorization: `Bearer ${token}` } });
  assert.deepEqual(JSON.parse((await asOperator(`/usage?caller=${encodeURIComponent(id)}`)).body).spent, own.spent);
  const all = JSON.parse((await asOperator('/usage')).body);
  assert.ok(all.spent.some((/** @type {any} */ row) => row.caller === id && row.companies === 1));
  assert.equal((await worker.ask('/usage')).status, 401);
  assert.equal((await asOperator('/usage', `${operatorToken}x`)).status, 401);
  // A caller that names another sees its own all the same.
  const { ask: nosy } = await caller([]);
  assert.deepEqual(JSON.parse((await nosy(`/usage?caller=${encodeURIComponent(id)}`)).body).spent, []);
  // The operator's token is for looking, not for asking.
  assert.equal((await asOperator(good)).problem().code, 'not-permitted');
});

test('counts survive a restart only where they are kept, and limits without a ledger let nothing paid pass', async () => {
  const bindings = { FOCUS_KEY: 'k', FOCUS_BASE_URL: `${provider.url}/focus`, LIMITS: [{ per: 'day', companies: 5 }] };
  const bare = await startRecorded('bare', { durableObjects: {}, bindings });
  try {
    const refused = await bare.ask(good);
    assert.deepEqual([refused.status, refused.problem().code], [503, 'ledger-unavailable']);
    assert.deepEqual((await bare.ask('/usage')).problem().code, 'not-set-up');
    assert.equal((await bare.ask('/focus/api3/stat')).status, 200);
  } finally {
    await bare.stop();
  }
});

test('of IPv6 a network is one address', () => {
  for (const [address, network] of [
    ['203.0.113.7', '203.0.113.7'], ['::ffff:203.0.113.7', '::ffff:203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'], ['2001:DB8:0001:2::', '2001:db8:1:2'], ['2001:db8::1', '2001:db8:0:0'], ['2001:db8::5:0:0:1', '2001:db8:0:0'], ['::1', '0:0:0:0'],
  ]) assert.equal(networkOf(address ?? ''), network, address);
});

test('the platform’s limiters stop a caller, and an address', async () => {
  const ratelimits = { RATE_CALLER: { simple: { limit: 3, period: 60 } }, RATE_ADDRESS: { simple: { limit: 8, period: 60 } } };
  const limited = await startRecorded('limited', {
    ratelimits,
    bindings: { FOCUS_KEY: 'k', FOCUS_BASE_URL: `${provider.url}/focus`, TOKEN_KEYS: { site: secret }, CALLERS: { local: false } },
  });
  try {
    const ask = async (/** @type {string} */ subject) => {
      const token = await mintToken({ key: { id: 'site', secret }, subject });
      return limited.ask(good, { headers: { authorization: `Bearer ${token}` } });
    };
    const statuses = [];
    for (const subject of ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'c', 'c']) statuses.push((await ask(subject)).status);
    assert.deepEqual(statuses, [200, 200, 200, 429, 200, 200, 200, 200, 429]);
    const refused = await ask('d');
    assert.deepEqual([refused.problem().code, refused.headers.get('retry-after')], ['too-often', '60']);
  } finally {
    await limited.stop();
  }
});

test('what is said for all tokens together is counted for all sites', async () => {
  const shared = await startRecorded('shared', {
    bindings: {
      FOCUS_KEY: 'k', FOCUS_BASE_URL: `${provider.url}/focus`, TOKEN_KEYS: { one: secret, other: secret },
      CALLERS: { local: false, tokens: { together: [{ per: 'day', companies: 2 }], sites: { one: { together: [{ per: 'day', companies: 1 }] } } } },
    },
  });
  try {
    const ask = async (/** @type {string} */ site) => {
      const token = await mintToken({ key: { id: site, secret }, subject: `v${++visitors}` });
      return (await shared.ask(good, { headers: { authorization: `Bearer ${token}` } })).status;
    };
    assert.deepEqual([await ask('one'), await ask('one')], [200, 429]);
    // What the site's own limit refused is given back to all of them.
    await eventually(async () => (await ask('other')) === 200);
    assert.equal(await ask('other'), 429);
  } finally {
    await shared.stop();
  }
});

test('what the worker answers by itself counts as well', async () => {
  const limited = await startRecorded('limited', {
    ratelimits: { RATE_CALLER: { simple: { limit: 2, period: 60 } } },
    bindings: { FOCUS_KEY: 'k', FOCUS_BASE_URL: `${provider.url}/focus` },
  });
  try {
    const order = async () => (await limited.ask('/jobs?operation=focus.req', { method: 'POST', body: good.slice(-10), headers: { 'content-type': 'text/plain' } })).status;
    assert.deepEqual([await order(), await order(), await order()], [202, 202, 429]);
  } finally {
    await limited.stop();
  }
});

test('who asks much is given advances, and still exactly as many questions pass as there is room for', async () => {
  const isolates = await startWorker('isolates', 'tests/worker/isolates-worker.mjs', 0, { durableObjects: { LEDGER: { className: 'Ledger', useSQLite: true } } });
  const run = async (/** @type {object} */ how) => (await fetch(isolates.url, { method: 'POST', body: JSON.stringify({ caller: `c${++visitors}`, ...how }) })).json();
  try {
    const all = await run({ room: 3000, isolates: 4, questions: 3400, atOnce: 60 });
    assert.deepEqual([all.passed, all.refused, all.charged, all.questions, all.left], [3000, 400, 3000, 3000, 0]);
    assert.ok(all.messages.hold < 3400 - 300, `${JSON.stringify(all.messages)}: hundreds need no message of their own`);
    // Whatever is given back while the advance is there, and after it went back, may be spent again.
    const some = await run({ caller: 'some', room: 2000, isolates: 3, questions: 2500, atOnce: 60, failing: 0.3 });
    assert.deepEqual([some.passed - some.back, some.left], [some.charged, 2000 - some.charged], JSON.stringify(some));
    const rest = await run({ caller: 'some', room: 2000, isolates: 3, questions: some.left + 50, atOnce: 60 });
    assert.deepEqual([rest.passed, rest.charged, rest.left], [some.left, 2000, 0]);
    // Nobody is refused for what others have in advance and do not spend.
    const last = await run({ room: 10_000, isolates: 2, questions: 200, atOnce: 20, all: true });
    assert.deepEqual([last.passed, last.charged, last.left], [10_000, 10_000, 0], JSON.stringify(last));
    // What an isolate had in advance when it died stays charged.
    const { passed, charged, left, messages } = await run({ room: 2000, isolates: 3, questions: 2300, atOnce: 60, dying: 1 });
    assert.deepEqual([charged, left], [2000, 0]);
    assert.ok(messages.advance > 0 && passed <= 2000 && passed > 1900, String(passed));
  } finally {
    await isolates.stop();
  }
});

/** @param {string} caller @param {number} questions @param {number} companies */
const entry = (caller, questions, companies) => ({ day: '2026-11-24', provider: 'focus', operation: 'req', caller, questions, companies, kopecks: companies * 250 });

test('what accounts only hear they hear in one message for many questions, once, and all of it', async () => {
  /** @type {{ account: string, id: string, entries: unknown[], returned: unknown[] }[]} */
  const heard = [];
  /** @type {() => Promise<void>} */
  let road = async () => {};
  const stub = (/** @type {string} */ account) => ({
    hear: async (/** @type {string} */ id, /** @type {unknown[]} */ entries, /** @type {unknown[]} */ returned) => {
      heard.push({ account, id, entries, returned });
      await road();
    },
  });
  /** @type {[string, [string, number]][]} */
  const gathered = [];
  const listening = new Listening(/** @type {any} */ ({ idFromName: (/** @type {string} */ name) => name, get: stub }), () => gathered.splice(0));
  const told = () => heard.splice(0).map(({ id, ...rest }) => rest);
  /** @type {Promise<unknown>[]} */
  const pending = [];
  const later = (/** @type {Promise<unknown>} */ work) => void pending.push(work);
  const hear = (/** @type {string} */ account, /** @type {ReturnType<typeof entry>} */ one) => listening.hear(account, one, later);
  hear('all', entry('a', 1, 2));
  hear('a', entry('', 1, 2));
  hear('all', entry('a', 1, 3));
  hear('all', entry('b', 1, 1));
  hear('all', entry('a', 0, -3));
  gathered.push(['a', ['purse', 7]]);
  await Promise.all(pending);
  assert.equal(pending.length, 1, 'nobody waits for each');
  assert.deepEqual(told(), [
    { account: 'all', entries: [entry('a', 2, 2), entry('b', 1, 1)], returned: [] },
    { account: 'a', entries: [entry('', 1, 2)], returned: [['purse', 7]] },
  ]);
  // What may have been heard or not is told in the same words, and nothing else before it is.
  road = () => Promise.reject(new Error('gone'));
  hear('all', entry('a', 1, 1));
  await listening.flush();
  hear('all', entry('a', 1, 4));
  road = async () => {};
  await listening.flush();
  assert.equal(heard[0]?.id, heard[1]?.id);
  await listening.flush();
  const [once, again, next] = told();
  assert.deepEqual([once, next], [again, { account: 'all', entries: [entry('a', 1, 4)], returned: [] }]);
  // While a message is under way, the next waits.
  let arrive = () => {};
  road = () => new Promise((resolve) => { arrive = resolve; });
  hear('all', entry('a', 1, 1));
  const slow = listening.flush();
  hear('all', entry('a', 0, -1));
  await listening.flush();
  assert.equal(told().length, 1);
  arrive();
  road = async () => {};
  await Promise.all([slow, ...pending]);
  assert.deepEqual(told(), [{ account: 'all', entries: [entry('a', 0, -1)], returned: [] }]);
});

test('what was to be brought by a request that ended without a word is brought by another', async () => {
  /** @type {unknown[]} */
  const brought = [];
  const objects = /** @type {any} */ ({ idFromName: () => ({}), get: () => ({ hear: async () => void brought.push('news'), add: async () => void brought.push('counts') }) });
  const [listening, meter] = [new Listening(objects, () => []), new Meter(objects, undefined)];
  const count = (/** @type {(work: Promise<unknown>) => void} */ later) => {
    listening.hear('a', entry('', 1, 1), later);
    meter.count({ requestId: 'r', status: 200, durationMs: 1 }, later);
  };
  const { setTimeout: timer, Date: clock } = globalThis;
  try {
    globalThis.setTimeout = /** @type {any} */ (() => 0);
    count(() => {});
    globalThis.setTimeout = timer;
    /** @type {Promise<unknown>[]} */
    const works = [];
    count((work) => void works.push(work));
    assert.deepEqual([works.length, brought], [0, []], 'one brings for all');
    globalThis.Date = /** @type {any} */ ({ now: () => clock.now() + 40_000 });
    count((work) => void works.push(work));
    await Promise.all(works);
    assert.deepEqual(brought.sort(), ['counts', 'news']);
  } finally {
    Object.assign(globalThis, { setTimeout: timer, Date: clock });
  }
});

test('the arithmetic of the ledger: days and months of Moscow, held once, given back to their own day, forgotten in time', async () => {
  const clocked = await startWorker('clocked', 'tests/worker/ledger-object.mjs', 0, { durableObjects: { CLOCKED: { className: 'Clocked', useSQLite: true } } });
  try {
    const call = async (/** @type {string} */ name, /** @type {string} */ now, /** @type {string} */ method, /** @type {unknown[]} */ ...args) => {
      const response = await fetch(`${clocked.url}/${name}`, { method: 'POST', body: JSON.stringify({ now: Date.parse(now), method, args }) });
      return (await response.json()).result;
    };
    const hold = (/** @type {string} */ id, companies = 1, most = 3) =>
      ({ id, provider: 'focus', operation: 'req', companies, kopecks: 250, allowances: [{ per: 'day', unit: 'companies', most }, { per: 'month', unit: 'kopecks', most: 1500 }] });
    // The day ends in Moscow three hours before it ends in Greenwich.
    assert.equal((await call('a', '2026-11-24T20:59:59Z', 'hold', hold('1', 3))).ok, true);
    const short = await call('a', '2026-11-24T20:59:59Z', 'hold', hold('2'));
    assert.deepEqual([short.ok, short.short.left, short.retryAfterMs], [false, 0, 1000]);
    const next = await call('a', '2026-11-24T21:00:00Z', 'hold', hold('2', 2));
    assert.deepEqual(next.left.map((/** @type {any} */ each) => each.left), [1, 250]);
    const month = await call('a', '2026-11-24T21:00:01Z', 'hold', hold('3', 2, 10));
    assert.deepEqual([month.ok, month.short.unit, month.retryAfterMs], [false, 'kopecks', Date.parse('2026-11-30T21:00:00Z') - Date.parse('2026-11-24T21:00:01Z')]);
    // Held once, however often.
    assert.deepEqual((await call('a', '2026-11-24T21:00:02Z', 'hold', hold('2', 2))).left.map((/** @type {any} */ each) => each.left), [1, 250]);
    // What is given back belongs to the day on which it was held; only the first word counts.
    await call('a', '2026-11-24T21:00:03Z', 'settle', '1', 1);
    await call('a', '2026-11-24T21:00:03Z', 'settle', '1', 0);
    await call('a', '2026-11-24T21:00:03Z', 'settle', 'unknown', 0);
    // What was given back as a whole is charged when it is held again; what was charged is not.
    for (const companies of [0, 1]) {
      assert.deepEqual((await call('r', '2026-11-24T21:00:03Z', 'hold', hold('r', 1))).left[0].left, 2);
      await call('r', '2026-11-24T21:00:03Z', 'settle', 'r', companies);
      assert.equal((await call('r', '2026-11-24T21:00:03Z', 'left', [{ per: 'day', unit: 'companies', most: 3 }]))[0].left, companies ? 2 : 3);
    }
    assert.deepEqual((await call('r', '2026-11-24T21:00:04Z', 'hold', hold('r', 1))).left[0].left, 2);
    assert.deepEqual((await call('a', '2026-11-24T21:00:03Z', 'report')).map((/** @type {any} */ row) => [row.period, row.questions, row.companies, row.kopecks]), [['2026-11', 2, 3, 750], ['2026-11-25', 1, 2, 500]]);
    assert.deepEqual((await call('a', '2026-11-24T12:00:00Z', 'report')).find((/** @type {any} */ row) => row.period === '2026-11-24').companies, 1);
    // Nonsense gives nothing back, and takes nothing.
    await call('a', '2026-11-24T21:00:04Z', 'hold', hold('4', 1));
    await call('a', '2026-11-24T21:00:04Z', 'settle', '4', 99);
    assert.equal((await call('a', '2026-11-24T21:00:04Z', 'left', [{ per: 'day', unit: 'companies', most: 3 }]))[0].left, 0);
    // An account that only listens counts the same; what it hears twice it counts once.
    const news = [[entry('', 2, 5), entry('', 0, -1)], []];
    for (const time of ['2026-11-24T20:00:00Z', '2026-11-24T20:00:01Z']) await call('l', time, 'hear', 'message', ...news);
    const heard = async () => (await call('l', '2026-11-24T20:00:02Z', 'report')).map((/** @type {any} */ row) => [row.period, row.questions, row.companies, row.kopecks]);
    assert.deepEqual(await heard(), [['2026-11', 2, 4, 1000], ['2026-11-24', 2, 4, 1000]]);
    // What is remembered of the table is what is in it.
    const left = () => call('l', '2026-11-24T20:00:03Z', 'left', [{ per: 'day', unit: 'companies', most: 9 }, { per: 'month', unit: 'kopecks', most: 1500, provider: 'focus' }, { per: 'month', unit: 'kopecks', most: 1, provider: 'nkb' }]);
    const remembered = (await left()).map((/** @type {any} */ each) => each.left);
    assert.deepEqual(remembered, [5, 500, 1]);
    await call('l', '2026-11-24T20:00:03Z', 'reopen');
    assert.deepEqual((await left()).map((/** @type {any} */ each) => each.left), remembered);
    assert.deepEqual(await heard(), [['2026-11', 2, 4, 1000], ['2026-11-24', 2, 4, 1000]]);
    // A refused hold leaves nothing behind: later the same one is as new.
    assert.equal((await call('l', '2026-11-24T20:00:04Z', 'hold', hold('big', 9, 9))).ok, false);
    assert.equal((await call('l', '2026-11-24T21:00:00Z', 'hold', hold('big', 2, 9))).left[0].left, 7);
    // An advance is charged as a whole, and no more than a hundredth of what is left; what was not spent comes back to its day.
    const wanted = (/** @type {string} */ id, companies = 1) =>
      ({ ...hold(id, companies), allowances: [{ per: 'day', unit: 'companies', most: 1000, provider: 'focus' }, { per: 'month', unit: 'kopecks', most: 1e6 }, { per: 'day', unit: 'companies', most: 0, provider: 'nkb' }] });
    const advance = async (/** @type {string} */ id, companies = 1, now = '2026-11-24T20:59:58Z') => {
      const { companies: given, left, day, forMs } = await call('v', now, 'advance', wanted(id, companies));
      return [given, left.map((/** @type {any} */ each) => each.left), day, forMs];
    };
    // How long to wait with 981 companies left.
    const pending = async (now = '2026-11-24T20:59:59Z', companies = 1000, provider = 'focus') =>
      call('v', now, 'pendingMs', hold('z', companies), { per: 'day', unit: 'companies', most: 1000, provider, left: 981 });
    assert.deepEqual(await advance('1', 10), [10, [990, 997_500], '2026-11-24', 2000], 'not beyond the end of the day');
    assert.deepEqual(await advance('2', 30), [9, [981, 995_250], '2026-11-24', 2000]);
    assert.deepEqual(await advance('3', 37), [0, [981, 995_250], '2026-11-24', 2000], 'too small to be of use');
    assert.equal(await pending(), 4000);
    assert.equal(await pending('2026-11-24T20:59:59Z', 1001), 0, 'even all of it would be too little');
    assert.equal(await pending('2026-11-24T20:59:59Z', 1000, 'nkb'), 0, 'none of it is of this allowance');
    await call('v', '2026-11-24T20:59:59Z', 'reopen');
    assert.equal(await pending(), 4000);
    assert.equal(await pending('2026-11-24T21:00:03Z'), 0, 'one that does not come back is lost');
    for (const message of ['m', 'm', 'n']) await call('v', '2026-11-24T21:00:01Z', 'hear', message, [entry('', 6, 0)], [['1', 6], ['2', 99], ['unknown', 0]]);
    assert.equal(await pending(), 0);
    const spent = (await call('v', '2026-11-24T20:59:59Z', 'report')).map((/** @type {any} */ row) => [row.period, row.questions, row.companies, row.kopecks]);
    assert.deepEqual(spent, [['2026-11', 12, 15, 3750], ['2026-11-24', 12, 15, 3750]]);
    assert.deepEqual((await advance('4', 10, '2026-11-24T21:00:00Z')).slice(0, 3), [10, [990, 993_750], '2026-11-25']);
    // The leap day, and the end of the year.
    for (const [now, end] of [['2028-02-28T21:30:00Z', '2028-02-29T21:00:00Z'], ['2026-12-31T20:00:00Z', '2026-12-31T21:00:00Z']]) {
      const { retryAfterMs } = await call(`b${now}`, /** @type {string} */ (now), 'hold', hold('x', 4));
      assert.equal(Date.parse(/** @type {string} */ (now)) + retryAfterMs, Date.parse(/** @type {string} */ (end)));
    }
    // Two days on the holds are forgotten, thirteen months on the counts.
    await call('a', '2026-11-27T00:00:00Z', 'sweep');
    assert.equal((await call('a', '2026-11-24T21:00:03Z', 'report')).length, 2);
    await call('a', '2027-12-31T00:00:00Z', 'sweep');
    assert.equal((await call('a', '2026-11-24T21:00:03Z', 'report')).length, 2);
    await call('a', '2028-01-01T00:00:00Z', 'sweep');
    assert.deepEqual(await call('a', '2026-11-24T21:00:03Z', 'report'), []);
  } finally {
    await clocked.stop();
  }
});
