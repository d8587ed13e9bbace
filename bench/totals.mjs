// @ts-check
// Totals over 5000 purchases in five pages: summed in the bytes, against going through decoded entries.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { connect } from 'kontragent';
import { median, report } from './measure.mjs';
import { page } from './page.mjs';

const PAGES = 5;
const encoder = new TextEncoder();
// A provider that gives the same page again is taken for a broken one.
const pages = Array.from({ length: PAGES }, (_, number) => encoder.encode(page.replaceAll('партия', `партия ${number}`)));
const last = encoder.encode(page.replace(/"purchasesOfParticipant":\[.*\]/s, '"purchasesOfParticipant":[]}]'));

/** @param {string} url */
const answer = (url) => {
  const skip = Number(new URL(url).searchParams.get('skip') ?? 0);
  const bytes = pages[skip / 1000] ?? last;
  return { status: 200, headers: new Map([['content-type', 'application/json']]), arrayBuffer: async () => bytes };
};
const k = await connect({ proxy: 'https://proxy.example', fetch: /** @type {any} */ (async (/** @type {string} */ url) => answer(url)) });
const params = { inn: '7700010014' };

const totals = () => k.focus.govPurchasesOfParticipant.totals(params);
const entries = async () => {
  const all = [];
  for await (const entry of k.focus.govPurchasesOfParticipant.all(params, { limit: 1e6 })) all.push(entry);
  return all;
};
/** What totals tell. @type {((entry: import('kontragent').FocusPurchase) => (string | undefined)[])[]} */
const groups = [
  ({ publicationDate }) => [publicationDate?.slice(0, 4)],
  ({ purchaseStateDescription }) => [purchaseStateDescription],
  ({ contractStage }) => [contractStage],
  ({ topicDescription }) => [topicDescription],
  ({ customers }) => customers.map(({ inn, name }) => inn ?? name),
];
/** @param {import('kontragent').FocusPurchase[]} all */
const summed = (all) => {
  const maps = groups.map(() => /** @type {Map<string | undefined, { count: number, sum: number }>} */ (new Map()));
  let sum = 0;
  for (const entry of all) {
    const roubles = entry.contractPrice?.sum ?? entry.contractSum ?? 0;
    sum += roubles;
    groups.forEach((keys, at) => {
      for (const key of keys(entry)) {
        const tally = maps[at]?.get(key) ?? { count: 0, sum: 0 };
        tally.count += 1;
        tally.sum += roubles;
        maps[at]?.set(key, tally);
      }
    });
  }
  return { sum, maps };
};
const decoded = async () => summed(await entries());

const ours = await totals();
const theirs = await decoded();
if (ours.count !== PAGES * 1000 || Math.abs(ours.sum - theirs.sum) > 0.01) throw new Error('the ways do not agree');

setFlagsFromString('--expose-gc');
/** @type {() => void} */
const gc = runInNewContext('gc');
/** The heap that a result keeps, MB. @param {() => Promise<unknown>} way */
const kept = async (way) => {
  gc();
  const before = process.memoryUsage().heapUsed;
  const result = await way();
  gc();
  const after = process.memoryUsage().heapUsed;
  return [(after - before) / 1e6, result];
};
const [small] = await kept(totals);
const [large] = await kept(entries);

const times = await median({ 'totals()': totals, 'all(), summed in JavaScript': decoded }, { rounds: 15 });
const mb = (/** @type {unknown} */ value) => Math.max(0, Number(value)).toFixed(1);
report('decode', 'Totals over 5000 purchases', ['way', 'ms', 'JavaScript heap kept, MB'], [
  ['totals()', (times['totals()'] ?? NaN).toFixed(1), mb(small)],
  ['all(), summed in JavaScript', (times['all(), summed in JavaScript'] ?? NaN).toFixed(1), mb(large)],
], `${PAGES} pages of ${(page.length / 1e6).toFixed(1)} million characters; the same groups either way, of topics as many as purchases; median of 15 rounds, Node ${process.versions.node}.`);
