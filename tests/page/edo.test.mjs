// @ts-check
// The exchange of documents: nothing is done twice, nothing is guessed, and «none» is never said where nobody could be asked.
import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { failedRequest, startPage } from './harness.mjs';

const { urls, visit, somebody, companies } = await startPage();

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

const own = somebody('companies', /the demo company/);
const several = somebody('companies', /three head officers/);
const doubted = somebody('companies', /an address held inaccurate by a court/);
const registrar = somebody('companies', /keeps the registers/);
const logistics = somebody('companies', /an LLC that moved/);
const managed = somebody('companies', /run by a managing company/);
const winding = somebody('companies', /is being wound up/);
const joining = somebody('companies', /joins another organisation/);

/** Opens the section; in another abonent's name, if one is given. @param {(page: Page) => Promise<unknown>} test @param {{ as?: string, expected?: RegExp, before?: (page: Page) => Promise<unknown> }} [options] */
const work = (test, { as, ...options } = {}) =>
  visit({ at: '#edo', ...options }, async (page) => {
    await page.getByRole('tablist').waitFor();
    if (as) await actAs(page, as);
    await test(page);
  });

/** @param {Page} page @param {string | undefined} guid */
const actAs = async (page, guid) => {
  const choice = page.getByLabel('От чьего имени');
  const listed = await choice.locator(`option[value="${guid}"]`).count();
  await choice.selectOption(listed ? `${guid}` : 'other');
  if (listed) return;
  await page.getByLabel('GUID абонента').fill(`${guid}`);
  await page.getByRole('button', { name: 'Работать от этого имени' }).click();
};

/** The panel of a tab, opened. @param {Page} page @param {string} name */
const open = async (page, name) => {
  await page.getByRole('tab', { name, exact: true }).click();
  return page.getByRole('tabpanel', { name });
};

/** The entries of the list that is shown, once it has come. @param {Page} page */
const entries = async (page) => {
  const panel = page.getByRole('tabpanel');
  await panel.locator('[aria-busy="false"]:not(:empty)').first().waitFor();
  return panel.getByRole('list', { name: /^Список/ }).locator(':scope > li');
};

/** One entry. @param {Page} page @param {string} text */
const entry = async (page, text) => (await entries(page)).filter({ hasText: text });

/** Requests to the provider from now on, as `METHOD path`. @param {Page} page */
const requests = (page) => {
  /** @type {string[]} */
  const sent = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.includes('/astral/')) sent.push(`${request.method()} ${pathname.slice(pathname.indexOf('/api/v1') + '/api/v1'.length)}`);
  });
  return sent;
};

/** The dialog that is open. @param {Page} page */
const dialog = (page) => page.getByRole('dialog');

/** Presses a button in the dialog. @param {Page} page @param {string} name */
const press = (page, name) => dialog(page).getByRole('button', { name, exact: true }).click();

test('the abonents of the page are those that the sandbox opens', async () => {
  const { abonents } = await (await fetch(`${urls.page}/config.json`)).json();
  assert.ok(abonents.length > 1);
  for (const { id, name } of abonents) assert.equal(companies.find(({ abonentId }) => abonentId === id)?.name, name);
});

test('in whose name: a GUID is checked as it is typed, and nothing is asked with half of one', () =>
  work(async (page) => {
    await entries(page);
    const sent = requests(page);
    await page.getByLabel('От чьего имени').selectOption('other');
    const field = page.getByLabel('GUID абонента');
    await field.fill('9e4f8b2f-1a2c');
    await page.getByText('Пока не полностью').waitFor();
    assert.equal(await field.getAttribute('aria-invalid'), null);
    await field.fill('9e4f8b2f-1x');
    await page.getByText('Это не GUID').waitFor();
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    await field.fill('9e4f8b2f-1a2c');
    await page.getByRole('button', { name: 'Работать от этого имени' }).click();
    await page.getByText('Это не GUID').first().waitFor();
    assert.equal(await page.getByRole('tablist').count(), 0);
    assert.deepEqual(sent, []);
    await field.fill(` {${`${several.abonentId}`.toUpperCase()}} `);
    await page.getByRole('button', { name: 'Работать от этого имени' }).click();
    await (await open(page, 'Исходящие')).waitFor();
    await (await entry(page, own.name)).waitFor();
  }));

test('a page that knows no abonents asks for a GUID; one that is told nonsense says so', async () => {
  await visit({ at: '#edo', before: (page) => page.route('**/config.json', (route) => route.fulfill({ json: { proxy: '/api' } })) }, async (page) => {
    await page.getByLabel('GUID абонента').fill(`${own.abonentId}`);
    await page.getByRole('button', { name: 'Работать от этого имени' }).click();
    await (await entries(page)).first().waitFor();
  });
  await visit({ at: '#edo', before: (page) => page.route('**/config.json', (route) => route.fulfill({ json: { proxy: '/api', abonents: [{ id: 7 }] } })) }, async (page) => {
    await page.getByRole('heading', { name: 'Неизвестен адрес прокси' }).waitFor();
    assert.equal(await page.getByRole('tablist').count(), 0);
  });
});

describe('contacts', () => {
  test('all of them, page by page, whatever is counted; and the part that is looked for', () =>
    work(async (page) => {
      const list = await entries(page);
      assert.equal(await list.count(), 20);
      await page.getByText('Загружено 20 записей, могут быть ещё').waitFor();
      await page.getByRole('button', { name: 'Показать ещё' }).click();
      await page.locator('main').getByText(/Загружено 3\d записей, могут быть ещё/).waitFor();
      await page.getByRole('button', { name: 'Показать ещё' }).click();
      await page.locator('main').getByText(/Загружено всё: 3\d записей/).waitFor();
      await page.getByLabel('Искать по ИНН').fill('бузумак');
      await page.getByRole('button', { name: 'Найти', exact: true }).click();
      await page.getByText('Показано по запросу «бузумак»').waitFor();
      assert.match((await list.allInnerTexts()).join(), /Бузумак Логистика/);
      assert.equal(await list.count(), 1);
      // The answer says what was looked for, not what is typed now.
      await page.getByLabel('Искать по ИНН').fill('нет такого');
      await page.getByText('Показано по запросу «бузумак»').waitFor();
      await page.getByRole('button', { name: 'Найти', exact: true }).click();
      await page.getByRole('heading', { name: 'Ничего не подходит' }).waitFor();
      await page.getByText('по запросу «нет такого»').waitFor();
      await page.getByRole('button', { name: 'Показать всех' }).click();
      await list.nth(19).waitFor();
    }));

  test('nobody: the operator answered', () =>
    work(
      async (page) => {
        await page.getByRole('heading', { name: 'Контактов нет' }).waitFor();
        await page.getByText('Оператор ответил: список пуст').waitFor();
      },
      { as: joining.abonentId },
    ));

  test('could not be asked: no word of nobody, and once more', () =>
    work(
      async (page) => {
        await page.getByRole('heading', { name: 'Нет связи с прокси' }).waitFor();
        const text = await page.getByRole('tabpanel').innerText();
        for (const none of ['Контактов нет', 'список пуст']) assert.ok(!text.includes(none), text);
        await page.unroute('**/counterparties/contacts*');
        await page.getByRole('button', { name: 'Повторить' }).click();
        await (await entries(page)).first().waitFor();
      },
      { expected: failedRequest, before: (page) => page.route('**/counterparties/contacts*', (route) => route.abort()) },
    ));

  test('no such right: told, and nothing that would not help', () =>
    work(
      async (page) => {
        await page.getByRole('heading', { name: 'Доступ не разрешён' }).waitFor();
        assert.equal(await page.getByRole('button', { name: 'Повторить' }).count(), 0);
      },
      { as: '00000000-0000-4000-8000-000000000000', expected: failedRequest },
    ));

  test('whoever leaves waits for nothing more, and is asked for again on coming back', () =>
    work(async (page) => {
      await entries(page);
      // Of a list that is answered Chrome says so as well, where requests are intercepted.
      /** @param {string} path */
      const aborted = (path) => page.waitForEvent('requestfailed', (request) => request.url().includes(path) && request.failure()?.errorText === 'net::ERR_ABORTED');
      await page.route('**/blockedOrganizations*', () => {});
      await open(page, 'Чёрный список');
      await page.getByText('Запрашиваем…').waitFor();
      await Promise.all([aborted('/blockedOrganizations'), page.getByRole('link', { name: 'Реквизиты' }).click()]);
      await page.getByRole('heading', { name: 'Все реквизиты' }).waitFor();
      await page.unroute('**/blockedOrganizations*');
      await page.goBack();
      await (await entry(page, registrar.name)).waitFor();
      // Another list: the same.
      await page.route('**/invitations/incoming*', () => {});
      await open(page, 'Входящие');
      await page.getByText('Запрашиваем…').waitFor();
      await Promise.all([aborted('/incoming'), open(page, 'Чёрный список')]);
      await (await entries(page)).first().waitFor();
    }));

  test('the card: departments level by level, all ids', () =>
    work(async (page) => {
      await page.getByRole('button', { name: `Карточка: ${logistics.name}, ${logistics.inn}` }).click();
      await dialog(page).getByText('Подразделения', { exact: true }).click();
      await dialog(page).getByText('Бухгалтерия').waitFor();
      await dialog(page).getByText(/^Входят в/).first().click();
      await dialog(page).getByRole('list').nth(1).waitFor();
      await dialog(page).getByText('Все ИдЭДО организации').click();
      await dialog(page).getByText('Участвует в документообороте: 2').waitFor();
      const asked = await dialog(page).getByRole('region', { name: 'Спрашивали' }).innerText();
      assert.match(asked, new RegExp(logistics.inn));
      await page.keyboard.press('Escape');
      assert.equal(await dialog(page).count(), 0);
      assert.equal(await page.getByRole('button', { name: `Карточка: ${logistics.name}, ${logistics.inn}` }).evaluate((one) => one === document.activeElement), true);
    }));

  test('the card is changed: what is left empty stays, or is erased when that is wanted', () =>
    work(async (page) => {
      const sent = requests(page);
      /** @type {unknown[]} */
      const bodies = [];
      page.on('request', (request) => {
        if (/\/contact$/.test(request.url())) bodies.push(request.postDataJSON());
      });
      await page.getByRole('button', { name: `Карточка: ${logistics.name}, ${logistics.inn}` }).click();
      const form = dialog(page).locator('form');
      await dialog(page).getByText('Изменить карточку').click();
      await press(page, 'Сохранить карточку');
      await form.getByText('Заполните адрес или добавьте сотрудника').waitFor();
      const legal = form.getByRole('group', { name: 'Юридический адрес' });
      await legal.getByLabel('Код региона').fill('77');
      await press(page, 'Сохранить карточку');
      await legal.getByText('Укажите город или населённый пункт').waitFor();
      assert.equal(await legal.getByLabel('Город').evaluate((one) => one === document.activeElement), true);
      await legal.getByLabel('Город').fill('Москва');
      await form.getByRole('button', { name: 'Добавить сотрудника' }).click();
      await form.getByLabel('Почта').fill('нет');
      await press(page, 'Сохранить карточку');
      await form.getByText('не должно быть пустым').waitFor();
      await form.getByLabel('Фамилия, имя, отчество').fill('Небывалов Пётр Петрович');
      await press(page, 'Сохранить карточку');
      await form.getByText(/адрес электронной почты/).waitFor();
      await form.getByLabel('Почта').fill('petr@example.org');
      assert.deepEqual(bodies, []);
      await press(page, 'Сохранить карточку');
      await page.getByText(`Карточка изменена: ${logistics.name}`).first().waitFor();
      assert.equal(await dialog(page).count(), 0);
      assert.deepEqual(bodies, [
        { legalAddress: { regionCode: '77', city: 'Москва' }, newEmployees: [{ fullName: 'Небывалов Пётр Петрович', email: 'petr@example.org' }] },
      ]);
      await (await entries(page)).first().waitFor();
      // To replace it is to erase: only when that is said.
      await page.getByRole('button', { name: `Карточка: ${logistics.name}, ${logistics.inn}` }).click();
      await dialog(page).getByText('Изменить карточку').click();
      await form.getByLabel(/^Заменить/).check();
      await form.getByText('Будет стёрто: юридический адрес и фактический адрес').waitFor();
      await form.getByRole('group', { name: 'Фактический адрес' }).getByLabel('Код региона').fill('66');
      await form.getByRole('group', { name: 'Фактический адрес' }).getByLabel('Населённый пункт').fill('Село');
      await form.getByText('Будет стёрто: юридический адрес. Вернуть это нельзя.').waitFor();
      await press(page, 'Сохранить карточку');
      await form.getByText('Подтвердите, что это можно стереть').waitFor();
      assert.equal(bodies.length, 1);
      await form.getByLabel('Да, стереть').check();
      await press(page, 'Сохранить карточку');
      await page.getByText(`Карточка изменена: ${logistics.name}`).first().waitFor();
      assert.deepEqual(bodies[1], { legalAddress: null, actualAddress: { regionCode: '66', settlement: 'Село' } });
      assert.deepEqual(sent.filter((line) => line.endsWith('/contact')).map((line) => line.split(' ')[0]), ['PATCH', 'PUT']);
    }));

  test('a link is broken when that is confirmed; the list says what the operator says', () =>
    work(async (page) => {
      const one = (await entries(page)).nth(10);
      const victim = (await one.getByRole('link').first().innerText()).trim();
      const inn = await one.locator('.number').first().innerText();
      const sent = requests(page);
      const button = page.getByRole('button', { name: `Разорвать связь: ${victim}, ${inn}` });
      await button.click();
      await press(page, 'Отменить');
      assert.equal(await button.evaluate((one) => one === document.activeElement), true);
      assert.equal(sent.length, 0);
      await button.click();
      await press(page, 'Разорвать связь');
      await page.getByText(`Связь разорвана: ${victim}`).first().waitFor();
      await (await entries(page)).nth(19).waitFor();
      assert.equal(await button.count(), 0);
      assert.equal(sent.filter((line) => line.startsWith('DELETE')).length, 1);
      assert.ok(sent.some((line) => line.endsWith(' /counterparties/contacts')));
      // The focus is not lost with the entry.
      await page.waitForFunction(() => document.activeElement !== document.body);
    }));
});

describe('invitations', () => {
  test('a pair of clicks sends once; the lists follow the operator', () =>
    work(async (page) => {
      const sent = requests(page);
      await open(page, 'Исходящие');
      assert.equal(await (await entry(page, winding.name)).count(), 0);
      await page.getByRole('button', { name: 'Пригласить по ИдЭДО' }).click();
      await dialog(page).getByLabel('ИдЭДО получателя').fill('x');
      await press(page, 'Отправить приглашение');
      await dialog(page).getByText(/ожидается идентификатор участника/).waitFor();
      assert.equal(await dialog(page).getByLabel('ИдЭДО получателя').inputValue(), 'x');
      await dialog(page).getByLabel('ИдЭДО получателя').fill(`2AE${`${winding.abonentId}`.toUpperCase()}`);
      await dialog(page).getByRole('button', { name: 'Отправить приглашение' }).dblclick();
      await page.getByText(/^Приглашение отправлено: 2AE/).first().waitFor();
      await (await entry(page, winding.name)).getByText('Отправлено, ждёт ответа').waitFor();
      assert.equal(sent.filter((line) => line === 'POST /invitations').length, 1);
    }));

  test('states in words; what was sent cannot be taken back', () =>
    work(async (page) => {
      await open(page, 'Исходящие');
      await (await entry(page, 'Отклонено')).getByRole('button', { name: /^Пригласить снова/ }).waitFor();
      await (await entry(page, 'Отложено, получатель ещё не зарегистрирован')).first().waitFor();
      const waiting = (await entry(page, 'Отправлено, ждёт ответа')).first();
      assert.equal(await waiting.getByRole('button').filter({ hasText: /Принять|Отклонить|Разорвать/ }).count(), 0);
      await waiting.getByRole('button', { name: /^Подробности/ }).click();
      await dialog(page).getByText('Отозвать отправленное приглашение оператор не позволяет').waitFor();
    }));

  test('accepted: it leaves the list, its sides are contacts, and the link can be broken', () =>
    work(async (page) => {
      const sent = requests(page);
      await open(page, 'Входящие');
      const came = await entry(page, several.name);
      await came.getByText('Ждёт вашего ответа').waitFor();
      await came.getByRole('button', { name: /^Подробности/ }).click();
      await press(page, 'Принять');
      await dialog(page).getByRole('heading', { name: 'Принять приглашение?' }).waitFor();
      await dialog(page).getByRole('button', { name: 'Принять', exact: true }).dblclick();
      await dialog(page).getByText('Принято', { exact: true }).waitFor();
      await dialog(page).getByRole('button', { name: 'Разорвать связь' }).waitFor();
      const number = await dialog(page).locator('dd .number').innerText();
      assert.equal(sent.filter((line) => line.endsWith('/acceptance')).length, 1);
      await page.keyboard.press('Escape');
      assert.equal(await (await entry(page, several.name)).count(), 0);
      await open(page, 'Контакты');
      await page.getByLabel('Искать по ИНН').fill(several.inn);
      await page.getByRole('button', { name: 'Найти', exact: true }).click();
      await (await entry(page, several.name)).waitFor();
      // An accepted invitation is in no list, but has a number.
      await open(page, 'Входящие');
      await page.getByLabel('Найти приглашение по номеру').fill(number.slice(0, 20));
      await page.getByRole('button', { name: 'Показать', exact: true }).click();
      await page.getByText('Это не GUID').waitFor();
      await page.getByLabel('Найти приглашение по номеру').fill(number);
      await page.getByRole('button', { name: 'Показать', exact: true }).click();
      await press(page, 'Разорвать связь');
      await dialog(page).getByRole('heading', { name: 'Разорвать связь?' }).waitFor();
      await press(page, 'Разорвать связь');
      await dialog(page).getByText('Отклонено', { exact: true }).waitFor();
      await page.keyboard.press('Escape');
      await open(page, 'Контакты');
      await page.getByText(`Показано по запросу «${several.inn}»`).or(page.getByRole('heading', { name: 'Ничего не подходит' })).waitFor();
      assert.equal(await (await entry(page, several.name)).count(), 0);
    }));

  test('rejected: the sender sees it, and may invite again', () =>
    work(async (page) => {
      await open(page, 'Входящие');
      await (await entry(page, doubted.name)).getByRole('button', { name: /^Отклонить/ }).click();
      await press(page, 'Отклонить');
      await page.getByText(`Приглашение отклонено: ${doubted.name}`).first().waitFor();
      await page.getByRole('heading', { name: 'Приглашений, ждущих ответа, нет' }).or(page.getByRole('list', { name: /^Список/ })).waitFor();
      assert.equal(await (await entry(page, doubted.name)).count(), 0);
      await actAs(page, doubted.abonentId);
      await open(page, 'Исходящие');
      const refused = (await entry(page, own.name)).filter({ hasText: 'Отклонено' });
      await refused.getByRole('button', { name: /^Пригласить снова/ }).click();
      await press(page, 'Пригласить снова');
      await (await entry(page, 'Отправлено, ждёт ответа')).filter({ hasText: own.name }).waitFor();
    }));

  test('refused by the operator: told in the dialog, what was put in stays, nothing is called uncertain', () =>
    work(
      async (page) => {
        await open(page, 'Исходящие');
        await page.getByRole('button', { name: 'Пригласить по ИдЭДО' }).click();
        const id = `2AE${`${logistics.abonentId}`.toUpperCase()}`;
        await dialog(page).getByLabel('ИдЭДО получателя').fill(id);
        await press(page, 'Отправить приглашение');
        await dialog(page).getByRole('heading', { name: 'Оператор отказал' }).waitFor();
        assert.equal(await dialog(page).getByLabel('ИдЭДО получателя').inputValue(), id);
        assert.equal(await page.getByText('Неизвестно, выполнено ли это').count(), 0);
      },
      { expected: failedRequest },
    ));

  test('no answer: nobody knows whether it was done; it is not sent again, and the list is asked', () =>
    work(
      async (page) => {
        await open(page, 'Исходящие');
        await (await entries(page)).first().waitFor();
        const sent = requests(page);
        // It reaches the operator, but the answer is lost.
        await page.route('**/api/v1/invitations', async (route) => {
          await route.fetch();
          await route.abort();
        });
        await page.getByRole('button', { name: 'Пригласить по ИдЭДО' }).click();
        await dialog(page).getByLabel('ИдЭДО получателя').fill(`2AE${`${joining.abonentId}`.toUpperCase()}`);
        await press(page, 'Отправить приглашение');
        await dialog(page).getByRole('heading', { name: 'Неизвестно, выполнено ли это' }).waitFor();
        assert.equal(sent.filter((line) => line === 'POST /invitations').length, 1);
        await press(page, 'Отменить');
        await (await entry(page, joining.name)).getByText('Отправлено, ждёт ответа').waitFor();
        await page.getByRole('tabpanel').getByText('Неизвестно, выполнено ли это').waitFor();
      },
      { expected: failedRequest },
    ));

  test('not waited for: the request is given up, and that it may have been done is said', () =>
    work(async (page) => {
      await open(page, 'Исходящие');
      await (await entries(page)).first().waitFor();
      await page.route('**/api/v1/invitations', () => {});
      await page.getByRole('button', { name: 'Пригласить по ИдЭДО' }).click();
      await dialog(page).getByLabel('ИдЭДО получателя').fill(`2AE${`${registrar.abonentId}`.toUpperCase()}`);
      await press(page, 'Отправить приглашение');
      const [failed] = await Promise.all([page.waitForEvent('requestfailed'), press(page, 'Не ждать ответа')]);
      assert.equal(failed.failure()?.errorText, 'net::ERR_ABORTED');
      await dialog(page).getByRole('heading', { name: 'Неизвестно, выполнено ли это' }).waitFor();
      // Back leaves the dialog as well.
      await page.goBack();
      assert.equal(await dialog(page).count(), 0);
    }));

  test('by e-mail: what is wrong is told beside its field; it is sent once, as a form, without a word in the address', () =>
    work(async (page) => {
      /** @type {import('playwright-core').Request[]} */
      const sent = [];
      page.on('request', (request) => {
        if (/SendEmailInvite/i.test(request.url())) sent.push(request);
      });
      await open(page, 'Исходящие');
      await page.getByRole('button', { name: 'Пригласить по почте' }).click();
      await dialog(page).getByLabel('Почта получателя').fill('кто-то');
      await press(page, 'Отправить письмо');
      await dialog(page).getByText('Введите номер').waitFor();
      await dialog(page).getByRole('textbox', { name: 'ИНН' }).fill(managed.inn);
      await press(page, 'Отправить письмо');
      await dialog(page).getByText(/адрес электронной почты/).waitFor();
      assert.equal(sent.length, 0);
      await dialog(page).getByLabel('Почта получателя').fill('ivan@example.org');
      await press(page, 'Отправить письмо');
      await page.getByText('Письмо с приглашением отправлено: ivan@example.org').first().waitFor();
      assert.equal(sent.length, 1);
      assert.ok(!decodeURIComponent(`${sent[0]?.url()}`).includes('ivan'));
      assert.match(`${sent[0]?.postData()}`, /recipientInn=7700010078/);
    }));
});

describe('the black list', () => {
  test('blocked and unblocked, each when it is confirmed', () =>
    work(async (page) => {
      const sent = requests(page);
      await open(page, 'Чёрный список');
      await (await entry(page, registrar.name)).waitFor();
      await page.getByRole('button', { name: 'Заблокировать', exact: true }).click();
      await press(page, 'Заблокировать');
      await dialog(page).getByText('Введите номер').waitFor();
      await dialog(page).getByRole('textbox', { name: 'ИНН' }).fill(several.inn);
      await dialog(page).getByRole('textbox', { name: 'КПП' }).fill('165801001');
      await dialog(page).getByRole('button', { name: 'Заблокировать' }).dblclick();
      await (await entry(page, several.name)).waitFor();
      assert.equal(sent.filter((line) => line === 'POST /blockedOrganizations').length, 1);
      await page.getByRole('button', { name: `Разблокировать: ${several.name}, ${several.inn}` }).click();
      await press(page, 'Разблокировать');
      await page.getByText(`Больше не в чёрном списке: ${several.name}`).first().waitFor();
      await (await entry(page, registrar.name)).waitFor();
      assert.equal(await (await entry(page, several.name)).count(), 0);
      assert.equal(sent.filter((line) => line.startsWith('DELETE')).length, 1);
    }));

  test('somebody whom the operator does not know: told, and the form stays', () =>
    work(
      async (page) => {
        await open(page, 'Чёрный список');
        await page.getByRole('button', { name: 'Заблокировать', exact: true }).click();
        await dialog(page).getByRole('textbox', { name: 'ИНН' }).fill(managed.inn);
        await press(page, 'Заблокировать');
        await dialog(page).getByRole('heading', { name: 'Оператор не нашёл, с кем или с чем это сделать' }).waitFor();
        assert.equal(await dialog(page).getByRole('textbox', { name: 'ИНН' }).inputValue(), managed.inn);
      },
      { expected: failedRequest },
    ));
});

describe('who takes part', () => {
  test('ids, one for each operator; and from there an invitation', () =>
    work(async (page) => {
      const panel = await open(page, 'Найти участника');
      await panel.getByRole('button', { name: /у двух операторов/ }).click();
      await panel.getByRole('heading', { name: 'Участвует в документообороте: 2' }).waitFor();
      const asked = await panel.getByRole('region', { name: 'Спрашивали' }).innerText();
      assert.match(asked, new RegExp(`ИНН\\s+${logistics.inn}`));
      await panel.getByRole('button', { name: /^Пригласить 2BM/ }).click();
      await press(page, 'Отправить приглашение');
      await panel.getByText(/^Приглашение отправлено: ИНН/).waitFor();
    }));

  test('takes no part; a person needs no КПП; an organisation does', () =>
    work(async (page) => {
      const panel = await open(page, 'Найти участника');
      const sent = requests(page);
      await panel.getByRole('textbox', { name: 'ИНН' }).fill(managed.inn);
      await panel.getByRole('button', { name: 'Найти', exact: true }).click();
      await panel.getByText('Введите номер').waitFor();
      assert.deepEqual(sent, []);
      await panel.getByRole('textbox', { name: 'КПП' }).fill('772501001');
      await panel.getByRole('button', { name: 'Найти', exact: true }).click();
      await panel.getByRole('heading', { name: 'В документообороте не участвует' }).waitFor();
      await panel.getByRole('button', { name: 'Пригласить по почте' }).click();
      assert.equal(await dialog(page).getByRole('textbox', { name: 'ИНН' }).inputValue(), managed.inn);
      await page.keyboard.press('Escape');
      await panel.getByRole('button', { name: /предприниматель/ }).click();
      await panel.getByRole('heading', { name: 'Участвует в документообороте: 1' }).waitFor();
      assert.equal(await panel.getByRole('textbox', { name: 'КПП' }).count(), 0);
    }));

  test('could not be asked: no word of taking no part', () =>
    work(
      async (page) => {
        const panel = await open(page, 'Найти участника');
        await panel.getByRole('button', { name: /не участвует/ }).click();
        await panel.getByRole('heading', { name: 'Нет связи с прокси' }).waitFor();
        assert.equal(await panel.getByRole('heading', { name: 'В документообороте не участвует' }).count(), 0);
        await page.unroute('**/globalIds*');
        await panel.getByRole('button', { name: 'Повторить' }).click();
        await panel.getByRole('heading', { name: 'В документообороте не участвует' }).waitFor();
      },
      { expected: failedRequest, before: (page) => page.route('**/globalIds*', (route) => route.abort()) },
    ));
});

test('whom it is about stands in no address, no history and no storage', () =>
  work(async (page) => {
    /** @type {string[]} */
    const addresses = [];
    page.on('request', (request) => addresses.push(decodeURIComponent(request.url())));
    await page.getByLabel('Искать по ИНН').fill('Прототипова');
    await page.getByRole('button', { name: 'Найти', exact: true }).click();
    await page.getByRole('tabpanel').getByText('по запросу «Прототипова»').waitFor();
    assert.ok(addresses.some((address) => address.includes('/contacts')));
    for (const address of addresses) assert.ok(!address.includes('Прототипова'), address);
    await open(page, 'Найти участника');
    await page.getByRole('button', { name: /предприниматель/ }).click();
    await page.getByRole('heading', { name: /Участвует/ }).waitFor();
    const kept = await page.evaluate(() => JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }, history.state, document.cookie, document.title]));
    for (const secret of ['Прототипова', '770000200116', `${own.abonentId}`]) assert.ok(!decodeURIComponent(kept).includes(secret), kept);
  }));

test('the tabs go by the keys, and the language of everything is the page’s', () =>
  work(async (page) => {
    await page.getByRole('tab', { name: 'Контакты' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('tab', { name: 'Найти участника', selected: true }).waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.getByRole('tab', { name: 'Входящие', selected: true }).evaluate((one) => one === document.activeElement), true);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('tab', { name: 'Incoming', selected: true }).waitFor();
    const panel = await page.getByRole('tabpanel').innerText();
    assert.match(panel, /Refresh/);
    assert.match(panel, /Find an invitation by number/);
  }));
