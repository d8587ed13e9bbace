// @ts-check
// The sandbox of the built package: as a fetch inside a process, and as a worker behind the providers' paths.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidInputError, KontragentError, connect } from 'kontragent';
import { createSandbox } from 'kontragent/sandbox';
import { startServices } from '../../scripts/lib/services.mjs';
import { failure } from './failure.mjs';

const base = 'https://focus-api.kontur.ru/api3/req?key=sandbox';
const demo = '6663003127';
const { fetch, baseUrls, companies, magic, people } = await createSandbox({ delayScale: 0 });

/** @param {number} number  the special case's @param {typeof magic} [list] */
const innOf = (number, list = magic) => {
  const found = list.find(({ inn }) => inn?.slice(0, 9) === `7700${String(number).padStart(5, '0')}`);
  return found?.inn ?? assert.fail(`no case ${number}`);
};

test('answers at the provider’s own address and under its name at any other', async () => {
  const response = await fetch(`${base}&inn=${demo}`);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8');
  const text = await response.text();
  assert.equal(JSON.parse(text)[0].ogrn, '1026605606620');
  const elsewhere = `http://localhost:1/focus/api3/req?key=sandbox&inn=${demo}`;
  for (const input of [elsewhere, new URL(elsewhere), new Request(elsewhere)]) {
    assert.equal(await (await fetch(input)).text(), text);
  }
  assert.deepEqual(baseUrls, {
    focus: 'https://focus-api.kontur.ru',
    nkb: 'https://www.creditnet.ru/nkbrelation',
    fssp: 'https://api-cloud.ru',
    astral: 'https://api.doc.astral.ru',
  });
});

test('what is nowhere is not found, what is no request is refused as fetch does', async () => {
  for (const url of ['https://example.com/', 'http://localhost:1/nobody/api3/req', `${baseUrls['focus']}/api3/nothing?key=sandbox`]) {
    assert.equal((await fetch(url)).status, 404, url);
  }
  assert.equal((await fetch(`${base}&inn=${demo}`, { method: 'POST', body: 'x' })).status, 405);
  await assert.rejects(fetch('no address'), TypeError);
});

test('lists name everybody in both languages', async () => {
  assert.ok(companies.length >= 30 && magic.length >= 15);
  for (const { ogrn, name, about } of [...companies, ...magic]) assert.ok(ogrn && name && about.ru && about.en);
  assert.equal(companies[0]?.inn, demo);
  assert.ok(companies.some((company) => !('inn' in company)));
});

test('the options are keys and the unknown statuses', async () => {
  const own = await createSandbox({ focus: { keys: ['mine'], tooManyStatus: 413 } });
  assert.equal((await own.fetch(`${base}&inn=${demo}`)).status, 403);
  const url = `${baseUrls['focus']}/api3/req?key=mine&inn=`;
  assert.equal((await own.fetch(url + demo)).status, 200);
  assert.equal((await own.fetch(url + Array(101).fill(demo).join())).status, 413);
  const unknown = `${baseUrls['focus']}/api3/excerpt?key=sandbox&inn=7707083893`;
  assert.equal((await fetch(unknown)).status, 404);
  assert.equal((await (await createSandbox({ focus: { pdfMissingStatus: 410 } })).fetch(unknown)).status, 410);
  assert.equal((await (await createSandbox({ focus: { quotaStatus: 402 } })).fetch(`${base}&inn=${demo}`)).status, 402);
});

test('an option that is not known, or is something else, is refused and named', async () => {
  for (const [options, named] of /** @type {[any, RegExp][]} */ ([
    [{ delayscale: 0 }, /`delayscale`/],
    [{ focus: { key: ['mine'] } }, /`key`.*`keys`/],
    [{ nkb: { Typed: true } }, /`Typed`/],
    [{ astral: { pageCap: 5, constructor: 1 } }, /`constructor`/],
    [{ fssp: { tokens: 'one' } }, /string "one"/],
    [{ fssp: 7 }, /7/],
    [{ nkb: { progress: -1 } }, /-1/],
    [{ astral: { idForm: 'odd' } }, /`odd`/],
  ])) {
    const error = await failure(createSandbox(options));
    assert.ok(error instanceof InvalidInputError, String(error));
    assert.deepEqual([error.code, error.path], ['option', 'options']);
    assert.match(error.message, named);
  }
  await createSandbox({ focus: /** @type {any} */ (undefined), nkb: /** @type {any} */ ({ billing: undefined }), fssp: { credit: 0.5, error: 456 } });
});

test('a company that recovers does so for every sandbox anew, and again after a success', async () => {
  for (const { fetch } of [await createSandbox(), await createSandbox()]) {
    const statuses = [];
    for (let attempt = 0; attempt < 6; attempt++) statuses.push((await fetch(`${base}&inn=${innOf(704)}`)).status);
    assert.deepEqual(statuses, [503, 503, 200, 503, 503, 200]);
  }
  const limited = await fetch(`${base}&inn=${innOf(429)}`);
  assert.deepEqual([limited.status, limited.headers.get('retry-after')], [429, '2']);
});

test('a connection that breaks gives the beginning, then fails', async () => {
  const response = await fetch(`${base}&inn=${innOf(607)}`);
  const reader = response.body?.getReader() ?? assert.fail('no body');
  const { value } = await reader.read();
  assert.ok(value && new TextDecoder().decode(value).startsWith('[{"inn":"77'));
  await assert.rejects(reader.read(), TypeError);
});

test('redirects are followed, handed out or refused as the request says', async () => {
  const url = `${base}&inn=${innOf(302)}`;
  assert.equal((await fetch(url)).status, 404);
  const response = await fetch(url, { redirect: 'manual' });
  assert.deepEqual([response.status, response.headers.get('location')], [302, '/elsewhere']);
  await assert.rejects(fetch(url, { redirect: 'error' }), TypeError);
});

test('a delay obeys the signal, whatever its reason, and leaves no listener behind', async () => {
  const slow = await createSandbox();
  const url = `${base}&inn=${innOf(702)}`;
  const controller = new AbortController();
  let listeners = 0;
  const { signal } = controller;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (/** @type {[any, any]} */ ...args) => (listeners++, addEventListener.apply(signal, args));
  signal.removeEventListener = (/** @type {[any, any]} */ ...args) => (listeners--, removeEventListener.apply(signal, args));
  const asked = slow.fetch(url, { signal });
  setTimeout(() => controller.abort('enough'), 20);
  await assert.rejects(asked, (reason) => reason === 'enough');
  await assert.rejects(slow.fetch(url, { signal: AbortSignal.abort('before') }), (reason) => reason === 'before');
  await assert.rejects(slow.fetch(new Request(url, { signal: AbortSignal.timeout(20) })), { name: 'TimeoutError' });
  assert.equal(listeners, 0);
  assert.equal((await fetch(url)).status, 200, 'delays are scaled, here to nothing');
});

test('the client tells every special case for what it is', async () => {
  const k = await connect({ providers: { focus: { key: 'sandbox' } }, fetch, retries: 0 });
  const outcome = async (/** @type {number} */ number) => {
    try {
      const { found } = await k.focus.req({ inn: innOf(number) });
      return found[0]?.ul?.status?.statusString ?? 'nobody';
    } catch (error) {
      return error instanceof KontragentError ? `${error.name} ${error.code}` : String(error);
    }
  };
  const outcomes = Object.fromEntries(await Promise.all(magic.map(async ({ inn = '' }) => {
    const number = Number(inn.slice(4, 9));
    return [number, await outcome(number)];
  })));
  assert.deepEqual(outcomes, {
    302: 'ProviderError unexpected-status',
    402: 'PaymentError payment-required',
    403: 'AuthError key-refused',
    429: 'RateLimitError too-many-requests',
    500: 'ProviderError provider-trouble',
    502: 'ProviderError provider-trouble',
    503: 'ProviderError provider-trouble',
    600: 'DecodeError content-type',
    601: 'DecodeError json-truncated',
    602: 'DecodeError json-syntax',
    603: 'DecodeError json-type',
    604: 'Участвует в ещё никому не известном эксперименте',
    605: 'DecodeError not-utf8',
    606: 'DecodeError json-truncated',
    607: 'NetworkError connection',
    608: 'Действующее',
    701: 'Действующее',
    702: 'Действующее',
    703: 'RateLimitError too-many-requests',
    704: 'ProviderError provider-trouble',
  });
});

test('every method answers with what the client reads', async () => {
  const k = await connect({ providers: { focus: { key: 'sandbox' } }, fetch });
  const debtor = { inn: '7800010032' };
  const customer = { inn: '0200010045' };
  for (const call of [k.focus.req, k.focus.briefReport, k.focus.analytics, k.focus.contacts, k.focus.egrDetails, k.focus.licences, k.focus.buh]) {
    const { found, missing } = await call(debtor);
    assert.deepEqual([found.length, missing], [1, []]);
  }
  for (const [call, params] of /** @type {const} */ ([[k.focus.excerpt, debtor], [k.focus.finan, debtor], [k.focus.briefReport, { ...debtor, pdf: true }]])) {
    const { blob, type } = /** @type {any} */ (await /** @type {any} */ (call)(params));
    assert.equal(type, 'application/pdf');
    assert.match(await blob.text(), /^%PDF-1\.4\n[^]*%%EOF\n$/);
  }
  const collect = async (/** @type {AsyncIterable<any>} */ entries) => {
    const all = [];
    for await (const entry of entries) all.push(entry);
    return all;
  };
  const proceedings = await collect(k.focus.fssp.all(debtor, { limit: 10_000 }));
  assert.equal(new Set(proceedings.map(({ officialNum }) => officialNum)).size, 2503);
  const purchases = await collect(k.focus.govPurchasesOfCustomer.all(customer, { limit: 10_000 }));
  assert.equal(new Set(purchases.map(({ purchaseNumber }) => purchaseNumber)).size, 3120);
  const taken = await collect(k.focus.govPurchasesOfParticipant.all({ inn: '7700010014' }, { limit: 1200 }));
  assert.equal(taken.length, 1200);
  assert.match(await k.focus.stat({ xml: true }), /<ArrayOfstat /);
  assert.ok((await k.focus.stat()).items.length >= 9);

  await assert.rejects(collect(k.focus.fssp.all({ inn: innOf(608) }, { limit: 5000 })), KontragentError);
});

test('the watch list is kept by key', async () => {
  const own = await createSandbox({ focus: { keys: ['one', 'two'] } });
  const ask = async (/** @type {string} */ key, /** @type {string} */ path, /** @type {string} */ body = '') => {
    const url = `${baseUrls['focus']}/api3/${path}${path.includes('?') ? '&' : '?'}key=${key}`;
    const response = await own.fetch(url, body ? { method: 'POST', body } : {});
    return /** @type {{ ogrn: string }[]} */ (await response.json()).map(({ ogrn }) => ogrn);
  };
  const changes = 'egrDetails/mon?date=2021-10-18';
  const [demoOgrn, moved] = ['1026605606620', '1086699010023'];
  assert.ok((await ask('one', changes)).includes(moved), 'everybody is watched before');
  assert.deepEqual(await ask('one', 'monList', `${demo}; 7707083893`), [demoOgrn]);
  assert.deepEqual(await ask('one', changes), []);
  assert.deepEqual(await ask('one', 'monList?append=true', moved), [moved]);
  assert.deepEqual(await ask('one', changes), [moved]);
  assert.ok((await ask('two', changes)).includes(moved), 'another key has another list');
});

test('as a worker: the providers by their names, and a list for people', async () => {
  const { urls, stop } = await startServices({ ports: 0, only: ['sandbox'] });
  try {
    const url = urls['sandbox'] ?? assert.fail('not started');
    const ask = async (/** @type {string} */ query) => globalThis.fetch(`${url}/focus/api3/req?${query}`);
    const direct = await (await fetch(`${base}&inn=${demo}`)).text();
    assert.equal(await (await ask(`key=sandbox&inn=${demo}`)).text(), direct);
    assert.equal((await ask(`inn=${demo}`)).status, 403);
    assert.equal((await globalThis.fetch(`${url}/other/api3/req`)).status, 404);
    assert.equal((await ask(`key=sandbox&inn=${innOf(503)}`)).status, 503);

    const listing = /** @type {any} */ (await (await globalThis.fetch(url)).json());
    assert.deepEqual(listing, { providers: Object.keys(baseUrls).map((name) => `${url}/${name}`), companies, magic, people });
  } finally {
    await stop();
  }
});
