// @ts-check
// The worker against a bare pass-through worker in the same workerd version, before the same provider: throughput and
// latency; what a day of look-ups costs with the cache; and a portfolio as large as may be. All of it on this machine only.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRoot } from '../scripts/lib/paths.mjs';
import { startProxy, startWorker } from '../scripts/lib/services.mjs';
import { drive, during, innOf, medianOf as median, print, startUpstream, table } from './driving.mjs';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);
const rounds = 3;

const { counts, url: upstream, stop: stopProvider } = await startUpstream();

const quiet = { handleRuntimeStdio: (/** @type {import('node:stream').Readable} */ out, /** @type {import('node:stream').Readable} */ err) => { out.resume(); err.resume(); } };
const bindings = { FOCUS_KEY: 'secret-of-the-bench', FOCUS_BASE_URL: upstream, CALLERS: { local: {} }, PATIENCE: { atOnce: 1000 } };
const secret = 'a-secret-for-names-of-32-characters-';

/** @type {string[]} */
const written = [];

const measure = async () => {
  const limited = { ...bindings, CALLERS: { local: { limits: [{ per: 'day', companies: 1e9 }] } } };
  const starts = {
    'bare pass-through': () => startWorker('bench-bare', 'bench/workers/bare.js', 0, { ...quiet, bindings: { UPSTREAM: upstream } }),
    'bare, with a log line': () => startWorker('bench-log', 'bench/workers/bare.js', 0, { ...quiet, bindings: { UPSTREAM: upstream, LOG: true } }),
    'the worker, without cache': () => startProxy('bench-plain', 0, { ...quiet, durableObjects: {}, bindings }),
    'with quota and metrics': () => startProxy('bench-quota', 0, { ...quiet, bindings: limited }),
    'from the cache (Durable Object)': () => startProxy('bench-cache', 0, { ...quiet, bindings: { ...bindings, CACHE_SECRET: secret } }),
  };
  /** @type {{ name: string, url: string, stop: () => Promise<void>, pids: string[] }[]} */
  const workers = [];
  for (const [name, start] of Object.entries(starts)) {
    const known = engines();
    const { url, stop } = await start();
    workers.push({ name, url, stop, pids: engines().filter((pid) => !known.includes(pid)) });
  }
  const pathOf = (/** @type {string} */ name) => (name.startsWith('bare') ? '/api3/req' : '/focus/api3/req');
  /** @type {string[][]} */
  const rows = [];
  for (const atOnce of [1, 16, 64]) {
    /** @type {Record<string, { rate: number, p50: number, p99: number, cpu: number }[]>} */
    const results = {};
    for (let round = -1; round < rounds; round += 1) {
      // The ways take turns, so that none has the machine's better moments; the first round warms up.
      for (const { name, url, pids } of workers) {
        const used = processorTime(pids);
        const result = await drive((number) => `${url}${pathOf(name)}?inn=${innOf(number % 200)}`, atOnce, during((round < 0 ? 1 : seconds) * 1000));
        assert.deepEqual(Object.keys(result.statuses), ['200'], `${name}: ${JSON.stringify(result.statuses)}`);
        if (round >= 0) (results[name] ??= []).push({ ...result, cpu: (processorTime(pids) - used) / result.count });
      }
    }
    const base = median((results['bare pass-through'] ?? []).map(({ rate }) => rate));
    for (const [name, list] of Object.entries(results)) {
      const rate = median(list.map(({ rate }) => rate));
      rows.push([String(atOnce), name, rate.toFixed(0), `${((rate / base - 1) * 100).toFixed(1)} %`, median(list.map(({ cpu }) => cpu)).toFixed(0), Math.min(...list.map(({ cpu }) => cpu)).toFixed(0), median(list.map(({ p50 }) => p50)).toFixed(2), median(list.map(({ p99 }) => p99)).toFixed(2)]);
    }
  }
  for (const { stop } of workers) await stop();
  written.push(print(table(['at once', 'way', 'requests/s', 'against bare', 'processor, µs/request', 'least', 'p50, ms', 'p99, ms'], rows)));
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

/** What a worker's process has used of the processor, in microseconds: less moody than the clock. @param {readonly string[]} pids */
const processorTime = (pids) => pids.reduce((sum, pid) => {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = fields.split(' ').slice(11, 13);
  return sum + (Number(user) + Number(system)) * 10_000;
}, 0);

/** The ids of workerd's processes that this one started. @returns {string[]} */
const engines = () => {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,comm='], { encoding: 'utf8' }).trim().split('\n').map((line) => line.trim().split(/\s+/));
  return lines.filter(([, parent, name]) => Number(parent) === process.pid && name?.startsWith('workerd')).map(([pid = '']) => pid);
};

/** A portfolio as large as may be, with the worker stopped in the middle. */
const portfolio = async () => {
  const [count, per] = [100_000, 100];
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kontragent-bench-'));
  const start = () => startProxy('bench-job', 0, { ...quiet, durableObjectsPersist: folder, bindings: { ...bindings, CALLERS: { local: { limits: [{ per: 'month', companies: 1e6 }] } } } });
  let worker = await start();
  const companies = Array.from({ length: count }, (_, number) => innOf(number));
  const before = await counts();
  const from = performance.now();
  const order = await fetch(`${worker.url}/jobs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ operation: 'focus.req', companies }) });
  assert.equal(order.status, 202);
  const { id } = JSON.parse(await order.text());
  const ordered = performance.now() - from;
  /** @param {(progress: any) => boolean} enough */
  const until = async (enough) => {
    for (;;) {
      const progress = JSON.parse(await (await fetch(`${worker.url}/jobs/${id}`)).text());
      if (enough(progress)) return progress;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };
  try {
    await until(({ done }) => done >= count / 2);
    await worker.stop();
    worker = await start();
    const progress = await until(({ state }) => state === 'done');
    const took = (performance.now() - from) / 1000;
    const after = await counts();
    const reading = performance.now();
    const lines = (await (await fetch(`${worker.url}/jobs/${id}/results`)).text()).trim().split('\n');
    const read = (performance.now() - reading) / 1000;
    const usage = JSON.parse(await (await fetch(`${worker.url}/usage`)).text());
    const charged = usage.left[0].of - usage.left[0].companies;
    assert.deepEqual([progress.found, progress.failed, lines.length], [count, 0, count]);
    assert.deepEqual(lines.map((line) => JSON.parse(line).asked.inn), companies, 'in the order of the portfolio');
    assert.equal(charged, count + progress.askedAgain);
    const asked = after.companies - before.companies;
    // A question that was written down, but not sent yet when the worker was stopped, counts as asked.
    assert.ok(asked <= charged && charged <= count + 4 * per, `${asked} asked, ${charged} charged`);
    written.push(print(`A job about ${count} companies (focus.req, ${per} a question), the worker stopped and started again in the middle: ordered in ` +
      `${ordered.toFixed(0)} ms, done after ${took.toFixed(0)} s (${(count / took).toFixed(0)} companies/s), results of ${(lines.join('').length / 1e6).toFixed(0)} MB ` +
      `as NDJSON in ${read.toFixed(1)} s. Found ${progress.found}, asked again ${progress.askedAgain}, because the stop came before the answer was written down; charged ${charged}, the provider was asked about ${asked}.\n`));
  } finally {
    await worker.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

try {
  await measure();
  await day();
  await portfolio();
  const title = `# The worker\n\nAgainst a bare pass-through worker in the same workerd, same provider (answers of 1.4 KB), median of ${rounds} rounds of ${seconds} s; ` +
    `${os.cpus().length} cores shared by workerd, provider and the asking side, Node ${process.versions.node}.\n`;
  mkdirSync(inRoot('bench', 'results'), { recursive: true });
  writeFileSync(inRoot('bench', 'results', 'worker.md'), [title, ...written].join('\n'));
} finally {
  stopProvider();
}
