// @ts-check
// Totals of the built package, and pages of several companies.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from 'kontragent';
import { createSandbox } from 'kontragent/sandbox';
import { partOf, problems } from './published.mjs';

const { fetch, companies, magic } = await createSandbox({ delayScale: 0 });
const providers = { focus: { key: 'sandbox' } };
const k = await connect({ fetch, providers, retries: 0 });

/** A company without a beginning, a known one with long lists, one that is nowhere. */
const unknown = '7707083893';
const ogrns = companies.map(({ ogrn }) => ogrn);

/** Who has most proceedings: several pages. */
const richest = async () => {
  const counts = await Promise.all(ogrns.map(async (ogrn) => ({ ogrn, totals: await k.focus.fssp.totals({ ogrn }) })));
  return counts.reduce((a, b) => (b.totals.count > a.totals.count ? b : a));
};
const { ogrn: debtor, totals: debts } = await richest();

/** @param {{ count: number, sum: number }[]} groups @param {'count' | 'sum'} of */
const added = (groups, of) => groups.reduce((total, group) => total + group[of], 0);

test('totals are those of a sum over all entries, and as the types say', async () => {
  assert.deepEqual(problems(debts, partOf('focus', 'fssp', 'totals')), []);
  const entries = [];
  for await (const entry of k.focus.fssp.all({ ogrn: debtor }, { limit: 100_000 })) entries.push(entry);
  assert.ok(entries.length > 1000, `${entries.length}`);
  assert.equal(debts.count, entries.length);
  assert.equal(debts.pages, Math.floor(entries.length / 1000) + 1);
  assert.equal(debts.complete, true);
  const kopecks = (/** @type {number | undefined} */ sum) => Math.round((sum ?? 0) * 100);
  assert.equal(Math.round(debts.sum * 100), entries.reduce((total, { sum }) => total + kopecks(sum), 0));
  assert.equal(debts.withSum, entries.filter(({ sum }) => sum !== undefined).length);
  for (const groups of [debts.byYear, debts.byState, debts.byTopic, debts.byDepartment]) {
    assert.equal(added(groups, 'count'), debts.count);
    assert.ok(Math.abs(added(groups, 'sum') - debts.sum) < 0.01);
  }
  const of2020 = entries.filter(({ startDate }) => startDate?.startsWith('2020')).length;
  assert.equal(debts.byYear.find(({ year }) => year === 2020)?.count ?? 0, of2020);
});

test('purchases are summed from either side', async () => {
  for (const method of /** @type {const} */ (['govPurchasesOfParticipant', 'govPurchasesOfCustomer'])) {
    let counted = 0;
    for (const ogrn of ogrns) {
      const totals = await k.focus[method].totals({ ogrn });
      assert.deepEqual(problems(totals, partOf('focus', method, 'totals')), []);
      assert.equal(added(totals.byTopic, 'count'), totals.count);
      assert.ok(added(totals.byCounterparty, 'count') >= totals.count);
      counted += totals.count;
    }
    assert.ok(counted > 100, `${method}: ${counted}`);
  }
});

test('a limit is heeded and said', async () => {
  const some = await k.focus.fssp.totals({ ogrn: debtor }, { limit: 10 });
  assert.deepEqual([some.count, some.complete, some.pages], [10, false, 1]);
  const later = await k.focus.fssp.totals({ ogrn: debtor, skip: 1000 });
  assert.deepEqual([later.count, later.complete], [debts.count - 1000, false]);
  for (const limit of [0, -1, 1.5, NaN, '3']) {
    await assert.rejects(k.focus.fssp.totals({ ogrn: debtor }, { limit: /** @type {any} */ (limit) }), { name: 'InvalidInputError', path: 'limit' });
  }
});

test('nothing is taken for zero', async () => {
  await assert.rejects(k.focus.fssp.totals({ inn: unknown }), { name: 'NotFoundError', code: 'unknown-company' });
  await assert.rejects(k.focus.fssp.totals({}), { name: 'InvalidInputError', code: 'missing-parameter' });
  await assert.rejects(k.focus.fssp.totals({ ogrn: ogrns.slice(0, 2) }), { name: 'InvalidInputError', code: 'too-many-identifiers' });
  await assert.rejects(k.focus.fssp.totals({ ogrn: debtor, xml: true }), { name: 'InvalidInputError', path: 'xml' });
  // The second page fails.
  let asked = 0;
  const failing = await connect({
    providers,
    retries: 0,
    fetch: async (input, init) => (++asked === 2 ? new Response('', { status: 500 }) : fetch(input, init)),
  });
  await assert.rejects(failing.focus.fssp.totals({ ogrn: debtor }), { name: 'ProviderError', status: 500 });
  assert.equal(asked, 2);
});

test('totals are checked like every answer, even for who wants them raw', async () => {
  const body = JSON.stringify([{ ogrn: '1', fssp: [{ sum: '5' }] }]);
  const wrong = await connect({ providers, fetch: async () => new Response(body, { headers: { 'content-type': 'application/json' } }) });
  for (const options of [{}, /** @type {any} */ ({ raw: true })]) {
    await assert.rejects(wrong.focus.fssp.totals({ ogrn: debtor }, options), { name: 'DecodeError', path: '$[0].fssp[0].sum' });
  }
});

test('one deadline holds for all pages, and a signal ends them', async () => {
  /** @type {typeof globalThis.fetch} */
  const slow = async (input, init) => {
    await new Promise((resolve) => setTimeout(resolve, 60));
    return fetch(input, init);
  };
  const late = await connect({ providers, fetch: slow, retries: 0 });
  await assert.rejects(late.focus.fssp.totals({ ogrn: debtor }, { deadlineMs: 90 }), { name: 'TimeoutError', code: 'deadline' });
  const controller = new AbortController();
  setTimeout(() => controller.abort('enough'), 90);
  await assert.rejects(late.focus.fssp.totals({ ogrn: debtor }, { signal: controller.signal }), { name: 'AbortError', cause: 'enough' });
});

test('progress is told page by page', async () => {
  /** @type {number[]} */
  const done = [];
  const told = await connect({ providers, fetch, onEvent: (event) => { if (event.type === 'progress') done.push(event.done); } });
  const { pages } = await told.focus.fssp.totals({ ogrn: debtor });
  assert.deepEqual(done, Array.from({ length: pages }, (_, page) => page + 1));
});

test('pages of several companies say what was found, missing and failed', async () => {
  const broken = magic.find(({ inn }) => inn?.startsWith('770000500'))?.inn ?? assert.fail('no case of a failing provider');
  const asked = [debtor, ogrns[0] === debtor ? ogrns[1] ?? '' : ogrns[0] ?? ''];
  /** @type {string[]} */
  const seen = [];
  for await (const { found, missing, failed } of k.focus.fssp.pages({ inn: [broken, unknown], ogrn: asked })) {
    seen.push(...found.map(({ ogrn }) => ogrn), ...missing.map(({ inn }) => `missing ${inn}`), ...failed.map(({ inn, error }) => `failed ${inn} ${error.name}`));
  }
  assert.deepEqual(seen.filter((each) => /\D/.test(each)), [`failed ${broken} ProviderError`, `missing ${unknown}`]);
  assert.equal(seen.filter((ogrn) => ogrn === debtor).length, debts.pages);
  assert.equal(seen.at(-1), asked[1]);
  // One alone is thrown, as by any call.
  await assert.rejects(async () => { for await (const _ of k.focus.fssp.pages({ inn: broken })); }, { name: 'ProviderError' });
  const entries = k.focus.fssp.all({ inn: broken, ogrn: asked }, { limit: 1e6 });
  await assert.rejects(async () => { for await (const _ of entries); }, { name: 'ProviderError' });
});

test('whoever gives up gets no more companies', async () => {
  const controller = new AbortController();
  const pages = k.focus.fssp.pages({ ogrn: ogrns }, { signal: controller.signal });
  await pages.next();
  controller.abort('enough');
  await assert.rejects(pages.next(), { name: 'AbortError', cause: 'enough' });
});
