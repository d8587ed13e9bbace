// @ts-check
// The built page in a real Chrome, with the real worker and the sandbox behind it.
import { after } from 'node:test';
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { browser, chromeFlags } from '../../scripts/lib/chrome.mjs';
import { startServices } from '../../scripts/lib/services.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('kontragent/sandbox').SandboxCompany} Company */
/** @typedef {import('kontragent/sandbox').SandboxPerson} Person */

/** What Chrome itself writes to the console when a request does not succeed. */
export const failedRequest = /^Failed to load resource/;

/** Whatever a request says that no page may say: keys are the worker's, and nobody else is asked. @param {import('playwright-core').Request} request */
const requestFault = (request) => {
  const url = new URL(request.url());
  if (url.protocol === 'blob:') return undefined;
  const names = [...url.searchParams.keys(), ...Object.keys(request.headers())];
  const secret = names.find((name) => /^(key|token|authorization|cookie|x-api-key|login|password)$/i.test(name));
  if (secret) return `${secret} in a request: ${url}`;
  return url.hostname === '127.0.0.1' ? undefined : `a request to somebody else: ${url}`;
};

/**
 * Starts everything, for the tests of one file, and stops it after them.
 */
export const startPage = async () => {
  const { urls, stop } = await startServices({ ports: 0 });
  const chrome = await chromium.launch({
    executablePath: (await browser()).chrome,
    args: chromeFlags.filter((flag) => flag !== '--headless'),
  });
  after(async () => {
    await chrome.close();
    await stop();
  });
  /** @type {{ companies: Company[], magic: Company[], people: Person[] }} */
  const played = await (await fetch(`${urls.sandbox}/`)).json();

  /**
   * Opens the page as a new visitor and hands it to the test; then nothing may stand on the console that was not expected.
   * @param {object} options
   * @param {string} [options.at]        what stands after the address
   * @param {RegExp} [options.expected]  lines of the console that the test provokes
   * @param {(page: Page) => Promise<unknown>} [options.before]  what to do before the page is opened
   * @param {import('playwright-core').BrowserContextOptions} [options.context]
   * @param {(page: Page) => Promise<unknown>} test
   */
  const visit = async ({ at = '', expected, before, context: settings }, test) => {
    const context = await chrome.newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...settings });
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      /** @type {string[]} */
      const lines = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) lines.push(message.text());
      });
      page.on('pageerror', (error) => lines.push(String(error)));
      page.on('request', (request) => {
        const told = requestFault(request);
        if (told) lines.push(told);
      });
      await before?.(page);
      await page.goto(`${urls.page}/${at}`);
      await test(page);
      assert.deepEqual(lines.filter((line) => !expected?.test(line)), []);
    } finally {
      await context.close();
    }
  };

  /**
   * Somebody of the sandbox.
   * @param {'companies' | 'magic'} list
   * @param {RegExp} what  the English note
   */
  const somebody = (list, what) => {
    const found = played[list].find(({ about }) => what.test(about.en));
    assert.ok(found, `the sandbox knows nobody like ${what}`);
    return { ...found, inn: found.inn ?? '' };
  };

  /**
   * A person of the sandbox.
   * @param {RegExp} what  the English note
   */
  const person = (what) => {
    const found = played.people.find(({ about }) => what.test(about.en));
    assert.ok(found, `the sandbox knows no person like ${what}`);
    return found;
  };

  return { urls, visit, somebody, person, companies: played.companies };
};

/** The one field of the company view. @param {Page} page */
export const companyField = (page) => page.getByRole('textbox', { name: 'ИНН, ОГРН или ОГРНИП' });

/** Types a number and asks. @param {Page} page @param {string} number */
export const ask = async (page, number) => {
  await companyField(page).fill(number);
  await page.getByRole('button', { name: 'Проверить', exact: true }).click();
};

/** Pastes a text over what a field holds. @param {import('playwright-core').Locator} field @param {string} text */
export const paste = async (field, text) => {
  const page = field.page();
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await field.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
};

/** What a field is described by, as one text. @param {Page} page @param {import('playwright-core').Locator} field */
export const descriptionOf = async (page, field) => {
  const ids = ((await field.getAttribute('aria-describedby')) ?? '').split(' ');
  return (await Promise.all(ids.map((id) => page.locator(`#${id}`).innerText()))).join('\n');
};

/** The sections of a company, in the order of the card. */
export const titles = [
  'Сведения реестра', 'Признаки и показатели', 'Отчётность', 'Исполнительные производства', 'Госзакупки: поставщик', 'Госзакупки: заказчик',
  'Лицензии', 'Телефоны',
];

/** The button that opens a section. @param {Page} page @param {string} title */
export const sectionButton = (page, title) => page.getByRole('button', { name: new RegExp(`^${title}`), expanded: undefined }).first();

/** Opens a section and waits until it has settled; gives its content. @param {Page} page @param {string} title */
export const openSection = async (page, title) => {
  const button = sectionButton(page, title);
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
  const content = page.locator(`[id="${await button.getAttribute('aria-controls')}"]`);
  await content.and(page.locator('[aria-busy="false"]:not(:empty)')).waitFor();
  return content;
};
