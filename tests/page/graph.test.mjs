// @ts-check
// Who is related with whom: what is charged is asked for, once, and «none» is never said where nobody could be asked.
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { failedRequest, paste, startPage } from './harness.mjs';

const { visit, somebody, companies } = await startPage();

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Route} Route */

const moved = somebody('companies', /moved from Yekaterinburg/);
const newcomer = somebody('companies', /a chain of four founding companies/);
const customer = somebody('companies', /3 120 purchases/);

/** Questions to НКБ so far: methods and decoded paths. @param {Page} page */
const questionsOf = (page) => {
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => {
    const [, path] = /\/api\/nkb\/api(\/.*)$/.exec(decodeURIComponent(request.url())) ?? [];
    if (path) asked.push(path);
  });
  return asked;
};

/** @param {Page} page */
const panel = (page) => page.getByRole('region', { name: 'Выбранный объект' });

/** @param {Page} page @param {string} number */
const find = async (page, number) => {
  await page.getByRole('textbox', { name: 'ИНН или ОГРН организации' }).fill(number);
  await page.getByRole('button', { name: 'Найти организацию' }).click();
};

/** Finds somebody and waits for the card. @param {Page} page @param {string} number */
const show = async (page, number) => {
  await find(page, number);
  await panel(page).getByRole('heading', { level: 2 }).waitFor();
};

/** Asks about the selected object, these relations only. @param {Page} page @param {string[]} ways */
const askAbout = async (page, ways) => {
  await panel(page).locator('fieldset details').evaluateAll((all) => all.forEach((details) => details.setAttribute('open', '')));
  const ticked = panel(page).getByRole('checkbox', { checked: true });
  while (await ticked.count()) await ticked.first().uncheck();
  for (const way of ways) await panel(page).getByRole('checkbox', { name: way }).check();
  await panel(page).getByRole('button', { name: /^Спросить: / }).click();
};

/** Waits until nothing is under way. @param {Page} page */
const settled = (page) => page.getByRole('heading', { name: 'Спрашиваем НКБ' }).waitFor({ state: 'detached' });

/** @param {Page} page */
const log = (page) => page.getByRole('region', { name: 'Что спрашивали и что ответили' });

/** @param {Page} page */
const asTable = (page) => page.getByRole('button', { name: 'Таблица' }).click();

/** Lines of the table of relations, without its head. @param {Page} page */
const edgesOf = async (page) => (await page.getByRole('table', { name: /^Связи/ }).locator('tbody tr').allInnerTexts()).map((row) => row.split('\t').map((cell) => cell.trim()));

/** Somebody who is not there to be asked. @param {Page} page @param {number} status */
const broken = (page, status, path = '**/api/nkb/**') =>
  page.route(path, (route) => route.fulfill({ status, contentType: 'application/problem+json', json: { status, title: 'ProviderError', kind: 'ProviderError', code: 'provider-trouble' } }));

test('an organisation is found, its relations are asked when somebody says so, and drawn and listed', () =>
  visit({ at: '#relations' }, async (page) => {
    const asked = questionsOf(page);
    await show(page, moved.inn);
    assert.match(await panel(page).innerText(), /каждый вопрос платный/);
    assert.match(await panel(page).innerText(), new RegExp(`${moved.inn}[^]*${moved.ogrn}`));
    assert.equal(asked.length, 1, 'finding is one question');
    await panel(page).getByRole('button', { name: 'Спросить: 2 вопроса' }).click();
    await settled(page);
    assert.equal(asked.length, 3);
    await page.getByRole('application', { name: /Схема связей: \d+ объект/ }).waitFor();
    await page.locator('canvas').first().waitFor();
    await asTable(page);
    const edges = await edgesOf(page);
    assert.ok(edges.some(([, relation]) => relation === 'учредитель →'));
    assert.ok(edges.some(([, relation, , state, since]) => relation === 'руководитель →' && state === 'прежняя' && /\sг\.$/.test(since ?? '')));
    assert.match(await page.getByRole('table', { name: /^Связи/ }).innerText(), /доля \d+/);
    // The same is not asked, and paid, twice.
    assert.equal(await panel(page).getByRole('checkbox', { name: 'Руководители' }).isDisabled(), true);
    await find(page, moved.inn);
    await page.waitForTimeout(300);
    assert.equal(asked.length, 3);
    assert.deepEqual(await page.evaluate(() => [document.querySelectorAll('style').length, location.hash]), [0, '#relations']);
  }));

test('a number is judged as it is typed, and nobody is asked in vain', () =>
  visit({ at: '#relations' }, async (page) => {
    const asked = questionsOf(page);
    await find(page, '6600010027');
    await page.getByText(/не сходится/).first().waitFor();
    await find(page, '770000200116');
    await page.getByText('НКБ ищет по номеру только организации').last().waitFor();
    await paste(page.getByRole('textbox', { name: 'ИНН или ОГРН организации' }), `ИНН ${moved.inn}, КПП 770101001`);
    assert.equal(await page.getByRole('textbox', { name: 'ИНН или ОГРН организации' }).inputValue(), moved.inn);
    assert.deepEqual(asked, []);
  }));

test('unknown, none, and not to be asked are three answers', () =>
  visit({ at: '#relations', expected: failedRequest }, async (page) => {
    await find(page, '7707083893');
    await page.getByRole('heading', { name: 'НКБ не знает такой организации' }).waitFor();
    await log(page).getByText('Есть ли у организации связи, неизвестно').waitFor();
    await show(page, moved.inn);
    await askAbout(page, ['Филиалы']);
    await log(page).getByText('Таких связей нет').waitFor();
    assert.match(await log(page).locator('li').first().innerText(), new RegExp(`${moved.name}: Филиалы`));
    await broken(page, 502);
    await askAbout(page, ['Преемники']);
    const failed = page.getByRole('region', { name: 'Без ответа' });
    await failed.getByRole('heading', { name: 'Поставщик не смог ответить' }).waitFor();
    await failed.getByText('О связях она ничего не говорит').waitFor();
    assert.equal(await log(page).getByText('Таких связей нет').count(), 1, 'only of what was answered');
    await page.unroute('**/api/nkb/**');
    await failed.getByRole('button', { name: 'Повторить' }).click();
    await log(page).getByText(`${moved.name}: Преемники`).waitFor();
    assert.equal(await page.locator('.open').count(), 0);
  }));

test('nothing known of an object is no «none»', () =>
  visit({ at: '#relations', expected: failedRequest }, async (page) => {
    await show(page, moved.inn);
    await page.route('**/related/**', (route) =>
      route.fulfill({ status: 404, contentType: 'application/problem+json', json: { status: 404, title: 'NotFoundError', kind: 'NotFoundError', code: 'nothing-known' } }));
    await askAbout(page, ['Руководители']);
    await log(page).getByText('не знает этого объекта или вовсе не знает его связей').waitFor();
    assert.equal(await log(page).getByText('Таких связей нет').count(), 0);
  }));

test('a part is called a part, and the next is asked for', () =>
  visit({ at: '#relations' }, async (page) => {
    const asked = questionsOf(page);
    await show(page, customer.inn);
    await askAbout(page, ['Закупки заказчика']);
    await log(page).getByText(/Получено 50 из 3.?120 — это не всё/).waitFor();
    await log(page).getByRole('button', { name: 'Спросить ещё 50' }).click();
    await log(page).getByText(/Получено 100 из 3.?120/).waitFor();
    assert.match(asked.at(-1) ?? '', /page=2/);
    await page.getByText('101 объект, 100 связей').waitFor();
  }));

test('a neighbour is expanded after a click that says what it costs', () =>
  visit({ at: '#relations' }, async (page) => {
    const asked = questionsOf(page);
    await show(page, newcomer.inn);
    await askAbout(page, ['Учредители — организации']);
    await settled(page);
    await asTable(page);
    const before = asked.length;
    await page.getByRole('table', { name: /^Объекты/ }).getByRole('button').filter({ hasNotText: newcomer.name }).first().click();
    assert.notEqual(await panel(page).getByRole('heading', { level: 2 }).innerText(), newcomer.name);
    assert.equal(await panel(page).getByRole('heading', { level: 2 }).evaluate((heading) => heading === document.activeElement), true);
    assert.equal(asked.length, before, 'choosing asks nothing');
    await askAbout(page, ['Учреждённые организации']);
    await settled(page);
    assert.equal(asked.length, before + 1);
  }));

test('the filter leaves what was asked for, and says what it hides', () =>
  visit({ at: '#relations' }, async (page) => {
    await show(page, moved.inn);
    await askAbout(page, ['Руководители', 'Учредители — люди', 'Адреса']);
    await settled(page);
    await asTable(page);
    const all = await edgesOf(page);
    await page.getByText('Что показывать').click();
    const board = page.getByRole('region', { name: 'Схема' });
    await board.getByLabel('Какие связи').selectOption({ label: 'Только прежние' });
    const former = await edgesOf(page);
    assert.ok(former.length && former.length < all.length);
    assert.ok(former.every(([, relation]) => relation === 'руководитель →'));
    await board.getByText(/фильтр скрыл/).waitFor();
    await board.getByLabel('Какие связи').selectOption({ label: 'Действующие и прежние' });
    await board.getByRole('checkbox', { name: /^Адреса/ }).uncheck();
    assert.ok((await edgesOf(page)).every(([, relation]) => relation !== 'адрес →'));
  }));

test('the shortest chain is found here, and НКБ is asked for others', () =>
  visit({ at: '#relations' }, async (page) => {
    const asked = questionsOf(page);
    await show(page, moved.inn);
    await askAbout(page, ['Руководители', 'Адреса']);
    await settled(page);
    await page.getByRole('heading', { name: 'Цепочка между двумя' }).click();
    const ends = await page.getByLabel('От', { exact: true }).locator('option').allInnerTexts();
    const people = ends.filter((text) => text.endsWith('— человек'));
    assert.ok(people.length >= 2);
    await page.getByLabel('От', { exact: true }).selectOption({ label: people[0] ?? '' });
    await page.getByLabel('До', { exact: true }).selectOption({ label: people[1] ?? '' });
    await page.getByText('Кратчайшая из показанного: 2 связи').waitFor();
    const before = asked.length;
    await page.getByRole('button', { name: 'Спросить НКБ о цепочках' }).click();
    await log(page).getByText(/^Найдено: \d+ цепоч/).waitFor();
    assert.equal(asked.length, before + 1);
    assert.match(asked.at(-1) ?? '', /\/relations\/INDIVIDUAL\/.*maxDepth=4/);
  }));

test('an order is waited for, can be left, and is not ordered twice', () =>
  visit({ at: '#relations', expected: failedRequest }, async (page) => {
    /** @type {string[]} */
    const methods = [];
    page.on('request', (request) => {
      if (request.url().includes('/connections/batch')) methods.push(request.method());
    });
    await show(page, newcomer.inn);
    await askAbout(page, ['Учредители — организации']);
    await settled(page);
    await page.getByRole('heading', { name: 'Проверить каждого с каждым' }).click();
    await page.getByRole('button', { name: 'Отметить все организации' }).click();
    await page.getByRole('button', { name: /^Заказать проверку: 2 объекта/ }).click();
    await page.getByText(/Заказ принят, проверка идёт/).waitFor();
    await page.getByRole('button', { name: 'Остановить все' }).click();
    await page.getByText('Заказ уже принят и оплачен').waitFor();
    await page.getByRole('button', { name: 'Запросить', exact: true }).click();
    await log(page).getByText('Связаны: 1 пара').waitFor();
    assert.equal(methods.filter((method) => method === 'POST').length, 1);
  }));

test('an order that failed is nothing to wait for: asking again orders again, and says nothing of relations meanwhile', () =>
  visit({ at: '#relations', expected: failedRequest }, async (page) => {
    let orders = 0;
    page.on('request', (request) => {
      if (request.url().includes('/connections/batch') && request.method() === 'POST') orders += 1;
    });
    await show(page, newcomer.inn);
    await askAbout(page, ['Учредители — организации']);
    await settled(page);
    await page.getByRole('heading', { name: 'Проверить каждого с каждым' }).click();
    await page.getByRole('button', { name: 'Отметить все организации' }).click();
    await page.route('**/connections/batch?*', (route) => route.fulfill({ json: { status: 'ERROR', message: 'сбой' } }));
    await page.getByRole('button', { name: /^Заказать проверку/ }).click();
    await page.getByText('О связях она ничего не говорит').waitFor();
    assert.equal(await page.getByText('Заказ уже принят').count(), 0);
    assert.equal(await page.getByText(/связанной пары/).count(), 0);
    await page.unroute('**/connections/batch?*');
    await page.getByRole('button', { name: 'Повторить' }).click();
    await log(page).getByText('Связаны: 1 пара').waitFor();
    assert.equal(orders, 2);
  }));

test('the focus is not lost with the button that asked', () =>
  visit({ at: '#relations' }, async (page) => {
    await show(page, moved.inn);
    await panel(page).getByRole('button', { name: /^Спросить: / }).focus();
    await page.keyboard.press('Enter');
    await settled(page);
    await page.waitForFunction(() => document.activeElement?.tagName === 'H2');
    assert.equal(await panel(page).getByRole('heading', { level: 2 }).evaluate((heading) => heading === document.activeElement), true);
  }));

test('colours by groups, and balances where there are none and where there are', () =>
  visit({ at: '#relations' }, async (page) => {
    await show(page, moved.inn);
    await askAbout(page, ['Руководители']);
    await settled(page);
    await page.getByText('Что показывать').click();
    await page.getByLabel('Цвет').selectOption({ label: 'по группам связанных: 1 группа' });
    await panel(page).getByRole('button', { name: 'Спросить балансы' }).click();
    await log(page).getByText('Балансы').waitFor();
    await log(page).getByText(/Балансов нет, или НКБ не знает|, ₽/).first().waitFor();
  }));

test('signs of affiliation: what was checked and what could not be', () =>
  visit({ at: '#relations', expected: failedRequest }, async (page) => {
    await page.getByRole('heading', { name: 'Признаки аффилированности' }).click();
    const numbers = page.getByLabel('Номера организаций, по одному в строке');
    await numbers.fill('7700010015');
    await page.getByRole('button', { name: 'Проверить', exact: true }).click();
    await page.getByText('Не номера организаций: 7700010015').waitFor();
    await page.getByText('Назовите хотя бы двоих.').waitFor();
    await numbers.fill(`7707083893\n${moved.inn}`);
    await page.getByRole('button', { name: 'Проверить', exact: true }).click();
    await log(page).getByText('Это не значит, что связи нет').waitFor();
    await log(page).getByText('7707083893 — не найден').waitFor();
    await numbers.fill(`${companies[0]?.ogrn}\n${companies[2]?.ogrn}`);
    await page.getByRole('button', { name: 'Проверить', exact: true }).click();
    await log(page).getByText(/Признаков аффилированности среди проверенных нет|Аффилированы: /).waitFor();
  }));

test('the graph goes out in four forms, and the file names nobody', () =>
  visit({ at: '#relations' }, async (page) => {
    await show(page, moved.inn);
    await askAbout(page, ['Руководители']);
    await settled(page);
    await page.getByRole('heading', { name: 'Выгрузить' }).click();
    /** @type {Record<string, (text: string) => void>} */
    const forms = {
      'Graphology, JSON': (text) => assert.equal(JSON.parse(text).options.type, 'mixed'),
      'Cytoscape, JSON': (text) => assert.ok(JSON.parse(text).elements.nodes.length > 1),
      'GraphML (yEd, Gephi)': (text) => assert.match(text, /^<\?xml[^]*<graphml/),
      Mermaid: (text) => assert.match(text, /^flowchart LR/),
    };
    for (const [label, check] of Object.entries(forms)) {
      await page.getByLabel('Формат').selectOption({ label });
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Скачать' }).click()]);
      assert.match(download.suggestedFilename(), /^relations\./);
      const text = await readFile(await download.path(), 'utf8');
      check(text);
      await page.getByRole('button', { name: /Скопировать/ }).last().click();
      await page.getByRole('button', { name: 'Скопировано' }).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
      await page.getByRole('button', { name: 'Скопировано' }).waitFor({ state: 'detached' });
    }
  }));

test('masked values are called hidden, and are no data', () =>
  visit({ at: '#relations' }, async (page) => {
    await page.route('**/api/nkb/api/company?*', async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      for (const company of answer.list) Object.assign(company, { chiefName: '#Фант░░░░', shortName: '#ООО "░░░░"', fullName: '#Общество "░░░░"' });
      await route.fulfill({ response, json: answer });
    });
    await page.route('**/related/**', async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      for (const { relations } of answer.list) for (const relation of relations) Object.assign(relation, { shareAmount: '#░░', sharePercent: '#░░' });
      await route.fulfill({ response, json: answer });
    });
    await show(page, moved.inn);
    assert.match(await panel(page).getByRole('heading', { level: 2 }).innerText(), /^Название скрыто|^\d{13}$/);
    await askAbout(page, ['Учредители — люди']);
    await settled(page);
    await asTable(page);
    assert.match(await page.getByRole('table', { name: /^Связи/ }).innerText(), /скрыто: .*доля в процентах/);
    assert.ok(!(await page.locator('main').innerText()).includes('░'));
  }));

test('whoever goes elsewhere waits for nothing more, and comes back to what there was', () =>
  visit({ at: '#relations', expected: failedRequest }, async (page) => {
    /** @type {string[]} */
    const aborted = [];
    await show(page, moved.inn);
    page.on('requestfailed', (request) => aborted.push(new URL(request.url()).pathname));
    await page.route('**/related/**', () => {});
    await askAbout(page, ['Руководители']);
    await page.getByRole('heading', { name: 'Спрашиваем НКБ' }).waitFor();
    await page.getByRole('link', { name: 'Реквизиты' }).click();
    await page.getByRole('heading', { name: 'Все реквизиты' }).waitFor();
    assert.equal(aborted.length, 1);
    await page.unroute('**/related/**');
    await page.goBack();
    await page.getByText('Запрос отменён.').waitFor();
    await page.getByRole('button', { name: 'Запросить', exact: true }).click();
    await log(page).getByText(/^Получены все/).waitFor();
  }));

test('a person stands in no address, no history and no storage', () =>
  visit({ at: '#relations', expected: failedRequest }, async (page) => {
    /** @type {string[]} */
    const addresses = [];
    page.on('request', (request) => addresses.push(decodeURIComponent(request.url())));
    await show(page, moved.inn);
    await askAbout(page, ['Руководители']);
    await settled(page);
    await asTable(page);
    const person = await page.getByRole('table', { name: /^Связи/ }).getByRole('button').first().innerText();
    await page.getByRole('button', { name: person }).first().click();
    await askAbout(page, ['Организации под руководством']);
    await settled(page);
    await page.getByRole('heading', { name: 'Признаки аффилированности' }).click();
    await page.getByLabel('ФИО людей, по одному в строке').fill(`${person}\nНебывалов Пётр Ильич`);
    await page.getByRole('button', { name: 'Проверить', exact: true }).click();
    await settled(page);
    const kept = await page.evaluate(() => JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }, history.state, document.cookie, document.title]));
    for (const text of [...addresses, kept]) {
      for (const secret of [person, 'Небывалов', moved.inn].slice(0, text === kept ? 3 : 2)) assert.ok(!text.includes(secret), text);
    }
    await page.getByRole('button', { name: 'Начать заново' }).click();
    assert.equal(await page.locator('.desk').count(), 0);
  }));

test('the picture is reached and read with the keyboard', () =>
  visit({ at: '#relations' }, async (page) => {
    await show(page, moved.inn);
    await askAbout(page, ['Руководители', 'Адреса']);
    await settled(page);
    await page.locator('canvas').first().waitFor();
    const picture = page.getByRole('application');
    await picture.focus();
    const name = () => panel(page).getByRole('heading', { level: 2 }).innerText();
    const first = await name();
    const met = new Set([first]);
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'ArrowLeft']) {
      await page.keyboard.press(key);
      met.add(await name());
    }
    assert.ok(met.size > 1, 'arrows go to other objects');
    for (const key of ['+', '-', '0', 'Shift+ArrowLeft']) await page.keyboard.press(key);
    await page.keyboard.press('Enter');
    assert.equal(await panel(page).getByRole('heading', { level: 2 }).evaluate((heading) => heading === document.activeElement), true);
    await picture.focus();
    await page.keyboard.press('Escape');
    await panel(page).getByText('Выберите объект').waitFor();
    // It is no trap.
    await page.keyboard.press('Tab');
    assert.equal(await picture.evaluate((element) => element === document.activeElement), false);
  }));

test('on a narrow screen the table comes first and nothing is wider than the screen; in English as well', () =>
  visit({ at: '#relations', context: { viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' } }, async (page) => {
    await show(page, moved.inn);
    await askAbout(page, ['Руководители']);
    await settled(page);
    await page.getByRole('table', { name: /^Связи/ }).waitFor();
    assert.equal(await page.locator('canvas').count(), 0);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(await overflow(), 0);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('table', { name: /^Relations/ }).getByText('head officer').first().waitFor();
    assert.equal(await overflow(), 0);
    await page.getByRole('button', { name: 'Graph', exact: true }).click();
    await page.locator('canvas').first().waitFor();
    assert.equal(await overflow(), 0);
  }));
