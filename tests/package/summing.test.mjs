// @ts-check
// The module of the totals by itself, with pages as the client decodes them.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { pkg } from '../../scripts/lib/paths.mjs';

/** @type {{ totals: () => Promise<any> }} */
const { totals } = await import(pathToFileURL(path.join(pkg, 'lib', 'totals', 'node.js')).href);

const bytes = (/** @type {unknown} */ page) => new TextEncoder().encode(typeof page === 'string' ? page : JSON.stringify(page));

/** @param {number} [limit] @param {boolean} [russian] */
const proceedings = async (limit = 100, russian = false) => (await totals()).summing('focus', 'fssp', limit, russian);

test('pages are added up to the kopeck', async () => {
  const sum = await proceedings();
  assert.equal(sum.hasAny, false);
  assert.equal(sum.add(bytes([{ fssp: [{ sum: 0.1, startDate: '2024-02-03' }, { startDate: '2025-01-01' }] }])), undefined);
  assert.equal(sum.add(bytes([{ fssp: [{ sum: 0.2, startDate: '2024-12-31', returnedToClaimer: true }] }])), undefined);
  assert.deepEqual([sum.hasAny, sum.pages, sum.isFull, sum.isCut], [true, 2, false, false]);
  const { count, withSum, sum: all, byYear, byState, complete, pages } = JSON.parse(sum.write(true));
  assert.deepEqual([count, withSum, all, complete, pages], [3, 2, 0.3, true, 2]);
  assert.deepEqual(byYear, [{ year: 2024, count: 2, withSum: 2, sum: 0.3 }, { year: 2025, count: 1, withSum: 0, sum: 0 }]);
  assert.deepEqual(byState.map((/** @type {any} */ { state }) => state), ['returnedToClaimer', null]);
});

test('no more entries are counted than may be, and that is told', async () => {
  const sum = await proceedings(1);
  sum.add(bytes([{ fssp: [{ sum: 1 }] }]));
  assert.deepEqual([sum.isFull, sum.isCut], [true, false]);
  sum.add(bytes([{ fssp: [{ sum: 2 }] }]));
  assert.deepEqual([sum.isFull, sum.isCut], [true, true]);
  assert.deepEqual([JSON.parse(sum.write(false)).count, JSON.parse(sum.write(false)).complete], [1, false]);
});

test('what cannot be added is an error with its place, and never a sum that is too small', async () => {
  const page = bytes('[{"fssp":[{"sum":1},{"sum":1e18}]}]');
  assert.deepEqual(JSON.parse((await proceedings()).add(page)), {
    code: 'json-type', path: '$[0].fssp[1]', message: '$[0].fssp[1]: expected sum that can be added, got number',
  });
  assert.match(JSON.parse((await proceedings(100, true)).add(page)).message, /^\$\[0\]\.fssp\[1\]: ожидается /);
  for (const [bad, code] of [['[{"fssp":[', 'json-truncated'], ['[{"fssp":[}]', 'json-syntax'], ['', 'json-truncated']]) {
    assert.equal(JSON.parse((await proceedings()).add(bytes(bad))).code, code);
  }
});

test('operations without totals have none', async () => {
  const { summing } = await totals();
  for (const [provider, operation] of [['focus', 'req'], ['nkb', 'company'], ['', ''], ['fssp', 'fssp']]) {
    assert.equal(summing(provider, operation, 1, false), undefined);
  }
  for (const operation of ['fssp', 'govPurchasesOfParticipant', 'govPurchasesOfCustomer']) {
    assert.ok(summing('focus', operation, 1, false));
  }
});

test('every summing may have an instance of its own', async () => {
  const [one, other] = await Promise.all([totals(), totals()]);
  assert.notEqual(one, other);
});
