// @ts-check
// What the bailiffs are asked: never a word about a person in an address, and never «nothing» where nobody could be asked.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { failedRequest, startPage } from './harness.mjs';

const { visit, somebody } = await startPage();

/** @typedef {import('playwright-core').Page} Page */

const rich = somebody('companies', /2 503 enforcement proceedings/);
const empty = somebody('companies', /the managing company of another/);

/** @param {Page} page @param {string} name  of the search @param {Record<string, string>} values  by label */
const search = async (page, name, values) => {
  await page.getByLabel('Что ищем').selectOption(name);
  for (const [label, value] of Object.entries(values)) {
    const field = page.getByLabel(label);
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
  await page.getByRole('button', { name: 'Найти', exact: true }).click();
};

test('proceedings of an organisation: totals, subjects, pages', () =>
  visit({ at: '#bailiffs' }, async (page) => {
    await search(page, 'Организация по ИНН', { 'ИНН организации': rich.inn, Регион: '-1' });
    const answer = page.getByRole('region', { name: 'Ответ' });
    await answer.getByRole('heading', { name: /производств/ }).waitFor();
    assert.match(await answer.locator('.summary').innerText(), /Не завершены[^]*₽[^]*Завершены/);
    await answer.getByRole('table', { name: 'По предмету, незавершённые' }).waitFor();
    await answer.getByText('Стоимость запроса:').waitFor();
    assert.equal(await answer.getByRole('list', { name: 'Ответ' }).getByRole('listitem').count(), 20);
  }));

test('nothing found says so, and of what, also when the form is another by then', () =>
  visit({ at: '#bailiffs' }, async (page) => {
    await page.getByLabel('Только незавершённые').check();
    await search(page, 'Организация по ИНН', { 'ИНН организации': empty.inn, Регион: '77' });
    const answer = page.getByRole('region', { name: 'Ответ' });
    await answer.getByRole('heading', { name: 'Ничего не найдено' }).waitFor();
    await page.getByLabel('ИНН организации').fill(rich.inn);
    const asked = await answer.getByRole('region', { name: 'Спрашивали' }).innerText();
    assert.match(asked, /Организация по ИНН/);
    assert.match(asked, new RegExp(`ИНН организации\\s+${empty.inn}`));
    assert.match(asked, /Регион\s+\S*Москва/);
    assert.match(asked, /Только незавершённые\s+да/);
    await answer.getByText('Стоимость запроса:').waitFor();
  }));

test('what is wrong is told beside its field, and nothing is asked', () =>
  visit({ at: '#bailiffs' }, async (page) => {
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => {
      if (request.url().includes('/fssp/')) asked.push(request.url());
    });
    await search(page, 'Организация по ИНН', { 'ИНН организации': '7800010033', Регион: '-1' });
    await page.getByText(/не сходится/).first().waitFor();
    assert.equal(await page.getByLabel('ИНН организации').getAttribute('aria-invalid'), 'true');
    await search(page, 'Человек', { Фамилия: 'Шаблонов' });
    await page.getByText('Заполните это поле').first().waitFor();
    assert.deepEqual(asked, []);
  }));

test('the worker cannot be reached: no word of nothing', () =>
  visit({ at: '#bailiffs', expected: failedRequest, before: (page) => page.route('**/api/fssp/**', (route) => route.abort()) }, async (page) => {
    await search(page, 'Организация по ИНН', { 'ИНН организации': rich.inn, Регион: '-1' });
    await page.getByRole('heading', { name: 'Нет связи с прокси' }).waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Ничего не найдено' }).count(), 0);
  }));

test('a person stands in no address, no history and no storage', () =>
  visit({ at: '#bailiffs' }, async (page) => {
    /** @type {string[]} */
    const addresses = [];
    page.on('request', (request) => addresses.push(decodeURIComponent(request.url())));
    const person = { Фамилия: 'Небывалов', Имя: 'Пётр', 'Дата рождения': '1980-05-17', Регион: '-1' };
    await search(page, 'Человек', person);
    await page.getByRole('region', { name: 'Ответ' }).getByRole('heading').first().waitFor();
    const kept = await page.evaluate(() => JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }, history.state, document.cookie, document.title]));
    for (const text of [...addresses, decodeURIComponent(kept)]) {
      for (const secret of ['Небывалов', '1980', '17.05']) assert.ok(!text.includes(secret), text);
    }
    await page.getByRole('button', { name: 'Очистить' }).click();
    assert.equal(await page.getByLabel('Фамилия').inputValue(), '');
    assert.equal(await page.getByRole('region', { name: 'Ответ' }).count(), 0);
  }));
