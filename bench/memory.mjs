// @ts-check
// Minutes of load on plain workerd, with a provider that fails now and then: after them every charge must be there once. The
// worker's memory is measured all the time, and a bare pass-through worker's under the same load, because workerd itself
// takes memory that it does not give back; what the isolate holds is what its heap has in it after a collection.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { bundleWorker } from '../scripts/lib/bundle.mjs';
import { inRoot } from '../scripts/lib/paths.mjs';
import { freePort } from '../scripts/lib/port.mjs';
import { workerdBinary } from '../scripts/selfhost.mjs';
import { drive, during, innOf, print, startUpstream, table } from './driving.mjs';

const loadSeconds = Number(process.env['BENCH_LOAD_SECONDS'] ?? 240);
/** The same for all, less than the slowest can do. */
const mostRate = Number(process.env['BENCH_LOAD_RATE'] ?? 200);
const atOnce = 64;
/** How often the size of the process is looked at, and how often the heap is collected and measured. */
const [sampleMs, collectMs] = [5_000, 30_000];

const upstream = await startUpstream();
const folder = mkdtempSync(path.join(os.tmpdir(), 'kontragent-memory-'));

const bareConfig = `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "proxy", worker = .proxy), (name = "internet", network = (allow = ["public", "local"]))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "proxy")],
);
const proxy :Workerd.Worker = (
  modules = [(name = "main.js", esModule = embed "main.js")],
  compatibilityDate = "2026-03-31",
  globalOutbound = "internet",
  bindings = [(name = "UPSTREAM", fromEnvironment = "UPSTREAM")],
);
`;

/** The operator's own configuration, but that the provider may be on this machine. */
const proxyConfig = () => readFileSync(inRoot('worker', 'workerd.capnp'), 'utf8').replace('allow = ["public"]', 'allow = ["public", "local"]').replaceAll('embed "dist/', 'embed "');

/** @param {string} name @param {string} entry @param {string} config @returns {Promise<string>} the file that workerd is served with */
const prepare = async (name, entry, config) => {
  const home = path.join(folder, name);
  await bundleWorker(inRoot(entry), home);
  writeFileSync(path.join(home, 'config.capnp'), config);
  return path.join(home, 'config.capnp');
};

const configs = { bare: await prepare('bare', 'bench/workers/bare.js', bareConfig), proxy: await prepare('proxy', 'worker/main.ts', proxyConfig()) };

/** @param {keyof typeof configs} which @param {Record<string, string>} env */
const serve = async (which, env) => {
  const state = mkdtempSync(path.join(folder, 'state-'));
  const [port, inspector] = [await freePort(), await freePort()];
  const args = ['serve', configs[which], `--socket-addr=http=127.0.0.1:${port}`, `--inspector-addr=127.0.0.1:${inspector}`, ...(which === 'proxy' ? [`--directory-path=state=${state}`] : [])];
  const child = spawn(workerdBinary(), args, { env: { ...env, PATH: process.env['PATH'] ?? '' }, stdio: ['ignore', 'ignore', 'ignore'] });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await fetch(url).then(() => true, () => false)); tries += 1) {
    if (child.exitCode !== null || tries > 200) throw new Error(`${which} does not serve`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const stop = () => /** @type {Promise<void>} */ (new Promise((resolve) => { child.on('exit', () => resolve()); child.kill('SIGTERM'); }));
  return { url, stop, pid: child.pid ?? 0, inspector };
};

/** What the isolate is asked through the inspector. @param {number} port */
const inspect = async (port) => {
  const fromWrangler = createRequire(createRequire(import.meta.url).resolve('wrangler'));
  const { WebSocket } = createRequire(fromWrangler.resolve('miniflare'))('ws');
  /** @type {{ id: string, webSocketDebuggerUrl: string }[]} */
  const isolates = JSON.parse(await (await fetch(`http://127.0.0.1:${port}/json`)).text());
  const socket = new WebSocket(isolates.find(({ id }) => id.endsWith('proxy'))?.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  let last = 0;
  /** @param {string} method @returns {Promise<any>} */
  const call = (method) => new Promise((resolve) => {
    const own = (last += 1);
    const hear = (/** @type {Buffer} */ message) => {
      const { id, result } = JSON.parse(message.toString());
      if (id !== own) return;
      socket.off('message', hear);
      resolve(result);
    };
    socket.on('message', hear);
    socket.send(JSON.stringify({ id: own, method }));
  });
  await call('HeapProfiler.enable');
  return {
    /** What is in the heap after a collection, in MB: JavaScript, what of the engine hangs on it, buffers and WebAssembly. */
    held: async () => {
      await call('HeapProfiler.collectGarbage');
      await call('HeapProfiler.collectGarbage');
      const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await call('Runtime.getHeapUsage');
      return (usedSize + embedderHeapUsedSize + backingStorageSize) / 2 ** 20;
    },
    close: () => socket.close(),
  };
};

/** The memory of a process that is its own, in MB. @param {number} pid */
const residentOf = (pid) => Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/**
 * @typedef {{ at: number, megabytes: number }} Sample
 * @typedef {{ name: string, count: number, rate: number, p99: number, statuses: Record<string, number>, resident: Sample[], held: Sample[] }} Curve
 */

/**
 * @param {string} name @param {Awaited<ReturnType<typeof serve>>} worker @param {string} at  the path
 * @returns {Promise<Curve>}
 */
const load = async (name, worker, at) => {
  const inspector = await inspect(worker.inspector);
  /** @type {Sample[]} */
  const resident = [];
  /** @type {Sample[]} */
  const held = [];
  const from = performance.now();
  const now = () => Math.round((performance.now() - from) / 1000);
  const sampling = setInterval(() => resident.push({ at: now(), megabytes: residentOf(worker.pid) }), sampleMs);
  const collecting = setInterval(() => void inspector.held().then((megabytes) => held.push({ at: now(), megabytes })), collectMs);
  const { count, rate, p99, statuses } = await drive(
    (number) => `${worker.url}${at}?inn=${Array.from({ length: 1 + (number % 3) }, (_, each) => innOf((number * 3 + each) % 5000)).join(',')}`,
    atOnce, during(loadSeconds * 1000), mostRate);
  clearInterval(sampling);
  clearInterval(collecting);
  inspector.close();
  console.log(`${name}: ${count} requests, ${resident.map(({ megabytes }) => megabytes.toFixed(0)).join(' ')} MB; held ${held.map(({ megabytes }) => megabytes.toFixed(2)).join(' ')} MB`);
  return { name, count, rate, p99, statuses, resident, held };
};

/** @param {string} name @param {Record<string, string>} settings */
const loadProxy = async (name, settings) => {
  const worker = await serve('proxy', {
    FOCUS_KEY: 'secret-of-the-bench', FOCUS_BASE_URL: upstream.url, CALLERS: '{"local":{"limits":[{"per":"month","companies":1000000000}]}}', PATIENCE: '{"atOnce":1000,"breaker":false}', ...settings,
  });
  try {
    const before = await upstream.counts();
    const curve = await load(name, worker, '/focus/api3/req');
    // What is settled after the answer was given.
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const after = await upstream.counts();
    const [left] = JSON.parse(await (await fetch(`${worker.url}/usage`)).text()).left;
    return { curve, charged: left.of - left.companies, answered: after.companies - before.companies, lost: after.lost - before.lost, asked: after.requests - before.requests, failures: after.failures - before.failures };
  } finally {
    await worker.stop();
  }
};

const loadBare = async () => {
  const worker = await serve('bare', { UPSTREAM: upstream.url });
  try {
    return await load('bare pass-through', worker, '/api3/req');
  } finally {
    await worker.stop();
  }
};

/** The growth of a curve's second half in bytes a request, by the line that fits it best. @param {readonly Sample[]} samples @param {number} rate */
const slope = (samples, rate) => {
  const half = samples.slice(samples.length >> 1);
  const mean = (/** @type {number[]} */ list) => list.reduce((sum, each) => sum + each, 0) / list.length;
  const [x, y] = [mean(half.map(({ at }) => at)), mean(half.map(({ megabytes }) => megabytes))];
  const along = half.reduce((sum, { at, megabytes }) => sum + (at - x) * (megabytes - y), 0);
  return (along / half.reduce((sum, { at }) => sum + (at - x) ** 2, 0) / rate) * 2 ** 20;
};

/** @param {readonly Curve[]} curves @param {'resident' | 'held'} which @param {number} digits */
const columns = (curves, which, digits) =>
  table(['second', ...curves.map(({ name }) => name)], (curves[0]?.[which] ?? []).map(({ at }, row) => [String(at), ...curves.map((curve) => curve[which][row]?.megabytes.toFixed(digits) ?? '')]));

try {
  await upstream.fails(0.05);
  const bare = await loadBare();
  const quota = await loadProxy('with quota', {});
  const cached = await loadProxy('with quota and cache', { CACHE_SECRET: 'a-secret-for-names-of-32-characters-' });
  const curves = [bare, quota.curve, cached.curve];
  const charges = [quota, cached].map(({ curve, charged, answered, lost, asked, failures }) =>
    `${curve.name}: ${curve.count} requests (${curve.rate.toFixed(0)}/s, p99 ${curve.p99.toFixed(0)} ms; statuses ${JSON.stringify(curve.statuses)}), provider asked ${asked} times, ` +
    `${failures} failures. Companies answered by the provider ${answered}, lost with the connection ${lost}, charged ${charged}: ` +
    `${answered + lost === charged ? 'none left out, none doubled' : `A DIFFERENCE OF ${charged - answered - lost}`}.`);
  const text = [
    `# The worker under load\n\nPlain workerd as an operator runs it (\`worker/workerd.capnp\`), ${loadSeconds} s each, ${atOnce} at once, at most ${mostRate} requests/s, one to three companies each, ` +
      `one in twenty answers of the provider a 500 or a broken connection.\n`,
    ...charges.map((line) => `${line}\n`),
    '## What the isolate holds\n\nIts heap, the engine\'s objects that hang on it and its buffers, MB, after a collection that the inspector forces every half minute under the load.\n',
    columns(curves, 'held', 2),
    '## What the process has\n\nAnonymous resident memory, MB. It falls whenever the collection above happens, to the same level each time; between two of them workerd lets garbage lie.\n',
    columns(curves, 'resident', 0) + `| growth, bytes a request | ${curves.map(({ resident, rate }) => slope(resident, rate).toFixed(0)).join(' | ')} |\n`,
  ].join('\n');
  print(text);
  mkdirSync(inRoot('bench', 'results'), { recursive: true });
  writeFileSync(inRoot('bench', 'results', 'memory.md'), text);
} finally {
  upstream.stop();
  rmSync(folder, { recursive: true, force: true });
}
