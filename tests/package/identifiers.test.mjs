// @ts-check
// The identifiers of the built package: the way through JavaScript. The rules themselves are tested in Rust.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import * as inline from 'kontragent/identifiers';
import { pkg } from '../../scripts/lib/paths.mjs';

const { batchCodes, check, checkBatch, compare, find, kinds, normalize } = inline;

/** @type {Record<string, (value: any) => boolean>} */
const checks = {
  inn: inline.isInn, kpp: inline.isKpp, ogrn: inline.isOgrn, ogrnip: inline.isOgrnip, grn: inline.isGrn, grnip: inline.isGrnip,
  snils: inline.isSnils, bik: inline.isBik, okpo: inline.isOkpo, oktmo: inline.isOktmo, okato: inline.isOkato, okved: inline.isOkved,
};

/** @type {Record<string, string[]>} */
const valid = {
  inn: ['7707083893', '500100732259'], kpp: ['773601001', '7736AB001'], ogrn: ['1027700132195'], ogrnip: ['304770000013213'],
  grn: ['1027700132195'], grnip: ['304770000013213'], snils: ['11223344595', '00100199800'], bik: ['044525225'],
  okpo: ['00032537', '0000000000', '00032537123456'], oktmo: ['45384000', '45384000101'],
  okato: ['45', '45286', '45286555', '45286555000'], okved: ['62', '62.0', '62.01', '62.01.1', '62.01.12'],
};

const [account, bik] = ['40602810700000000025', '049805746'];
const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
const codes = (/** @type {Uint8Array} */ result) => [...result].map((code) => batchCodes[code]);

/** What is no string, or no string of digits, whatever its length. */
const hostile = [undefined, null, 7707083893, 7707083893n, NaN, true, {}, [], ['7707083893'], Symbol('7707083893'), () => '7707083893',
  new String('7707083893'), { toString: () => '7707083893' }, '', ' ', '\0', '\n', '7707083893\n', '\n7707083893', '7707083893\r\n', '7707083893\0',
  '7'.repeat(10_000_000), '7707083893' + ' '.repeat(100_000), '٧٧٠٧٠٨٣٨٩٣', '７７０７０８３８９３', '\u0137\u0137\u0130\u0137\u0130\u0138\u0133\u0138\u0139\u0133',
  '\ud837\udc37\udc30\udc37\udc30\udc38\udc33\udc38\udc39\udc33', '🙂'.repeat(5), '7707083893🙂', '770708389\u{1d7d1}'];

test('kinds and codes are in the promised order', () => {
  assert.deepEqual(kinds, ['inn', 'kpp', 'ogrn', 'ogrnip', 'grn', 'grnip', 'snils', 'bik', 'account', 'okpo', 'oktmo', 'okato', 'okved']);
  assert.deepEqual(batchCodes, ['valid', 'empty', 'length', 'characters', 'checksum', 'region', 'prefix', 'context', 'unassigned', 'type']);
});

test('is… accept what is valid and nothing else', () => {
  for (const [kind, is] of Object.entries(checks)) {
    for (const value of valid[kind] ?? []) assert.equal(is(value), true, `${kind} ${value}`);
    for (const value of hostile) assert.equal(is(value), false, `${kind} ${String(value).slice(0, 30)}`);
  }
  assert.equal(inline.isBankAccount(account, bik), true);
  assert.equal(inline.isBankAccount(account, '049805747'), false);
  for (const value of hostile) {
    assert.equal(inline.isBankAccount(/** @type {any} */ (value), bik), false);
    assert.equal(inline.isBankAccount(account, /** @type {any} */ (value)), false);
  }
  // Nothing that separates account and БИК in a batch does so here.
  assert.equal(inline.isBankAccount(`${account} ${bik}`, ''), false);
  assert.equal(inline.isBankAccount(`${account} ${bik}`, bik), false);
  assert.equal(inline.isBankAccount(account, ` ${bik}`), false);
});

test('one check leaves nothing behind for the next', () => {
  assert.equal(inline.isInn('500100732259'), true);
  assert.equal(inline.isInn('5001007322'), false);
  assert.equal(inline.isBankAccount(account, bik), true);
  assert.equal(check('account', account).ok, false);
  assert.equal(check('account', account, { bik }).ok, true);
  assert.equal(check('account', account, {}).ok, false);
});

test('check tells what a valid number carries', () => {
  assert.deepEqual(check('inn', '7707083893'),
    { ok: true, kind: 'inn', value: '7707083893', parts: { form: 'organization', region: '77', index: '07', sequence: '08389' }, warnings: [] });
  assert.deepEqual(check('inn', '9909271678'), { ok: true, kind: 'inn', value: '9909271678',
    parts: { form: 'organization', region: '99', index: '09', sequence: '27167', foreign: true }, warnings: [] });
  assert.deepEqual(check('ogrn', '1027700132195', { year: 2026 }), { ok: true, kind: 'ogrn', value: '1027700132195',
    parts: { recordKind: 'ogrn', year: 2002, region: '77', sequence: '0013219' }, warnings: [] });
  assert.deepEqual(check('snils', '00100199800', { locale: 'ru' }), { ok: true, kind: 'snils', value: '00100199800',
    parts: { checked: false, formatted: '001-001-998 00' },
    warnings: [{ code: 'unchecked', message: 'До 001-001-998 контрольное число не проверяется' }] });
  const kpp = check('kpp', '773643001', { locale: 'ru' });
  assert.ok(kpp.ok);
  assert.equal(kpp.parts.reasonMeaning, 'филиал');
  const kept = check('account', account, { bik });
  assert.ok(kept.ok);
  assert.deepEqual(kept.parts, { rule: 'bank', balanceAccount: '40602', currency: '810', key: '7', branch: '0000', number: '0000025' });
  for (const [kind, values] of Object.entries(valid)) {
    for (const value of values) {
      const result = check(/** @type {inline.Kind} */ (kind), value);
      assert.ok(result.ok && result.value === value && Object.keys(result.parts).length > 0, `${kind} ${value}`);
    }
  }
});

test('check warns of years to come, by the clock unless told', () => {
  const year = new Date().getFullYear();
  const of = (/** @type {number} */ recorded) => {
    const body = `1${String(recorded % 100).padStart(2, '0')}770013219`;
    return `${body}${(Number(body) % 11) % 10}`;
  };
  const warnings = (/** @type {string} */ ogrn, /** @type {inline.Context} */ context = {}) => {
    const result = check('ogrn', ogrn, context);
    return result.ok && result.warnings.map(({ code }) => code);
  };
  assert.deepEqual(warnings(of(year)), []);
  assert.deepEqual(warnings(of(year + 1)), ['year-future']);
  assert.deepEqual(warnings(of(2020), { year: 2019 }), ['year-future']);
  assert.deepEqual(warnings('1001601569925'), ['year-early']);
});

test('check tells what is wrong, and where', () => {
  assert.deepEqual(check('inn', '7707083890'),
    { ok: false, kind: 'inn', code: 'checksum', at: 9, message: 'INN: control digit 10 does not match' });
  assert.deepEqual(check('inn', '770708389', { locale: 'ru' }),
    { ok: false, kind: 'inn', code: 'length', message: 'ИНН состоит из 10 или 12 цифр, здесь 9' });
  const at = (/** @type {inline.Kind} */ kind, /** @type {string} */ value) => {
    const result = check(kind, value);
    return result.ok ? undefined : [result.code, result.at];
  };
  assert.deepEqual(at('inn', '77070838🙂3'), ['characters', 8]);
  assert.deepEqual(at('inn', 'ИНН 7707083893'), ['characters', 0]);
  assert.deepEqual(at('inn', '7707083893\n'), ['characters', 10]);
  assert.deepEqual(at('inn', '0007083893'), ['region', 0]);
  assert.deepEqual(at('inn', ''), ['empty', undefined]);
  assert.deepEqual(at('snils', '00000000000'), ['unassigned', undefined]);
  assert.deepEqual(at('account', account), ['context', undefined]);
  assert.deepEqual(at('account', account.replace('7', '8')), ['context', undefined]);
  const long = check('inn', '7'.repeat(1_000_000));
  assert.ok(!long.ok && long.code === 'length' && long.message.endsWith('1000000'));
});

test('a value is judged alone, whatever was asked before', () => {
  const after = (/** @type {string} */ value, /** @type {string} */ before) => {
    assert.equal(inline.isInn(before), true);
    const [code] = codes(checkBatch('inn', [value]));
    inline.isInn(before);
    const result = check('inn', value);
    assert.ok(!result.ok && result.code === code, value);
    inline.isInn(before);
    assert.equal(inline.isInn(value), false, value);
    return [code, result.at];
  };
  for (const letter of 'Za[\x80\xffЯ\u{d800}\uff17') {
    assert.deepEqual(after(`770${letter}083893`, '7707083893'), ['characters', 3], letter);
    assert.deepEqual(after(`7707083893${letter}3`, '500100732259'), ['characters', 10], letter);
    assert.deepEqual(after(`77070838937707083893${letter}`, '7707083893'), ['length', undefined], letter);
  }
  const right = bik;
  for (const bik of [`${right.slice(0, 8)}x`, `${right.slice(0, 4)}a${right.slice(5)}`, `Я${right.slice(1)}`]) {
    assert.equal(inline.isBankAccount(account, right), true);
    const result = check('account', account, { bik });
    assert.ok(!result.ok && result.code === 'context', bik);
    assert.equal(inline.isBankAccount(account, bik), false);
  }
  // The bits of lengths begin anew after 32.
  for (const length of [9, 41, 73]) assert.equal(inline.isKpp('7'.repeat(length)), length === 9, `${length}`);
});

test('check refuses what is no string, and throws only for an unknown kind', () => {
  for (const value of [undefined, null, 7707083893, 7707083893n, {}, [], Symbol('x'), new String('7707083893')]) {
    const result = check('inn', /** @type {any} */ (value));
    assert.ok(!result.ok && result.code === 'type' && /string/.test(result.message));
  }
  for (const kind of ['', 'INN', 'toString', undefined, null, 3, Symbol('inn')]) {
    assert.throws(() => check(/** @type {any} */ (kind), '7707083893'), { name: 'TypeError', message: /inn, kpp, ogrn/ });
    assert.throws(() => normalize(/** @type {any} */ (kind), ''), TypeError);
    assert.throws(() => checkBatch(/** @type {any} */ (kind), []), TypeError);
  }
  assert.equal(check('inn', '7707083893', /** @type {any} */ (null)).ok, true);
  assert.equal(check('inn', '7707083893', /** @type {any} */ ({ bik: 5, locale: 'xx', year: NaN })).ok, true);
});

test('normalize cleans up and never guesses', () => {
  assert.equal(normalize('inn', ' ИНН:\u00a07707 083\u200b-893 '), '7707083893');
  assert.equal(normalize('account', 'р/с № 4060 2810 7000 0000 0025'), account);
  assert.equal(normalize('kpp', 'кпп 7736ав001'), '7736AB001');
  assert.equal(normalize('okved', 'ОКВЭД 62.01'), '62.01');
  assert.equal(normalize('inn', '+7707083893'), '+7707083893');
  assert.equal(normalize('inn', '🙂 7\ud83d'), '🙂7\ud83d');
  const long = ' 7'.repeat(5_000_000);
  assert.equal(normalize('inn', long), long);
  const limit = ' 7'.repeat(2048);
  assert.equal(normalize('inn', limit), '7'.repeat(2048));
  for (const value of [undefined, null, 5, {}]) assert.throws(() => normalize('inn', /** @type {any} */ (value)), TypeError);
});

test('find returns places in the string', () => {
  const text = '🙂 ООО «Ромашка», ИНН/КПП 7707083893/773601001, р/с 4060 2810 7000 0000 0025, БИК: 049805746; тел. 7707083893';
  const found = find(text);
  assert.deepEqual(found.map(({ kind, value }) => [kind, value]),
    [['inn', '7707083893'], ['kpp', '773601001'], ['account', account], ['bik', bik]]);
  assert.deepEqual(found.map(({ start, end }) => text.slice(start, end)), ['7707083893', '773601001', '4060 2810 7000 0000 0025', bik]);
  assert.deepEqual(find(''), []);
  for (const value of [undefined, null, 5, {}]) assert.throws(() => find(/** @type {any} */ (value)), TypeError);
});

test('find gets through texts of any length piece by piece', () => {
  for (const filler of ['слово ', '\t', '9', '1', 'x', '🙂', '7 ', '\n', 'р/с ', 'ИНН ', '12 34 ']) {
    for (const length of [0, 7000, 7680, 7936, 8190, 16_000, 40_000]) {
      const before = filler.repeat(Math.ceil(length / filler.length)).slice(0, length);
      const text = `${before} , ИНН 7707083893 КПП 773601001 ${'. '.repeat(3000)} 500100732259`;
      const found = find(text).filter(({ start }) => start > before.length);
      assert.deepEqual(found.map(({ kind, start, end }) => [kind, text.slice(start, end)]),
        [['inn', '7707083893'], ['kpp', '773601001'], ['inn', '500100732259']], `${filler} ${length}`);
    }
  }
  // Headings hold for all the lines of a table.
  const rows = 3000;
  const table = `ИНН\tКПП\tОКПО\n${'7707083893\t773601001\t00032537\n'.repeat(rows)}`;
  assert.equal(find(table).length, 3 * rows);
});

test('batches of bytes', () => {
  const inn = (/** @type {string} */ text) => codes(checkBatch('inn', bytes(text)));
  assert.deepEqual(inn(''), []);
  assert.deepEqual(inn('\n'), ['empty']);
  assert.deepEqual(inn('\ufeff'), []);
  assert.deepEqual(inn('\ufeff7707083893\r\n7707083890\n\n770\nИНН\n7707083893'), ['valid', 'checksum', 'empty', 'length', 'characters', 'valid']);
  assert.deepEqual(inn('7707083893\n'), ['valid']);
  assert.deepEqual(codes(checkBatch('account', bytes(`${account} ${bik}\n${account};049805747\n${account}\n`))), ['valid', 'checksum', 'context']);
  assert.deepEqual(codes(checkBatch('inn', Buffer.from('x7707083893\n').subarray(1))), ['valid']);
});

test('batches longer than the buffer, at every border', () => {
  const lines = ['7707083893', '500100732259', '7707083890', '', '770', 'ИНН 7707083893', '1027700132195'];
  const expected = ['valid', 'valid', 'checksum', 'empty', 'length', 'characters', 'length'];
  for (const end of ['\n', '\r\n']) {
    for (let shift = 0; shift < 24; shift++) {
      const count = 12_000;
      const text = 'x'.repeat(shift) + end + Array.from({ length: count }, (_, i) => lines[i % lines.length] + end).join('');
      const result = checkBatch('inn', bytes(text));
      assert.equal(result.length, count + 1);
      const wrong = [...result].findIndex((code, i) => i > 0 && batchCodes[code] !== expected[(i - 1) % lines.length]);
      assert.equal(wrong, -1, `shift ${shift}`);
    }
  }
});

test('lines longer than the buffer', () => {
  const ones = '1'.repeat(100_000);
  assert.deepEqual(codes(checkBatch('inn', bytes(`7707083893\n${ones}\n7707083893\n`))), ['valid', 'length', 'valid']);
  assert.deepEqual(codes(checkBatch('inn', bytes(`${ones}`))), ['length']);
  assert.deepEqual(codes(checkBatch('inn', bytes(`${'x'.repeat(32768)}\n7707083893`))), ['characters', 'valid']);
  assert.deepEqual(codes(checkBatch('inn', bytes(`${ones}\n${ones}\n\n`))), ['length', 'length', 'empty']);
  assert.deepEqual(codes(checkBatch('account', bytes(`${account} ${ones}\n${account} ${bik}`))), ['context', 'valid']);
  for (let length = 32760; length < 32775; length++) {
    assert.deepEqual(codes(checkBatch('inn', bytes(`${'1'.repeat(length)}\n7707083893\n`))), ['length', 'valid'], `${length}`);
    assert.deepEqual(codes(checkBatch('inn', bytes(`${'1'.repeat(length)}`))), ['length'], `${length}`);
  }
});

test('a long last line without an end', () => {
  for (let length = 30; length < 36; length++) {
    const last = '1'.repeat(length);
    assert.deepEqual(codes(checkBatch('inn', bytes(`7707083893\n${last}`))), ['valid', 'length'], `${length}`);
    assert.deepEqual(codes(checkBatch('inn', bytes(`\n7707083890\r\n${last}`))), ['empty', 'checksum', 'length'], `${length}`);
  }
  const filled = `${'7707083893\n'.repeat(3000)}${'1'.repeat(32768)}`;
  assert.deepEqual(codes(checkBatch('inn', bytes(filled))).slice(2999), ['valid', 'length']);
});

test('a carriage return in a long line does not end it', () => {
  for (const place of [20, 23, 24, 25, 29, 30, 31]) {
    const long = `${`${account} ${bik}`.slice(0, place).padEnd(place, '1')}\r`.padEnd(64, '1');
    assert.notEqual(codes(checkBatch('account', bytes(`${long}\n`)))[0], 'valid', `${place}`);
    assert.deepEqual(codes(checkBatch('account', bytes(`${account} ${bik}\r\n${long}\r\n${account} ${bik}\r\n`))).filter((_, at) => at !== 1), ['valid', 'valid']);
  }
});

test('batches of strings say what the single checks say', () => {
  for (const kind of kinds) {
    const values = [...Object.values(valid).flat(), ...hostile, `${account} ${bik}`, `${account};049805747`];
    const result = checkBatch(kind, /** @type {any} */ (values));
    assert.equal(result.length, values.length);
    values.forEach((value, i) => {
      const pair = kind === 'account' && typeof value === 'string' && /^(.{20})[ ;](.{9})$/s.exec(value);
      const single = pair ? check('account', pair[1] ?? '', { bik: pair[2] }) : check(kind, /** @type {any} */ (value));
      assert.equal(batchCodes[result[i] ?? 99], single.ok ? 'valid' : single.code, `${kind} ${String(value).slice(0, 30)}`);
    });
  }
  assert.throws(() => checkBatch('inn', /** @type {any} */ ('7707083893')), TypeError);
  assert.throws(() => checkBatch('inn', /** @type {any} */ (null)), TypeError);
});

test('compare tells errors from hints', () => {
  assert.deepEqual(compare({}), []);
  assert.deepEqual(compare({ inn: '7707083893', kpp: null, ogrn: undefined }), []);
  assert.deepEqual(compare({ inn: '500100732259', kpp: '773601001' }, { locale: 'ru' }),
    [{ code: 'person-organization', level: 'error', fields: ['inn', 'kpp'], message: 'ИНН здесь физлица или ИП, а КПП — организации' }]);
  assert.deepEqual(compare({ inn: '7707083893', kpp: '773601001' }).map(({ code, level }) => [code, level]), [['tax-authority', 'hint']]);
  assert.deepEqual(compare({ account, bik: '049805747' }).map(({ code, fields }) => [code, fields]), [['account-bik', ['account', 'bik']]]);
  assert.deepEqual(compare({ inn: '77' }, { locale: 'ru' }),
    [{ code: 'invalid', level: 'error', fields: ['inn'], cause: 'length', message: 'ИНН состоит из 10 или 12 цифр, здесь 2' }]);
  assert.deepEqual(compare(/** @type {any} */ ({ inn: 7707083893 })).map(({ code, cause }) => [code, cause]), [['invalid', 'type']]);
  // Nothing that has no fields is free of contradictions.
  for (const fields of [null, undefined, 5, true, '7707083893', ['7707083893'], Symbol('inn'), 10n]) {
    assert.throws(() => compare(/** @type {any} */ (fields)), TypeError);
  }
  const all = Object.fromEntries(kinds.map((kind) => [kind, 'x'.repeat(50)]));
  for (const locale of /** @type {const} */ (['en', 'ru'])) assert.equal(compare(all, { locale }).length, kinds.length);
});

test('the entry for workerd has the same names and answers', async () => {
  const { create } = await import('../../pkg/lib/identifiers/core.js');
  const exported = create(new WebAssembly.Module(readFileSync(path.join(pkg, 'generated', 'identifiers.wasm'))));
  // Node cannot import the entry itself: it imports WebAssembly as a module.
  const entry = readFileSync(path.join(pkg, 'lib', 'identifiers', 'entry.workerd.js'), 'utf8');
  const names = /export const \[([\s\w,]+)\] = create\(/.exec(entry)?.[1]?.match(/\w+/g) ?? [];
  assert.equal(names.length, exported.length);
  assert.deepEqual([...names].sort(), Object.keys(inline).sort());
  /** @type {any} */
  const other = Object.fromEntries(names.map((name, at) => [name, exported[at]]));
  assert.deepEqual(other.check('inn', '7707083890'), check('inn', '7707083890'));
  assert.deepEqual([other.kinds, other.batchCodes], [kinds, batchCodes]);
  for (const kind of kinds) {
    const is = kind === 'account' ? 'isBankAccount' : `is${kind[0]?.toUpperCase()}${kind.slice(1)}`;
    const [value, at] = kind === 'account' ? [account, bik] : [valid[kind]?.[0], undefined];
    assert.deepEqual([other[is](value, at), other[is]('1', at)], [true, false], is);
  }
});

test('the module needs nothing from outside and cannot grow', () => {
  const module = new WebAssembly.Module(readFileSync(path.join(pkg, 'generated', 'identifiers.wasm')));
  assert.deepEqual(WebAssembly.Module.imports(module), []);
  assert.deepEqual(WebAssembly.Module.exports(module).map(({ name }) => name).sort(), ['memory', 'run']);
});

test('the vector instructions of the module agree with the textbook', () => {
  const sum = (/** @type {string} */ text, /** @type {number[]} */ weights) => weights.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  const inn = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
  /** @type {Record<string, [length: number, rule: (value: string) => boolean]>} */
  const rules = {
    inn: [10, (v) => !v.startsWith('00') && sum(v, inn.slice(2)) % 11 % 10 === Number(v[9])],
    ogrn: [13, (v) => /^[15]/.test(v) && v.slice(3, 5) !== '00' && Number(v.slice(0, 12)) % 11 % 10 === Number(v[12])],
    ogrnip: [15, (v) => v.startsWith('3') && v.slice(3, 5) !== '00' && Number(v.slice(0, 14)) % 13 % 10 === Number(v[14])],
    snils: [11, (v) => Number(v.slice(0, 9)) > 1001998 ? sum(v, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101 % 100 === Number(v.slice(9)) : Number(v) > 0],
  };
  let seed = 7;
  const digit = () => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0, Math.floor((seed / 2 ** 32) * 10));
  for (const [kind, [length, rule]] of Object.entries(rules)) {
    const first = { ogrn: '1', ogrnip: '3' }[kind] ?? '';
    const values = Array.from({ length: 20_000 }, () => first + Array.from({ length: length - first.length }, digit).join(''));
    const expected = values.map(rule);
    assert.ok(expected.filter(Boolean).length > 100, kind);
    assert.deepEqual(values.map((value) => checks[kind]?.(value)), expected, kind);
    const batch = checkBatch(/** @type {inline.Kind} */ (kind), bytes(values.join('\n')));
    assert.deepEqual([...batch].map((code) => code === 0), expected, kind);
  }
  // A key is computed from 23 digits: both windows of an account, and every digit of each.
  for (let place = 5; place < 20; place++) {
    for (let other = 0; other < 10; other++) {
      const changed = account.slice(0, place) + other + account.slice(place + 1);
      assert.equal(inline.isBankAccount(changed, bik), changed === account, changed);
    }
  }
});
