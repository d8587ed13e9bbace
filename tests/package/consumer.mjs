// @ts-check
// Throw-away projects that use the package as its users do: packed, installed by npm, bundled, run.
import { createServer } from 'node:http';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { browser, chromeFlags } from '../../scripts/lib/chrome.mjs';
import { pkg } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/run.mjs';

const npmFlags = ['--loglevel', 'error', '--no-audit', '--no-fund'];

/** @returns {string} a folder that is gone when the process ends */
const temporaryFolder = () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kontragent-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** @typedef {{ tarball: string, files: string[] }} Packed  files: their paths in the package */

/** `npm pack` of the built package. @returns {Promise<Packed>} */
export const pack = async () => {
  const folder = temporaryFolder();
  const [{ filename, files }] = JSON.parse(
    await run('npm', ['pack', pkg, '--json', '--pack-destination', folder, ...npmFlags], { quiet: true }),
  );
  return { tarball: path.join(folder, filename), files: files.map((/** @type {{ path: string }} */ file) => file.path) };
};

/**
 * A project with the package installed.
 * @param {Packed} packed
 * @returns {Promise<{ folder: string, installed: string, write: (file: string, content: string) => string }>}
 */
export const install = async ({ tarball }) => {
  const folder = temporaryFolder();
  const write = (/** @type {string} */ file, /** @type {string} */ content) => {
    const at = path.join(folder, file);
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, content);
    return at;
  };
  write('package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  await run('npm', ['install', '--offline', tarball, ...npmFlags], { cwd: folder, quiet: true });
  return { folder, installed: path.join(folder, 'node_modules', 'kontragent'), write };
};

const contentTypes = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.wasm', 'application/wasm'],
]);

/** @param {string} folder  served as it is @returns {Promise<{ url: string, stop: () => void }>} */
const serve = async (folder) => {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = path.join(folder, pathname === '/' ? 'index.html' : pathname);
    try {
      const body = readFileSync(file);
      response.writeHead(200, { 'content-type': contentTypes.get(path.extname(file)) ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
};

/**
 * Opens the folder's index.html in Chrome and returns what the page put into `globalThis.answer`.
 * Anything that the page logs as an error, or a file that is not there, is a failure.
 * @param {string} folder
 * @returns {Promise<{ answer: unknown, requests: string[] }>}
 */
export const openInChrome = async (folder) => {
  const { chromium } = await import('playwright-core');
  const server = await serve(folder);
  const { chrome } = await browser();
  const instance = await chromium.launch({ executablePath: chrome, args: chromeFlags });
  try {
    const page = await instance.newPage();
    /** @type {string[]} */
    const problems = [];
    /** @type {string[]} */
    const requests = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    page.on('response', (response) => {
      if (!response.ok() && !response.url().endsWith('/favicon.ico')) problems.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(server.url);
    const seen = page.waitForFunction(() => 'answer' in globalThis).catch((error) => problems.push(String(error)));
    await seen;
    if (problems.length) throw new Error(problems.join('\n'));
    return { answer: await page.evaluate(() => Reflect.get(globalThis, 'answer')), requests };
  } finally {
    await instance.close();
    server.stop();
  }
};
