// @ts-check
// The worker against a bare pass-through worker in plain workerd, without the simulator's own worker in front of both: what a request costs the
// processor. The ways take turns in short slices; the lower quartile is told, for what else the machine does only ever adds.
import assert from 'node:assert/strict';
import { innOf, startUpstream } from './driving.mjs';
import { drive, processorTime, startPlain } from './engine.mjs';
import { report } from './measure.mjs';

/**
 * How long the provider takes, how many ask at once, and how long a slice is: where answers are waited for, longer than the second
 * after which advances of a quota go back, so that not every question of a slice is one of the first.
 */
const loads = /** @type {const} */ ([[0, 16, 250], [0, 64, 250], [20, 16, 1500], [20, 64, 1500], [100, 16, 2000], [100, 64, 2000]]);
const slices = 10;
const upstream = await startUpstream();
const bindings = { FOCUS_KEY: 'secret-of-the-bench', FOCUS_BASE_URL: upstream.url, CALLERS: { local: {} }, PATIENCE: { atOnce: 1000 } };
const limited = { ...bindings, CALLERS: { local: { limits: [{ per: 'day', companies: 1e9 }] } } };
const bare = 'bench/workers/bare.js';
const least = 'bench/workers/least.js';
const proxy = 'worker/main.ts';
/** @type {readonly [string, string, string, Parameters<typeof startPlain>[2]][]} */
const ways = [
  ['bare pass-through', 'bare', bare, { bindings: { UPSTREAM: upstream.url } }],
  ['bare, with a log line', 'log', bare, { bindings: { UPSTREAM: upstream.url, LOG: true } }],
  ['the least that is promised, undecided', 'least', least, { bindings: { UPSTREAM: upstream.url } }],
  ['the worker, without cache', 'worker', proxy, { bindings }],
  ['with quota and metrics', 'quota', proxy, { bindings: limited, durable: ['LEDGER', 'METER'] }],
  ['from the cache (Durable Object)', 'cache', proxy, { bindings: { ...bindings, CACHE_SECRET: 'a-secret-for-names-of-32-characters-' }, durable: ['SHELF'] }],
];
const quartile = (/** @type {number[]} */ list) => [...list].sort((a, b) => a - b)[list.length >> 2] ?? NaN;

const workers = [];
for (const [way, name, entry, options] of ways) workers.push({ ...(await startPlain(name, entry, options)), way, path: entry === proxy ? '/focus/api3/req' : '/api3/req' });
/** @type {string[][]} */
const rows = [];
try {
  for (const [providerMs, atOnce, sliceMs] of loads) {
    await upstream.slow(providerMs);
    /** @type {Record<string, { cpu: number, rate: number, p50: number, p99: number }[]>} */
    const results = {};
    for (let slice = -2; slice < slices; slice += 1) {
      for (const { way, port, pid, path } of workers) {
        const used = processorTime(pid);
        const result = await drive({ port, pathOf: (number) => `${path}?inn=${innOf(number % 200)}` }, atOnce, sliceMs);
        assert.deepEqual(Object.keys(result.statuses), ['200'], way);
        if (slice >= 0) (results[way] ??= []).push({ ...result, cpu: (processorTime(pid) - used) / result.count });
      }
    }
    const best = (/** @type {string} */ way, /** @type {'cpu' | 'rate' | 'p50' | 'p99'} */ what) => {
      const list = (results[way] ?? []).map((each) => each[what]);
      return what === 'rate' ? -quartile(list.map((value) => -value)) : quartile(list);
    };
    const bareRate = best('bare pass-through', 'rate');
    for (const way of Object.keys(results)) {
      const rate = best(way, 'rate');
      rows.push([way, String(providerMs), String(atOnce), best(way, 'cpu').toFixed(0), rate.toFixed(0), `${((rate / bareRate - 1) * 100).toFixed(1)} %`,
        best(way, 'p50').toFixed(2), best(way, 'p99').toFixed(2)]);
    }
  }
} finally {
  for (const { stop } of workers) await stop();
  upstream.stop();
}
report('worker-plain', 'The worker in plain workerd',
  ['way', 'provider takes, ms', 'at once', 'processor, µs/request', 'requests/s', 'against bare', 'p50, ms', 'p99, ms'], rows,
  `Lower quartile of ${slices} slices (of the rate the upper one); provider's answers of 1.4 KB; workerd, provider and asking side share two cores. A provider that answers at once shows what a request costs; one that takes its time, what a caller sees of that.`);
