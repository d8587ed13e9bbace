// @ts-check
// What the benchmarks share.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

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
 * Prints a table and keeps it in bench/results, in the place of the one of the same title.
 * @param {string} name  of the file
 * @param {string} title
 * @param {string[]} head
 * @param {string[][]} rows
 * @param {string} [note]  how it was measured
 */
export const report = (name, title, head, rows, note) => {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  const table = [line(head), line(head.map((_, at) => (at ? '---:' : '---'))), ...rows.map(line)];
  const text = [`# ${title}`, '', ...(note ? [note, ''] : []), ...table, ''].join('\n');
  console.log(text);
  const file = new URL(`results/${name}.md`, import.meta.url);
  mkdirSync(new URL('.', file), { recursive: true });
  const known = note && existsSync(file) ? readFileSync(file, 'utf8').split(/^(?=# )/m) : [];
  const at = known.findIndex((part) => part.startsWith(`# ${title}\n`));
  known.splice(at < 0 ? known.length : at, at < 0 ? 0 : 1, text);
  writeFileSync(file, known.map((part) => part.trimEnd() + '\n').join('\n'));
};
