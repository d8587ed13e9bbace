// @ts-check
// npm run setup: makes sure of everything the project needs beyond Node, npm and Rust; installs only what is missing.
// Nothing but Node's own modules may be imported here: npm packages are one of the things it installs.
import { readFileSync } from 'node:fs';
import { ensureBrowser } from './lib/chrome.mjs';
import { ensureCargoTools } from './lib/cargo-tools.mjs';
import { ensureNpmPackages } from './lib/npm.mjs';
import { inRoot } from './lib/paths.mjs';
import { Failure, main, seconds } from './lib/run.mjs';
import { ensureToolchain } from './lib/toolchain.mjs';

/** @param {string} text */
const say = (text) => console.log(`• ${text}`);

const checkNode = () => {
  /** @type {{ engines: { node: string } }} */
  const { engines } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const wanted = engines.node.replace('>=', '').split('.').map(Number);
  const present = process.versions.node.split('.').map(Number);
  const difference = wanted.map((part, i) => (present[i] ?? 0) - part).find((each) => each !== 0) ?? 0;
  if (difference < 0) throw new Failure(`Node ${engines.node} is needed, this is ${process.version}: https://nodejs.org`);
  say(`Node ${process.version}`);
};

/** @param {{ browser?: boolean }} [options]  browser: a Chrome too, which only the tests need */
export const setup = async ({ browser = true } = {}) => {
  const start = performance.now();
  checkNode();
  await ensureToolchain(say);
  await ensureNpmPackages(say);
  await ensureCargoTools(say);
  if (browser) await ensureBrowser(say);
  say(`set-up done in ${seconds(start)}`);
};

main(import.meta.url, setup);
