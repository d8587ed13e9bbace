// @ts-check
// ФССП by the built package: what is sent, what is made of what comes, straight and through the worker.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { connect } from 'kontragent';
import { documentTypes, regions } from 'kontragent/fssp';
import { createSandbox } from 'kontragent/sandbox';
import { sandboxBindings, startProxy, startServices } from '../../scripts/lib/services.mjs';
import { failure } from './failure.mjs';

const token = 'sandbox-'.repeat(4);
/** @type {Record<string, any>} */
const examples = JSON.parse(await readFile(new URL('../examples/fssp.json', import.meta.url), 'utf8'));

/** @type {(fetch: any, options?: Partial<import('kontragent').ConnectOptions>) => Promise<import('kontragent').Client>} */
const client = (fetch, options = {}) => connect({ providers: { fssp: { token } }, fetch, retries: 0, ...options });

/** @type {(k: import('kontragent').Client, name: string, params: any, options?: any) => Promise<any>} */
const ask = (k, name, params, options) => /** @type {any} */ (k.fssp)[name](params, options);

const inn = { inn: '6663003127', region: '66' };

test('every question is a GET of one address, told apart by its type', async () => {
  /** @type {Record<string, [string, string][]>} */
  const sent = {};
  let name = '';
  const k = await client(async (/** @type {string} */ url, /** @type {RequestInit} */ init) => {
    const { origin, pathname, searchParams } = new URL(url);
    assert.deepEqual([origin + pathname, init.method, init.body ?? null], ['https://api-cloud.ru/api/fssp.php', 'GET', null]);
    sent[name] = [...searchParams];
    return Response.json({ status: 200, count: 0, records: [], regions: { 23: 'Краснодарский край' } });
  });
  for (name of Object.keys(examples)) await ask(k, name, examples[name]);
  const common = (/** @type {string} */ type) => [['token', token], ['type', type]];
  assert.deepEqual(sent, {
    regionsList: common('regionsList'),
    physical: [...common('physical'), ['lastname', 'Вымыслов'], ['firstname', 'Пётр'], ['secondname', 'Ильич'], ['birthdate', '21.03.1980'], ['region', '54'], ['onlyActual', '1']],
    legal: [...common('legal'), ['nameLegal', 'АО Вирзант'], ['address', 'Санкт-Петербург'], ['region', '-1']],
    inn: [...common('inn'), ['inn', '6663003127'], ['region', '66']],
    ip: [...common('ip'), ['number', examples['ip'].number]],
    id: [...common('id'), ['number', examples['id'].number], ['region', '66'], ['typeid', '1']],
    wanted: [...common('wanted'), ['fio', 'Подставнов'], ['region', '-1']],
    alim: [...common('alim'), ['lastname', 'Макетов'], ['firstname', 'Глеб'], ['birthdate', '14.06.1985'], ['region', '23']],
  });
});

test('what would be paid for nothing is refused before it is sent', async () => {
  const k = await client(() => assert.fail('was sent'), { locale: 'ru' });
  const person = examples['alim'];
  for (const [name, params, code, path] of /** @type {[string, any, string, string][]} */ ([
    ['inn', { inn: '6663003127' }, 'missing-parameter', 'region'],
    ['inn', { ...inn, inn: '6663003128' }, 'checksum', 'inn'],
    ['inn', { ...inn, inn: '500100732259' }, 'length', 'inn'],
    ['inn', { ...inn, inn: [inn.inn] }, 'type', 'inn'],
    ['inn', { ...inn, region: 66 }, 'type', 'region'],
    ['inn', { ...inn, onlyActual: 1 }, 'type', 'onlyActual'],
    ['inn', { ...inn, token: 'x' }, 'unknown-parameter', 'token'],
    ['physical', { ...person, firstname: 'мАКЕТОВ' }, 'same-names', 'firstname'],
    ['physical', { ...person, firstname: 'Г.' }, 'characters', 'firstname'],
    ['alim', { ...person, birthdate: '1985-02-30' }, 'date', 'birthdate'],
    ['alim', { ...person, birthdate: new Date(0) }, 'type', 'birthdate'],
    ['legal', { nameLegal: '«»', region: '-1' }, 'characters', 'nameLegal'],
    ['ip', { number: '1555/19/23072-СД' }, 'number', 'number'],
    ['id', { number: '1', region: '-1' }, 'region', 'region'],
    ['id', { number: '1', region: '66', typeid: '9' }, 'unknown-choice', 'typeid'],
    ['wanted', { fio: 'И. И.' }, 'characters', 'fio'],
  ])) {
    const error = await failure(ask(k, name, params));
    assert.deepEqual([error.name, error.code, error.path], ['InvalidInputError', code, path], `${name} ${JSON.stringify(params)}`);
    assert.equal(error.operation, name);
    if (code !== 'type' && code !== 'unknown-parameter') assert.match(error.message, /[а-я]/);
  }
});

test('a token that is none is refused at once', async () => {
  for (const wrong of ['short', `${token}x`, 'я'.repeat(16), ' '.repeat(32)]) {
    const error = await failure(connect({ providers: { fssp: { token: wrong } } }));
    assert.deepEqual([error.name, error.code, error.path], ['InvalidInputError', 'option', 'providers.fssp.token']);
    assert.ok(!JSON.stringify(error).includes(wrong));
  }
  const insecure = await failure(connect({ providers: { fssp: { token, baseUrl: 'http://api-cloud.ru' } } }));
  assert.equal(insecure.path, 'providers.fssp.baseUrl');
  await connect({ providers: { fssp: { token, baseUrl: 'http://127.0.0.1:1/fssp' } } });
});

test('«nothing found» and errors are never the same', async () => {
  for (const [body, name, code, providerCode] of /** @type {[any, string, string, string?][]} */ ([
    [{ error: '503', message: 'TOKEN_NOT_REGISTERED_IN_THE_SYSTEM' }, 'AuthError', 'key-refused', '503'],
    [{ error: '498', message: 'TOKEN_NO_MONEY', status: 200, count: 0, records: [] }, 'PaymentError', 'payment-required', '498'],
    [{ error: 456, message: 'MAX_LIMIT' }, 'RateLimitError', 'too-many-requests', '456'],
    [{ status: 404, error: 'TIME_MAX_CONNECT', errormsg: '…' }, 'ProviderError', 'source-unavailable', '404'],
    [{ error: '331', message: 'inn: entered incorrectly' }, 'ProviderError', 'refused', '331 inn: entered incorrectly'],
    [{ error: '015', message: 'DATE_ERROR' }, 'ProviderError', 'question-refused', '15'],
    [{ status: 200 }, 'DecodeError', 'json-missing'],
    [{ status: 200, count: 5, records: [] }, 'DecodeError', 'json-missing'],
    [[], 'DecodeError', 'json-type'],
  ])) {
    const k = await client(async () => Response.json(body));
    for (const raw of [false, true]) {
      const error = await failure(ask(k, 'inn', inn, { raw }));
      assert.deepEqual([error.name, error.code, error.providerCode], [name, code, providerCode], JSON.stringify(body));
      assert.ok(!error.message.includes(token) && !JSON.stringify(error).includes(token));
    }
  }
  const none = await client(async () => new Response('{"status":200,"count":0,"message":"В базе ФССП отсутствует"}', { headers: { 'content-type': 'text/plain' } }));
  const { state, found, complete, message } = await none.fssp.inn(inn);
  assert.deepEqual([state, found, complete, message], ['none', [], true, 'В базе ФССП отсутствует']);
});

test('what passes is asked again, what does not is not', async () => {
  const good = { status: 200, count: 1, records: [{ sum: '5' }] };
  const tries = async (/** @type {any[]} */ bodies) => {
    let asked = 0;
    const k = await client(async () => Response.json(bodies[Math.min(asked++, bodies.length - 1)]), { retries: 3 });
    const value = await k.fssp.inn(inn).catch((error) => error);
    return [asked, value.state ?? value.code];
  };
  assert.deepEqual(await tries([{ error: '456', message: 'MAX_LIMIT' }, good]), [2, 'found']);
  assert.deepEqual(await tries([{ status: 404, error: 'TIME_MAX_CONNECT' }, { error: '1', message: 'API_SUSPENDED' }, good]), [3, 'found']);
  assert.deepEqual(await tries([{ error: '100', message: 'MISSING_REQUIRED_firstname_PARAMETER' }, good]), [1, 'question-refused']);
  assert.deepEqual(await tries([{ error: '498', message: 'TOKEN_NO_MONEY' }, good]), [1, 'payment-required']);
  assert.deepEqual(await tries([{ error: '777', message: 'NEW' }, good]), [1, 'refused']);
});

test('one attempt may take 400 s, and an abort settles at once', async () => {
  const { setTimeout: real } = globalThis;
  /** @type {number[]} */
  const timers = [];
  globalThis.setTimeout = /** @type {any} */ ((/** @type {any} */ run, /** @type {number} */ ms, /** @type {any[]} */ ...rest) => {
    timers.push(ms);
    return real(run, ms, ...rest);
  });
  try {
    const abort = new AbortController();
    const k = await client(() => new Promise(() => {}));
    const call = failure(k.fssp.inn(inn, { signal: abort.signal }));
    await new Promise((done) => real(done, 20));
    assert.ok(timers.some((ms) => ms > 399_000 && ms <= 400_000), timers.join());
    abort.abort('enough');
    assert.deepEqual([(await call).name, (await call).cause], ['AbortError', 'enough']);
  } finally {
    globalThis.setTimeout = real;
  }
});

test('the sandbox answers every question, and tells what it cost', async () => {
  const { fetch, people } = await createSandbox({ delayScale: 0, fssp: { balance: 100 } });
  /** @type {any[]} */
  const events = [];
  const k = await client(fetch, { onEvent: (event) => events.push(event) });
  for (const name of Object.keys(examples)) {
    const answer = await ask(k, name, examples[name]);
    assert.ok(answer.found.length > 0, name);
    const raw = await ask(k, name, examples[name], { raw: true });
    assert.equal(raw.status, 200);
    assert.equal(raw.records.length, answer.found.length);
  }
  const { state, totals, truncated, complete, inquiry } = await k.fssp.inn(inn);
  assert.deepEqual([state, truncated, complete], ['found', false, true]);
  const sums = totals.bySubject.reduce((sum, group) => sum + Math.round(group.open.atLeast * 100), 0);
  assert.equal(sums, Math.round(/** @type {number} */ (totals.open.sum) * 100));
  const charges = events.filter(({ type }) => type === 'charge');
  assert.equal(charges.length, 2 * Object.keys(examples).length + 1);
  assert.deepEqual(charges.at(0).price, 0, 'the list of regions is free');
  assert.deepEqual([charges.at(-1).price, charges.at(-1).balance, charges.at(-1).speed, charges.at(-1).attempts], [inquiry?.price, inquiry?.balance, 1, 1]);
  const shown = events.filter(({ type }) => type === 'request').map(({ url }) => url);
  assert.ok(shown.every((url) => !url.includes(token)));
  for (const word of ['Вымыслов', 'Макетов', '6663003127', '1980', 'Подставнов']) {
    assert.ok(!JSON.stringify(events).includes(word) && !JSON.stringify(events).includes(encodeURIComponent(word)), word);
  }
  assert.ok(people.length > 8 && people.every(({ about }) => about.ru && about.en));
  const wanted = people.find(({ about }) => about.en.includes('wanted')) ?? assert.fail();
  assert.equal((await k.fssp.wanted({ fio: `${wanted.lastname} ${wanted.firstname}` })).found.length, 1);
});

test('through the worker nobody is named in an address, and everything is the same', async () => {
  const services = await startServices({ ports: 0, only: ['sandbox'] });
  const sandbox = services.urls['sandbox'] ?? assert.fail('not started');
  const worker = await startProxy('fssp', 0, { bindings: sandboxBindings(sandbox) });
  try {
    /** @type {string[]} */
    const seen = [];
    /** @type {any[]} */
    const events = [];
    const spy = (/** @type {string} */ url, /** @type {RequestInit} */ init) => {
      seen.push(`${init.method} ${url.slice(worker.url.length)}`);
      return globalThis.fetch(url, init);
    };
    const through = await connect({ proxy: worker.url, fetch: /** @type {any} */ (spy), retries: 0, onEvent: (event) => events.push(event) });
    const direct = await client(globalThis.fetch, { providers: { fssp: { token, baseUrl: `${sandbox}/fssp` } } });
    for (const name of Object.keys(examples)) {
      const [one, other] = [await ask(through, name, examples[name]), await ask(direct, name, examples[name])];
      delete one.inquiry;
      delete other.inquiry;
      assert.deepEqual(one, other, name);
    }
    const posts = seen.slice(1);
    assert.equal(seen[0], 'GET /fssp/api/fssp.php?type=regionsList');
    assert.deepEqual(posts, Object.keys(examples).slice(1).map((name) => `POST /fssp/api/fssp.php?type=${name}`));
    assert.equal(events.filter(({ type }) => type === 'charge').length, seen.length);
    assert.ok(!JSON.stringify(events).includes('Вымыслов'));

    // A person in an address is refused, whatever the method.
    const named = `${worker.url}/fssp/api/fssp.php?type=physical&lastname=A&firstname=B&birthdate=01.01.1980&region=23`;
    assert.ok([404, 405, 400].includes((await globalThis.fetch(named)).status));
    assert.equal((await globalThis.fetch(named, { method: 'POST' })).status >= 400, true);
    // The provider's words may hold anything, so the worker keeps them back.
    const error = await failure(through.fssp.id({ number: 'ФС 1', region: '66' }));
    assert.deepEqual([error.name, error.code, error.providerCode], ['ProviderError', 'question-refused', undefined]);
    assert.ok(error.requestId);
  } finally {
    await worker.stop();
    await services.stop();
  }
});

test('tables name regions and kinds of writs', () => {
  assert.equal(regions.find(({ code }) => code === '23')?.ru, 'Краснодарский край');
  assert.equal(documentTypes.find(({ code }) => code === '4')?.en, 'Court order');
});
