// @ts-check
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { kinds } from 'kontragent/identifiers';
import { descriptionOf, startPage } from './harness.mjs';

const { visit, companies } = await startPage();

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {string} label */
const fieldOf = (page, label) => page.getByRole('textbox', { name: label, exact: true });

/** @param {Page} page */
const contradictions = (page) => page.getByRole('complementary', { name: 'Противоречия' });

const at = '#identifiers';

test('there is a field for every kind of identifier, and the example fills them without a mistake', () =>
  visit({ at }, async (page) => {
    const fields = page.locator('main section:not([hidden])').getByRole('textbox');
    assert.equal(await fields.count(), kinds.length);
    await page.getByRole('button', { name: 'Заполнить примером' }).click();
    assert.equal(await page.locator('[aria-invalid="true"]:visible').count(), 0);
    await contradictions(page).getByText('Заполненные поля друг другу не противоречат.').waitFor();
    await page.getByRole('button', { name: 'Очистить' }).locator('visible=true').click();
    for (const field of await fields.all()) assert.equal(await field.inputValue(), '');
  }));

test('an account waits for its БИК and is checked with it', () =>
  visit({ at }, async (page) => {
    const account = fieldOf(page, 'Счёт');
    await account.fill('40702810912340000567');
    await account.blur();
    assert.match(await descriptionOf(page, account), /нужен верный БИК/);
    assert.equal(await account.getAttribute('aria-invalid'), null);
    await fieldOf(page, 'БИК').fill('044525225');
    assert.match(await descriptionOf(page, account), /Счёт: ошибок не найдено/);
    await fieldOf(page, 'БИК').fill('044525226');
    assert.match(await descriptionOf(page, account), /ключ \(9-я цифра\) не сходится с БИК/);
    assert.equal(await account.getAttribute('aria-invalid'), 'true');
    await contradictions(page).getByText('Противоречие: Счёт — БИК').waitFor();
  }));

test('a warning is no error', () =>
  visit({ at }, async (page) => {
    const kpp = fieldOf(page, 'КПП');
    await kpp.fill('770155001');
    assert.match(await descriptionOf(page, kpp), /Внимание:.*51[-–]99/);
    assert.equal(await kpp.getAttribute('aria-invalid'), null);
  }));

test('fields that contradict each other are named', () =>
  visit({ at }, async (page) => {
    await fieldOf(page, 'ИНН').fill('500199911247');
    await fieldOf(page, 'ОГРН').fill('1157746001236');
    await contradictions(page).getByText('Противоречие: ИНН — ОГРН').waitFor();
    await fieldOf(page, 'ИНН').fill('7701999111');
    await fieldOf(page, 'СНИЛС').fill('112-233-445 95');
    await contradictions(page).getByText('Противоречие: СНИЛС — ИНН').waitFor();
    await fieldOf(page, 'СНИЛС').fill('');
    await fieldOf(page, 'КПП').fill('540101001');
    await contradictions(page).getByText('Обратите внимание:').first().waitFor();
    assert.equal(await contradictions(page).getByText('Противоречие:').count(), 0);
  }));

test('spaces and dashes are taken away when the field is left', () =>
  visit({ at }, async (page) => {
    const snils = fieldOf(page, 'СНИЛС');
    await snils.pressSequentially('112-233-445 95');
    assert.equal(await snils.inputValue(), '112-233-445 95');
    assert.match(await descriptionOf(page, snils), /СНИЛС: ошибок не найдено/);
    await snils.blur();
    assert.equal(await snils.inputValue(), '11223344595');
    assert.match(await descriptionOf(page, snils), /Очищено. Было:\s*«?112-233-445 95/);
  }));

test('from a number to its company', () => {
  const [company] = companies;
  assert.ok(company?.inn);
  const { inn, name } = company;
  return visit({ at }, async (page) => {
    await fieldOf(page, 'ИНН').fill(inn);
    await page.getByRole('link', { name: `Найти компанию: ${inn}` }).click();
    await page.getByRole('article', { name }).waitFor();
    assert.equal(await fieldOf(page, 'ИНН, ОГРН или ОГРНИП').inputValue(), inn);
  });
});
