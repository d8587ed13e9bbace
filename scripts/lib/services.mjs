// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { bundleWorker } from './bundle.mjs';
import { inRoot, root, work } from './paths.mjs';

/** The services that depend on nothing but what is in this repository, in the order in which they start.
 * @typedef {{ url: string, stop: () => Promise<void> }} Running
 * @typedef {Record<string, string>} Urls  addresses of the services that run already, by name, without a slash at the end
 * @typedef {object} Service
 * @property {string} name
 * @property {number} port      where `npm start` puts it
 * @property {string} needs     the file without which there is no such service
 * @property {(port: number, urls: Urls) => Promise<Running>} start
 */

/** The day whose workerd behaviour the workers are written for: that of the deployment. */
const compatibilityDate = /"compatibility_date":\s*"([\d-]+)"/.exec(readFileSync(inRoot('worker', 'wrangler.jsonc'), 'utf8'))?.[1];

const host = '127.0.0.1';

/**
 * Runs a worker in workerd, the engine of Cloudflare Workers.
 * @param {string} name
 * @param {string} entry  TypeScript or JavaScript; relative to the project or absolute
 * @param {number} port
 * @param {object} [options]  Miniflare's worker options: bindings, durableObjects, ratelimits, …
 * @returns {Promise<Running>}
 */
export const startWorker = async (name, entry, port, options = {}) => {
  // The Miniflare that wrangler brings, so that both always are of one version.
  const { Miniflare } = createRequire(createRequire(import.meta.url).resolve('wrangler'))('miniflare');
  const outdir = path.join(work, 'services', name);
  const modules = await bundleWorker(path.resolve(root, entry), outdir);
  const miniflare = new Miniflare({
    name,
    host,
    port,
    cf: false, // or it fetches a description of the edge location from Cloudflare
    compatibilityDate,
    modulesRoot: outdir,
    modules: modules.map((file) => ({ type: file.endsWith('.wasm') ? 'CompiledWasm' : 'ESModule', path: file })),
    ...options,
  });
  const url = await miniflare.ready;
  return { url: url.origin, stop: () => miniflare.dispose() };
};

/** The Durable Objects of the deployed worker, see worker/wrangler.jsonc. */
const durableObjects = {
  LEDGER: { className: 'Ledger', useSQLite: true },
  SESSIONS: { className: 'Sessions', useSQLite: true },
  METER: { className: 'Meter', useSQLite: true },
  AUDIT: { className: 'AuditTrail', useSQLite: true },
  SHELF: { className: 'Shelf', useSQLite: true },
  GUARD: { className: 'Guard', useSQLite: true },
  JOB: { className: 'Job', useSQLite: true },
};

/**
 * Runs the worker that is deployed, with its Durable Objects.
 * @param {string} name
 * @param {number} port
 * @param {object} [options]  Miniflare's worker options
 * @returns {Promise<Running>}
 */
export const startProxy = (name, port, options = {}) => startWorker(name, 'worker/main.ts', port, { durableObjects, ...options });

/**
 * Says in the page's configuration that a sandbox answers. The built file does not: whoever serves it elsewhere has a proxy of
 * their own behind it.
 * @type {import('vite').Plugin}
 */
const sandboxConfig = {
  name: 'sandbox-config',
  configurePreviewServer: ({ middlewares }) => {
    middlewares.use('/config.json', (_, response) => {
      const config = JSON.parse(readFileSync(inRoot('www', 'dist', 'config.json'), 'utf8'));
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ ...config, sandbox: true }));
    });
  },
};

/**
 * Serves the built page. The worker is under /api of the same origin, so the page needs to know no address.
 * @param {number} port
 * @param {Urls} urls
 * @returns {Promise<Running>}
 */
const startPage = async (port, urls) => {
  const { preview } = await import('vite');
  /** @type {Record<string, import('vite').ProxyOptions>} */
  const proxy = urls.worker
    ? { '/api': { target: urls.worker, changeOrigin: true, rewrite: (/** @type {string} */ at) => at.slice('/api'.length) } }
    : {};
  const server = await preview({
    root: inRoot('www'),
    logLevel: 'warn',
    plugins: urls.sandbox ? [sandboxConfig] : [],
    preview: { host, port, strictPort: port !== 0, proxy },
  });
  const address = /** @type {net.AddressInfo} */ (server.httpServer.address());
  return { url: `http://${host}:${address.port}`, stop: () => server.close() };
};

/**
 * The worker's variables and secrets for asking the sandbox at that address.
 * @param {string} sandbox
 */
export const sandboxBindings = (sandbox) => ({
  FOCUS_KEY: 'sandbox',
  NKB_LOGIN: 'sandbox',
  NKB_PASSWORD: 'sandbox',
  FSSP_TOKEN: 'sandbox-'.repeat(4),
  ASTRAL_TOKEN: 'sandbox',
  // The sandbox fails on purpose, and whoever tries that out wants to see it and not the worker's patience.
  PATIENCE: { retries: 0, breaker: false },
  ...Object.fromEntries(['focus', 'nkb', 'fssp', 'astral'].map((name) => [`${name.toUpperCase()}_BASE_URL`, `${sandbox}/${name}`])),
});

/** @type {readonly Service[]} */
const services = [
  {
    name: 'sandbox',
    port: 8788,
    needs: 'worker/sandbox.ts',
    start: (port) => startWorker('sandbox', 'worker/sandbox.ts', port),
  },
  {
    name: 'worker',
    port: 8787,
    needs: 'worker/main.ts',
    // The page shows what changes something as well, which nobody may do who is not named.
    start: (port, urls) => startProxy('worker', port, { bindings: { ...sandboxBindings(`${urls.sandbox}`), CALLERS: { local: { operations: ['*'] } } } }),
  },
  { name: 'page', port: 5173, needs: 'www/dist/index.html', start: startPage },
];

/** @param {number} port @returns {Promise<boolean>} */
const isFree = (port) =>
  new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });

/**
 * Starts the services: providers' sandbox, worker, page. A port that is taken is replaced by a free one.
 * @param {object} [options]
 * @param {0} [options.ports]               0: free ports instead of the usual ones, for tests
 * @param {readonly string[]} [options.only]  names; all by default
 * @returns {Promise<{ urls: Urls, stop: () => Promise<void> }>}
 */
export const startServices = async ({ ports, only } = {}) => {
  /** @type {Urls} */
  const urls = {};
  /** @type {Running[]} */
  const running = [];
  const stop = async () => {
    for (const service of running.reverse()) await service.stop();
  };
  try {
    for (const { name, port, needs, start } of services) {
      if (!existsSync(inRoot(needs)) || (only && !only.includes(name))) continue;
      const service = await start(ports ?? ((await isFree(port)) ? port : 0), urls);
      running.push(service);
      urls[name] = service.url;
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { urls, stop };
};
