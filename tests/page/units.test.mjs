// @ts-check
// What the page computes without a browser.
import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { check, find, kinds } from 'kontragent/identifiers';
import { runnerImport } from 'vite';
import { inRoot } from '../../scripts/lib/paths.mjs';

/** A module of the page. @param {string} file */
const load = async (file) => /** @type {any} */ ((await runnerImport(inRoot('www', 'src', file))).module);

const { addressLines } = await load('lib/company/address.ts');
const { historyOf } = await load('lib/company/history.ts');
const { leftover } = await load('lib/company/leftover.ts');
const { stateOf } = await load('lib/company/state.ts');
const { formatDate, validity } = await load('lib/format/dates.ts');
const { grouped, lengthsOf } = await load('lib/identifiers/kinds.ts');
const { partsOf } = await load('lib/identifiers/parts.ts');
const { stageOf } = await load('lib/identifiers/stage.ts');
const { readCompany, readPastedCompany } = await load('lib/company/reading.ts');
const { formatRoute, parseRoute } = await load('lib/route.ts');
const objects = await load('lib/relations/objects.ts');
const { ru: relationWords } = await load('i18n/relations/ru.ts');
const { en: relationWordsEn } = await load('i18n/relations/en.ts');
const { askedText } = await load('lib/relations/askedText.ts');
const { entriesOf, segmentsOf, verdictOf } = await load('lib/text/finds.ts');
const { changeOf, erased, isEmpty, replacementOf } = await load('lib/edo/card.ts');
const { guidStage, readGuid, sameGuid } = await load('lib/edo/guid.ts');
const { actsOf, otherOf, toneOf } = await load('lib/edo/invitations.ts');
const { companies, participants, requisites } = await load('examples.ts');
const { ru } = await load('i18n/ru.ts');
const { en } = await load('i18n/en.ts');

/** @param {string} topoShortName @param {string} topoValue */
const part = (topoShortName, topoValue) => ({ topoShortName, topoValue });

/** The best line of an address. @param {object} address */
const addressLine = (address) => addressLines(address)[0]?.line ?? '';

describe('the exchange of documents', () => {
  test('a GUID is not called wrong while it can become right', () => {
    const guid = 'fc7011ec-616d-4493-9c0c-8a13be96ad98';
    for (let length = 1; length < guid.length; length++) assert.equal(guidStage(guid.slice(0, length)), 'progress', guid.slice(0, length));
    for (const text of [guid, guid.toUpperCase(), ` ${guid}\n`, `{${guid}}`]) assert.equal(guidStage(text), 'valid', text);
    for (const text of ['g', 'fc7011ec6', 'fc7011e-', `${guid}0`, `2AE${guid}`, guid.replace('c', 'с'), guid.replaceAll('-', '')]) {
      assert.equal(guidStage(text), 'invalid', text);
    }
    assert.equal(guidStage('  '), 'empty');
    assert.equal(readGuid(` {${guid}} `), guid);
    assert.ok(sameGuid(guid, guid.toUpperCase()));
  });

  const empty = { legalAddress: {}, actualAddress: { city: ' ' }, newEmployees: [] };
  const card = { legalAddress: { regionCode: ' 77', city: 'Москва', street: '' }, actualAddress: {}, newEmployees: [{ fullName: 'А', phone: ' ' }] };

  test('a change leaves out what is empty; a replacement says that it is erased', () => {
    assert.ok(isEmpty(empty));
    assert.ok(!isEmpty(card));
    assert.ok(!isEmpty({ ...empty, newEmployees: [{}] }));
    assert.deepEqual(erased(empty), ['legalAddress', 'actualAddress']);
    assert.deepEqual(erased(card), ['actualAddress']);
    const legalAddress = { regionCode: '77', city: 'Москва' };
    assert.deepEqual(JSON.parse(JSON.stringify(changeOf(card))), { legalAddress, newEmployees: [{ fullName: 'А' }] });
    assert.deepEqual(replacementOf(card), { legalAddress, actualAddress: null, newEmployees: [{ fullName: 'А' }] });
    assert.deepEqual(replacementOf(empty), { legalAddress: null, actualAddress: null });
    // What is required is told by the client, not made up here.
    assert.equal(changeOf({ ...empty, legalAddress: { city: 'Пермь' } }).legalAddress.regionCode, '');
    assert.deepEqual(changeOf({ ...empty, newEmployees: [{}] }).newEmployees, [{ fullName: '' }]);
  });

  test('what can be done with an invitation depends on its state and its side', () => {
    const [mine, theirs] = [{ id: 'AB' }, { id: 'cd' }];
    /** @param {string} invitationStatus @param {boolean} sent */
    const invitation = (invitationStatus, sent) => ({ invitationStatus, sender: sent ? mine : theirs, recipient: sent ? theirs : mine });
    /** @type {[string, string[], string[]][]} */
    const expected = [
      ['Sent', [], ['accept', 'reject']],
      ['Accepted', ['break'], ['break']],
      ['Rejected', ['again'], []],
      ['Deferred', [], []],
      ['Неизвестное', [], []],
    ];
    for (const [status, sent, came] of expected) {
      assert.deepEqual(actsOf(invitation(status, true), 'ab'), sent, status);
      assert.deepEqual(actsOf(invitation(status, false), 'ab'), came, status);
    }
    assert.equal(otherOf(invitation('Sent', true), 'ab'), theirs);
    assert.equal(otherOf(invitation('Sent', false), 'ab'), theirs);
    assert.equal(toneOf(invitation('Неизвестное', true)), 'neutral');
  });

  test('examples are well formed', () => {
    for (const { inn, kpp } of participants) {
      assert.ok(check('inn', inn).ok, inn);
      assert.equal(kpp === undefined, inn.length === 12);
      if (kpp) assert.ok(check('kpp', kpp).ok, kpp);
    }
  });
});

describe('addresses', () => {
  const kladr = {
    zipCode: '141000',
    regionName: part('обл', 'Московская'),
    district: part('р-н', 'Мытищинский'),
    city: part('г', 'Мытищи'),
    street: part('ул', 'Лётная'),
    house: part('дом', '7'),
    flat: { topoValue: 'ПОМ. III' },
    isConverted: false,
  };
  const line = '141000, Московская обл, Мытищинский р-н, г Мытищи, ул Лётная, дом 7, ПОМ. III';

  test('are put together as people write them', () => {
    assert.equal(addressLine({ parsedAddressRf: kladr }), line);
    assert.equal(addressLine({ parsedAddressRf: { regionName: part('Респ', 'Татарстан'), isConverted: false } }), 'Респ Татарстан');
  });
  test('leave out what says nothing', () => {
    assert.equal(addressLine({ parsedAddressRf: { city: part('г', 'Мытищи'), house: { topoValue: '-----' }, isConverted: false } }), 'г Мытищи');
  });
  test('are taken as they come when they come on one line', () => {
    assert.equal(addressLine({ parsedAddressRf: { ...kladr, oneLineFormatOfAddress: 'как есть' } }), 'как есть');
  });
  test('of both classifiers are shown once when they read the same', () => {
    const fias = {
      zipCode: '141000', region: part('обл', 'Московская'), municipalDistrict: part('м.о.', 'Мытищи'), street: part('ул', 'Лётная'),
      buildings: [part('зд', '7'), part('стр', '1')], room: part('ком', '3'), isConverted: false,
    };
    const both = addressLines({ parsedAddressRf: kladr, parsedAddressRfFias: fias });
    assert.deepEqual(both.map((/** @type {any} */ { form }) => form), ['fias', 'kladr']);
    assert.equal(both[0].line, '141000, Московская обл, м.о. Мытищи, ул Лётная, зд 7, стр 1, ком 3');
    const same = addressLines({ parsedAddressRf: kladr, parsedAddressRfFias: { ...fias, oneLineFormatOfAddressFias: line } });
    assert.deepEqual(same, [{ form: 'fias', line }]);
  });
  test('abroad, and none at all', () => {
    assert.equal(addressLine({ foreignAddress: { countryName: 'Беларусь', addressString: 'г. Минск' } }), 'Беларусь, г. Минск');
    assert.equal(addressLine({}), '');
  });
});

test('dates are told in words, anything else as it is', () => {
  assert.equal(formatDate('2015-01-15', 'ru'), '15 января 2015\u00a0г.');
  assert.equal(formatDate('2015-01-15', 'en'), '15 January 2015');
  for (const odd of ['2015-13-45', '2015', 'скоро', '']) assert.equal(formatDate(odd, 'ru'), odd);
});

test('since when something is so, and when it changed', () => {
  const told = (/** @type {object} */ dates) => validity(dates, 'ru', ru.card);
  assert.equal(told({ firstDate: '2015-01-15', date: '2018-03-02' }), 'с 15 января 2015\u00a0г., изменено 2 марта 2018\u00a0г.');
  assert.equal(told({ firstDate: '2015-01-15', date: '2015-01-15' }), 'с 15 января 2015\u00a0г.');
  assert.equal(told({}), '');
});

test('the state is the worst that is said, and nothing doubtful is called active', () => {
  const flags = { reorganizing: false, bankrupting: false, dissolving: false, dissolved: false };
  assert.equal(stateOf({ ...flags, statusString: 'Действующее' }), 'active');
  assert.equal(stateOf({ ...flags, statusString: 'Действующее', bankrupting: true, reorganizing: true }), 'bankrupting');
  assert.equal(stateOf({ ...flags, dissolving: true, dissolved: true }), 'dissolved');
  assert.equal(stateOf({ ...flags, statusString: 'Действующее' }, '2020-01-01'), 'dissolved');
  assert.equal(stateOf({ ...flags, statusString: 'Признано несостоятельным (банкротом)' }), 'other');
  assert.equal(stateOf(flags), 'unknown');
  assert.equal(stateOf(undefined), 'unknown');
});

test('what is not shown elsewhere is left over, at any depth', () => {
  const shape = { a: true, b: { c: true } };
  assert.equal(leftover({ a: { anything: 1 }, b: { c: 1 } }, shape), undefined);
  assert.deepEqual(leftover({ a: 1, b: { c: 1, d: false }, e: [] }, shape), { b: { d: false }, e: [] });
  assert.deepEqual(leftover({ b: [{ c: 1 }, { c: 2, x: 'new' }] }, shape), { b: [{ x: 'new' }] });
  assert.deepEqual(leftover({ b: 'no object' }, shape), { b: 'no object' });
  // A name of the prototype is a field like any other.
  assert.deepEqual(leftover(JSON.parse('{"constructor": 1}'), shape), { constructor: 1 });
});

test('history comes latest first, without a date last', () => {
  const company = {
    ogrn: '1',
    ul: {
      history: {
        kpps: [{ kpp: '1', date: '2015-01-01' }, { kpp: '2' }], legalNames: [{ short: 'А', full: 'АА', date: '2018-01-01' }],
        legalAddresses: [], heads: [{ fio: 'Ф', position: 'Д', date: '2016-01-01' }], managementCompanies: [], branches: [],
      },
    },
  };
  assert.deepEqual(historyOf(company).map((/** @type {any} */ { text }) => text), ['А — АА', 'Ф, Д', '1', '2']);
});

describe('fields', () => {
  test('the lengths by which numbers are grouped are those of the check', () => {
    for (const kind of kinds) {
      const accepted = Array.from({ length: 30 }, (_, at) => at + 1).filter((length) => {
        const value = kind === 'okved' ? '01.01.01'.slice(0, length).padEnd(length, '0') : '1'.repeat(length);
        const verdict = check(kind, value, { bik: '044525225' });
        return verdict.ok || verdict.code === 'checksum' || verdict.code === 'prefix';
      });
      assert.deepEqual(lengthsOf(kind), accepted, kind);
    }
  });
  test('grouping loses no character', () => {
    for (const kind of kinds) {
      for (const length of [1, 5, 10, 13, 25]) {
        const value = 'abcdefghijklmnopqrstuvwxyz'.slice(0, length);
        const signs = grouped(kind, value).flat();
        assert.equal(signs.map((/** @type {any} */ { char }) => char).join(''), value);
        assert.deepEqual(signs.map((/** @type {any} */ { at }) => at), [...value].map((_, at) => at));
      }
    }
  });
  test('every part of every kind has a label in both languages; an unknown one keeps its name', () => {
    const numbers = { ...requisites, ogrnip: '316500100054320', grn: '2157746001235', grnip: '416500100054320', snils: '11223344595' };
    for (const kind of kinds) {
      const value = numbers[/** @type {keyof typeof numbers} */ (kind)];
      const verdict = check(kind, value, { bik: requisites.bik });
      assert.ok(verdict.ok, kind);
      for (const t of [ru, en]) {
        for (const { label } of partsOf(verdict, t)) assert.match(label, /^[А-ЯA-Z]/, `${kind}: ${label}`);
      }
    }
    assert.deepEqual(partsOf({ parts: { novelty: 'x' } }, ru), [{ label: 'novelty', value: 'x' }]);
  });
  test('a number that may still grow is not called wrong before typing rests', () => {
    const wrong = { ok: false, code: 'checksum' };
    const typing = { done: false, paused: false, unfinished: true };
    assert.equal(stageOf(wrong, typing), 'progress');
    assert.equal(stageOf(wrong, { ...typing, paused: true }), 'invalid');
    assert.equal(stageOf(wrong, { ...typing, unfinished: false }), 'invalid');
    assert.equal(stageOf({ ok: false, code: 'length' }, { ...typing, paused: true }), 'progress');
    assert.equal(stageOf({ ok: false, code: 'length' }, { ...typing, done: true }), 'invalid');
    assert.equal(stageOf({ ok: false, code: 'length' }, { ...typing, unfinished: false }), 'invalid');
    assert.equal(stageOf({ ok: false, code: 'characters' }, typing), 'invalid');
    assert.equal(stageOf({ ok: false, code: 'context' }, { ...typing, done: true }), 'pending');
    assert.equal(stageOf({ ok: false, code: 'empty' }, { ...typing, done: true }), 'empty');
    assert.equal(stageOf({ ok: true, warnings: [] }, typing), 'valid');
    assert.equal(stageOf({ ok: true, warnings: [{}] }, typing), 'odd');
  });
  test('a company is read from whatever is typed or pasted', () => {
    assert.deepEqual(readCompany('7701 999 111'), { kind: 'inn', value: '7701999111' });
    assert.deepEqual(readCompany('ОГРН: 1157746001236'), { kind: 'ogrn', value: '1157746001236' });
    assert.deepEqual(readCompany('316500100054320'), { kind: 'ogrnip', value: '316500100054320' });
    assert.deepEqual(readCompany(''), { kind: 'inn', value: '' });
    assert.equal(readCompany('нет тут номера').value, 'неттутномера');
    const { kind, value } = readPastedCompany('ИП Иванов, ОГРНИП 316500100054320, р/с 40702810912340000567');
    assert.deepEqual({ kind, value }, { kind: 'ogrnip', value: '316500100054320' });
  });
});

test('addresses of the page lead back to where they came from', () => {
  const routes = [
    { view: 'company' }, { view: 'identifiers' }, { view: 'text' },
    { view: 'company', ask: { by: 'inn', value: '7701999111' } }, { view: 'company', ask: { by: 'ogrn', value: 'a&b=ё' } },
  ];
  for (const route of routes) assert.deepEqual(parseRoute(formatRoute(route)), route);
  for (const odd of ['', '#', '#nowhere', '#inn=', '#%']) assert.deepEqual(parseRoute(odd), { view: 'company' }, odd);
});

describe('numbers in a text', () => {
  const text = `🏦 ИНН 7701999111 и снова 7701999111, БИК ${requisites.bik}, р/с ${requisites.account}`;
  test('the pieces make the text again', () => {
    const segments = segmentsOf(text, find(text));
    assert.equal(segments.map((/** @type {any} */ segment) => segment.text).join(''), text);
    for (const { text: piece, found } of segments) if (found) assert.equal(piece.replace(/\D/g, ''), found.value);
  });
  test('a number that occurs again is one entry with its places', () => {
    const entries = entriesOf(find(text));
    assert.deepEqual(entries.map((/** @type {any} */ { kind, places }) => [kind, places.length]), [['inn', 2], ['bik', 1], ['account', 1]]);
  });
  test('an account is explained with the БИК that it fits', () => {
    const account = { kind: 'account', value: requisites.account, places: [0] };
    assert.equal(verdictOf(account, ['049805000', requisites.bik], 'ru')?.parts.rule, 'bank');
    assert.equal(verdictOf(account, [], 'ru'), undefined);
  });
});

test('the examples are valid', () => {
  for (const { value, note } of companies) {
    assert.ok(check(readCompany(value).kind, value).ok, value);
    assert.ok(ru.examples[note] && en.examples[note]);
  }
  for (const kind of Object.keys(requisites)) {
    assert.ok(check(/** @type {any} */ (kind), requisites[kind], { bik: requisites.bik }).ok, kind);
  }
});

describe('objects and relations', () => {
  /** @param {string} id @param {object} data @param {string} label */
  const node = (id, data, label = id) => ({ id, type: id.slice(0, id.indexOf(':')), label, data });
  const say = (/** @type {object} */ record) => objects.recordText(record, relationWords, 'ru').replaceAll('\u00a0', ' ');

  test('every way to ask has its words in both languages, and 32 of them there are', () => {
    const ways = ['COMPANY', 'INDIVIDUAL', 'ADDRESS', 'PHONE', 'PURCHASE', 'FOREIGN'].map((type) => objects.waysOf(type));
    assert.deepEqual(ways.map(({ length }) => length), [20, 6, 1, 1, 4, 0]);
    for (const words of [relationWords, relationWordsEn]) {
      for (const way of ways.flat()) assert.ok(objects.wayName(way, words), JSON.stringify(way));
      for (const type of objects.relTypes) assert.notEqual(objects.linkName(type, words), type);
    }
    assert.equal(objects.linkName('SOMETHING_NEW', relationWords), 'SOMETHING_NEW');
  });

  test('no count is no zero', () => {
    const way = { relType: 'ADDRESS', direction: 'in' };
    assert.equal(objects.countOf(node('COMPANY:1', {}), way), undefined);
    assert.deepEqual(objects.countOf(node('COMPANY:1', { info: [] }), way), { actual: 0, outdated: 0 });
    assert.deepEqual(objects.countOf(node('COMPANY:1', { info: [{ relType: 'ADDRESS', direction: 'in', actual: 2, outdated: 1 }] }), way), { actual: 2, outdated: 1 });
  });

  test('only what the provider knows can be asked about', () => {
    assert.deepEqual(objects.knownAs({ id: 'PHONE:45-93605', type: 'PHONE' }), { type: 'PHONE', id: '45-93605' });
    assert.equal(objects.knownAs({ id: 'FOREIGN:name-x', type: 'FOREIGN' }), undefined);
    assert.equal(objects.knownAs({ id: 'OTHER:1', type: 'COMPANY' }), undefined);
  });

  test('a hidden name is called so, an unknown one otherwise', () => {
    const name = (/** @type {object} */ one) => objects.nameOf(one, relationWords);
    assert.equal(name(node('COMPANY:1', {}, 'ООО «Ромашка»')), 'ООО «Ромашка»');
    assert.equal(name(node('COMPANY:1', { ogrn: '1086699010023', hidden: ['fullName', 'shortName'] }, '1086699010023')), 'Название скрыто (1086699010023)');
    assert.equal(name(node('INDIVIDUAL:0123456789abcdef', { hidden: ['name'] })), 'Название скрыто (01234567)');
    assert.equal(name(node('COMPANY:12', {})), 'Без названия (12)');
  });

  test('shares, posts, lots and what is hidden are told', () => {
    assert.equal(say({ sharePercent: 0, shareAmount: 0 }), 'доля 0 %, доля 0 ₽');
    assert.equal(say({ sharePercent: 99.99994897909205 }), 'доля 99,9999 %');
    assert.equal(say({ hidden: ['sharePercent', 'inn'] }), 'скрыто: доля в процентах, ИНН');
    assert.equal(say({ position: 'Директор', inn: '540000000634' }), 'Директор, ИНН 540000000634');
    assert.equal(say({ causes: [{ name: 'AFFILIATE_20_PERCENT', since: '2015-02-01' }, { name: 'NEW' }] }), 'больше 20 % голосов 1 февраля 2015 г., NEW');
    assert.equal(say({ lots: [{ lot: 1, status: 'WIN', price: 1000 }] }), 'лот 1 победитель 1 000');
    assert.equal(say({}), '');
  });

  test('whether a relation holds is said only where something says so', () => {
    const states = [{ actual: true }, { actual: false }, {}].map((edge) => objects.stateName(edge, relationWords));
    assert.deepEqual(states, ['действует', 'прежняя', 'не сказано']);
  });

  test('without some types, objects go that had no others, and stay when they never had any', () => {
    const edge = (/** @type {string} */ source, /** @type {string} */ target, /** @type {string} */ type) => ({ id: source + target + type, source, target, type, undirected: false, records: [] });
    const graph = { nodes: ['A:1', 'A:2', 'A:3', 'A:4'].map((id) => node(id, {})), edges: [edge('A:1', 'A:2', 'X'), edge('A:1', 'A:3', 'Y')] };
    const left = objects.filtered(graph, { history: 'all', without: new Set(['Y']) }, {});
    assert.deepEqual(left.nodes.map((/** @type {{ id: string }} */ { id }) => id), ['A:1', 'A:2', 'A:4']);
    assert.equal(left.edges.length, 1);
    assert.equal(objects.degreesOf({ nodes: [], edges: [edge('A:1', 'A:1', 'X')] }).get('A:1'), 1);
  });

  test('a question in words says of what «nothing» would be', () => {
    const of = { id: 'COMPANY:1', type: 'COMPANY', name: 'ООО «Ромашка»' };
    const text = (/** @type {object} */ asked) => askedText(asked, relationWords, ru.kinds);
    const way = { relType: 'FOUNDER_INDIVIDUAL', direction: 'in' };
    assert.equal(text({ is: 'related', of, way, history: 'all', page: 1 }), 'ООО «Ромашка»: Учредители — люди');
    assert.equal(text({ is: 'related', of, way, history: 'actual', page: 2 }), 'ООО «Ромашка»: Учредители — люди, только действующие, страница 2');
    assert.match(text({ is: 'chains', from: of, to: of, relTypes: ['ADDRESS'], depth: 2, history: 'historical' }), /не длиннее 2 связи \(адрес; только прежние\)/);
  });
});
