// @ts-check
// What the bailiffs are asked: never a word about a person in an address, and never «nothing» where nobody could be asked.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { failedRequest, startPage } from './harness.mjs';

const { visit, somebody, person } = await startPage();

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

test('of proceedings that ended nothing is said when only the others were asked for', () =>
  visit({ at: '#bailiffs' }, async (page) => {
    await page.getByLabel('Только незавершённые').check();
    await search(page, 'Организация по ИНН', { 'ИНН организации': rich.inn, Регион: '-1' });
    const answer = await answerOf(page, /производств/);
    await answer.getByText('Спрашивали только о незавершённых производствах.').waitFor();
    const summary = await answer.locator('.summary').innerText();
    assert.match(summary, /Не завершены/);
    assert.doesNotMatch(summary, /^Завершены/m);
    assert.equal(await answer.getByLabel('Показать').count(), 0);
  }));

/** The answer, once it is there. @param {import('playwright-core').Page} page @param {RegExp | string} heading */
const answerOf = async (page, heading) => {
  const answer = page.getByRole('region', { name: 'Ответ' });
  await answer.getByRole('heading', { name: heading }).first().waitFor();
  return answer;
};

/** How a person is put in. @param {import('./harness.mjs').Person} human */
const valuesOf = ({ lastname, firstname, secondname, birthdate }) => ({
  Фамилия: lastname, Имя: firstname, Отчество: secondname ?? '', 'Дата рождения': birthdate, Регион: '-1',
});

/** The words of a date as the page writes them. @param {string} iso */
const inWords = (iso) => new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(iso)).replace(' г.', '\u00a0г.');

test('an organisation by its name', () =>
  visit({ at: '#bailiffs' }, async (page) => {
    await search(page, 'Организация по названию', { Название: rich.name, Регион: '-1' });
    const answer = await answerOf(page, /производств/);
    assert.match(await answer.getByRole('region', { name: 'Спрашивали' }).innerText(), /Организация по названию/);
    assert.match(await answer.getByRole('list', { name: 'Ответ' }).innerText(), new RegExp(rich.name.replaceAll('"', '.'), 'i'));
    // Not everything was loaded, and that is said before any figure.
    await answer.getByText('Это не всё').waitFor();
  }));

test('a proceeding by its number, and the writ that it is about', () =>
  visit({ at: '#bailiffs' }, async (page) => {
    await search(page, 'Организация по ИНН', { 'ИНН организации': rich.inn, Регион: '-1' });
    const first = (await answerOf(page, /производств/)).getByRole('list', { name: 'Ответ' }).getByRole('listitem').first();
    const number = await first.locator('.number').first().innerText();
    const writ = /№ (\S+?),/.exec(await first.innerText())?.[1] ?? '';
    assert.ok(writ);
    // Typed as people type it: with Latin letters.
    await search(page, 'Производство по номеру', { 'Номер производства': number.replace('ИП', 'ip') });
    await answerOf(page, '1 производство');
    const one = page.getByRole('region', { name: 'Ответ' }).getByRole('list', { name: 'Ответ' });
    assert.match(await one.innerText(), new RegExp(number));
    await search(page, 'Исполнительный документ', { 'Номер документа': writ, Регион: '78' });
    const answer = await answerOf(page, /производств/);
    assert.match(await answer.getByRole('region', { name: 'Спрашивали' }).innerText(), new RegExp(`Номер документа\\s+${writ}`));
    for (const text of await answer.getByRole('list', { name: 'Ответ' }).getByRole('listitem').allInnerTexts()) assert.ok(text.includes(writ), text);
  }));

test('a writ is looked for in one region: «any» is not offered', () =>
  visit({ at: '#bailiffs' }, async (page) => {
    await page.getByLabel('Что ищем').selectOption('Исполнительный документ');
    assert.equal(await page.getByLabel('Регион').locator('option[value="-1"]').count(), 0);
    await page.getByLabel('Что ищем').selectOption('Человек');
    assert.equal(await page.getByLabel('Регион').locator('option[value="-1"]').count(), 1);
  }));

test('namesakes are told apart by the day of birth', () =>
  visit({ at: '#bailiffs' }, async (page) => {
    const [one, other] = [person(/several proceedings/), person(/the namesake/)];
    await search(page, 'Человек', valuesOf(one));
    const several = await answerOf(page, /производств/);
    const born = (await several.getByRole('list', { name: 'Ответ' }).getByRole('listitem').allInnerTexts()).filter((text) => text.includes(inWords(one.birthdate)));
    assert.ok(born.length > 1);
    await search(page, 'Человек', valuesOf(other));
    await answerOf(page, '1 производство');
    assert.ok(!(await several.innerText()).includes(inWords(one.birthdate)));
  }));

test('alimony only: what else somebody owes is not asked', () =>
  visit({ at: '#bailiffs' }, async (page) => {
    await search(page, 'Должник по алиментам', valuesOf(person(/a debtor of alimony, wanted/)));
    const answer = await answerOf(page, '2 производства');
    for (const text of await answer.getByRole('list', { name: 'Ответ' }).getByRole('listitem').allInnerTexts()) assert.match(text, /алимент/i);
    await search(page, 'Должник по алиментам', valuesOf(person(/several proceedings/)));
    const none = await answerOf(page, 'Ничего не найдено');
    assert.match(await none.getByRole('region', { name: 'Спрашивали' }).innerText(), /Должник по алиментам/);
  }));

test('the wanted: found with the file of the search, and not found', () =>
  visit({ at: '#bailiffs' }, async (page) => {
    const wanted = person(/a debtor of alimony, wanted/);
    await search(page, 'Розыск', { 'Фамилия, имя, отчество': `${wanted.lastname} ${wanted.firstname} ${wanted.secondname}` });
    const answer = await answerOf(page, 'Розыск: 1');
    const text = await answer.innerText();
    assert.match(text, new RegExp(wanted.lastname, 'i'));
    assert.match(text, /Розыскное дело\s+\S+-РД/);
    assert.ok(text.includes(inWords(wanted.birthdate)));
    const free = person(/no debts/);
    await search(page, 'Розыск', { 'Фамилия, имя, отчество': `${free.lastname} ${free.firstname} ${free.secondname}` });
    await answerOf(page, 'Ничего не найдено');
    assert.equal(await page.getByRole('list', { name: 'Розыск' }).count(), 0);
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
    // No certificate that there are no debts: what «nothing» was said of stands beside it.
    await answer.getByText('Спрашивали только о незавершённых производствах.').waitFor();
    await answer.getByText('Ответ касается только указанного выше').waitFor();
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
