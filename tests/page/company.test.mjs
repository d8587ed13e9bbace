// @ts-check
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ask, companyField, descriptionOf, failedRequest, paste, startPage } from './harness.mjs';

const { visit, somebody, urls } = await startPage();

/** @typedef {import('playwright-core').Page} Page */

/** Entrepreneurs go by their names; what they are stands beside. @param {string} name */
const headingOf = (name) => name.replace(/^ИП /, '');

/** @param {Page} page @param {string} name */
const cardOf = (page, name) => page.getByRole('article', { name: headingOf(name), exact: true });

/** The value beside a label of a card. @param {import('playwright-core').Locator} card @param {string} label */
const fact = (card, label) => card.locator('dt', { hasText: new RegExp(`^${label}$`) }).locator('xpath=following-sibling::dd[1]');

/** @param {Page} page */
const focused = (page) => page.evaluate(() => document.activeElement?.textContent?.trim());

test('a number is judged while it is typed, and not called wrong before it is complete', () =>
  visit({}, async (page) => {
    const field = companyField(page);
    await field.pressSequentially('666');
    assert.match(await descriptionOf(page, field), /3 из 10, 12, 13 или 15 знаков/);
    assert.equal(await field.getAttribute('aria-invalid'), null);
    await field.pressSequentially('3003127');
    assert.match(await descriptionOf(page, field), /ИНН: ошибок не найдено/);
    assert.match(await descriptionOf(page, field), /Владелец\s+организация/);
    assert.match(await descriptionOf(page, field), /Код региона\s+66/);
    await field.press('Backspace');
    await field.blur();
    assert.match(await descriptionOf(page, field), /9 знаков, а должно быть 10, 12, 13 или 15/);
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
  }));

test('the kind of number is told by its length', () =>
  visit({}, async (page) => {
    const field = companyField(page);
    for (const [number, kind] of [['500199911247', 'ИНН'], ['1157746001236', 'ОГРН'], ['316500100054320', 'ОГРНИП']]) {
      await field.fill(number ?? '');
      assert.match(await descriptionOf(page, field), new RegExp(`${kind}: ошибок не найдено`));
    }
  }));

test('an invalid number: the reason, the place, and no question to the proxy', () =>
  visit({}, async (page) => {
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => {
      if (request.url().includes('/focus/')) asked.push(request.url());
    });
    const field = companyField(page);
    await ask(page, '6663003128');
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    const description = await descriptionOf(page, field);
    assert.match(description, /контрольная цифра \(10-я\) не сходится/);
    assert.match(description, /Место ошибки: 10-й знак из 10/);
    assert.equal(await page.locator('.digits .wrong').innerText(), '8');
    assert.equal(await field.evaluate((input) => input === document.activeElement), true);
    await page.getByRole('status').filter({ hasText: 'не сходится' }).waitFor({ state: 'attached' });
    assert.deepEqual(asked, []);
  }));

test('a wrong character is told at once, at its place', () =>
  visit({}, async (page) => {
    const field = companyField(page);
    await field.pressSequentially('77O7');
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    assert.match(await descriptionOf(page, field), /Место ошибки: 3-й знак из 4/);
    assert.equal(await page.locator('.digits .wrong').innerText(), 'O');
  }));

test('nothing to check: the field says so', () =>
  visit({}, async (page) => {
    await page.getByRole('button', { name: 'Проверить', exact: true }).click();
    const field = companyField(page);
    assert.match(await descriptionOf(page, field), /Введите номер/);
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
  }));

test('what is pasted is cleaned up, and the visitor sees from what', () =>
  visit({}, async (page) => {
    const field = companyField(page);
    await paste(field, 'ИНН: 6663 003-127');
    assert.equal(await field.inputValue(), '6663003127');
    assert.match(await descriptionOf(page, field), /Очищено. Было:\s*«?ИНН: 6663 003-127/);
    await paste(field, 'ООО «Пример», КПП 770101001, ОГРН 1157746001236, Москва');
    assert.equal(await field.inputValue(), '1157746001236');
    await paste(field, '6663003127');
    assert.equal(await field.inputValue(), '6663003127');
    assert.doesNotMatch(await descriptionOf(page, field), /Очищено/);
  }));

test('a company is found: its card has what Focus says', () =>
  visit({}, async (page) => {
    const company = somebody('companies', /the fields of 2025/);
    await ask(page, company.inn);
    const card = cardOf(page, company.name);
    await card.waitFor();
    assert.equal(await focused(page), company.name);
    assert.match(page.url(), new RegExp(`#inn=${company.inn}$`));
    assert.equal(await card.getByText('Действует', { exact: true }).count(), 1);
    assert.equal(await fact(card, 'ИНН').innerText(), company.inn);
    assert.equal(await fact(card, 'ОГРН').innerText(), company.ogrn);
    for (const label of ['КПП', 'ОКПО', 'ОКАТО', 'ОКТМО', 'ОКФС', 'ОКОГУ', 'ОКОПФ']) {
      assert.match(await fact(card, label).innerText(), /^\d+$/, label);
    }
    assert.equal(await fact(card, 'Телефонов').innerText(), '3');
    assert.equal(await fact(card, 'Адресов почты').innerText(), '2');
    assert.equal(await fact(card, 'Зарегистрирована').innerText(), '15 января 2015\u00a0г.');
    assert.match(await card.getByRole('heading', { name: 'Руководители' }).locator('xpath=..').innerText(), /директор/i);
    assert.match(await card.getByRole('heading', { name: 'Адрес' }).locator('xpath=..').innerText(), /Москва/);
    assert.match((await card.getByRole('link', { name: /Контур.Фокусе/ }).getAttribute('href')) ?? '', /^https:\/\/focus\.kontur\.ru\//);
    await card.getByText(/^История: /).click();
    assert.ok((await card.locator('time').count()) > 0);
    // Every field of today's answers has a place on the card.
    assert.equal(await card.getByRole('heading', { name: 'Другие данные' }).count(), 0);

    await card.getByRole('button', { name: `Скопировать ИНН ${company.inn}` }).click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), company.inn);
    await card.getByRole('button', { name: 'Скопировать как JSON' }).click();
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    assert.equal(copied.ul.legalName.short, company.name);
  }));

test('an entrepreneur who gave up', () =>
  visit({}, async (page) => {
    const company = somebody('companies', /entrepreneur who gave up/);
    await ask(page, company.ogrn);
    const card = cardOf(page, company.name);
    await card.waitFor();
    assert.match(page.url(), new RegExp(`#ogrn=${company.ogrn}$`));
    assert.equal(await card.getByText('Индивидуальный предприниматель', { exact: true }).count(), 1);
    assert.equal(await card.getByText('Деятельность прекращена', { exact: true }).count(), 1);
    assert.equal(await fact(card, 'ОГРНИП').innerText(), company.ogrn);
    assert.equal(await fact(card, 'Прекратил деятельность').innerText(), '10 января 2018\u00a0г.');
  }));

test('branches, a foreign one too; a managing company; inaccurate entries', () =>
  visit({}, async (page) => {
    const branched = somebody('companies', /one abroad/);
    await ask(page, branched.inn);
    const card = cardOf(page, branched.name);
    await card.getByText('Филиалы и представительства: 3').click();
    await card.getByText(/Беларусь, 220000/).waitFor();

    const managed = somebody('companies', /run by a managing company/);
    await ask(page, managed.inn);
    const managers = cardOf(page, managed.name).getByRole('heading', { name: 'Управляющие компании' }).locator('xpath=..');
    await managers.waitFor();
    assert.match(await managers.innerText(), /ОГРН\s+\d{13}/);

    const doubted = somebody('companies', /found by an inspection/);
    await ask(page, doubted.inn);
    await cardOf(page, doubted.name).getByText(/недостоверными с 21 августа 2023/).waitFor();
    await cardOf(page, doubted.name).getByText(/по итогам проверки/).waitFor();
  }));

test('one ИНН with two ОГРН gives two cards', () =>
  visit({}, async (page) => {
    const company = somebody('companies', /first ОГРН of an ИНН that has two/);
    await ask(page, company.inn);
    await page.getByRole('heading', { name: 'По этому номеру 2 записи' }).waitFor();
    assert.equal(await page.getByRole('article').count(), 2);
    assert.equal(await focused(page), 'По этому номеру 2 записи');
  }));

test('fields that nobody knows yet are shown as they come', () =>
  visit({}, async (page) => {
    const company = somebody('magic', /unknown fields/);
    await ask(page, company.inn);
    const rest = page.getByRole('heading', { name: 'Другие данные' }).locator('xpath=..');
    await rest.waitFor();
    assert.ok((await rest.locator('dt').count()) > 0);
  }));

test('an unknown company is no error', () =>
  visit({}, async (page) => {
    await ask(page, '7701999111');
    await page.getByRole('heading', { name: 'Фокус не знает такой компании' }).waitFor();
    assert.equal(await focused(page), 'Фокус не знает такой компании');
    assert.equal(await page.getByText('Это ошибка запроса').count(), 0);
    assert.equal(await page.getByRole('button', { name: 'Повторить' }).count(), 0);
  }));

/** An address where nobody listens. */
const closedAddress = async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
};

test('the worker is down: the page says so, and asks again when told to', async () => {
  const proxy = await closedAddress();
  /** @param {Page} page @param {string} address */
  const configure = (page, address) => page.route('**/config.json', (route) => route.fulfill({ json: { proxy: address } }));
  await visit({ expected: failedRequest, before: (page) => configure(page, proxy) }, async (page) => {
    const company = somebody('companies', /demo company/);
    await ask(page, company.inn);
    await page.getByRole('heading', { name: 'Нет связи с прокси' }).waitFor();
    assert.equal(await focused(page), 'Нет связи с прокси');
    await page.getByText('Это ошибка запроса. О самой компании она ничего не говорит.').waitFor();
    await page.route(`${proxy}/**`, (route) => route.continue({ url: route.request().url().replace(proxy, urls.worker ?? '') }));
    await page.getByRole('button', { name: 'Повторить' }).click();
    await cardOf(page, company.name).waitFor();
  });
});

test('the worker of another origin', () =>
  visit(
    { before: (page) => page.route('**/config.json', (route) => route.fulfill({ json: { proxy: `${urls.worker}/` } })) },
    async (page) => {
      const company = somebody('companies', /demo company/);
      await ask(page, company.inn);
      await cardOf(page, company.name).waitFor();
    },
  ));

test('without config.json the page says what is missing', () =>
  visit(
    {
      expected: failedRequest,
      before: (page) => page.route('**/config.json', (route) => route.fulfill({ status: 404, body: '' })),
    },
    async (page) => {
      await ask(page, '6663003127');
      await page.getByRole('heading', { name: 'Неизвестен адрес прокси' }).waitFor();
      const message = page.getByText('/config.json: HTTP 404');
      await message.waitFor();
      // As it is shown: a file keeps its name.
      assert.equal(await message.innerText(), '/config.json: HTTP 404');
    },
  ));

test('on a narrow screen no number is broken', () =>
  visit({ context: { viewport: { width: 320, height: 800 } } }, async (page) => {
    const company = somebody('companies', /demo company/);
    await ask(page, company.inn);
    await cardOf(page, company.name).waitFor();
    const broken = await page.locator('.facts .code .number').evaluateAll((numbers) =>
      numbers.filter((number) => number.clientHeight > 1.5 * parseFloat(getComputedStyle(number).lineHeight)).map(({ textContent }) => textContent));
    assert.deepEqual(broken, []);
  }));

test('answers of a sandbox are called made up, in both languages, and those of a provider are not', async () => {
  await visit({}, async (page) => {
    const note = page.getByRole('note');
    assert.match(await note.innerText(), /песочница\. Компании и люди в ней вымышлены/);
    await page.getByRole('button', { name: 'English' }).click();
    assert.match(await note.innerText(), /sandbox .* fictional/);
  });
  await visit({ before: (page) => page.route('**/config.json', (route) => route.fulfill({ json: { proxy: '/api' } })) }, async (page) => {
    const company = somebody('companies', /demo company/);
    await ask(page, company.inn);
    await cardOf(page, company.name).waitFor();
    assert.equal(await page.getByRole('note').count(), 0);
  });
});

for (const [what, title, code, repeats] of /** @type {const} */ ([
  [/^402/, 'Оплаченный лимит исчерпан', 'payment-required', false],
  [/^403/, 'Доступ не разрешён', 'key-refused', false],
  [/^500/, 'Поставщик не смог ответить', 'provider-trouble', true],
  [/another type in one field/, 'Ответ не удалось прочитать', 'json-type', true],
])) {
  test(`the provider fails: ${title}`, () =>
    visit({ expected: failedRequest }, async (page) => {
      await ask(page, somebody('magic', what).inn);
      const notice = page.getByRole('heading', { name: title }).locator('xpath=..');
      await notice.waitFor();
      assert.equal(await fact(notice, 'Код').innerText(), code);
      assert.match(await fact(notice, 'Номер запроса').innerText(), /./);
      assert.equal((await notice.getByRole('button', { name: 'Повторить' }).count()) > 0, repeats);
    }));
}

test('too many requests: the page waits as long as it was told', () =>
  visit({ expected: failedRequest }, async (page) => {
    await ask(page, somebody('magic', /^429: too many requests/).inn);
    await page.getByRole('heading', { name: 'Слишком много запросов' }).waitFor();
    await page.getByText(/^Повторить можно через/).waitFor();
    const again = page.getByRole('button', { name: 'Повторить' });
    assert.equal(await again.isDisabled(), true);
    await page.waitForFunction(() => [...document.querySelectorAll('button')].some((b) => b.textContent === 'Повторить' && !b.disabled));
  }));

test('a slow answer can be given up', () =>
  visit({}, async (page) => {
    await ask(page, somebody('magic', /answers after 60 s/).inn);
    await page.getByRole('button', { name: 'Отменить' }).click();
    await page.getByText('Запрос отменён.').waitFor();
    assert.equal(await companyField(page).evaluate((input) => input === document.activeElement), true);
  }));

test('a link shows the company, and Back the one before', () => {
  const first = somebody('companies', /demo company/);
  const second = somebody('companies', /an active entrepreneur/);
  return visit({ at: `#inn=${first.inn}` }, async (page) => {
    await cardOf(page, first.name).waitFor();
    assert.equal(await companyField(page).inputValue(), first.inn);
    await ask(page, second.inn);
    await cardOf(page, second.name).waitFor();
    await page.goBack();
    await cardOf(page, first.name).waitFor();
    assert.equal(await companyField(page).inputValue(), first.inn);
  });
});

test('a link with a wrong number shows what is wrong with it', () =>
  visit({ at: '#inn=6663003128' }, async (page) => {
    assert.match(await descriptionOf(page, companyField(page)), /не сходится/);
    assert.equal(await page.getByRole('article').count(), 0);
  }));

test('every example is one of the sandbox', () =>
  visit({}, async (page) => {
    const examples = page.getByRole('list', { name: 'Например:' }).getByRole('button');
    const count = await examples.count();
    assert.ok(count > 2);
    for (let at = 0; at < count; at++) {
      await examples.nth(at).click();
      const number = (await examples.nth(at).locator('.number').innerText()).trim();
      await page.waitForURL(`**/#*=${number}`);
      await page.getByRole('article').first().waitFor();
      assert.match(await page.getByRole('article').first().innerText(), new RegExp(number));
    }
  }));
