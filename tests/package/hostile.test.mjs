// @ts-check
// Answers that no provider should give, and input that no caller should: nothing of it may come out as «nothing found».
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { connect } from 'kontragent';
import { loadGraphs } from 'kontragent/graph';
import { createSandbox } from 'kontragent/sandbox';
import { mintToken } from 'kontragent/tokens';
import { failure } from './failure.mjs';

const inn = '6663003127';
const ogrn = '1026605606620';
const abonentId = '503428e4-0b11-471c-b3f8-899c754ff72e';

/** @typedef {import('kontragent').Client} Client */

/** @param {() => unknown} answer @returns {Promise<Client>} */
const client = (answer) =>
  connect({
    providers: {
      focus: { key: 'key' },
      nkb: { login: 'login', password: 'password' },
      fssp: { token: '0123456789abcdef0123456789abcdef' },
      astral: { token: 'token' },
    },
    fetch: /** @type {any} */ (async () => answer()),
    retries: 0,
  });

/** @param {string | Uint8Array} body @param {string} [type] @param {ResponseInit} [init] */
const said = (body, type = 'application/json', init = {}) =>
  new Response(/** @type {BodyInit} */ (body), { ...init, headers: { 'content-type': type, ...init.headers } });

/** Every question whose answer may be that there is nothing. @type {readonly [string, (k: Client) => Promise<unknown>][]} */
const questions = [
  ['focus.req', (k) => k.focus.req({ inn })],
  ['focus.fssp', (k) => k.focus.fssp({ inn })],
  ['focus.fssp.all', async (k) => { for await (const _ of k.focus.fssp.all({ inn }, { limit: 5 })); }],
  ['focus.fssp.totals', (k) => k.focus.fssp.totals({ inn })],
  ['focus.reqMon', (k) => k.focus.reqMon({ date: '2026-10-30' })],
  ['nkb.company', (k) => k.nkb.company({ inn })],
  ['nkb.connections', (k) => k.nkb.connections({ companies: [inn, ogrn] })],
  ['nkb.balance', (k) => k.nkb.balance({ id: '1' })],
  ['nkb.related', (k) => k.nkb.related({ type: 'COMPANY', id: '1', relType: 'FOUNDER_COMPANY', direction: 'in' })],
  ['nkb.relations', (k) => k.nkb.relations({ fromType: 'COMPANY', fromId: '1', toType: 'COMPANY', toId: '2', relTypes: ['FOUNDER_COMPANY'] })],
  ['nkb.batch', (k) => k.nkb.batch({ orderId: '1' })],
  ['fssp.inn', (k) => k.fssp.inn({ inn, region: '66' })],
  ['fssp.wanted', (k) => k.fssp.wanted({ fio: 'Иванов Иван Иванович' })],
  ['astral.globalIds', (k) => k.astral.globalIds({ inn, kpp: '667101001' })],
  ['astral.contacts', (k) => k.astral.contacts({ abonentId })],
];

const deep = `${'['.repeat(1000)}${']'.repeat(1000)}`;
const windows1251 = Uint8Array.from([...Buffer.from('{"message":"'), 0xce, 0xf8, 0xe8, 0xe1, 0xea, 0xe0, ...Buffer.from('"}')]);

/** @type {readonly [string, () => unknown][]} */
const answers = [
  ['nothing', () => said('')],
  ['204', () => new Response(null, { status: 204 })],
  ['null', () => said('null')],
  ['a number', () => said('0')],
  ['a text', () => said('""')],
  ['a page for people', () => said('<html><body>Not found</body></html>', 'text/html')],
  ['a page for people without a type', () => new Response(new TextEncoder().encode('<html></html>'))],
  ['a page for people that says it is JSON', () => said('<html></html>')],
  ['windows-1251', () => said(windows1251)],
  ['UTF-16', () => said(Uint8Array.from([0xff, 0xfe, 0x5b, 0, 0x5d, 0]))],
  ['an error', () => said('{"error":"503","message":"TOKEN_NOT_REGISTERED_IN_THE_SYSTEM"}')],
  ['an error of something in between', () => said('{"message":"upstream timed out","status":504}')],
  ['an error within a list', () => said('[{"error":"later"}]')],
  ['nested too deep', () => said(deep)],
  ['a member nested too deep', () => said(`{"data":${deep}}`)],
  ['broken off', () => said('[')],
  ['broken off later', () => said('{"status":200,"count":0')],
  ['two answers', () => said('[] []')],
  ['the wrong form', () => said('{"found":[],"count":"none"}')],
  ['a prototype', () => said('{"__proto__":{"total":0,"list":[],"data":[],"count":0,"status":200}}')],
  ['a status without anything', () => said('{"status":200}')],
  ['a redirect', () => new Response(null, { status: 302, headers: { location: '/' } })],
  ['404', () => said('{"message":"no route matched"}', 'application/json', { status: 404 })],
  ['500', () => said('[]', 'application/json', { status: 500 })],
  ['no response', () => ({})],
  ['a body that fails', () => new Response(new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) }))],
];

test('nothing that is no answer comes out as «nothing found»', async () => {
  for (const [what, answer] of answers) {
    const k = await client(answer);
    for (const [name, ask] of questions) {
      // An entry of which nothing is known is an entry still.
      if (name === 'focus.reqMon' && what === 'an error within a list') continue;
      const error = await failure(ask(k)).catch((wrong) => assert.fail(`${name}, ${what}: ${wrong.message}`));
      assert.notEqual(error.name, 'InternalError', `${name}, ${what}: ${error.message}`);
      assert.notEqual(error.name, 'InvalidInputError', `${name}, ${what}: ${error.message}`);
    }
  }
});

test('of two members of one name none is chosen, however they are spelt', async () => {
  const entry = '{"officialNum":"1/20/66001-ИП","sum":5}';
  for (const body of [
    `[{"ogrn":"${ogrn}","fssp":[${entry}],"fssp":[]}]`,
    `[{"ogrn":"${ogrn}","fssp":[${entry}],"\\u0066ssp":[]}]`,
    `[{"ogrn":"${ogrn}","fss\\u0070":[],"\\u0066ssp":[${entry}]}]`,
  ]) {
    const k = await client(() => said(body));
    assert.equal((await failure(k.focus.fssp({ inn }))).code, 'json-duplicate', body);
    assert.equal((await failure(k.focus.fssp.totals({ inn }))).code, 'json-duplicate', body);
  }
  const spelt = await client(() => said(`[{"ogrn":"${ogrn}","\\u0066ssp":[${entry}]}]`));
  assert.equal((await spelt.focus.fssp({ inn })).found[0]?.fssp.length, 1);
  assert.equal((await spelt.focus.fssp.totals({ inn })).count, 1);
  const k = await client(() => said('{"connections":null,"connections":[["1","2"]]}'));
  assert.equal((await failure(k.nkb.connections({ companies: [inn, ogrn] }))).code, 'json-duplicate');
});

test('numbers that are none, or that no engine can hold, are refused by their place', async () => {
  for (const [sum, found] of /** @type {const} */ ([['"5"', 'text'], ['1e400', 'number out of range'], ['{}', 'object']])) {
    const k = await client(() => said(`[{"ogrn":"${ogrn}","fssp":[{"sum":${sum}}]}]`));
    const error = await failure(k.focus.fssp({ inn }));
    assert.deepEqual([error.code, error.path], ['json-type', '$[0].fssp[0].sum'], error.message);
    assert.match(error.message, new RegExp(found));
  }
});

test('a byte order mark, half a character and foreign members do no harm', async () => {
  const body = `\uFEFF[{"inn":"${inn}","ogrn":"${ogrn}","x":"\\ud83d","__proto__":{"inn":"7708503727"},"constructor":1}]`;
  const k = await client(() => said(body));
  const { found: [company], missing } = await k.focus.req({ inn: [inn, '7708503727'] });
  assert.deepEqual(missing, [{ inn: '7708503727' }]);
  assert.equal(Object.getPrototypeOf(company), Object.prototype);
});

test('a company without an ИНН in the answer is not missing', async () => {
  const nameless = `{"ogrn":"${ogrn}","fssp":[]}`;
  const k = await client(() => said(`[${nameless}]`));
  const one = await k.focus.fssp({ inn });
  assert.deepEqual([one.found.length, one.missing], [1, []]);
  for await (const _ of k.focus.fssp.all({ inn }, { limit: 1 })) assert.fail('it has no entries');
  const list = await client(() => said(`[{"inn":"${inn}","ogrn":"1"},${nameless}]`));
  assert.deepEqual((await list.focus.req({ inn: [inn, '7708503727'] })).missing, []);
  // It was asked about by its ОГРН, and is nobody else's; of two that are not there, one is missing at least.
  assert.deepEqual((await list.focus.req({ inn: [inn, '7708503727'], ogrn })).missing, [{ inn: '7708503727' }]);
  assert.equal((await list.focus.req({ inn: [inn, '7708503727', '7736050003'] })).missing.length, 2);
  assert.deepEqual((await list.focus.req({ ogrn: ['1', ogrn, '1037739877295'].slice(1) })).missing, [{ ogrn: '1037739877295' }]);
});

test('a bomb is let go of', async () => {
  const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024, ' '));
  let pulled = 0;
  const endless = (/** @type {string} */ type, /** @type {string} */ start = '') => () => new Response(new ReadableStream({
    pull: (controller) => {
      controller.enqueue(new TextEncoder().encode(pulled ? ' '.repeat(1 << 20) : `${start} `));
      pulled += 1;
    },
  }), { headers: { 'content-type': type } });
  const unpacked = () => new Response(new Blob([bomb]).stream().pipeThrough(new DecompressionStream('gzip')), { headers: { 'content-type': 'application/json' } });
  assert.equal((await failure((await client(unpacked)).focus.req({ inn }))).code, 'too-large');
  assert.equal((await failure((await client(endless('application/json', '['))).focus.req({ inn }))).code, 'too-large');
  pulled = 0;
  assert.equal((await failure((await client(endless('application/pdf', '%PDF-1.7'))).focus.excerpt({ inn }))).code, 'too-large');
  assert.ok(pulled < 40);
  // What is no file is not read to its end.
  pulled = 0;
  assert.equal((await failure((await client(endless('application/pdf', '<html>'))).focus.excerpt({ inn }))).code, 'not-the-document');
  assert.ok(pulled < 5, String(pulled));
});

test('hostile input is refused before anything is sent', async () => {
  const k = await client(() => assert.fail('was sent'));
  /** @type {any} */
  const plain = k;
  const all = async (/** @type {unknown} */ params, /** @type {unknown} */ options) => { for await (const _ of plain.focus.fssp.all(params, options)); };
  const pages = async (/** @type {unknown} */ params, /** @type {unknown} */ options) => { for await (const _ of plain.focus.fssp.pages(params, options)); };
  /** @type {readonly [string, Promise<unknown>][]} */
  const calls = [
    ['null', plain.focus.req(null)],
    ['a list', plain.focus.req([inn])],
    ['a Map', plain.focus.req(new Map([['inn', inn]]))],
    ['a text object', plain.focus.req({ inn: new String(inn) })],
    ['NaN', plain.nkb.company({ inn, page: NaN })],
    ['a large count', plain.nkb.company({ inn, page: 1e21 })],
    ['a list with holes', plain.focus.req({ inn: [, inn] })],
    ['what is in itself', plain.focus.req({ inn: ((list) => { list.push(list); return list; })(/** @type {unknown[]} */ ([])) })],
    ['a prototype', plain.focus.req(JSON.parse(`{"inn":"${inn}","__proto__":{}}`))],
    ['half a character', plain.nkb.company({ name: 'ООО \ud83d' })],
    ['half a name', plain.nkb.connections({ companies: [inn], individuals: ['Иванов Ив\udc00ан'] })],
    ['options 7', plain.focus.req({ inn }, 7)],
    ['all(null)', all(null, { limit: 1 })],
    ['all(…, null)', all({ inn }, null)],
    ['all(…, 7)', all({ inn }, 7)],
    ['all(…, {limit: 0})', all({ inn }, { limit: 0 })],
    ['pages(null)', pages(null, undefined)],
    ['pages(…, 7)', pages({ inn }, 7)],
    ['totals(null, null)', plain.focus.fssp.totals(null, null)],
    ['totals(…, 7)', plain.focus.fssp.totals({ inn }, 7)],
    ['totals(…, {limit: "5"})', plain.focus.fssp.totals({ inn }, { limit: '5' })],
    ['waitBatch()', plain.nkb.waitBatch()],
    ['waitBatch(…, null)', plain.nkb.waitBatch(null, null)],
    ['waitBatch("../x")', plain.nkb.waitBatch('../x')],
    ['waitBatch(…, 7)', plain.nkb.waitBatch('1', 7)],
    ['onProgress', plain.nkb.waitBatch('1', { onProgress: 'x' })],
    ['get()', plain.focus.get()],
    ['get(null)', plain.focus.get(null)],
    ['get(7)', plain.focus.get(7, {})],
  ];
  for (const [what, call] of calls) {
    const error = await failure(call).catch((wrong) => assert.fail(`${what}: ${wrong.message}`));
    assert.equal(error.name, 'InvalidInputError', `${what}: ${error.message}`);
  }
});

test('what no graph can be made of, or no id, is refused, and the module lives on', async () => {
  /** @type {any} */
  const graphs = await loadGraphs();
  const empty = graphs.build();
  /** @type {Record<string, unknown>} */
  const loop = {};
  loop['in'] = loop;
  const refused = (/** @type {() => unknown} */ call, /** @type {string} */ path, /** @type {unknown} */ given) =>
    assert.throws(call, (/** @type {any} */ error) => error.name === 'InvalidInputError' && error.path === path, `${path} ${typeof given}`);
  for (const wrong of [undefined, null, 5, 'x', [], {}, 10n, Symbol('x'), loop]) {
    refused(() => graphs.build(wrong), 'parts', wrong);
    for (const call of [() => graphs.filter(wrong, 'actual'), () => graphs.groups(wrong), () => graphs.shortestChain(wrong, 'a', 'b'), () => graphs.toGraphML(wrong)]) {
      refused(call, 'graph', wrong);
    }
    refused(() => graphs.filter(empty, wrong), 'which', wrong);
  }
  for (const wrong of [undefined, null, 5, [], {}, Symbol('x')]) {
    refused(() => graphs.shortestChain(empty, wrong, 'a'), 'from', wrong);
    refused(() => graphs.shortestChain(empty, 'a', wrong), 'to', wrong);
  }
  for (const wrong of [null, 0, -1, 0.5, NaN, Infinity, 2 ** 32, '2', 2n]) refused(() => graphs.groups(empty, wrong), 'least', wrong);
  assert.deepEqual(graphs.groups(empty), []);
});

test('what no sandbox and no token can be made of is refused', async () => {
  /** @type {any} */
  const create = createSandbox;
  for (const options of [{ delayScale: 'x' }, { delayScale: -1 }, { delayScale: NaN }, { fssp: 5 }, { fssp: { balance: 'x' } }]) {
    const error = await failure(create(options));
    assert.deepEqual([error.name, error.code], ['InvalidInputError', 'option'], error.message);
  }
  assert.ok(await create(null));
  const key = { id: 'site.1', secret: 'a secret that is long enough, by far' };
  /** @type {any} */
  const mint = mintToken;
  for (const options of [
    undefined, null, 5, {}, { key: null, subject: 'a' }, { key: { ...key, id: 5 }, subject: 'a' }, { key: { id: 'a', secret: 5 }, subject: 'a' },
    { key }, { key, subject: 5 }, { key, subject: ['a'] }, { key, subject: 'a', lifetimeSeconds: '600' }, { key, subject: 'a', lifetimeSeconds: Infinity },
    { key, subject: 'a', audience: 5 }, { key, subject: 'a', origin: {} }, { key, subject: 'a', providers: 'focus' }, { key, subject: 'a', operations: [5] },
    { key, subject: 'a', limits: {} }, { key, subject: 'a', limits: [null] }, { key, subject: 'a', limits: [{ per: 'year' }] },
  ]) {
    await assert.rejects(mint(options), (error) => error instanceof TypeError && !/undefined|destructure|long enough/.test(error.message), JSON.stringify(options));
  }
});
