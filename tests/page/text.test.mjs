// @ts-check
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { paste, startPage } from './harness.mjs';

const { visit, somebody } = await startPage();
const company = somebody('companies', /demo company/);

/** @param {import('playwright-core').Page} page */
const area = (page) => page.getByRole('textbox', { name: 'Текст с реквизитами' });

test('the numbers of a text are marked where they are, and listed with what they tell', () =>
  visit({ at: '#text' }, async (page) => {
    await page.getByRole('button', { name: 'Вставить пример' }).click();
    await page.getByRole('heading', { name: /^Найдено: 10 номеров/ }).waitFor();
    const text = await area(page).inputValue();
    const marks = await page.locator('mark').allInnerTexts();
    assert.equal(marks.length, 10);
    for (const mark of marks) assert.ok(text.includes(mark), mark);
    assert.ok(marks.includes('40702 810 9 1234 0000567'));
    assert.equal(await page.locator('.backdrop').evaluate((layer) => layer.textContent?.trim()), text.trim());

    const account = page.getByRole('listitem').filter({ hasText: '40702810912340000567' });
    assert.match(await account.innerText(), /Балансовый счёт\s+40702/);
    await account.getByRole('button', { name: /Показать в тексте/ }).click();
    assert.equal(
      await area(page).evaluate((/** @type {HTMLTextAreaElement} */ { value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd)),
      '40702 810 9 1234 0000567',
    );
  }));

test('offsets count as JavaScript counts, also behind characters of two units', () =>
  visit({ at: '#text' }, async (page) => {
    await area(page).fill(`🏢🏦 ИНН ${company.inn}`);
    assert.equal(await page.locator('mark').innerText(), company.inn);
  }));

test('a misprint is not taken for a number', () =>
  visit({ at: '#text' }, async (page) => {
    await area(page).fill('ИНН 6663003128, тел. +7 (343) 270-51-91');
    await page.getByText('Номеров в тексте не найдено.').waitFor();
    assert.equal(await page.locator('mark').count(), 0);
  }));

test('from a text to the company', () =>
  visit({ at: '#text' }, async (page) => {
    await area(page).fill(`Платить ${company.name}, ИНН ${company.inn}.`);
    await page.getByRole('link', { name: `Найти компанию: ${company.inn}` }).click();
    await page.getByRole('article', { name: company.name }).waitFor();
    await page.getByRole('link', { name: 'Текст', exact: true }).click();
    assert.match(await area(page).inputValue(), /Платить/);
  }));

test('a long text: every place counts, the list comes in portions', () =>
  visit({ at: '#text' }, async (page) => {
    // 100 KB with the same number again and again, and many different ones of a kind without control digits.
    const lines = Array.from({ length: 3_000 }, (_, at) => `ИНН ${company.inn} КПП 6671${String(10 + (at % 40))}${String(at % 1000).padStart(3, '0')} что-то ещё`);
    const text = lines.join('\n');
    assert.ok(text.length > 100_000);
    await paste(area(page), text);
    await page.getByText('3000 раз в тексте').waitFor();
    assert.equal(await page.locator('mark').count(), 6_000);
    assert.equal(await page.locator('.entries > li').count(), 50);
    await page.getByRole('button', { name: /^Показать ещё/ }).click();
    assert.equal(await page.locator('.entries > li').count(), 250);
  }));
