// @ts-check
// Plain workerd for measurements, as an operator runs it (no simulator's worker in front of ours), an asking side that costs as little as can be,
// and the processor time of a process.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { bundleWorker } from '../scripts/lib/bundle.mjs';
import { inRoot, work } from '../scripts/lib/paths.mjs';
import { freePort } from '../scripts/lib/port.mjs';
import { workerdBinary } from '../scripts/selfhost.mjs';

/** What a process has used of the processor, all of its threads, in microseconds: less moody than the clock. @param {number} pid */
export const processorTime = (pid) =>
  readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => {
    // The kernel counts in nanoseconds here, in hundredths of a second in `stat`.
    const [nanoseconds = '0'] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
    return sum + Number(nanoseconds) / 1000;
  }, 0);

const quoted = (/** @type {string} */ text) => JSON.stringify(text);
const objects = ['Ledger', 'Sessions', 'Meter', 'AuditTrail', 'Shelf', 'Guard', 'Job'];
const objectBindings = { LEDGER: 'Ledger', SESSIONS: 'Sessions', METER: 'Meter', AUDIT: 'AuditTrail', SHELF: 'Shelf', GUARD: 'Guard', JOB: 'Job' };
const compatibilityDate = /"compatibility_date":\s*"([\d-]+)"/.exec(readFileSync(inRoot('worker', 'wrangler.jsonc'), 'utf8'))?.[1];

/**
 * @param {string} name
 * @param {string} entry
 * @param {{ bindings?: Record<string, unknown>, durable?: readonly (keyof typeof objectBindings)[] }} [options]  `durable`: the objects that are bound
 */
export const startPlain = async (name, entry, { bindings = {}, durable = [] } = {}) => {
  const outdir = path.join(work, 'services', `plain-${name}`);
  const modules = await bundleWorker(path.resolve(inRoot(), entry), outdir);
  const state = path.join(outdir, 'state');
  mkdirSync(state, { recursive: true });
  const listed = modules.map((file) => `(name = ${quoted(path.basename(file))}, ${file.endsWith('.wasm') ? 'wasm' : 'esModule'} = embed ${quoted(path.basename(file))})`);
  const bound = [
    ...Object.entries(bindings).map(([key, value]) => `(name = ${quoted(key)}, ${typeof value === 'string' ? 'text' : 'json'} = ${quoted(typeof value === 'string' ? value : JSON.stringify(value))})`),
    ...durable.map((key) => `(name = ${quoted(key)}, durableObjectNamespace = ${quoted(objectBindings[key])})`),
  ];
  const spaces = durable.length ? objects.map((one) => `(className = ${quoted(one)}, uniqueKey = "bench-${one}", enableSql = true)`) : [];
  const port = await freePort();
  writeFileSync(path.join(outdir, 'bench.capnp'), `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "net", network = (allow = ["public", "local"])), (name = "state", disk = (path = ${quoted(state)}, writable = true))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [${listed.join(', ')}],
  compatibilityDate = "${compatibilityDate}",
  globalOutbound = "net",
  durableObjectNamespaces = [${spaces.join(', ')}],
  ${spaces.length ? 'durableObjectStorage = (localDisk = "state"),' : ''}
  bindings = [${bound.join(', ')}],
);
`);
  const child = spawn(workerdBinary(), ['serve', path.join(outdir, 'bench.capnp')], { stdio: ['ignore', 'ignore', 'inherit'] });
  for (let tries = 0; ; tries += 1) {
    if (child.exitCode !== null || tries > 200) throw new Error(`${name} does not serve`);
    const answers = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true)));
      socket.on('error', () => resolve(false));
    });
    if (answers) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const stop = () => /** @type {Promise<void>} */ (new Promise((resolve) => {
    child.on('exit', () => resolve());
    child.kill('SIGTERM');
  }));
  return { name, port, pid: /** @type {number} */ (child.pid), stop };
};

const end = Buffer.from('\r\n\r\n');
const lastChunk = Buffer.from('\r\n0\r\n\r\n');

/** Whether an answer has come in as a whole. @param {Buffer} got */
const isWhole = (got) => {
  const head = got.indexOf(end);
  if (head < 0) return false;
  const text = got.toString('latin1', 0, head).toLowerCase();
  const at = text.indexOf('content-length: ');
  if (at >= 0) return got.length >= head + 4 + Number.parseInt(text.slice(at + 16), 10);
  return got.length >= lastChunk.length && got.subarray(got.length - lastChunk.length).equals(lastChunk);
};

/**
 * Asks as fast as so many at once can, over connections of their own that stay open. The bytes are our own: a client library costs more than workerd.
 * @param {{ port: number, pathOf: (number: number) => string, headers?: string }} what @param {number} atOnce @param {number} ms
 */
export const drive = async ({ port, pathOf, headers = '' }, atOnce, ms) => {
  /** @type {number[]} */
  const times = [];
  /** @type {Record<string, number>} */
  const statuses = {};
  let number = 0;
  const from = performance.now();
  const until = from + ms;
  await Promise.all(Array.from({ length: atOnce }, () => new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    /** @type {Buffer | undefined} */
    let got;
    let start = 0;
    const ask = () => {
      start = performance.now();
      if (start >= until) return void socket.end(() => resolve(undefined));
      socket.write(`GET ${pathOf(number++)} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${headers}\r\n`, 'latin1');
    };
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      got = got ? Buffer.concat([got, chunk]) : chunk;
      if (!isWhole(got)) return;
      const status = got.toString('latin1', 9, 12);
      statuses[status] = (statuses[status] ?? 0) + 1;
      times.push(performance.now() - start);
      got = undefined;
      ask();
    });
  })));
  const took = (performance.now() - from) / 1000;
  times.sort((one, other) => one - other);
  const at = (/** @type {number} */ share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  return { rate: times.length / took, p50: at(0.5), p99: at(0.99), count: times.length, statuses };
};
