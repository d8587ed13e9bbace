// @ts-check
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { tools, work } from './paths.mjs';
import { Failure, probe, run, which } from './run.mjs';

/** @typedef {{ chrome: string, chromedriver: string }} Browser */

/** A browser for tests: no window, no calls home. Root, as in containers, has no sandbox to offer. */
export const chromeFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage',
  '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name];
    return folder ? [path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')] : [];
  }),
];

/** Programs that `@puppeteer/browsers` put into .tools. @param {string} name @returns {string[]} */
const downloaded = (name) => {
  const folder = path.join(tools, name);
  if (!existsSync(folder)) return [];
  const file = new RegExp(`[\\\\/](${name}|Google Chrome for Testing)(\\.exe)?$`);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((each) => file.test(each));
};

/** @param {string} program @returns {Promise<string | undefined>} the major version; undefined when it does not start */
const major = async (program) => /(\d+)\.\d+\.\d+/.exec((await probe(program, ['--version'])) ?? '')?.[1];

/** @returns {Promise<Browser | undefined>} a Chrome and the chromedriver of the same major version */
const find = async () => {
  const list = (/** @type {(string | undefined)[]} */ items) =>
    /** @type {string[]} */ (items.filter((item) => item && existsSync(item)));
  const chromes = process.env.CHROME_PATH
    ? [process.env.CHROME_PATH]
    : list([...['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'].map(which), ...usualPlaces,
        ...downloaded('chrome')]);
  const drivers = process.env.CHROMEDRIVER
    ? [process.env.CHROMEDRIVER]
    : list([which('chromedriver'), ...downloaded('chromedriver')]);
  for (const chrome of chromes) {
    // chrome.exe opens a window instead of printing its version.
    const version = process.platform === 'win32' ? undefined : await major(chrome);
    if (!version && process.platform !== 'win32') continue;
    for (const chromedriver of drivers) {
      const driverVersion = await major(chromedriver);
      if (driverVersion && (!version || version === driverVersion)) return { chrome, chromedriver };
    }
  }
  return undefined;
};

/** The browser that {@link ensureBrowser} made sure of. @returns {Promise<Browser>} */
export const browser = async () => {
  const found = await find();
  if (!found) {
    const named = ['CHROME_PATH', 'CHROMEDRIVER'].filter((name) => process.env[name]).map((name) => `${name}=${process.env[name]}: `);
    throw new Failure(named.join('') + 'no Chrome with a chromedriver of the same version. Install both (Debian: apt-get install chromium chromium-driver), ' +
      'or set CHROME_PATH and CHROMEDRIVER to them');
  }
  return found;
};

/** @returns {Promise<string[] | undefined>} what to put before apt-get to be allowed to install */
const administrator = async () => {
  if (!which('apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  return (await probe('sudo', ['-n', 'true'])) === undefined ? undefined : ['sudo', '-n'];
};

/** Ways to get a browser, in the order in which they are tried. @returns {Promise<{ title: string, install: () => Promise<void> }[]>} */
const ways = async () => {
  const admin = await administrator();
  /** @param {string[]} args */
  const apt = async (...args) => {
    const [program = '', ...rest] = [...(admin ?? []), 'apt-get', ...args];
    await run(program, rest, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  };
  return [
    ...(admin
      ? [{
          title: 'apt-get install chromium chromium-driver',
          install: async () => {
            await apt('update', '-q');
            await apt('install', '-y', '-q', '--no-install-recommends', 'chromium', 'chromium-driver');
          },
        }]
      : []),
    {
      title: 'npx @puppeteer/browsers install, into .tools/',
      install: async () => {
        mkdirSync(tools, { recursive: true });
        for (const name of ['chrome', 'chromedriver']) {
          await run('npx', ['--yes', '@puppeteer/browsers', 'install', `${name}@stable`, '--path', tools]);
        }
      },
    },
  ];
};

/** @param {(text: string) => void} say */
export const ensureBrowser = async (say) => {
  const found = await find();
  if (found) return say(`Chrome and chromedriver: ${found.chrome}`);
  // Who names a browser wants that one: a wrong name is a mistake to report, not to work around.
  if (process.env.CHROME_PATH || process.env.CHROMEDRIVER) await browser();
  for (const { title, install } of await ways()) {
    say(`installing a Chrome with its chromedriver for the browser tests: ${title}`);
    try {
      await install();
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
    const installed = await find();
    if (installed) return say(`Chrome and chromedriver: ${installed.chrome}`);
  }
  await browser();
};

/**
 * The environment in which wasm-bindgen-test-runner starts that browser.
 * @param {Browser} browser
 */
export const webdriverEnv = ({ chrome, chromedriver }) => {
  const file = path.join(work, 'webdriver.json');
  mkdirSync(work, { recursive: true });
  writeFileSync(file, JSON.stringify({ 'goog:chromeOptions': { binary: chrome, args: chromeFlags } }));
  return { CHROMEDRIVER: chromedriver, WASM_BINDGEN_TEST_WEBDRIVER_JSON: file };
};
