// @ts-check
// What the worker's measurements share: the provider, who asks, and tables of what came of it.
import { fork } from 'node:child_process';
import http from 'node:http';
import { inRoot } from '../scripts/lib/paths.mjs';

/** @typedef {{ requests: number, failures: number, answered: number, companies: number, lost: number }} Counts */

/** The provider, in a process of its own. */
export const startUpstream = async () => {
  const provider = fork(inRoot('bench', 'workers', 'upstream.mjs'));
  const port = await /** @type {Promise<number>} */ (new Promise((resolve) => provider.once('message', (message) => resolve(/** @type {number} */ (message)))));
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    /** @returns {Promise<Counts>} */
    counts: async () => JSON.parse(await (await fetch(`${url}/counts`)).text()),
    /** Lets so large a share of the questions fail. @param {number} share */
    fails: async (share) => void (await (await fetch(`${url}/ill?share=${share}`)).text()),
    /** Lets it take its time, in milliseconds. @param {number} ms */
    slow: async (ms) => void (await (await fetch(`${url}/slow?ms=${ms}`)).text()),
    stop: () => provider.kill(),
  };
};

/** Made-up ИНН with right check digits. @param {number} number */
export const innOf = (number) => {
  const nine = String(770000000 + number);
  const sum = [2, 4, 10, 3, 5, 9, 4, 6, 8].reduce((total, weight, at) => total + weight * Number(nine[at]), 0);
  return nine + String((sum % 11) % 10);
};

/** @param {string} url @param {http.Agent} agent @returns {Promise<number>} the status; 0 when there is no answer, or not all of one */
const get = (url, agent) =>
  new Promise((resolve) => {
    // workerd closes connections that nobody used for five seconds, perhaps at the moment when one is used again.
    const fail = () => resolve(request.reusedSocket && !request.res ? get(url, agent) : 0);
    /** @type {http.ClientRequest & { res?: http.IncomingMessage }} */
    const request = http.get(url, { agent }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', fail);
    });
    request.on('error', fail);
  });

/**
 * Asks as fast as so many at once can, or at most so many times a second.
 * @param {(number: number) => string} urlOf @param {number} atOnce @param {(number: number) => boolean} more @param {number} [mostRate]
 */
export const drive = async (urlOf, atOnce, more, mostRate = Infinity) => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce });
  /** @type {number[]} */
  const times = [];
  /** @type {Record<string, number>} */
  const statuses = {};
  let number = 0;
  const from = performance.now();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (more(number)) {
      const own = number++;
      const early = from + (own / mostRate) * 1000 - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      const start = performance.now();
      const status = await get(urlOf(own), agent);
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
export const during = (ms) => {
  const until = performance.now() + ms;
  return () => performance.now() < until;
};

/** @param {readonly number[]} list */
export const medianOf = (list) => [...list].sort((a, b) => a - b)[list.length >> 1] ?? NaN;

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
export const table = (head, rows) => {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at ? '---:' : '---'))), ...rows.map(line), ''].join('\n');
};

/** @param {string} text */
export const print = (text) => (console.log(text), text);
