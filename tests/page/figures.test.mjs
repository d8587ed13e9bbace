// @ts-check
// What the sections of a company compute without a browser.
import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { markers } from 'kontragent/markers';
import { runnerImport } from 'vite';
import { inRoot } from '../../scripts/lib/paths.mjs';

/** A module of the page. @param {string} file */
const load = async (file) => /** @type {any} */ ((await runnerImport(inRoot('www', 'src', file))).module);

const { ticksOf, yearsBetween } = await load('lib/charts/scale.ts');
const { overYears } = await load('lib/dossier/accounts/lines.ts');
const { groupsOf, silentOf, toneOf, unnamedOf } = await load('lib/dossier/analytics/marks.ts');
const { endingOf } = await load('lib/dossier/proceedings/ending.ts');
const { contractSums, hasContract, outcomeOf, roublesOf } = await load('lib/dossier/purchases/outcome.ts');
const { foundersOf, percentOf, shareholdersOf } = await load('lib/dossier/registry/owners.ts');
const { tally, tallyYears } = await load('lib/dossier/tally.ts');
const { formatBytes, formatMoney, formatPercent, formatRoubles, sumOf } = await load('lib/format/numbers.ts');
const { phoneOf } = await load('lib/format/phones.ts');

describe('sums', () => {
  test('do not drift', () => {
    assert.equal(sumOf([0.1, 0.2]), 0.3);
    assert.equal(sumOf(Array.from({ length: 100_000 }, () => 0.01)), 1000);
    assert.equal(sumOf([undefined, -5.5, 10]), 4.5);
    assert.equal(sumOf([]), 0);
  });
  test('are by key; what has none is a group of its own, and no sum is not zero', () => {
    const entries = [{ key: 'a', sum: 1 }, { key: 'a', sum: 2.5 }, { key: '', sum: 9 }, { sum: 1 }, { key: 'b' }];
    const groups = tally(entries, (/** @type {any} */ { key }) => key, (/** @type {any} */ { sum }) => sum);
    assert.deepEqual(groups, [{ key: undefined, count: 2, sum: 10 }, { key: 'a', count: 2, sum: 3.5 }, { key: 'b', count: 1 }]);
    assert.equal(groups.reduce((/** @type {number} */ all, /** @type {any} */ { count }) => all + count, 0), entries.length);
  });
  test('are by year, the latest first, without a date last', () => {
    const entries = [{ on: '2019-01-02' }, { on: '2021-12-31' }, {}, { on: '2019-05-05' }];
    assert.deepEqual(
      tallyYears(entries, (/** @type {any} */ { on }) => on, () => 1).map((/** @type {any} */ { key, count }) => [key, count]),
      [['2021', 1], ['2019', 2], [undefined, 1]],
    );
  });
});

describe('charts', () => {
  test('ticks are round, hold all values and zero', () => {
    for (const values of [[5], [0], [-3, 12], [1_234_567_890, -99], [0.4, 0.1], [-7], [1e12]]) {
      const ticks = ticksOf(values);
      assert.ok(ticks.includes(0), String(values));
      assert.ok(ticks.length >= 2 && ticks.length <= 8, `${values}: ${ticks}`);
      for (const value of values) assert.ok(value >= ticks[0] && value <= ticks.at(-1), `${values}: ${ticks}`);
    }
  });
  test('a year without accounts is a gap', () => {
    assert.deepEqual(yearsBetween([2021, 2018]), [2018, 2019, 2020, 2021]);
    assert.deepEqual(yearsBetween([]), []);
  });
  test('a line that the accounts lack is no zero', () => {
    const forms = [
      { year: 2020, form1: [{ code: 1600, endValue: 0 }], form2: [] }, { year: 2021, form1: [{ code: 1600 }], form2: [] },
      { form1: [{ code: 1600, endValue: 5 }], form2: [] },
    ];
    assert.deepEqual([...overYears(forms, 1600)], [[2020, 0]]);
    assert.deepEqual([...overYears(forms, 2110)], []);
  });
});

describe('marks', () => {
  test('every code with a colour exists and is a flag', () => {
    const coloured = markers.filter((marker) => toneOf(marker) !== 'neutral');
    assert.ok(coloured.length > 30);
    assert.ok(coloured.every(({ kind }) => kind === 'flag'));
  });
  test('groups have what is there; the worst flag colours them', () => {
    const groups = groupsOf({ m5003: true, m5004: true, m5005: false, q1001: 0, e6014: 'AAA', m1003: true });
    assert.deepEqual(
      groups.map((/** @type {any} */ { group, flags, figures, tone }) => [group.id, flags.length, figures.length, tone]),
      [['fssp', 1, 1, 'caution'], ['fnsRegisters', 2, 0, 'bad'], ['finance', 0, 1, 'neutral']],
    );
  });
  test('what is not raised and what has no name is told apart', () => {
    assert.equal(silentOf({}).length, markers.filter(({ kind }) => kind === 'flag').length);
    assert.ok(!silentOf({ m5004: true }).some((/** @type {any} */ { code }) => code === 'm5004'));
    assert.equal(unnamedOf({ m5004: true }), undefined);
    assert.deepEqual(unnamedOf({ m5004: true, x9999: 'new' }), { x9999: 'new' });
  });
});

test('a proceeding without a word about its end is not called ended', () => {
  const flags = { returnedToClaimer: false, cancelledBecauseOfBancruptcy: false, cancelledBecauseOfDissolvement: false };
  assert.equal(endingOf(flags), 'open');
  assert.equal(endingOf({ ...flags, cancelDate: '2020-01-01' }), 'otherEnd');
  assert.equal(endingOf({ ...flags, returnedToClaimer: true, cancelDate: '2020-01-01' }), 'returned');
  assert.equal(endingOf({ ...flags, cancelledBecauseOfBancruptcy: true }), 'bankruptcy');
  assert.equal(endingOf({ ...flags, cancelledBecauseOfDissolvement: true }), 'dissolved');
});

describe('purchases', () => {
  const bid = (/** @type {object} */ more) => ({ inn: '7700010014', isWinner: false, hasContract: false, isNotAdmitted: false, ...more });
  test('the outcome is that of the company, not of others', () => {
    assert.equal(outcomeOf({ participants: [bid({}), bid({ inn: '1', isWinner: true })] }, '7700010014'), 'tookPart');
    assert.equal(outcomeOf({ participants: [bid({ hasContract: true })] }, '7700010014'), 'won');
    assert.equal(outcomeOf({ participants: [bid({ isNotAdmitted: true })] }, '7700010014'), 'rejected');
    assert.equal(outcomeOf({ participants: [bid({ isWinner: true })] }, '1'), undefined);
    // Bidders from abroad have no number; whoever asks without one is none of them.
    assert.equal(outcomeOf({ participants: [bid({ inn: undefined, isWinner: true })] }, undefined), undefined);
  });
  test('currencies are never added to each other', () => {
    const purchases = [{ contractPrice: { sum: 1.1 } }, { contractPrice: { sum: 2.2, currencyCode: 'RUB' } }, { contractPrice: { sum: 9, currencyCode: 'USD' } }, {}];
    assert.deepEqual(contractSums(purchases), [{ currency: 'RUB', sum: 3.3, count: 2 }, { currency: 'USD', sum: 9, count: 1 }]);
    assert.deepEqual(purchases.map(roublesOf), [1.1, 2.2, undefined, undefined]);
  });
  test('a contract may show in any of its fields', () => {
    assert.equal(hasContract({ participants: [] }), false);
    assert.equal(hasContract({ participants: [bid({ hasContract: true })] }), true);
    assert.equal(hasContract({ participants: [], contractNumber: '1' }), true);
  });
});

describe('owners', () => {
  const founder = (/** @type {object} */ more) => ({ pledges: [], detailsOfInaccuracy: [], isInaccuracy: false, isSoleShareholder: false, ...more });
  test('a share is a percentage, or a fraction, or not known', () => {
    assert.equal(percentOf({ percentagePlain: 50 }), 50);
    assert.equal(percentOf({ percentageNominator: 1, percentageDenominator: 4 }), 25);
    assert.equal(percentOf({ percentageNominator: 1, percentageDenominator: 0 }), undefined);
    assert.equal(percentOf({}), undefined);
    assert.equal(percentOf(undefined), undefined);
  });
  test('the largest share comes first, an unknown one last, nobody is lost', () => {
    const founders = foundersOf({
      foundersFl: [founder({ fio: 'А' }), founder({ fio: 'Б', share: { percentagePlain: 10 } }), founder({ structuredFio: { lastName: 'В' } })],
      foundersUl: [founder({ fullName: 'Г', share: { percentageNominator: 9, percentageDenominator: 10 } })],
      foundersForeign: [founder({ fullName: 'Д', country: 'Беларусь' })],
    });
    assert.deepEqual(founders.map((/** @type {any} */ { name }) => name), ['Г', 'Б', 'А', 'В', 'Д']);
    assert.deepEqual(founders.map((/** @type {any} */ { form }) => form), ['organisation', 'person', 'person', 'person', 'foreign']);
  });
  test('shareholders of every kind', () => {
    const list = { shareholdersFl: [{ fio: 'А' }], shareholdersUl: [{ fullName: 'Б', capitalSharesPercent: 3 }], shareholdersOther: [{ fullName: 'В', votingSharesPercent: 7 }] };
    assert.deepEqual(shareholdersOf(list).map((/** @type {any} */ { name }) => name), ['В', 'Б', 'А']);
  });
});

test('numbers are set as they are read', () => {
  const plain = (/** @type {string} */ text) => text.replaceAll(/\s/g, ' ');
  assert.equal(plain(formatRoubles(1234.5, 'ru')), '1 234,50 ₽');
  assert.equal(plain(formatRoubles(-1000, 'ru')), '-1 000 ₽');
  assert.equal(plain(formatMoney(5, 'EUR', 'ru')), '5 €');
  assert.equal(plain(formatMoney(5, 'рубль', 'ru')), '5 рубль');
  assert.equal(plain(formatPercent(14.300000000000001, 'ru')), '14,3 %');
  assert.equal(plain(formatBytes(2048, 'en')), '2 kB');
  assert.equal(phoneOf('84951234567').text, '+7 495 123-45-67');
  assert.equal(phoneOf('84951234567').href, 'tel:+74951234567');
  assert.deepEqual(phoneOf('доб. 12'), { text: 'доб. 12' });
});
