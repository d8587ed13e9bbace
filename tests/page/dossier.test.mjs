// @ts-check
// What is asked about a company besides its requisites: nothing before it is wanted, and nothing twice.
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { ask, failedRequest, openSection, sectionButton, startPage, titles } from './harness.mjs';

const { visit, somebody } = await startPage();

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Route} Route */

const rich = somebody('companies', /2 503 enforcement proceedings/);
const empty = somebody('companies', /a company without an ИНН/);
const entrepreneur = somebody('companies', /an active entrepreneur/);
const customer = somebody('companies', /3 120 purchases/);

/** The method of Focus behind each section, and what it says when there is nothing. @type {Record<string, { method: string, none: string }>} */
const sections = {
  'Сведения реестра': { method: 'egrDetails', none: 'Сведений реестра в Фокусе нет' },
  'Признаки и показатели': { method: 'analytics', none: 'Ни один признак не отмечен, показателей нет' },
  'Отчётность': { method: 'buh', none: 'Отчётности в Фокусе нет' },
  'Исполнительные производства': { method: 'fssp', none: 'Исполнительных производств не найдено' },
  'Госзакупки: поставщик': { method: 'govPurchasesOfParticipant', none: 'Закупок, в которых компания участвовала, не найдено' },
  'Госзакупки: заказчик': { method: 'govPurchasesOfCustomer', none: 'Закупок, которые компания объявила, не найдено' },
  'Лицензии': { method: 'licences', none: 'Лицензий не найдено' },
  'Телефоны': { method: 'contacts', none: 'Телефонов не найдено' },
};

/** Requests for data so far, as `method` or `method?skip`. @param {Page} page */
const questionsOf = (page) => {
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    const method = /\/focus\/api3\/(\w+)$/.exec(url.pathname)?.[1];
    const skip = url.searchParams.get('skip');
    if (method) asked.push(skip ? `${method} from ${skip}` : method);
  });
  return asked;
};

/** @param {Page} page @param {string} number */
const show = async (page, number) => {
  await ask(page, number);
  await page.getByRole('article').filter({ hasText: number }).waitFor();
  await page.getByRole('heading', { name: /^Подробнее/ }).first().waitFor();
};

/** Asks about somebody else in one method, so that its answer goes wrong. @param {Page} page @param {string} method @param {string} ogrn */
const misdirect = (page, method, ogrn) =>
  page.route(`**/focus/api3/${method}?*`, (route) => route.continue({ url: route.request().url().replace(/ogrn=\d+/, `ogrn=${ogrn}`) }));

/** Ends that. @param {Page} page @param {string} method */
const restore = (page, method) => page.unroute(`**/focus/api3/${method}?*`);

/** Texts that tell of an answer without entries. */
const nothing = Object.values(sections).map(({ none }) => none);

/** No words for "nothing" stand where nobody could be asked. @param {import('playwright-core').Locator} content */
const saysNothingAboutTheCompany = async (content) => {
  const text = await content.innerText();
  for (const none of nothing) assert.ok(!text.includes(none), text);
};

test('every section stands there, says that it may be charged, and asks nothing by itself', () =>
  visit({}, async (page) => {
    const asked = questionsOf(page);
    await show(page, rich.inn);
    assert.deepEqual(Object.keys(sections), titles);
    for (const title of titles) {
      const button = sectionButton(page, title);
      assert.equal(await button.getAttribute('aria-expanded'), 'false', title);
      assert.match(await button.innerText(), /может быть платным/, title);
    }
    assert.deepEqual(asked, ['req']);
  }));

test('a section is asked once, however often it is opened, also after coming back', () =>
  visit({}, async (page) => {
    const asked = questionsOf(page);
    await show(page, rich.inn);
    const content = await openSection(page, 'Лицензии');
    await content.getByText('Медицинская деятельность').first().waitFor();
    await sectionButton(page, 'Лицензии').click();
    assert.equal(await content.isVisible(), false);
    await openSection(page, 'Лицензии');
    assert.match(await sectionButton(page, 'Лицензии').innerText(), /получено/);
    await show(page, entrepreneur.inn);
    await page.goBack();
    await page.getByRole('article', { name: rich.name }).waitFor();
    await openSection(page, 'Лицензии');
    assert.deepEqual(asked, ['req', 'licences', 'req']);
    // Asking for the company again is a new question, and so are its sections.
    await page.getByRole('button', { name: 'Проверить', exact: true }).click();
    await page.getByRole('article', { name: rich.name }).waitFor();
    await openSection(page, 'Лицензии');
    assert.deepEqual(asked, ['req', 'licences', 'req', 'req', 'licences']);
  }));

describe('found', () => {
  test('registry details', () =>
    visit({}, async (page) => {
      await show(page, rich.inn);
      const content = await openSection(page, 'Сведения реестра');
      const text = await content.innerText();
      for (const part of [/Основной: 01\.11/, /300\s000\s₽/, /Учредители и участники: 2/, /50 % голосующих акций/, /Реестродержатель/, /784201001/]) {
        assert.match(text.replaceAll('\u00a0', ' '), part);
      }
      await content.getByText('Записи реестра: 8').click();
      await content.getByText('Создание юридического лица').waitFor();
      assert.equal(await content.getByRole('heading', { name: 'Другие данные' }).count(), 0);
      // Founders lead to their own cards.
      await content.getByRole('link', { name: 'АО "Демонстрационная компания"' }).first().click();
      await page.getByRole('article', { name: 'АО "Демонстрационная компания"' }).waitFor();
    }));

  test('registry details of an entrepreneur, who has no accounts and no founders', () =>
    visit({}, async (page) => {
      await show(page, entrepreneur.inn);
      const content = await openSection(page, 'Сведения реестра');
      await content.getByText('Местонахождение').waitFor();
      assert.equal(await content.getByText(/Учредител/).count(), 0);
      assert.equal(await sectionButton(page, 'Отчётность').count(), 0);
      assert.equal(await page.getByRole('button', { name: /Финансовый анализ/ }).count(), 0);
    }));

  test('predecessors and successors', () =>
    visit({}, async (page) => {
      await show(page, somebody('companies', /came from a merger/).inn);
      const content = await openSection(page, 'Сведения реестра');
      await content.getByRole('heading', { name: 'Правопредшественники: 2' }).waitFor();
      assert.equal(await content.getByRole('link', { name: /Чупралекс/ }).count(), 2);
    }));

  test('marks, by group and with colours, and those that are not raised', () =>
    visit({}, async (page) => {
      await show(page, rich.inn);
      const content = await openSection(page, 'Признаки и показатели');
      const taxes = content.getByRole('region', { name: 'Особые реестры ФНС' });
      await taxes.getByText('Задолженность по налогам').waitFor();
      assert.equal(await taxes.evaluate((group) => group.classList.contains('bad')), true);
      const bailiffs = content.getByRole('region', { name: 'Исполнительные производства' });
      assert.match(await bailiffs.innerText(), /3 отметки[^]*22\s054\s342,59\s₽/);
      await content.getByText(/^Не отмечено: \d+/).click();
      await content.getByText('Организация в санкционном списке США').waitFor();
    }));

  test('accounts: charts, each with its table, and every line of a year', () =>
    visit({}, async (page) => {
      await show(page, rich.inn);
      const content = await openSection(page, 'Отчётность');
      const figures = content.getByRole('figure');
      assert.equal(await figures.count(), 2);
      for (const figure of await figures.all()) {
        const bars = await figure.locator('svg rect:not(.slot)').count();
        await figure.getByText('Таблица').click();
        const cells = (await figure.getByRole('cell').allInnerTexts()).filter((text) => text !== '—');
        assert.equal(cells.length, bars);
        assert.ok(bars >= 20);
      }
      assert.match(await figures.first().getByRole('row', { name: /^2025/ }).innerText(), /3\s288\s448\s000/);
      await content.getByText('Отчётность целиком').click();
      await content.getByLabel('Год', { exact: true }).selectOption('2013');
      assert.match(await content.getByRole('table', { name: 'Финансовые результаты (форма 2), 2013' }).getByRole('row', { name: /Выручка/ }).innerText(), /2\s554\s262\s000\s+2\s477\s634\s000/);
    }));

  test('proceedings: totals, a filter, pages, and the next thousand when it is wanted', () =>
    visit({}, async (page) => {
      const asked = questionsOf(page);
      await show(page, rich.inn);
      const content = await openSection(page, 'Исполнительные производства');
      await content.getByText('Загружено 1000 записей, в Фокусе могут быть ещё').waitFor();
      await content.getByText(/это не весь список/i).first().waitFor();
      const list = content.getByRole('list', { name: 'Исполнительные производства' });
      assert.equal(await list.getByRole('listitem').count(), 20);
      await content.getByRole('button', { name: 'Следующие' }).click();
      await content.getByText('21–40 из 1000').waitFor();
      assert.equal(await list.evaluate((element) => element === document.activeElement), true);
      await page.getByRole('status').filter({ hasText: '21–40 из 1000' }).waitFor({ state: 'attached' });
      await content.getByLabel('Показать').selectOption('ended');
      await content.getByText('21–40 из 331').waitFor();
      assert.deepEqual(asked, ['req', 'fssp']);
      const more = content.getByRole('button', { name: /Запросить следующую тысячу/ });
      await more.click();
      await content.getByText('Загружено 2000 записей, в Фокусе могут быть ещё').waitFor();
      await more.click();
      await content.getByText('Загружено всё: 2503 записи').waitFor();
      assert.equal(await more.count(), 0);
      assert.equal(await content.getByText(/это не весь список/i).count(), 0);
      assert.deepEqual(asked, ['req', 'fssp', 'fssp from 1000', 'fssp from 2000']);
      // The totals are those that Focus itself counts.
      assert.match(await content.locator('.summary').innerText(), /Всего\s+2\s503\s+448\s392\s736,11\s₽/);
    }));

  test('purchases: what the company won, and what it bought', () =>
    visit({}, async (page) => {
      await show(page, rich.inn);
      const supplies = await openSection(page, 'Госзакупки: поставщик');
      assert.match(await supplies.locator('.summary').innerText(), /448[^]*166\s+169\s996\s371,11\s₽/);
      await supplies.getByLabel('Показать').selectOption('won');
      await supplies.getByText('1–20 из 166').waitFor();
      assert.equal(await supplies.getByRole('listitem').getByText('Компания победила', { exact: true }).count(), 20);
      await show(page, customer.inn);
      const orders = await openSection(page, 'Госзакупки: заказчик');
      await orders.getByText('Загружено 1000 записей').waitFor();
      assert.equal(await orders.getByText('Компания победила').count(), 0);
    }));

  test('licences, one state of them', () =>
    visit({}, async (page) => {
      await show(page, customer.inn);
      const content = await openSection(page, 'Лицензии');
      await content.getByText('1–10 из 12').waitFor();
      await content.getByLabel('Состояние').selectOption('Действующая');
      for (const badge of await content.locator('.badge').allInnerTexts()) assert.equal(badge.trim(), 'Действующая');
    }));

  test('telephone numbers, to be called and copied', () =>
    visit({}, async (page) => {
      await show(page, rich.inn);
      const content = await openSection(page, 'Телефоны');
      assert.equal(await content.getByRole('link', { name: '+7 812 001-00-30' }).getAttribute('href'), 'tel:+78120010030');
      await content.getByRole('button', { name: 'Скопировать +7 812 001-00-30' }).click();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '88120010030');
    }));
});

for (const [title, { method, none }] of Object.entries(sections)) {
  describe(title, () => {
    test('nothing: Focus was asked, and there is nothing', () =>
      visit({ before: (page) => (method === 'egrDetails' || method === 'analytics' ? bare(page, method) : Promise.resolve()) }, async (page) => {
        await show(page, empty.ogrn);
        const content = await openSection(page, title);
        await content.getByRole('heading', { name: none }).waitFor();
        assert.match(await content.innerText(), /Фокус ответил/);
        assert.equal(await content.getByRole('button', { name: 'Повторить' }).count(), 0);
      }));

    test('the company is not in the answer: that is not nothing', () =>
      visit({ before: (page) => page.route(`**/focus/api3/${method}?*`, (route) => route.fulfill({ json: [] })) }, async (page) => {
        await show(page, rich.inn);
        const content = await openSection(page, title);
        await content.getByRole('heading', { name: 'Нет ответа о компании' }).waitFor();
        await saysNothingAboutTheCompany(content);
      }));

    test('could not be asked: the reason, and once more', () =>
      visit({ expected: failedRequest }, async (page) => {
        await show(page, rich.inn);
        await misdirect(page, method, somebody('magic', /^500/).ogrn);
        const content = await openSection(page, title);
        await content.getByRole('heading', { name: 'Поставщик не смог ответить' }).waitFor();
        await content.getByText('О самой компании она ничего не говорит').waitFor();
        await saysNothingAboutTheCompany(content);
        await restore(page, method);
        await content.getByRole('button', { name: 'Повторить' }).click();
        await content.getByRole('heading', { name: 'Поставщик не смог ответить' }).waitFor({ state: 'detached' });
        await content.and(page.locator('[aria-busy="false"]')).waitFor();
        assert.equal(await content.locator('.notice.bad').count(), 0);
      }));

    test('slow: given up, and asked again', () =>
      visit({}, async (page) => {
        await show(page, rich.inn);
        await misdirect(page, method, somebody('magic', /answers after 60 s/).ogrn);
        await sectionButton(page, title).click();
        const content = page.locator(`[id="${await sectionButton(page, title).getAttribute('aria-controls')}"]`);
        await content.getByText('Запрашиваем…').waitFor();
        await content.getByRole('button', { name: 'Отменить' }).click();
        await content.getByText('Запрос отменён.').waitFor();
        await saysNothingAboutTheCompany(content);
        await restore(page, method);
        await content.getByRole('button', { name: 'Запросить', exact: true }).click();
        await content.getByRole('button', { name: 'Запросить', exact: true }).waitFor({ state: 'detached' });
        await content.and(page.locator('[aria-busy="false"]')).waitFor();
        assert.equal(await content.locator('.notice').count(), 0);
      }));
  });
}

/** Answers as Focus does about a company of which it has nothing at all. @param {Page} page @param {'egrDetails' | 'analytics'} method */
const bare = (page, method) =>
  page.route(`**/focus/api3/${method}?*`, (route) =>
    route.fulfill({ json: [{ ogrn: empty.ogrn, focusHref: 'https://focus.kontur.ru/', ...(method === 'analytics' && { analytics: {} }) }] }));

test('the paid limit is used up: no button that would not help', () =>
  visit({ expected: failedRequest }, async (page) => {
    await show(page, rich.inn);
    await misdirect(page, 'licences', somebody('magic', /^402/).ogrn);
    const content = await openSection(page, 'Лицензии');
    await content.getByRole('heading', { name: 'Оплаченный лимит исчерпан' }).waitFor();
    assert.equal(await content.getByRole('button', { name: 'Повторить' }).count(), 0);
    await saysNothingAboutTheCompany(content);
  }));

test('one section fails, the others do not care', () =>
  visit({ expected: failedRequest }, async (page) => {
    await show(page, rich.inn);
    await misdirect(page, 'licences', somebody('magic', /another type in one field/).ogrn);
    await (await openSection(page, 'Лицензии')).getByRole('heading', { name: 'Ответ не удалось прочитать' }).waitFor();
    await (await openSection(page, 'Телефоны')).getByText('12 телефонов').waitFor();
  }));

test('whoever leaves a company waits for nothing more', () =>
  visit({ expected: failedRequest }, async (page) => {
    /** @type {string[]} */
    const aborted = [];
    page.on('requestfailed', (request) => {
      // Where answers are intercepted, Chrome also calls those so that were read to their end.
      if (!request.url().includes('/req?')) aborted.push(`${new URL(request.url()).pathname} ${request.failure()?.errorText}`);
    });
    await show(page, rich.inn);
    await page.route('**/focus/api3/{licences,excerpt}?*', () => {});
    await sectionButton(page, 'Лицензии').click();
    await page.getByText('Запрашиваем…').waitFor();
    await page.getByRole('button', { name: 'Сохранить PDF: Выписка из реестра' }).click();
    await page.getByRole('progressbar').waitFor();
    await show(page, entrepreneur.inn);
    assert.deepEqual(aborted.sort(), ['/api/focus/api3/excerpt net::ERR_ABORTED', '/api/focus/api3/licences net::ERR_ABORTED']);
    // Coming back, nothing is asked that nobody asked for.
    const asked = questionsOf(page);
    await page.goBack();
    await page.getByRole('article', { name: rich.name }).waitFor();
    assert.equal(await sectionButton(page, 'Лицензии').getAttribute('aria-expanded'), 'false');
    assert.deepEqual(asked, []);
  }));

test('the next thousand fails: what is here stays, and it goes on from there', () =>
  visit({ expected: failedRequest }, async (page) => {
    const asked = questionsOf(page);
    await show(page, rich.inn);
    const content = await openSection(page, 'Исполнительные производства');
    await misdirect(page, 'fssp', somebody('magic', /another type in one field/).ogrn);
    await content.getByRole('button', { name: /Запросить следующую тысячу/ }).click();
    await content.getByRole('heading', { name: 'Ответ не удалось прочитать' }).waitFor();
    await content.getByText('Загружено 1000 записей, в Фокусе могут быть ещё').waitFor();
    assert.equal(await content.getByRole('list', { name: 'Исполнительные производства' }).getByRole('listitem').count(), 20);
    await restore(page, 'fssp');
    await content.getByRole('button', { name: 'Повторить' }).click();
    await content.getByText('Загружено 2000 записей, в Фокусе могут быть ещё').waitFor();
    assert.deepEqual(asked, ['req', 'fssp', 'fssp from 1000', 'fssp from 1000']);
  }));

test('a provider that gives the same page for ever is found out', () =>
  visit({}, async (page) => {
    await show(page, rich.inn);
    await page.route('**/focus/api3/fssp?*', (route) => route.continue({ url: route.request().url().replace(/&skip=\d+/, '') }));
    const content = await openSection(page, 'Исполнительные производства');
    await content.getByRole('button', { name: /Запросить следующую тысячу/ }).click();
    await content.getByRole('heading', { name: 'Ответ не удалось прочитать' }).waitFor();
    await content.getByText('Загружено 1000 записей').waitFor();
  }));

describe('documents', () => {
  const documents = { 'Выписка из реестра': 'excerpt', 'Экспресс-отчёт': 'briefReport', 'Финансовый анализ': 'finan' };
  for (const [title, method] of Object.entries(documents)) {
    test(`${title}: saved, and not asked for twice`, () =>
      visit({}, async (page) => {
        const asked = questionsOf(page);
        await show(page, rich.inn);
        const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: `Сохранить PDF: ${title}` }).click()]);
        assert.match(download.suggestedFilename(), new RegExp(`^${method}-.*${rich.ogrn}\\.pdf$`));
        assert.equal((await readFile(await download.path())).subarray(0, 5).toString(), '%PDF-');
        await page.getByText(`Сохранён файл ${download.suggestedFilename()}`).first().waitFor();
        await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: `Сохранить ещё раз: ${title}` }).click()]);
        assert.deepEqual(asked, ['req', method]);
      }));
  }

  test('the progress is told', () =>
    visit({}, async (page) => {
      await show(page, rich.inn);
      let release = () => {};
      const held = new Promise((resolve) => (release = () => resolve(undefined)));
      await page.route('**/focus/api3/excerpt?*', async (route) => {
        await held;
        await route.continue();
      });
      await page.getByRole('button', { name: 'Сохранить PDF: Выписка из реестра' }).click();
      await page.getByRole('progressbar', { name: 'Загружается: Выписка из реестра' }).waitFor();
      await Promise.all([page.waitForEvent('download'), release()]);
      await page.getByRole('progressbar').waitFor({ state: 'detached' });
    }));

  test('a document that does not exist is no failure; one that is no PDF is', () =>
    visit({ expected: failedRequest }, async (page) => {
      await show(page, rich.inn);
      await page.route('**/focus/api3/excerpt?*', (route) =>
        route.fulfill({ status: 404, contentType: 'application/problem+json', json: { status: 404, title: 'NotFoundError', kind: 'NotFoundError', code: 'not-found' } }));
      await page.getByRole('button', { name: 'Сохранить PDF: Выписка из реестра' }).click();
      await page.getByRole('heading', { name: 'Документа нет' }).waitFor();
      await misdirect(page, 'finan', somebody('magic', /200 with HTML/).ogrn);
      await page.getByRole('button', { name: 'Сохранить PDF: Финансовый анализ' }).click();
      await page.getByRole('heading', { name: 'Ответ не удалось прочитать' }).waitFor();
    }));
});
