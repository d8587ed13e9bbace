// @ts-check
// НКБ in the built package, played by the sandbox: every operation, waiting for orders, pages, errors, and graphs.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { AbortError, AuthError, InvalidInputError, KontragentError, NotFoundError, PaymentError, ProviderError, TimeoutError, connect } from 'kontragent';
import { loadGraphs } from 'kontragent/graph';
import { nkbRelations } from 'kontragent/nkb';
import { createSandbox } from 'kontragent/sandbox';
import { failure } from './failure.mjs';

/** @param {import('kontragent/sandbox').SandboxOptions} [options] @param {Partial<import('kontragent').ConnectOptions>} [more] */
const client = async (options, more) => {
  const { fetch, companies } = await createSandbox({ delayScale: 0, ...options });
  /** @type {{ url: string; authorization: string | null; body: unknown }[]} */
  const asked = [];
  /** @type {typeof globalThis.fetch} */
  const watching = async (input, init) => {
    const request = new Request(input, { ...init, signal: null });
    asked.push({ url: request.url, authorization: request.headers.get('authorization'), body: init?.body });
    return fetch(input, init);
  };
  const k = await connect({ providers: { nkb: { login: 'sandbox', password: 'sandbox' } }, fetch: watching, retries: 0, ...more });
  const ogrns = companies.map(({ ogrn }) => ogrn).filter((ogrn) => ogrn.length === 13);
  return { k, asked, ogrns };
};

/** Two companies with the same head officer. @param {import('kontragent').Client} k @param {readonly string[]} ogrns */
const neighbours = async (k, ogrns) => {
  for (const ogrn of ogrns) {
    const { list: [company] } = await k.nkb.company({ ogrn, subsidiary: false });
    if (!company) continue;
    const heads = await k.nkb.related({ type: 'COMPANY', id: company.id, relType: 'EXECUTIVE_INDIVIDUAL', direction: 'in' });
    for (const person of heads.list) {
      const led = await k.nkb.related({ type: 'INDIVIDUAL', id: person.id, relType: 'EXECUTIVE_INDIVIDUAL', direction: 'out' });
      const other = led.list.find(({ id }) => id !== company.id);
      if (other) return { company, other, person, heads, led };
    }
  }
  return assert.fail('no two companies have the same head');
};

test('a company is found, or said to be unknown', async () => {
  const { k, asked, ogrns } = await client();
  const found = await k.nkb.company({ ogrn: ogrns[0], subsidiary: false });
  assert.equal(found.missing, false);
  assert.equal(found.list[0]?.type, 'COMPANY');
  assert.deepEqual(found.list[0]?.hidden, []);
  assert.ok(Array.isArray(found.list[0]?.info));
  const unknown = await k.nkb.company({ inn: '7707083893' });
  assert.deepEqual([unknown.missing, unknown.total, unknown.list], [true, 0, []]);
  assert.equal(asked[0]?.url, `https://www.creditnet.ru/nkbrelation/api/company?ogrn=${ogrns[0]}&subsidiary=false`);
  assert.equal(asked[0]?.authorization, `Basic ${btoa('sandbox:sandbox')}`);
  const raw = /** @type {any} */ (await k.nkb.company({ ogrn: ogrns[0] }, { raw: true }));
  assert.equal(raw.list[0].type, undefined, 'as the provider wrote it');
});

test('pages are gone through by their number, and the same page for ever is an error', async () => {
  const { k, asked } = await client();
  const { list: [company] } = await k.nkb.company({ name: 'НИЦ' });
  assert.ok(company);
  const purchases = { type: /** @type {const} */ ('COMPANY'), id: company.id, relType: /** @type {const} */ ('CUSTOMER_COMPANY'), direction: /** @type {const} */ ('out'), pageSize: 1000 };
  const sizes = [];
  for await (const page of k.nkb.related.pages(purchases)) sizes.push(page.list.length);
  assert.deepEqual(sizes, [1000, 1000, 1000, 120]);
  assert.match(/** @type {string} */ (asked.at(-1)?.url), /page=4&pageSize=1000$/);
  const some = [];
  for await (const purchase of k.nkb.related.all(purchases, { limit: 1500 })) some.push(purchase);
  assert.equal(some.length, 1500);
  assert.equal(new Set(some.map(({ id }) => id)).size, 1500);
  assert.equal(typeof some[0]?.relations?.[0]?.lots?.[0]?.price, 'number');
  const { magic } = await createSandbox();
  const same = magic.find(({ inn }) => inn?.startsWith('770000608'));
  assert.equal((await failure((async () => {
    for await (const page of k.nkb.company.pages({ ogrn: same?.ogrn })) assert.ok(page);
  })())).code, 'repeated-page');
});

test('a number of pages that is wrong neither hides entries nor makes a list endless', async () => {
  const entries = Array.from({ length: 25 }, (_, at) => ({ id: String(at + 1) }));
  /** What is told of a page, otherwise than it is. @param {Record<string, unknown>} told @param {number} most entries of a page */
  const walk = async (told, most = 10, raw = false) => {
    let requests = 0;
    /** @type {typeof globalThis.fetch} */
    const fetch = async (input) => {
      const { searchParams } = new URL(String(input instanceof Request ? input.url : input));
      const pageNumber = Number(searchParams.get('page') ?? 1);
      const list = entries.slice((pageNumber - 1) * most, pageNumber * most);
      requests += 1;
      return Response.json({ total: 25, pageSize: 10, pageNumber, pageCount: 3, firstNumber: 0, lastNumber: 0, list, ...told });
    };
    const k = await connect({ providers: { nkb: { login: 'a', password: 'b' } }, fetch, retries: 0 });
    const ids = new Set();
    for await (const page of k.nkb.company.pages({ name: 'А' }, /** @type {any} */ ({ raw }))) for (const { id } of /** @type {any} */ (page).list) ids.add(id);
    return [ids.size, requests];
  };
  assert.deepEqual(await walk({}), [25, 3]);
  assert.deepEqual(await walk({ pageCount: 1 }), [25, 3], 'too small');
  assert.deepEqual(await walk({ pageCount: 0 }), [25, 3]);
  assert.deepEqual(await walk({ pageCount: 1_000_000 }), [25, 4], 'too large');
  assert.deepEqual(await walk({ total: 10 }), [25, 3], 'the number of entries is too small');
  assert.deepEqual(await walk({ pageSize: 25, pageCount: 1 }, 5), [25, 5], 'pages are smaller than they are said to be');
  assert.deepEqual(await walk({ pageCount: 1 }, 10, true), [25, 3], 'as the provider wrote it');
  assert.deepEqual(await walk({ pageCount: undefined, total: undefined }, 10, true), [25, 4]);
});

test('related objects are typed by the question', async () => {
  const { k, ogrns } = await client();
  const { heads, led } = await neighbours(k, ogrns);
  /** @type {string | undefined} */
  const position = heads.list[0]?.relations?.[0]?.position;
  assert.ok(position);
  assert.equal(heads.list[0]?.type, 'INDIVIDUAL');
  assert.ok(led.list.every(({ type }) => type === 'COMPANY'));
  assert.deepEqual([heads.relType, heads.direction, heads.none], ['EXECUTIVE_INDIVIDUAL', 'in', false]);
  // @ts-expect-error founders who are people have no founders
  const wrong = await failure(k.nkb.related({ type: 'INDIVIDUAL', id: '1', relType: 'FOUNDER_INDIVIDUAL', direction: 'in' }));
  assert.ok(wrong instanceof InvalidInputError);
  assert.deepEqual([wrong.code, wrong.path], ['direction', 'direction']);
  const unknown = await failure(k.nkb.related({ type: 'COMPANY', id: '1', relType: 'ADDRESS', direction: 'in' }));
  assert.ok(unknown instanceof NotFoundError);
  assert.equal(unknown.code, 'nothing-known');
  assert.equal(nkbRelations.length, 32);
});

test('affiliation: groups, none, and what could not be used', async () => {
  const { k, asked, ogrns } = await client();
  const { company, other, person } = await neighbours(k, ogrns);
  const found = await k.nkb.connections({
    companies: [/** @type {string} */ (company.ogrn), /** @type {string} */ (other.okpo)],
    individuals: /** @type {string} */ (person.name),
    subsidiary: false,
  });
  assert.equal(found.affiliated, true);
  assert.deepEqual(found.groups, [[company.ogrn, other.okpo, person.name]]);
  const none = await failure(k.nkb.connections({ companies: ['7707083893', '1027700132195'], individuals: ['Неизвестный Никто'] }));
  assert.ok(none instanceof ProviderError);
  assert.deepEqual([none.code, none.status], ['too-few-usable', 400]);
  assert.deepEqual(none.details, [
    { id: '7707083893', status: 'NOT_FOUND' },
    { id: '1027700132195', status: 'NOT_FOUND' },
    { id: 'Неизвестный Никто', status: 'NOT_FOUND' },
  ]);
  assert.ok(!JSON.stringify(none).includes('Неизвестный'), 'a name gets into no log');
  assert.equal(none.excerpt, undefined);
  assert.ok(asked.some(({ url }) => url.includes('/api/connections?q=')));
});

test('balances, chains, orders and a graph of them', async () => {
  const { k, ogrns } = await client();
  const { company, other, person, heads, led } = await neighbours(k, ogrns);
  assert.deepEqual(await k.nkb.balance({ id: '1' }), { missing: true, years: [] });
  const chains = await k.nkb.relations({ fromType: 'COMPANY', fromId: company.id, toType: 'COMPANY', toId: other.id, relTypes: ['EXECUTIVE_INDIVIDUAL'] });
  assert.equal(chains.found, true);
  assert.equal(chains.chains[0]?.nodes.length, 3);
  const { orderId } = await k.nkb.orderBatch({
    list: [{ type: 'COMPANY', id: company.id }, { type: 'INDIVIDUAL', id: person.id }],
    checkOptions: { relTypes: ['EXECUTIVE_INDIVIDUAL'] },
  });
  assert.match(orderId, /^[0-9a-f]{24}$/);
  assert.equal((await k.nkb.batch({ orderId })).status, 'PROGRESS');
  /** @type {number[]} */
  const polls = [];
  const done = await k.nkb.waitBatch(orderId, {
    onProgress: (progress) => {
      polls.push(progress.polls);
      assert.equal(progress.answer.status, 'PROGRESS');
      throw new Error('whoever looks on must not disturb');
    },
  });
  assert.deepEqual(polls, [1]);
  assert.deepEqual(done.pairs.map(({ first, second }) => [first, second]), [[0, 1]]);

  const graphs = await loadGraphs();
  const graph = graphs.build(heads, led, chains, done);
  assert.deepEqual(graphs.build(done, graph, led, chains, heads), graph);
  const from = `COMPANY:${company.id}`;
  assert.equal(graphs.shortestChain(graph, from, `COMPANY:${other.id}`)?.nodes.length, 3);
  assert.equal(graphs.shortestChain(graph, from, 'COMPANY:1'), undefined);
  assert.ok(graphs.groups(graph)[0]?.includes(from));
  const { nodes, edges } = graphs.toCytoscape(graph).elements;
  assert.deepEqual([nodes.length, edges.length], [graph.nodes.length, graph.edges.length]);
  assert.equal(graphs.toGraphology(graph).nodes.length, graph.nodes.length);
  assert.match(graphs.toGraphML(graph), /<graphml/);
  assert.match(graphs.toMermaid(graph), /^flowchart LR\n {2}n0/);
  const [actual, historical] = [graphs.filter(graph, 'actual'), graphs.filter(graph, 'historical')];
  assert.equal(actual.edges.length + historical.edges.length, graph.edges.length);
  assert.throws(() => graphs.build(/** @type {any} */ ({ odd: true })), { name: 'InvalidInputError', code: 'not-a-graph' });
  assert.throws(() => graphs.groups(/** @type {any} */ (undefined)), KontragentError);
});

test('a wait can be given up, and ends by itself', async () => {
  const { k, ogrns } = await client({ nkb: { progress: 1000 } });
  const { company, other } = await neighbours(k, ogrns);
  const { orderId } = await k.nkb.orderBatch({ list: [company, other].map(({ id }) => ({ type: /** @type {const} */ ('COMPANY'), id })), checkOptions: { relTypes: ['ADDRESS'] } });
  const controller = new AbortController();
  const why = new Error('changed my mind');
  const wait = failure(k.nkb.waitBatch(orderId, { signal: controller.signal, onProgress: () => controller.abort(why) }));
  const aborted = await wait;
  assert.ok(aborted instanceof AbortError);
  assert.equal(aborted.cause, why);
  assert.deepEqual(getEventListeners(controller.signal, 'abort'), []);
  const late = await failure(k.nkb.waitBatch(orderId, { deadlineMs: 300 }));
  assert.ok(late instanceof TimeoutError);
  assert.equal(late.code, 'deadline');
  assert.equal((await failure(k.nkb.waitBatch(orderId, { deadlineMs: -1 }))).path, 'deadlineMs');
  assert.ok(await failure(k.nkb.waitBatch('unknown1')) instanceof NotFoundError);
  assert.ok(await failure(k.nkb.waitBatch('../x')) instanceof InvalidInputError);
});

test('refusals of the account', async () => {
  const { k } = await client({ nkb: { billing: 'error.billing.balance.insufficient' } });
  const poor = await failure(k.nkb.company({ id: '1' }));
  assert.ok(poor instanceof PaymentError);
  assert.deepEqual([poor.code, poor.providerCode], ['balance-insufficient', 'error.billing.balance.insufficient']);
  const { k: stranger } = await client({}, { providers: { nkb: { login: 'sandbox', password: 'пароль' } }, locale: 'ru' });
  const refused = await failure(stranger.nkb.balance({ id: '1' }));
  assert.ok(refused instanceof AuthError);
  assert.ok(!JSON.stringify(refused).includes('пароль'));
  const { k: guest, ogrns } = await client({ nkb: { restricted: [['guest', 'guest']] } }, { providers: { nkb: { login: 'guest', password: 'guest' } } });
  const { list: [masked] } = await guest.nkb.company({ ogrn: ogrns[0] });
  assert.equal(masked?.inn, undefined);
  assert.ok(masked?.hidden.includes('inn'));
});
