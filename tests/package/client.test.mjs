// @ts-check
// The client of the built package: answers, errors, time, and every odd thing that a fetch may do.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { AuthError, KontragentError, connect, isKontragentError } from 'kontragent';
import { settle } from './settle.mjs';

const item = { inn: '6663003127', ogrn: '1026605606620', focusHref: 'https://focus.kontur.ru/entity?query=1026605606620', UL: { kpp: '667101001', heads: [{ fio: 'Петров Пётр' }], history: {} } };
const json = (/** @type {unknown} */ body, /** @type {ResponseInit} */ init = {}) => Response.json(body, init);
const text = (/** @type {string} */ body, /** @type {number} */ status) => new Response(body, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });

/** @type {(fetch: any, options?: Partial<import('kontragent').ConnectOptions>) => Promise<import('kontragent').Client>} */
const client = (fetch, options = {}) => connect({ providers: { focus: { key: 'top-secret' } }, fetch, retries: 0, ...options });

/**
 * How a call ends; one that does not end in time fails the test.
 * @param {Promise<unknown>} call
 * @returns {Promise<KontragentError>}
 */
const failure = async (call) => {
  let timer;
  const hung = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error('the promise never settled')), 5000); });
  const error = await Promise.race([call.then((value) => assert.fail(`resolved to ${JSON.stringify(value)}`), (thrown) => thrown), hung]);
  clearTimeout(timer);
  assert.ok(error instanceof KontragentError, `no error of ours: ${String(error)}`);
  return error;
};

test('an answer is typed: our names, lists and flags filled in, the unknown kept', async () => {
  /** @type {string[]} */
  const asked = [];
  const k = await client(async (/** @type {string} */ url) => {
    asked.push(url);
    return json([{ ...item, новое: { a: [1] } }]);
  });
  const { found, missing, failed } = await k.focus.req({ inn: ['6663003127', '7708503727'] });
  assert.deepEqual(asked, ['https://focus-api.kontur.ru/api3/req?key=top-secret&inn=6663003127,7708503727']);
  assert.deepEqual([missing, failed], [[{ inn: '7708503727' }], []]);
  const [company] = found;
  assert.equal(company?.ul?.kpp, '667101001');
  assert.deepEqual(company?.ul?.branches, []);
  assert.deepEqual(company?.ul?.heads[0], { fio: 'Петров Пётр', isInaccuracy: false, detailsOfInaccuracy: [] });
  assert.deepEqual(/** @type {any} */ (company)['новое'], { a: [1] });
  assert.ok(!('UL' in /** @type {object} */ (company)));
});

test('raw gives what the provider wrote', async () => {
  const k = await client(async () => json([item]));
  assert.deepEqual(await k.focus.req({ inn: '6663003127' }, { raw: true }), [item]);
});

test('more than a hundred companies: a part that fails is told, and the others are there', async () => {
  const inn = (/** @type {number} */ n) => {
    const nine = `77${String(n).padStart(7, '0')}`;
    const sum = [2, 4, 10, 3, 5, 9, 4, 6, 8].reduce((total, weight, at) => total + weight * Number(nine[at]), 0);
    return `${nine}${(sum % 11) % 10}`;
  };
  const asked = Array.from({ length: 150 }, (_, n) => inn(n));
  let calls = 0;
  const k = await client(async (/** @type {string} */ url) => {
    calls += 1;
    const inns = new URL(url).searchParams.get('inn')?.split(',') ?? [];
    return calls === 1 ? json(inns.slice(1).map((each) => ({ inn: each, ogrn: '1026605606620' }))) : text('down', 404);
  });
  const { found, missing, failed } = await k.focus.req({ inn: asked });
  assert.deepEqual([calls, found.length, missing, failed.length], [2, 99, [{ inn: asked[0] }], 50]);
  assert.equal(failed[0]?.inn, asked[100]);
  assert.equal(failed[0]?.error.name, 'NotFoundError');
});

test('wrong input is refused before anything is sent', async () => {
  const k = await client(() => assert.fail('was sent'), { locale: 'ru' });
  for (const [params, code, at] of /** @type {[any, string, string?][]} */ ([
    [{}, 'missing-parameter'],
    [undefined, 'missing-parameter'],
    [{ inn: 6663003127 }, 'type', 'inn'],
    [{ inn: '6663003128' }, 'checksum', 'inn'],
    [{ inn: ['6663003127', ''] }, 'empty', 'inn[1]'],
    [{ inn: '6663003127', key: 'x' }, 'unknown-parameter', 'key'],
    [{ inn: Symbol('x') }, 'unreadable-parameters'],
    ['6663003127', 'type'],
  ])) {
    const error = await failure(k.focus.req(params));
    assert.deepEqual([error.name, error.code, error.path, error.attempts], ['InvalidInputError', code, at, 0]);
  }
  const { message } = await failure(k.focus.req({ inn: '6663003128' }));
  assert.match(message, /контрольн/);
});

test('wrong options are refused, each by its name', async () => {
  for (const [options, at] of /** @type {[any, string][]} */ ([
    [{}, 'proxy'],
    [{ proxy: 5 }, 'proxy'],
    [{ proxy: 'ftp://x' }, 'proxy'],
    [{ proxi: 'https://x' }, 'proxi'],
    [{ proxy: 'https://x', locale: 'de' }, 'locale'],
    [{ proxy: 'https://x', timeoutMs: 0 }, 'timeoutMs'],
    [{ proxy: 'https://x', retries: 1.5 }, 'retries'],
    [{ proxy: 'https://x', fetch: {} }, 'fetch'],
    [{ providers: { focus: {} } }, 'providers.focus.key'],
    [{ providers: { focus: { key: '' } } }, 'providers.focus.key'],
    [{ providers: { fokus: { key: 'x' } } }, 'providers.fokus'],
  ])) {
    const error = await failure(connect(options));
    assert.deepEqual([error.name, error.code, error.path], ['InvalidInputError', 'option', at]);
  }
  const k = await client(async () => json([]));
  for (const options of /** @type {any[]} */ ([{ signal: 5 }, { signal: {} }, { timeout: 5 }, { raw: 1 }, 7])) {
    assert.equal((await failure(k.focus.req({ inn: '6663003127' }, options))).name, 'InvalidInputError');
  }
});

test('a provider without a key and without a proxy is not configured', async () => {
  const k = await connect({ providers: {}, proxy: 'https://proxy.example', fetch: async () => json([]) });
  assert.deepEqual((await k.focus.req({ inn: '6663003127' })).missing, [{ inn: '6663003127' }]);
});

test('statuses have their classes; the key is in no error and no event', async () => {
  /** @type {unknown[]} */
  const events = [];
  for (const [status, body, name, code] of /** @type {[number, string, string, string][]} */ ([
    [400, 'inn/ogrn param is not specified', 'ProviderError', 'refused'],
    [403, 'No valid key specified', 'AuthError', 'key-refused'],
    [402, '', 'PaymentError', 'payment-required'],
    [404, 'no such: /api3/req?key=top-secret', 'NotFoundError', 'not-found'],
    [429, '', 'RateLimitError', 'too-many-requests'],
    [503, '', 'ProviderError', 'provider-trouble'],
    [302, '', 'ProviderError', 'unexpected-status'],
  ])) {
    const k = await client(async () => text(body, status), { onEvent: (event) => { events.push(event); throw new Error('the observer fails'); } });
    const error = await failure(k.focus.req({ inn: '6663003127' }));
    assert.deepEqual([error.name, error.code, error.status, error.provider, error.operation, error.attempts], [name, code, status, 'focus', 'req', 1]);
    assert.equal(isKontragentError(error), true);
    assert.doesNotMatch(JSON.stringify([error, error.message, error.stack, error.excerpt]), /top-secret/);
  }
  assert.ok(new AuthError({ code: 'x', message: 'x', attempts: 0 }) instanceof KontragentError);
  assert.ok(events.length >= 14);
  assert.doesNotMatch(JSON.stringify(events), /top-secret/);
  assert.deepEqual(Object.keys(/** @type {any} */ (events[0])).sort(), ['attempt', 'call', 'method', 'operation', 'provider', 'type', 'url']);
});

test('a passing failure is asked again; the answer counts', async () => {
  let calls = 0;
  /** @type {string[]} */
  const types = [];
  const k = await client(async () => { calls += 1; if (calls < 3) throw new TypeError('down'); return json([item]); },
    { retries: 2, onEvent: ({ type }) => { types.push(type); } });
  assert.equal((await k.focus.req({ inn: '6663003127' })).found.length, 1);
  assert.deepEqual(types, ['request', 'response', 'retry', 'request', 'response', 'retry', 'request', 'response']);
});

test('through the proxy: its address, its token, its problems', async () => {
  /** @type {any[]} */
  const seen = [];
  const problem = { status: 403, kind: 'AuthError', code: 'origin-refused', detail: 'нельзя', provider: 'focus' };
  const k = await connect({ proxy: 'https://proxy.example/p/', token: 'caller', locale: 'ru', fetch: /** @type {any} */ (async (/** @type {string} */ url, /** @type {any} */ init) => {
    seen.push([url, init.headers, init.redirect]);
    return json(problem, { status: 403, headers: { 'content-type': 'application/problem+json', 'x-request-id': 'r-7' } });
  }) });
  const error = await failure(k.focus.req({ ogrn: '1026605606620' }));
  assert.deepEqual([error.name, error.code, error.message, error.requestId], ['AuthError', 'origin-refused', 'нельзя', 'r-7']);
  assert.deepEqual(seen, [['https://proxy.example/p/focus/api3/req?ogrn=1026605606620', { accept: 'application/json', 'accept-language': 'ru', authorization: 'Bearer caller' }, 'manual']]);
});

test('every odd fetch, signal and clock ends in one of our errors and leaves nothing behind', async () => {
  assert.deepEqual(await settle(connect), { tried: 43, wrong: [] });
});

test('mocks that only look like a response are understood', async () => {
  const bytes = new TextEncoder().encode(JSON.stringify([item]));
  for (const fetch of /** @type {any[]} */ ([
    () => ({ status: 200, text: () => JSON.stringify([item]) }),
    async () => ({ status: 200, json: async () => [item] }),
    async () => ({ status: 200, headers: { 'content-type': 'application/json' }, arrayBuffer: async () => bytes.buffer }),
    async () => ({ status: 200, headers: new Map([['content-type', 'application/json']]), arrayBuffer: async () => bytes }),
  ])) {
    assert.equal((await (await client(fetch)).focus.req({ inn: '6663003127' })).found.length, 1);
  }
});

test('an answered call leaves no listener and no timer', async () => {
  const { signal } = new AbortController();
  const before = process.getActiveResourcesInfo().filter((type) => type === 'Timeout').length;
  const k = await client(async () => json([item]));
  await Promise.all(Array.from({ length: 20 }, () => k.focus.req({ inn: '6663003127' }, { signal })));
  assert.equal(getEventListeners(signal, 'abort').length, 0);
  assert.equal(process.getActiveResourcesInfo().filter((type) => type === 'Timeout').length, before);
});

test('bodies that are no answer are decode errors with their place', async () => {
  for (const [body, code, at] of /** @type {[string, string, string][]} */ ([
    ['', 'json-truncated', '$'],
    ['[{"ogrn":', 'json-truncated', '$[0].ogrn'],
    ['[{"ogrn":"1","UL":{"kpp":5}}]', 'json-type', '$[0].UL.kpp'],
    [`[{"ogrn":"1","new":${'['.repeat(100000)}`, 'json-too-deep', '$[0].new[0]'],
    ['{"error":"x"}', 'json-type', '$'],
  ])) {
    const k = await client(async () => new Response(body, { headers: { 'content-type': 'application/json' } }));
    const error = await failure(k.focus.req({ inn: '6663003127' }));
    assert.deepEqual([error.name, error.code], ['DecodeError', code]);
    assert.ok(error.path?.startsWith(at), error.path);
  }
  const html = await client(async () => new Response('<html>\n<title>502  Bad Gateway</title>', { headers: { 'content-type': 'text/html' } }));
  const error = await failure(html.focus.req({ inn: '6663003127' }));
  assert.deepEqual([error.code, error.excerpt], ['content-type', '<html> <title>502 Bad Gateway</title>']);
  const endless = await client(async () => new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1 << 20)) })));
  assert.equal((await failure(endless.focus.req({ inn: '6663003127' }))).code, 'too-large');
  const bytes = await client(async () => new Response(new Uint8Array([0x5b, 0x22, 0xff, 0x22, 0x5d])));
  assert.ok(['not-utf8', 'json-type'].includes((await failure(bytes.focus.req({ inn: '6663003127' }))).code));
});
