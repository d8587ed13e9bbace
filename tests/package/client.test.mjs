// @ts-check
// The client of the built package: answers, errors, time, and every odd thing that a fetch may do.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { AuthError, KontragentError, connect, isKontragentError } from 'kontragent';
import { failure } from './failure.mjs';
import { settle } from './settle.mjs';

const item = { inn: '6663003127', ogrn: '1026605606620', focusHref: 'https://focus.kontur.ru/entity?query=1026605606620', UL: { kpp: '667101001', heads: [{ fio: 'Петров Пётр' }], history: {} } };
const json = (/** @type {unknown} */ body, /** @type {ResponseInit} */ init = {}) => Response.json(body, init);
const text = (/** @type {string} */ body, /** @type {number} */ status) => new Response(body, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });

/** @type {(fetch: any, options?: Partial<import('kontragent').ConnectOptions>) => Promise<import('kontragent').Client>} */
const client = (fetch, options = {}) => connect({ providers: { focus: { key: 'top-secret' } }, fetch, retries: 0, ...options });

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

/** A provider of proceedings: pages of a thousand. @param {number} total @param {{ ignoresSkip?: boolean }} [habits] */
const proceedings = (total, { ignoresSkip = false } = {}) => async (/** @type {string} */ url) => {
  const skip = ignoresSkip ? 0 : Number(new URL(url).searchParams.get('skip') ?? 0);
  const length = Math.max(0, Math.min(1000, total - skip));
  const fssp = Array.from({ length }, (_, at) => ({
    officialNum: `${skip + at}/26/77001-ИП`, sum: 10.5, executoryDocument: 'Судебный приказ', executoryDocumentDate: '2026-01-02' }));
  return json([{ inn: '6663003127', ogrn: '1026605606620', focusHref: '', fssp }]);
};

test('pages go on until one is not full', async () => {
  for (const [total, expected] of /** @type {[number, number[]][]} */ ([[0, [0]], [999, [999]], [1000, [1000, 0]], [2503, [1000, 1000, 503]]])) {
    const k = await client(proceedings(total));
    const sizes = [];
    for await (const { found } of k.focus.fssp.pages({ inn: '6663003127' })) sizes.push(found[0]?.fssp.length);
    assert.deepEqual(sizes, expected, String(total));
  }
});

test('all entries, up to a limit, each once', async () => {
  const k = await client(proceedings(2503));
  const seen = new Set();
  for await (const { officialNum } of k.focus.fssp.all({ inn: '6663003127' }, { limit: 5000 })) seen.add(officialNum);
  assert.equal(seen.size, 2503);
  let count = 0;
  for await (const entry of k.focus.fssp.all({ inn: '6663003127' }, { limit: 1200 })) count += entry.returnedToClaimer ? 0 : 1;
  assert.equal(count, 1200);
  for (const limit of [0, -1, 1.5, NaN, undefined]) {
    const error = await failure(k.focus.fssp.all({ inn: '6663003127' }, /** @type {any} */ ({ limit })).next());
    assert.deepEqual([error.name, error.path], ['InvalidInputError', 'limit']);
  }
});

test('a provider that repeats itself is stopped; an unknown company is not one without entries', async () => {
  const again = await client(proceedings(5000, { ignoresSkip: true }));
  const walk = async () => { for await (const page of again.focus.fssp.pages({ inn: '6663003127' })) assert.equal(page.found[0]?.fssp.length, 1000); };
  assert.equal((await failure(walk())).code, 'repeated-page');
  const unknown = await client(async () => json([]));
  const error = await failure(unknown.focus.fssp.all({ inn: '6663003127' }, { limit: 1 }).next());
  assert.deepEqual([error.name, error.code], ['NotFoundError', 'unknown-company']);
  assert.deepEqual((await unknown.focus.fssp({ inn: '6663003127' })).missing, [{ inn: '6663003127' }]);
});

test('an abandoned walk and an aborted one end', async () => {
  const k = await client(proceedings(5000));
  for await (const { found } of k.focus.fssp.pages({ inn: '6663003127' })) { assert.equal(found.length, 1); break; }
  const controller = new AbortController();
  const walk = async () => { for await (const _ of k.focus.fssp.pages({ inn: '6663003127' }, { signal: controller.signal })) controller.abort('enough'); };
  assert.deepEqual([(await failure(walk())).name], ['AbortError']);
});

test('a PDF comes as a Blob with name, type and progress; what is no PDF is refused', async () => {
  const bytes = new Uint8Array(300_000).fill(0x20);
  bytes.set(new TextEncoder().encode('%PDF-1.4\n'));
  const chunked = () => new Response(new ReadableStream({ start: (controller) => {
    for (let at = 0; at < bytes.length; at += 100_000) controller.enqueue(bytes.slice(at, at + 100_000));
    controller.close();
  } }), { headers: { 'content-type': 'application/pdf', 'content-length': String(bytes.length) } });
  /** @type {any[]} */
  const progress = [];
  const k = await client(async () => chunked(), { onEvent: (event) => { if (event.type === 'progress') progress.push([event.unit, event.done, event.total]); } });
  const { blob, name, type } = await k.focus.excerpt({ inn: '6663003127' });
  assert.deepEqual([blob.size, blob.type, name, type], [300_000, 'application/pdf', 'excerpt-6663003127.pdf', 'application/pdf']);
  assert.deepEqual(progress, [['bytes', 100_000, 300_000], ['bytes', 200_000, 300_000], ['bytes', 300_000, 300_000]]);
  assert.equal((await k.focus.briefReport({ inn: '6663003127', pdf: true })).name, 'briefReport-6663003127.pdf');
  for (const [response, code] of /** @type {[() => Response, string][]} */ ([
    [() => new Response('sorry', { headers: { 'content-type': 'application/pdf' } }), 'not-the-document'],
    [() => new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'content-type'],
    [() => new Response('', { headers: { 'content-type': 'application/pdf' } }), 'not-the-document'],
    [() => text('Not Found', 404), 'not-found'],
  ])) {
    const other = await client(async () => response());
    assert.equal((await failure(other.focus.finan({ ogrn: '1026605606620' }))).code, code);
  }
  const two = await failure(k.focus.excerpt({ inn: ['6663003127', '7708503727'] }));
  assert.deepEqual([two.name, two.code], ['InvalidInputError', 'too-many-identifiers']);
});

test('XML is given as it is', async () => {
  const xml = '<?xml version="1.0" encoding="utf-8"?><ArrayOfreq/>';
  /** @type {string[]} */
  const asked = [];
  const k = await client(async (/** @type {string} */ url) => { asked.push(url); return new Response(xml, { headers: { 'content-type': 'application/xml; charset=utf-8' } }); });
  assert.equal(await k.focus.req({ inn: '6663003127', xml: true }), xml);
  assert.match(asked[0] ?? '', /inn=6663003127&xml=true$/);
  // The last one broke off, which workerd does not tell.
  for (const body of ['nothing', '<ArrayOfreq><req/><req/>']) {
    const wrong = await client(async () => new Response(body, { headers: { 'content-type': 'application/xml' } }));
    assert.equal((await failure(wrong.focus.req({ inn: '6663003127', xml: true }))).code, 'not-the-document');
  }
});

test('lists that are not about companies are items; a list is sent in the body', async () => {
  /** @type {any[]} */
  const sent = [];
  const k = await client(async (/** @type {string} */ url, /** @type {any} */ init) => { sent.push([new URL(url).pathname, new URL(url).search, init.method, init.body]); return json([{ inn: '6663003127' }]); });
  assert.deepEqual(await k.focus.monList({ inn: ['6663003127'], ogrn: '1026605606620', append: true }), { items: [{ inn: '6663003127' }] });
  assert.deepEqual(await k.focus.reqMon({ date: '2026-10-30' }), { items: [{ inn: '6663003127' }] });
  assert.deepEqual(sent, [
    ['/api3/monList', '?key=top-secret&append=true', 'POST', '6663003127,1026605606620'],
    ['/api3/req/mon', '?key=top-secret&date=2026-10-30', 'GET', undefined],
  ]);
  assert.equal((await failure(k.focus.reqMon({ date: '30.10.2026' }))).path, 'date');
});

test('methods without a model are reached by their path', async () => {
  /** @type {string[]} */
  const asked = [];
  const k = await client(async (/** @type {string} */ url) => { asked.push(url.replace('https://focus-api.kontur.ru', '')); return json({ any: [1, null] }); });
  assert.deepEqual(await k.focus.get('finanValues', { inn: ['6663003127', '7708503727'], xml: false, take: 5 }), { any: [1, null] });
  await k.focus.get('/api2/search', { q: 'ромашка & ко' });
  assert.deepEqual(asked, ['/api3/finanValues?key=top-secret&inn=6663003127,7708503727&xml=false&take=5', '/api2/search?key=top-secret&q=%D1%80%D0%BE%D0%BC%D0%B0%D1%88%D0%BA%D0%B0%20%26%20%D0%BA%D0%BE']);
  for (const [path, params, code] of /** @type {[any, any, string][]} */ ([
    ['../x', {}, 'unreadable-parameters'], ['a?b=c', {}, 'unreadable-parameters'], ['', {}, 'unreadable-parameters'], ['//evil', {}, 'unreadable-parameters'],
    ['req', { key: 'other' }, 'unknown-parameter'], ['req', { KEY: 'other' }, 'unknown-parameter'], ['req', { a: {} }, 'type'], ['req', { a: [1] }, 'type'],
  ])) {
    assert.equal((await failure(k.focus.get(path, params))).code, code, path);
  }
});

test('identical questions under way are asked once, and each caller is its own', async () => {
  let calls = 0;
  /** @type {() => void} */
  let go = () => {};
  const gone = new Promise((resolve) => { go = () => resolve(undefined); });
  /** @type {AbortSignal | undefined} */
  let signal;
  const k = await client(async (/** @type {string} */ _, /** @type {RequestInit} */ init) => { calls += 1; signal = init.signal ?? undefined; await gone; return json([item]); });
  const controller = new AbortController();
  const first = k.focus.req({ inn: '6663003127' }, { signal: controller.signal });
  const second = k.focus.req({ inn: '6663003127' });
  const other = k.focus.req({ inn: '7708503727' });
  await new Promise((resolve) => setTimeout(resolve, 10));
  controller.abort('first leaves');
  assert.deepEqual([(await failure(first)).cause, signal?.aborted], ['first leaves', false]);
  go();
  assert.equal((await second).found.length, 1);
  assert.deepEqual((await other).missing, [{ inn: '7708503727' }]);
  assert.equal(calls, 2);
  await k.focus.req({ inn: '6663003127' });
  assert.equal(calls, 3, 'an answered question is asked again');
});

test('when everybody has left, the question is given up', async () => {
  /** @type {AbortSignal | undefined} */
  let signal;
  const k = await client((/** @type {string} */ _, /** @type {RequestInit} */ init) => { signal = init.signal ?? undefined; return new Promise(() => {}); });
  const [a, b] = [new AbortController(), new AbortController()];
  const calls = [a, b].map((each) => failure(k.focus.req({ inn: '6663003127' }, { signal: each.signal })));
  await new Promise((resolve) => setTimeout(resolve, 5));
  a.abort();
  await calls[0];
  assert.equal(signal?.aborted, false);
  b.abort();
  await calls[1];
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(signal?.aborted, true);
});

test('so many requests to a provider are under way at once, and no more', async () => {
  let under = 0, most = 0;
  const k = await client(async () => { under += 1; most = Math.max(most, under); await new Promise((resolve) => setTimeout(resolve, 5)); under -= 1; return json([]); }, { concurrency: 3 });
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  const inns = Array.from({ length: 20 }, (_, n) => {
    const nine = `78${String(n).padStart(7, '0')}`;
    return `${nine}${(weights.reduce((sum, weight, at) => sum + weight * Number(nine[at]), 0) % 11) % 10}`;
  });
  /** @type {[number, number | undefined][]} */
  const progress = [];
  const watched = await client(async () => json([]), { onEvent: (event) => { if (event.type === 'progress') progress.push([event.done, event.total]); } });
  const { missing } = await k.focus.fssp({ inn: inns });
  assert.deepEqual([missing.length, most], [20, 3]);
  await watched.focus.fssp({ inn: inns.slice(0, 3) });
  assert.deepEqual(progress, [[1, 3], [2, 3], [3, 3]]);
  // One that waits at the gate and gives up lets the others through.
  const controller = new AbortController();
  const waiting = failure(k.focus.fssp({ inn: inns }, { signal: controller.signal }));
  controller.abort();
  assert.equal((await waiting).name, 'AbortError');
  assert.equal((await k.focus.fssp({ inn: inns })).missing.length, 20);
});

test('a module that traps answers every call it serves with an error, and the next call has a new one', async () => {
  const built = (/** @type {string} */ file) => new URL(`../../pkg/${file}`, import.meta.url);
  const { Cores } = await import(built('lib/client/core.js').href);
  const cores = new Cores(async () => WebAssembly.compile(await readFile(built('kontragent.wasm'))));
  const core = await cores.core('en');
  const handle = core.ask(() => new core.glue.Client(false));
  core.ask(() => handle.proxy('https://proxy.example', undefined));
  const inquiry = core.ask(() => handle.inquiry('focus', 'req', '{"inn":"6663003127"}', core.glue.Span.Any, false));
  const died = (/** @type {() => unknown} */ use) => assert.throws(use, ({ name, code, cause }) => name === 'InternalError' && code === 'panic' && cause.message === 'unreachable');
  died(() => core.ask(() => { throw new WebAssembly.RuntimeError('unreachable'); }));
  died(() => core.ask(() => inquiry.length));
  core.free(inquiry);
  const next = await cores.core('en');
  assert.notEqual(next, core);
  assert.equal(next.ask(() => 5), 5);
});

test('a call whose module dies under way is rejected, and the client goes on with another', async () => {
  const built = (/** @type {string} */ file) => new URL(`../../pkg/${file}`, import.meta.url);
  const { connector } = await import(built('lib/client/connect.js').href);
  const module = await WebAssembly.compile(await readFile(built('kontragent.wasm')));
  const { instantiate } = WebAssembly;
  /** @type {any[]} */
  const instances = [];
  WebAssembly.instantiate = /** @type {any} */ (async (/** @type {any[]} */ ...given) => {
    const instance = /** @type {any} */ (await Reflect.apply(instantiate, WebAssembly, given));
    // The exports are copied, so that one of them can be made to trap.
    instances.push({ exports: { ...instance.exports } });
    return instances.at(-1);
  });
  try {
    let broken = false;
    const k = await connector(async () => module, () => assert.fail('no totals'))({ proxy: 'https://proxy.example', retries: 0, fetch: async () => {
      if (!broken) instances[0].exports.call_answered = () => { throw new WebAssembly.RuntimeError('unreachable'); };
      broken = true;
      return json([item]);
    } });
    const error = await failure(k.focus.req({ inn: '6663003127' }));
    assert.deepEqual([error.name, error.code], ['InternalError', 'panic']);
    assert.equal((await k.focus.req({ inn: '6663003127' })).found.length, 1);
    assert.equal(instances.length, 2);
  } finally {
    WebAssembly.instantiate = instantiate;
  }
});

test('pages of several companies follow one another; one that fails is told, whoever gives up gets nothing more', async () => {
  const fssp = (/** @type {number} */ length) => Array.from({ length }, () => ({ officialNum: '1/26/77001-ИП' }));
  const k = await client(async (/** @type {string} */ url) => {
    const { searchParams } = new URL(url);
    const [inn, ogrn] = [searchParams.get('inn'), searchParams.get('ogrn')];
    if (inn === '7708503727') return text('down', 404);
    if (ogrn) return json([]);
    return json([{ inn, ogrn: '1026605606620', fssp: fssp(searchParams.has('skip') ? 2 : 1000) }]);
  });
  const asked = { inn: ['6663003127', '7708503727', '7736050003'], ogrn: '1026605606620' };
  const pages = [];
  for await (const { found, missing, failed } of k.focus.fssp.pages(asked)) {
    pages.push([found[0]?.fssp.length, missing[0]?.ogrn, failed[0]?.inn, failed[0]?.error.code]);
  }
  const none = undefined;
  assert.deepEqual(pages, [
    [1000, none, none, none], [2, none, none, none],
    [none, none, '7708503727', 'not-found'],
    [1000, none, none, none], [2, none, none, none],
    [none, '1026605606620', none, none],
  ]);
  const alone = failure((async () => { for await (const _ of k.focus.fssp.pages({ inn: '7708503727' })) assert.fail('a page'); })());
  assert.equal((await alone).code, 'not-found');
  // As the provider wrote it, pages go on just the same.
  let count = 0;
  for await (const page of k.focus.fssp.pages({ inn: '6663003127' }, /** @type {any} */ ({ raw: true }))) count += /** @type {any} */ (page)[0].fssp.length;
  assert.equal(count, 1002);
  const document = failure(k.focus.fssp.pages(/** @type {any} */ ({ inn: '6663003127', xml: true })).next());
  assert.deepEqual([(await document).code, (await document).path], ['unknown-parameter', 'xml']);
  for (const walk of [k.focus.fssp.all(asked, { limit: 5000 }), k.focus.fssp.all({ inn: '7708503727' }, { limit: 5 })]) {
    await failure((async () => { for await (const _ of walk); })());
  }
});

test('pages begin where the caller says, and go on from what was received', async () => {
  const abonentId = '28f6abfc-546a-4efa-ad43-6f8db8738875';
  const walk = async (/** @type {object} */ params, /** @type {(offset: number) => unknown[]} */ page) => {
    /** @type {number[]} */
    const offsets = [];
    const { astral } = await connect({ providers: { astral: { token: 'sandbox' } }, retries: 0, fetch: /** @type {any} */ (async (/** @type {string} */ url) => {
      const offset = Number(new URL(url).searchParams.get('offset') ?? 0);
      offsets.push(offset);
      // The count is nonsense, and nobody minds.
      return json({ totalCount: 7, count: 7, data: page(offset) });
    }) });
    for await (const _ of astral.departments.pages(/** @type {any} */ ({ counterpartyId: abonentId, ...params }))) assert.ok(offsets.length < 100, 'no end');
    return offsets;
  };
  const list = (/** @type {number} */ most) => (/** @type {number} */ offset) =>
    Array.from({ length: Math.max(0, Math.min(most, 40 - offset)) }, (_, at) => ({ id: abonentId, name: `Отдел ${offset + at}`, kpp: '770801001' }));
  assert.deepEqual(await walk({}, list(15)), [0, 15, 30, 40]);
  // Fewer than were asked for is not the end: the provider may have a limit of its own.
  assert.deepEqual(await walk({ limit: 1000 }, list(20)), [0, 20, 40]);
  assert.deepEqual(await walk({ offset: 35 }, list(15)), [35, 40]);
  // But for a list that it says is not empty.
  assert.equal((await failure(walk({}, () => []))).code, 'json-missing');
  // One that does not know `offset` would go on for ever.
  assert.equal((await failure(walk({}, () => list(3)(0)))).code, 'repeated-page');
});

test('one ИНН with several ОГРН, in another order than asked, and items without ИНН: matched by identifiers', async () => {
  const k = await client(async () => json([{ ogrn: '1027700070518' }, { inn: '6663003127', ogrn: '1026605606620' }, { inn: '6663003127', ogrn: '5' }]));
  const { found, missing, failed } = await k.focus.req({ inn: ['6663003127', '7708503727'], ogrn: ['1026605606620', '1027700070518'] });
  assert.deepEqual(found.map(({ ogrn }) => ogrn), ['1027700070518', '1026605606620', '5']);
  assert.deepEqual([missing, failed], [[{ inn: '7708503727' }], []]);
});

test('what a caller gives is read as data, or refused', async () => {
  const k = await client(() => assert.fail('was sent'));
  const thrower = { get inn() { throw new Error('no'); } };
  /** @type {any} */
  const endless = {};
  endless.inn = endless;
  for (const [params, code] of /** @type {[any, string][]} */ ([
    [thrower, 'unreadable-parameters'], [endless, 'unreadable-parameters'], [{ inn: () => '6663003127' }, 'unreadable-parameters'],
    [null, 'type'], [[], 'type'], [5n, 'type'], [{ inn: 6663003127n }, 'type'], [{ inn: NaN }, 'type'], [{ inn: new Date() }, 'type'],
    [{ inn: [undefined] }, 'type'], [{ inn: '\ud800' }, 'unreadable-parameters'],
  ])) {
    assert.equal((await failure(k.focus.req(params))).code, code, String(code));
  }
  for (const skip of [NaN, -1, 1.5, Infinity, 'x']) {
    assert.equal((await failure(k.focus.fssp(/** @type {any} */ ({ inn: '6663003127', skip })))).path, 'skip');
    assert.equal((await failure(k.focus.fssp.pages(/** @type {any} */ ({ inn: '6663003127', skip })).next())).path, 'skip');
  }
});

test('a module that does not come is told in the language of the client, and asked for again by the next call', async () => {
  const built = (/** @type {string} */ file) => new URL(`../../pkg/${file}`, import.meta.url);
  const { connector } = await import(built('lib/client/connect.js').href);
  const bytes = await readFile(built('kontragent.wasm'));
  let there = false;
  const lost = async () => { throw new TypeError('Failed to fetch'); };
  const connected = connector(async () => (there ? WebAssembly.compile(bytes) : lost()), lost);
  const options = { proxy: 'https://proxy.example', fetch: async () => json([item]) };
  // Also where clients of both languages wait for the same module.
  await Promise.all([['en', 'could not be loaded'], ['ru', 'не удаётся загрузить']].map(async ([locale, words]) => {
    const error = await failure(connected({ ...options, locale }));
    assert.deepEqual([error.name, error.code, error.message], ['NetworkError', 'module', `kontragent.wasm ${words}: Failed to fetch`]);
  }));
  there = true;
  const k = await connected({ ...options, locale: 'ru' });
  assert.equal((await k.focus.req({ inn: '6663003127' })).found.length, 1);
  const error = await failure(k.focus.fssp.totals({ inn: '6663003127' }));
  assert.deepEqual([error.name, error.code, error.message], ['NetworkError', 'module', 'totals.wasm не удаётся загрузить: Failed to fetch']);
});

test('the package exports what it documents, and no more', async () => {
  const errors = Object.keys(await import('kontragent')).filter((name) => name.endsWith('Error'));
  assert.equal(errors.length, 13);
  assert.deepEqual(Object.keys(await import('kontragent')).sort(), [...errors, 'connect'].sort());
  const { connect: _, ...identifiers } = { ...(await import('kontragent/identifiers')), connect };
  assert.deepEqual(Object.keys(identifiers).sort(), [
    'batchCodes', 'check', 'checkBatch', 'compare', 'find', 'isBankAccount', 'isBik', 'isGrn', 'isGrnip', 'isInn', 'isKpp', 'isOgrn',
    'isOgrnip', 'isOkato', 'isOkpo', 'isOktmo', 'isOkved', 'isSnils', 'kinds', 'normalize',
  ]);
});

const expired = () => Response.json({ status: 401, kind: 'AuthError', code: 'token-expired', detail: 'expired' }, { status: 401, headers: { 'content-type': 'application/problem+json' } });

test("a function gives the proxy's tokens: once for all calls, and anew when one was refused", async () => {
  for (const later of [false, true]) {
    const given = ['a', 'b', 'c', 'd'];
    /** @type {(string | null)[]} */
    const sent = [];
    let good = 'a';
    const k = await connect({
      proxy: 'https://proxy.example', retries: 0,
      token: /** @type {any} */ (() => { const next = given.shift() ?? assert.fail('asked too often'); return later ? Promise.resolve(next) : next; }),
      fetch: async (/** @type {any} */ _, /** @type {any} */ { headers }) => {
        const token = new Headers(headers).get('authorization');
        sent.push(token);
        return token === `Bearer ${good}` ? json([item]) : expired();
      },
    });
    await Promise.all([k.focus.req({ inn: '6663003127' }), k.focus.req({ ogrn: '1026605606620' })]);
    assert.deepEqual(sent.splice(0), ['Bearer a', 'Bearer a']);
    good = 'b';
    assert.equal((await k.focus.req({ inn: '6663003127' })).found.length, 1);
    assert.deepEqual(sent.splice(0), ['Bearer a', 'Bearer b']);
    // If the new one is refused as well, the call fails; the next call asks for another.
    good = 'none';
    const error = await failure(k.focus.req({ inn: '6663003127' }));
    assert.deepEqual([error.name, error.code, sent.splice(0)], ['AuthError', 'token-expired', ['Bearer b', 'Bearer c']]);
    good = 'd';
    assert.equal((await k.focus.req({ inn: '6663003127' })).found.length, 1);
    assert.deepEqual(sent.splice(0), ['Bearer c', 'Bearer d']);
  }
});

test("a function that gives no token for the proxy is told, and nothing is sent", async () => {
  const thrown = new Error('no token today');
  const never = () => assert.fail('sent');
  for (const token of [() => { throw thrown; }, async () => { throw thrown; }, () => '', () => 'a b', () => 5, async () => undefined]) {
    const k = await connect({ proxy: 'https://proxy.example', token: /** @type {any} */ (token), fetch: never });
    const error = await failure(k.focus.req({ inn: '6663003127' }));
    assert.deepEqual([error.name, error.code, error.path, error.message], ['InvalidInputError', 'option', 'token', 'token: must give a token']);
    if (/throw/.test(String(token))) assert.equal(error.cause, thrown);
  }
  const slow = await connect({ proxy: 'https://proxy.example', token: () => new Promise(() => {}), fetch: never });
  assert.equal((await failure(slow.focus.req({ inn: '6663003127' }, { deadlineMs: 50 }))).code, 'deadline');
  const reason = new Error('enough');
  const controller = new AbortController();
  const given = failure(slow.focus.req({ inn: '6663003127' }, { signal: controller.signal }));
  controller.abort(reason);
  assert.deepEqual([(await given).code, (await given).cause], ['aborted', reason]);
  // What no header can hold would come back in the words of fetch.
  for (const token of ['a\nb', 'ключ', '', 5]) {
    assert.equal((await failure(connect({ proxy: 'https://proxy.example', token: /** @type {any} */ (token), fetch: never }))).path, 'token');
  }
});

test("a key of one's own goes its own way beside a proxy's token", async () => {
  /** @type {[string, string | null][]} */
  const sent = [];
  const k = await connect({
    proxy: 'https://proxy.example', token: () => 'a', providers: { nkb: { login: 'l', password: 'p' } }, retries: 0,
    fetch: async (/** @type {any} */ url, /** @type {any} */ { headers }) => { sent.push([new URL(url).hostname, new Headers(headers).get('authorization')]); return json([item]); },
  });
  await k.focus.req({ inn: '6663003127' });
  await failure(k.nkb.balance({ id: '1' }));
  assert.deepEqual(sent[0], ['proxy.example', 'Bearer a']);
  assert.match(sent[1]?.[1] ?? '', /^Basic /);
});
