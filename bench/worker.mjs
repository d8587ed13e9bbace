// @ts-check
// The worker against a bare pass-through worker in the same workerd version, before the same provider: throughput and
// latency; what a day of look-ups costs with the cache; and minutes of load with a provider that fails now and then, after
// which every charge must be there once and memory must not have grown. All of it on this machine only.
import assert from 'node:assert/strict';
import { execFileSync, fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import { inRoot } from '../scripts/lib/paths.mjs';
import { startProxy, startWorker } from '../scripts/lib/services.mjs';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);
const loadSeconds = Number(process.env['BENCH_LOAD_SECONDS'] ?? 150);
const rounds = 3;

const provider = fork(inRoot('bench', 'workers', 'upstream.mjs'));
const port = await /** @type {Promise<number>} */ (new Promise((resolve) => provider.once('message', (message) => resolve(/** @type {number} */ (message)))));
const upstream = `http://127.0.0.1:${port}`;
/** @returns {Promise<{ requests: number, failures: number, answered: number, companies: number }>} */
const counts = async () => JSON.parse(await (await fetch(`${upstream}/counts`)).text());

/** Made-up ИНН with right check digits. @param {number} number */
const innOf = (number) => {
  const nine = String(770000000 + number);
  const sum = [2, 4, 10, 3, 5, 9, 4, 6, 8].reduce((total, weight, at) => total + weight * Number(nine[at]), 0);
  return nine + String((sum % 11) % 10);
};

const quiet = { handleRuntimeStdio: (/** @type {import('node:stream').Readable} */ out, /** @type {import('node:stream').Readable} */ err) => { out.resume(); err.resume(); } };
const bindings = { FOCUS_KEY: 'secret-of-the-bench', FOCUS_BASE_URL: upstream, CALLERS: { local: {} }, PATIENCE: { atOnce: 1000 } };
const secret = 'a-secret-for-names-of-32-characters-';

/** @param {string} url @param {http.Agent} agent @returns {Promise<number>} the status */
const get = (url, agent) =>
  new Promise((resolve, reject) => {
    const request = http.get(url, { agent }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    });
    request.on('error', reject);
  });

/**
 * Asks as fast as so many at once can.
 * @param {(number: number) => string} urlOf @param {number} atOnce @param {(number: number) => boolean} more
 */
const drive = async (urlOf, atOnce, more) => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce });
  /** @type {number[]} */
  const times = [];
  /** @type {Record<string, number>} */
  const statuses = {};
  let number = 0;
  const from = performance.now();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (more(number)) {
      const start = performance.now();
      const status = await get(urlOf(number++), agent);
      times.push(performance.now() - start);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  }));
  const took = (performance.now() - from) / 1000;
  agent.destroy();
  times.sort((one, other) => one - other);
  const at = (/** @type {number} */ share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  return { rate: times.length / took, p50: at(0.5), p99: at(0.99), count: times.length, statuses };
};

/** @param {number} ms */
const during = (ms) => {
  const until = performance.now() + ms;
  return () => performance.now() < until;
};

const median = (/** @type {number[]} */ list) => [...list].sort((a, b) => a - b)[list.length >> 1] ?? NaN;
const table = (/** @type {string[]} */ head, /** @type {string[][]} */ rows) => {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at ? '---:' : '---'))), ...rows.map(line), ''].join('\n');
};
const print = (/** @type {string} */ text) => (console.log(text), text);

/** @type {string[]} */
const written = [];

const measure = async () => {
  const workers = {
    'bare pass-through': await startWorker('bench-bare', 'bench/workers/bare.js', 0, { ...quiet, bindings: { UPSTREAM: upstream } }),
    'bare, with a log line': await startWorker('bench-log', 'bench/workers/bare.js', 0, { ...quiet, bindings: { UPSTREAM: upstream, LOG: true } }),
    'the worker, without cache': await startProxy('bench-plain', 0, { ...quiet, durableObjects: {}, bindings }),
    'with quota and metrics': await startProxy('bench-quota', 0, { ...quiet, bindings: { ...bindings, CALLERS: { local: { limits: [{ per: 'day', companies: 1e9 }] } } } }),
    'from the cache (Durable Object)': await startProxy('bench-cache', 0, { ...quiet, bindings: { ...bindings, CACHE_SECRET: secret } }),
  };
  const pathOf = (/** @type {string} */ name) => (name.startsWith('bare') ? '/api3/req' : '/focus/api3/req');
  /** @type {string[][]} */
  const rows = [];
  for (const atOnce of [1, 16, 64]) {
    /** @type {Record<string, { rate: number, p50: number, p99: number }[]>} */
    const results = {};
    for (let round = -1; round < rounds; round += 1) {
      // The ways take turns, so that none has the machine's better moments; the first round warms up.
      for (const [name, { url }] of Object.entries(workers)) {
        const result = await drive((number) => `${url}${pathOf(name)}?inn=${innOf(number % 200)}`, atOnce, during((round < 0 ? 1 : seconds) * 1000));
        assert.deepEqual(Object.keys(result.statuses), ['200'], `${name}: ${JSON.stringify(result.statuses)}`);
        if (round >= 0) (results[name] ??= []).push(result);
      }
    }
    const base = median((results['bare pass-through'] ?? []).map(({ rate }) => rate));
    for (const [name, list] of Object.entries(results)) {
      const rate = median(list.map(({ rate }) => rate));
      rows.push([String(atOnce), name, rate.toFixed(0), `${((rate / base - 1) * 100).toFixed(1)} %`, median(list.map(({ p50 }) => p50)).toFixed(2), median(list.map(({ p99 }) => p99)).toFixed(2)]);
    }
  }
  for (const worker of Object.values(workers)) await worker.stop();
  written.push(print(table(['at once', 'way', 'requests/s', 'against bare', 'p50, ms', 'p99, ms'], rows)));
};

/** Look-ups of a day, some companies far more often than others. */
const day = async () => {
  const [lookUps, companies] = [10_000, 1_500];
  const weights = Array.from({ length: companies }, (_, rank) => 1 / (rank + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let seed = 42;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
  const draw = () => {
    let left = random() * total;
    return weights.findIndex((weight) => (left -= weight) < 0);
  };
  const asked = Array.from({ length: lookUps }, draw);
  const worker = await startProxy('bench-day', 0, { ...quiet, bindings: { ...bindings, CACHE_SECRET: secret } });
  const before = await counts();
  const { statuses } = await drive((number) => `${worker.url}/focus/api3/req?inn=${innOf(asked[number] ?? 0)}`, 16, (number) => number < lookUps);
  const after = await counts();
  await worker.stop();
  assert.equal(statuses['200'], lookUps);
  const paid = after.companies - before.companies;
  assert.equal(paid, new Set(asked).size, 'each company once');
  written.push(print(`A day of ${lookUps} look-ups over ${companies} companies (Zipf, exponent 1, 16 at once): the provider was asked about ${paid}, ` +
    `${((1 - paid / lookUps) * 100).toFixed(1)} % were answered from the cache.\n`));
};

/** The memory of workerd's processes that this one started, in MB. */
const memory = () => {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,rss=,comm='], { encoding: 'utf8' }).trim().split('\n').map((line) => line.trim().split(/\s+/));
  return lines.filter(([, parent, , name]) => Number(parent) === process.pid && name?.startsWith('workerd')).reduce((sum, [, , rss]) => sum + Number(rss) / 1024, 0);
};

const load = async () => {
  const limits = [{ per: 'month', companies: 1e9 }];
  const worker = await startProxy('bench-load', 0, { ...quiet, bindings: { ...bindings, CALLERS: { local: { limits } }, PATIENCE: { atOnce: 1000, breaker: false } } });
  const before = await counts();
  await fetch(`${upstream}/ill?share=0.05`);
  /** @type {number[]} */
  const samples = [];
  const sampling = setInterval(() => samples.push(memory()), 5000);
  const { count, rate, p99, statuses } = await drive(
    (number) => `${worker.url}/focus/api3/req?inn=${Array.from({ length: 1 + (number % 3) }, (_, at) => innOf((number * 3 + at) % 5000)).join(',')}`,
    16, during(loadSeconds * 1000));
  clearInterval(sampling);
  await fetch(`${upstream}/ill?share=0`);
  // What is settled after the answer was given.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const after = await counts();
  const usage = JSON.parse(await (await fetch(`${worker.url}/usage`)).text());
  await worker.stop();
  const charged = usage.left[0].of - usage.left[0].companies;
  const answered = after.companies - before.companies;
  const third = (/** @type {number} */ from) => median(samples.slice(Math.floor(samples.length * from), Math.floor(samples.length * (from + 1 / 3))));
  written.push(print(`${loadSeconds} s of load, 16 at once, one in twenty answers of the provider a 500 or a broken connection: ${count} requests ` +
    `(${rate.toFixed(0)}/s, p99 ${p99.toFixed(0)} ms; statuses ${JSON.stringify(statuses)}), provider asked ${after.requests - before.requests} times, ` +
    `${after.failures - before.failures} failures. Companies answered by the provider ${answered}, charged ${charged}: ` +
    `${answered === charged ? 'none lost, none doubled' : `A DIFFERENCE OF ${charged - answered}`}. ` +
    `Memory of workerd, median of the first third ${third(0).toFixed(0)} MB, of the last third ${third(2 / 3).toFixed(0)} MB.\n`));
};

try {
  await measure();
  await day();
  if (loadSeconds > 0) await load();
  const title = `# The worker\n\nAgainst a bare pass-through worker in the same workerd, same provider (answers of 1.4 KB), median of ${rounds} rounds of ${seconds} s; ` +
    `${os.cpus().length} cores shared by workerd, provider and the asking side, Node ${process.versions.node}.\n`;
  mkdirSync(inRoot('bench', 'results'), { recursive: true });
  writeFileSync(inRoot('bench', 'results', 'worker.md'), [title, ...written].join('\n'));
} finally {
  provider.kill();
}
