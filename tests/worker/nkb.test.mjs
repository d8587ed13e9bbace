// @ts-check
// НКБ through the deployed worker: the client asks the worker, the worker a provider that the sandbox plays.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connect } from 'kontragent';
import { createSandbox } from 'kontragent/sandbox';
import { failure } from '../package/failure.mjs';
import { startProvider, startRecorded } from './harness.mjs';

const password = 'пароль-НКБ';
/** @type {Awaited<ReturnType<typeof startProvider>>} */
let provider;
/** @type {Awaited<ReturnType<typeof startRecorded>>} */
let worker;
/** @type {Awaited<ReturnType<typeof createSandbox>>} */
let sandbox;
/** @type {import('kontragent').Client} */
let k;
/** What the client sent. @type {{ method: string, url: string }[]} */
let sent = [];

before(async () => {
  sandbox = await createSandbox({ delayScale: 0, nkb: { logins: [['kontragent', password]] } });
  provider = await startProvider();
  provider.answersBy(async (response, { method, url, headers, body }) => {
    const { authorization = '', 'content-type': type = 'text/plain' } = headers;
    const init = { method, headers: { authorization, 'content-type': type }, ...(method === 'POST' ? { body } : {}) };
    const played = await sandbox.fetch(sandbox.baseUrls['nkb'] + url, init);
    response.writeHead(played.status, { 'content-type': played.headers.get('content-type') ?? '' }).end(Buffer.from(await played.arrayBuffer()));
  });
  worker = await startRecorded('nkb', {
    bindings: { NKB_LOGIN: 'kontragent', NKB_PASSWORD: password, NKB_BASE_URL: provider.url, ORIGINS: 'https://example.ru', CALLERS: { local: { operations: ['*'] }, pages: { operations: ['*'] } } },
  });
  /** @type {typeof globalThis.fetch} */
  const watching = (input, init) => {
    sent.push({ method: init?.method ?? 'GET', url: String(input) });
    return fetch(input, init);
  };
  k = await connect({ proxy: worker.url, retries: 0, fetch: watching });
});

after(async () => {
  await worker?.stop();
  provider?.stop();
});

const ogrnOf = (/** @type {number} */ place) => sandbox.companies.filter(({ ogrn }) => ogrn.length === 13)[place]?.ogrn ?? '';

test('every operation comes through, and the login stays behind', async () => {
  const { list: [company] } = await k.nkb.company({ ogrn: ogrnOf(0), subsidiary: false });
  assert.ok(company);
  assert.deepEqual(company.hidden, [], 'the worker is no anonymous caller');
  const founders = await k.nkb.related({ type: 'COMPANY', id: company.id, relType: 'EXECUTIVE_INDIVIDUAL', direction: 'in' });
  const person = founders.list[0];
  assert.equal(person?.type, 'INDIVIDUAL');
  assert.equal((await k.nkb.balance({ id: company.id })).missing, false);
  const chains = await k.nkb.relations({ fromType: 'COMPANY', fromId: company.id, toType: 'INDIVIDUAL', toId: person?.id ?? '', relTypes: ['EXECUTIVE_INDIVIDUAL'] });
  assert.equal(chains.found, true);
  const { orderId } = await k.nkb.orderBatch({ list: [{ type: 'COMPANY', id: company.id }, { type: 'INDIVIDUAL', id: person?.id ?? '' }], checkOptions: { relTypes: ['EXECUTIVE_INDIVIDUAL'], maxDepth: 2 } });
  assert.equal((await k.nkb.waitBatch(orderId)).pairs.length, 1);
  assert.ok(provider.asked.every(({ headers }) => headers.authorization === `Basic ${Buffer.from(`kontragent:${password}`).toString('base64')}`));
  assert.ok(provider.asked.some(({ method, url }) => method === 'POST' && url === '/api/connections/batch'));
});

test('a name is in no address between page and worker', async () => {
  sent = [];
  const found = await k.nkb.connections({ companies: [ogrnOf(0), ogrnOf(1)], individuals: ['Вымыслов Пётр Ильич'], subsidiary: false });
  assert.equal(typeof found.affiliated, 'boolean');
  assert.deepEqual(sent.map(({ method, url }) => [method, new URL(url).search]), [['POST', '']]);
  assert.match(provider.asked.at(-1)?.url ?? '', /&i=%D0%92/);
});

test('refusals keep their codes, and say what could not be used', async () => {
  const refused = await failure(k.nkb.connections({ companies: ['7707083893', ogrnOf(0)], subsidiary: false }));
  assert.deepEqual([refused.name, refused.code], ['ProviderError', 'too-few-usable']);
  assert.deepEqual(refused.details, [{ id: '7707083893', status: 'NOT_FOUND' }]);
  const unknown = await failure(k.nkb.related({ type: 'COMPANY', id: '1', relType: 'ADDRESS', direction: 'in' }));
  assert.deepEqual([unknown.name, unknown.code, unknown.status], ['NotFoundError', 'nothing-known', 404]);
  for (const [path, status, code] of /** @type {const} */ ([
    ['/nkb/api/COMPANY/1/related/FOUNDER_INDIVIDUAL/out', 400, 'direction'],
    ['/nkb/api/COMPANY/1/related/FOUNDER_INDIVIDUAL/up', 400, 'unknown-choice'],
    ['/nkb/api/COMPANY/1/related/FOUNDER_INDIVIDUAL/in?history=maybe', 400, 'type'],
    ['/nkb/api/company', 400, 'missing-parameter'],
    ['/nkb/api/meta/node/types', 404, 'no-such-route'],
    ['/nkb/api/balance/1%2f..%2f2', 400, 'id'],
  ])) {
    const reply = await worker.ask(path);
    assert.deepEqual([reply.status, reply.problem().code], [status, code], path);
  }
});

test('nothing that leaves the worker has the password in it', () => {
  const { left, logged } = worker.record;
  for (const spelling of [password, encodeURIComponent(password), Buffer.from(`kontragent:${password}`).toString('base64')]) {
    assert.ok(!left.includes(spelling) && !logged.includes(spelling));
  }
});
