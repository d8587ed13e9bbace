// @ts-check
// What the benchmarks share.
import { mkdirSync, writeFileSync } from 'node:fs';

/**
 * The median time of each way in milliseconds. The ways take turns, so that none has the machine's better moments.
 * @param {Record<string, () => Promise<unknown>>} ways
 * @param {{ rounds: number }} options
 * @returns {Promise<Record<string, number>>}
 */
export const median = async (ways, { rounds }) => {
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(Object.keys(ways).map((way) => [way, []]));
  for (let round = -5; round < rounds; round += 1) {
    for (const [way, run] of Object.entries(ways)) {
      const start = performance.now();
      await run();
      // The first rounds warm up.
      if (round >= 0) times[way]?.push(performance.now() - start);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([way, list]) => [way, list.sort((a, b) => a - b)[list.length >> 1] ?? NaN]));
};

/**
 * The same for ways that give no promise.
 * @param {Record<string, () => void>} ways
 * @param {{ rounds: number }} options
 * @returns {Record<string, number>}
 */
export const medianSync = (ways, { rounds }) => {
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(Object.keys(ways).map((way) => [way, []]));
  for (let round = -10; round < rounds; round += 1) {
    for (const [way, run] of Object.entries(ways)) {
      const start = performance.now();
      run();
      // The first rounds warm up.
      if (round >= 0) times[way]?.push(performance.now() - start);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([way, list]) => [way, list.sort((a, b) => a - b)[list.length >> 1] ?? NaN]));
};

/**
 * Prints a table and keeps it in bench/results.
 * @param {string} name
 * @param {string} title
 * @param {string[]} head
 * @param {string[][]} rows
 */
export const report = (name, title, head, rows) => {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  const text = [`# ${title}`, '', line(head), line(head.map((_, at) => (at ? '---:' : '---'))), ...rows.map(line), ''].join('\n');
  console.log(text);
  mkdirSync(new URL('results/', import.meta.url), { recursive: true });
  writeFileSync(new URL(`results/${name}.md`, import.meta.url), text);
};
