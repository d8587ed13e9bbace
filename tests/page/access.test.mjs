// @ts-check
// For everybody: languages, keyboards, screen readers, small screens, bad light.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ask, companyField, failedRequest, openSection, startPage, titles } from './harness.mjs';

const { visit, somebody } = await startPage();
const company = somebody('companies', /the fields of 2025/);

/** @typedef {import('playwright-core').Page} Page */

/** Ways to each view with everything in it. @type {Record<string, (page: Page) => Promise<unknown>>} */
const views = {
  company: async (page) => {
    await ask(page, company.inn);
    await page.getByRole('article').waitFor();
    await page.locator('details').evaluateAll((all) => all.forEach((details) => details.setAttribute('open', '')));
  },
  dossier: async (page) => {
    await ask(page, somebody('companies', /2 503 enforcement proceedings/).inn);
    await page.getByRole('heading', { name: /^Подробнее/ }).waitFor();
    for (const title of titles) await openSection(page, title);
    await page.locator('details').evaluateAll((all) => all.forEach((details) => details.setAttribute('open', '')));
  },
  failure: async (page) => {
    await ask(page, somebody('magic', /^402/).inn);
    await page.locator('.notice').waitFor();
  },
  bailiffs: async (page) => {
    await page.getByRole('link', { name: 'Приставы' }).click();
    await page.getByLabel('ИНН организации').fill(somebody('companies', /2 503 enforcement proceedings/).inn);
    await page.getByLabel('Регион').selectOption('-1');
    await page.getByRole('button', { name: 'Найти', exact: true }).click();
    await page.getByRole('region', { name: 'Ответ' }).getByRole('heading', { name: /производств/ }).waitFor();
    await page.locator('details').evaluateAll((all) => all.forEach((details) => details.setAttribute('open', '')));
  },
  relations: async (page) => {
    await page.getByRole('link', { name: 'Связи' }).click();
    await page.getByRole('textbox', { name: 'ИНН или ОГРН организации' }).fill(somebody('companies', /moved from Yekaterinburg/).inn);
    await page.getByRole('button', { name: 'Найти организацию' }).click();
    // Asked already when the view is opened for the second time.
    await page.getByRole('button', { name: /^Спросить: 2|^Выберите, о чём/ }).waitFor();
    if (await page.getByRole('button', { name: /^Спросить: 2/ }).count()) await page.getByRole('button', { name: /^Спросить: 2/ }).click();
    await page.getByText(/^Получены все/).nth(1).waitFor();
    await page.locator('details').evaluateAll((all) => all.forEach((details) => details.setAttribute('open', '')));
    await page.getByRole('button', { name: 'Таблица' }).click();
  },
  contacts: async (page) => {
    await page.getByRole('link', { name: 'ЭДО' }).click();
    await page.getByRole('list', { name: /^Список/ }).waitFor();
  },
  invitations: async (page) => {
    await page.getByRole('tab', { name: 'Исходящие' }).click();
    await page.getByText('Отклонено').first().waitFor();
  },
  participants: async (page) => {
    await page.getByRole('tab', { name: 'Найти участника' }).click();
    await page.getByRole('button', { name: /у двух операторов/ }).click();
    await page.getByRole('heading', { name: /^Участвует/ }).waitFor();
  },
  'contact card': async (page) => {
    await page.getByRole('tab', { name: 'Контакты' }).click();
    await page.getByRole('button', { name: /^Карточка/ }).nth(1).click();
    for (const part of ['Подразделения', 'Все ИдЭДО организации', 'Изменить карточку']) await page.getByRole('dialog').getByText(part, { exact: true }).click();
    await page.getByRole('dialog').getByRole('heading', { name: /^Участвует/ }).waitFor();
    await page.getByText('Бухгалтерия').waitFor();
    await page.getByLabel(/^Заменить/).check();
    await page.getByRole('button', { name: 'Добавить сотрудника' }).click();
    await page.getByRole('button', { name: 'Сохранить карточку' }).click();
    await page.getByRole('dialog').getByText('Подтвердите, что это можно стереть').waitFor();
  },
  identifiers: async (page) => {
    // Out of the dialog that is open.
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Реквизиты' }).click();
    await page.getByRole('button', { name: 'Заполнить примером' }).click();
    await page.locator('#field-ogrnip').fill('316500100054321');
    await page.locator('#field-kpp').fill('780155001');
    await page.getByText('Обратите внимание: ИНН — КПП').first().waitFor();
  },
  text: async (page) => {
    await page.getByRole('link', { name: 'Текст', exact: true }).click();
    await page.getByRole('button', { name: 'Вставить пример' }).click();
    await page.getByRole('heading', { name: /^Найдено/ }).waitFor();
  },
};

test('the language is switched, kept, and told to the browser', () =>
  visit({}, async (page) => {
    const language = () => page.evaluate(() => document.documentElement.lang);
    assert.equal(await language(), 'ru');
    await ask(page, '6663003128');
    await page.getByRole('button', { name: 'English' }).click();
    assert.equal(await language(), 'en');
    await page.getByRole('heading', { name: 'Check a company' }).waitFor();
    assert.match(await page.locator('#number-feedback').innerText(), /control digit .* does not match/);
    assert.equal(await page.title(), 'Company — Kontragent');
    await page.reload();
    assert.equal(await language(), 'en');
    await page.getByRole('button', { name: 'Русский' }).click();
    await page.getByRole('heading', { name: 'Проверьте компанию' }).waitFor();
  }));

test('errors come in the language of the page', () =>
  visit({ expected: failedRequest }, async (page) => {
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('textbox', { name: 'INN, OGRN or OGRNIP' }).fill(somebody('magic', /^402/).inn);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'The paid limit is used up' }).waitFor();
    assert.match(await page.locator('.notice .message').innerText(), /the paid limit is used up/i);
  }));

test('everything can be done without a mouse', () =>
  visit({}, async (page) => {
    /** The name of what has the focus, and whether that can be seen. */
    const focus = () =>
      page.evaluate(() => {
        const element = /** @type {HTMLElement} */ (document.activeElement);
        const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
        const style = getComputedStyle(element);
        return {
          name: (label ?? element.getAttribute('aria-label') ?? element.textContent ?? '').trim(),
          outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        };
      });
    /** @param {string | RegExp} wanted */
    const tabTo = async (wanted) => {
      for (let press = 0; press < 60; press++) {
        await page.keyboard.press('Tab');
        const { name, outlined } = await focus();
        assert.ok(outlined, `the focus on "${name}" cannot be seen`);
        if (typeof wanted === 'string' ? name === wanted : wanted.test(name)) return;
      }
      assert.fail(`no Tab leads to ${wanted}`);
    };
    await page.keyboard.press('Tab');
    assert.equal((await focus()).name, 'К содержанию');
    await page.keyboard.press('Enter');
    await tabTo('ИНН, ОГРН или ОГРНИП');
    await page.keyboard.type(company.inn);
    await page.keyboard.press('Enter');
    await page.getByRole('article').waitFor();
    assert.equal((await focus()).name, company.name);
    await tabTo(`Скопировать ИНН ${company.inn}`);
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), company.inn);
    await page.getByRole('status').filter({ hasText: 'Скопировано' }).waitFor({ state: 'attached' });
    await tabTo(/^История/);
    await page.keyboard.press('Enter');
    await page.locator('time').first().waitFor();
    await tabTo('Скопировать как JSON');
  }));

test('every field has a name, every view one first heading, every picture is hidden from readers', () =>
  visit({ expected: failedRequest }, async (page) => {
    for (const [name, open] of Object.entries(views)) {
      await open(page);
      const faults = await page.evaluate(() => {
        const visible = (/** @type {Element} */ element) => element.checkVisibility();
        const all = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)].filter(visible);
        return [
          ...all('input, textarea, select').filter((field) => !(/** @type {HTMLInputElement} */ (field).labels?.length)),
          ...all('button, a').filter((one) => !(one.getAttribute('aria-label') ?? one.textContent ?? '').trim()),
          ...all('svg:not([aria-hidden="true"])'),
          ...[...document.querySelectorAll('[id]')].filter((one) => document.querySelectorAll(`#${CSS.escape(one.id)}`).length > 1),
          ...[...document.querySelectorAll('[aria-labelledby], [aria-describedby]')].filter((one) =>
            ['aria-labelledby', 'aria-describedby']
              .flatMap((attribute) => one.getAttribute(attribute)?.split(' ') ?? [])
              .some((id) => !document.getElementById(id)),
          ),
          ...(all('h1').length === 1 ? [] : all('h1')),
          ...all('h2, h3, h4, h5, h6').filter((heading, at, headings) => {
            const before = headings[at - 1];
            return Number(heading.tagName[1]) > 1 + (heading.closest('dialog') === before?.closest('dialog') ? Number(before?.tagName[1]) : 1);
          }),
        ].map((element) => element.outerHTML.slice(0, 200));
      });
      assert.deepEqual(faults, [], name);
    }
  }));

test('who says what is seen, who has a finger and who has only keys, reaches everything', () =>
  visit({ context: { viewport: { width: 360, height: 800 } }, expected: failedRequest }, async (page) => {
    for (const [name, open] of Object.entries(views)) {
      await open(page);
      // What is measured when it has been drawn, such as whether something scrolls.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
      const faults = await page.evaluate(() => {
        const all = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
        const controls = 'a[href], button, summary, select, textarea, input:not([type="checkbox"], [type="radio"])';
        return [
          // What is called out must be what stands there.
          ...all('a[aria-label], button[aria-label]').filter((one) => !(one.getAttribute('aria-label') ?? '').toLowerCase().includes((one.textContent ?? '').trim().toLowerCase())),
          ...all(controls).filter((one) => !one.closest('.skip') && Math.min(one.getBoundingClientRect().height, one.getBoundingClientRect().width) < 24),
          ...all('.scroll').filter((one) => one.scrollWidth > one.clientWidth && one.getAttribute('tabindex') !== '0' && !one.querySelector(controls)),
          ...all('a[href="#main"]').filter(() => !document.getElementById('main')),
        ].map((element) => element.outerHTML.slice(0, 200));
      });
      assert.deepEqual(faults, [], name);
    }
  }));

for (const width of [320, 360, 768, 1280]) {
  test(`no scrolling to the side at ${width} px`, () =>
    visit({ context: { viewport: { width, height: 800 } }, expected: failedRequest }, async (page) => {
      for (const [name, open] of Object.entries(views)) {
        await open(page);
        const widths = await page.evaluate(() =>
          [document.documentElement, ...document.querySelectorAll('dialog')].map(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth })),
        );
        for (const { scrollWidth, clientWidth } of widths) assert.ok(scrollWidth <= clientWidth, `${name}: ${scrollWidth} > ${clientWidth}`);
      }
    }));
}

/** Texts whose colour differs too little from what is behind them. @param {Page} page */
const faintTexts = (page) =>
  page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    if (!canvas) throw new Error('no canvas');
    /** @param {string[]} layers  colours, the lowest first @returns {number} */
    const luminance = (layers) => {
      for (const colour of layers) {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
      }
      const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
        const part = byte / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const faint = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.nodeValue?.trim() || !element?.checkVisibility() || element.closest('[aria-hidden="true"], .unseen, :disabled')) continue;
      const layers = [];
      for (let one = /** @type {Element | null} */ (element); one; one = one.parentElement) layers.unshift(getComputedStyle(one).backgroundColor);
      const style = getComputedStyle(element);
      const [behind, text] = [luminance(layers), luminance([...layers, style.color])];
      const contrast = (Math.max(behind, text) + 0.05) / (Math.min(behind, text) + 0.05);
      if (contrast < 4.5) faint.push(`${contrast.toFixed(2)}: ${node.nodeValue.trim().slice(0, 60)}`);
    }
    return faint;
  });

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`all text can be read, ${colorScheme}`, () =>
    // Colours change slowly under the pointer, unless the visitor wants less motion.
    visit({ context: { colorScheme, reducedMotion: 'reduce' }, expected: failedRequest }, async (page) => {
      for (const [name, open] of Object.entries(views)) {
        await open(page);
        assert.deepEqual(await faintTexts(page), [], name);
      }
    }));
}

test('the field keeps what was typed while another view is open', () =>
  visit({}, async (page) => {
    await companyField(page).fill('12345');
    await page.getByRole('link', { name: 'Реквизиты' }).click();
    await page.goBack();
    assert.equal(await companyField(page).inputValue(), '12345');
  }));
