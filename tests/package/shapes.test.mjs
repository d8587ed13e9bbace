// @ts-check
// What the built package makes of every fixture and of every answer of the sandbox is what its published types say.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { DecodeError, InternalError, KontragentError, connect } from 'kontragent';
import { createSandbox } from 'kontragent/sandbox';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { answerOf, credentials, methods, partOf, problems, wrongFor } from './published.mjs';

/** @typedef {import('./published.mjs').Method} Method */
/** @typedef {Record<string, unknown>} Params */

const known = methods().filter(({ free, waits }) => !free && !waits);
const all = (/** @type {Method} */ { provider, name }) => `${provider}.${name}`;

/** @param {string} file */
const json = (file) => JSON.parse(readFileSync(inRoot('tests', file), 'utf8'));

/** Methods are called by names that are only known here. @param {unknown} client @param {Method} method @returns {any} */
const methodOf = (client, { provider, name }) => Reflect.get(Reflect.get(Object(client), provider), name);

/** The question of tests/examples, for the plain answer. @param {Method} method @returns {Params} */
const example = ({ provider, name }) => {
  const params = json(path.join('examples', `${provider}.json`))[name];
  assert.ok(params, `tests/examples/${provider}.json has no ${name}`);
  const { xml, pdf, ...rest } = params;
  return rest;
};

/**
 * The answer, if there is one. That the provider refuses is an answer of its own; that its answer is not understood is not.
 * @param {unknown} client @param {Method} method @param {Params} params
 */
const ask = async (client, method, params) => {
  try {
    return { value: await methodOf(client, method)(params) };
  } catch (error) {
    assert.ok(error instanceof KontragentError && !(error instanceof DecodeError) && !(error instanceof InternalError),
      `${all(method)} ${JSON.stringify(params).slice(0, 200)}: ${error}`);
    return { refused: `${error}` };
  }
};

test('there are methods to check', () => {
  assert.ok(known.length >= 16);
  const paged = known.find((method) => all(method) === 'focus.fssp');
  assert.deepEqual(paged?.parts.slice(0, 2), ['pages', 'all']);
});

/** Fixtures that are not named after a method, alone or before a dash. @type {Record<string, readonly string[]>} */
const shared = { mon: ['reqMon', 'egrDetailsMon', 'monList'], 'before-2025': ['legal'], none: ['legal'], regions: ['regionsList'],
  invitations: ['outgoingInvitations', 'incomingInvitations'], sent: ['sendInvitation'] };

test('fixtures are decoded as the types say', async () => {
  let checked = 0;
  for (const provider of readdirSync(inRoot('tests', 'fixtures')).filter((name) => known.some((method) => method.provider === name))) {
    const folder = path.join('fixtures', provider);
    for (const file of readdirSync(inRoot('tests', folder)).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'))) {
      const body = readFileSync(inRoot('tests', folder, file));
      const client = await connect({
        proxy: 'https://proxy.example',
        fetch: async () => new Response(body, { headers: { 'content-type': 'application/json' } }),
      });
      const stem = path.parse(file).name;
      for (const name of shared[stem] ?? [stem.split('-')[0] ?? '']) {
        const method = known.find((each) => each.provider === provider && each.name === name);
        assert.ok(method, `${folder}/${file} is of no method`);
        const answered = await ask(client, method, example(method));
        if (answered.refused !== undefined) continue;
        assert.deepEqual(problems(answered.value, answerOf(provider, name)), [], file);
        checked += 1;
      }
    }
  }
  assert.ok(checked >= 14, `${checked}`);
});

/** What the sandbox takes from whoever wants more than `sandbox`. @type {Record<string, string>} */
const TOKENS = { fssp: 'sandbox-'.repeat(4) };
const sandbox = await createSandbox({ delayScale: 0 });
const client = await connect({
  fetch: sandbox.fetch,
  // Of the ways to get a token of Астрал none is required.
  providers: { ...credentials((provider) => TOKENS[provider] ?? 'sandbox'), astral: { token: 'sandbox' } },
  retries: 0,
});

/** The example, and everybody whom the sandbox names. @param {Method} method @returns {Params[]} */
const questions = (method) => {
  const own = example(method);
  const about = ['ogrn', 'inn'].filter((name) => method.params.includes(name));
  const numbers = (/** @type {string} */ name) => sandbox.companies.flatMap((company) => Reflect.get(company, name) ?? []);
  const others = Object.keys(own).filter((name) => !['ogrn', 'inn', 'skip'].includes(name));
  const rest = Object.fromEntries(others.map((name) => [name, own[name]]));
  // One by one, which every method takes.
  return [own, ...about.flatMap((name) => numbers(name).map((value) => ({ ...rest, [name]: value })))];
};

const organisations = sandbox.companies.map(({ ogrn }) => ogrn).filter((ogrn) => ogrn.length === 13);
/** @returns {Promise<string[]>} */
const ids = async () => {
  const found = await Promise.all(organisations.slice(0, 2).map((ogrn) => client.nkb.company({ ogrn, subsidiary: false })));
  return found.flatMap(({ list }) => list.map(({ id }) => id ?? assert.fail('a company without an id')));
};

/** Contacts of the abonent of the examples. */
const contacts = async () => {
  const { abonentId } = example(known.find((method) => all(method) === 'astral.contacts') ?? assert.fail());
  const { data } = await client.astral.contacts({ abonentId: String(abonentId) });
  return data.map(({ id = '', counterparty }) => ({ abonentId, contactId: id, counterpartyId: counterparty.id }));
};
const cards = async () => (await contacts()).slice(0, 1).map(({ abonentId, counterpartyId }) =>
  ({ abonentId, counterpartyId, legalAddress: { regionCode: '54', city: 'Новосибирск' }, actualAddress: null }));

/** Questions about what only the sandbox itself can tell. @type {Record<string, () => Promise<Params[]>>} */
const more = {
  'nkb.connections': async () => [{ companies: organisations }],
  'nkb.relations': async () => {
    const [fromId = '', toId = ''] = await ids();
    return [{ fromType: 'COMPANY', fromId, toType: 'COMPANY', toId, relTypes: ['EXECUTIVE_INDIVIDUAL'] }];
  },
  'astral.deleteContact': async () => (await contacts()).slice(-1).map(({ abonentId, contactId }) => ({ abonentId, contactId })),
  'astral.replaceContactCard': cards,
  'astral.updateContactCard': cards,
  'nkb.batch': async () => {
    const list = (await ids()).map((id) => ({ type: /** @type {const} */ ('COMPANY'), id }));
    return [{ orderId: (await client.nkb.orderBatch({ list, checkOptions: { relTypes: ['ADDRESS'] } })).orderId }];
  },
};

/** One good answer of each method, for what follows. @type {Map<string, unknown>} */
const good = new Map();

for (const method of known) {
  test(`${all(method)}: the sandbox’s answers are as the types say`, async () => {
    const type = answerOf(method.provider, method.name);
    let largest = -1;
    let refused = '';
    for (const params of [...questions(method), ...((await more[all(method)]?.()) ?? [])]) {
      const answered = await ask(client, method, params);
      if (answered.refused !== undefined) {
        refused = answered.refused;
        continue;
      }
      assert.deepEqual(problems(answered.value, type), [], JSON.stringify(params));
      const size = JSON.stringify(answered.value)?.length ?? 0;
      if (size > largest && size < 100_000) good.set(all(method), answered.value);
      largest = Math.max(largest, size);
    }
    // Its example may be about something that has to be made first: add questions to `more` then.
    assert.ok(largest >= 0, `not one question was answered: ${refused}`);
  });
}

for (const method of known.filter(({ parts }) => parts.includes('pages'))) {
  test(`${all(method)}: pages and entries are as the types say`, async () => {
    const { skip, ...params } = example(method);
    const call = methodOf(client, method);
    let pages = 0;
    for await (const page of call.pages(params)) {
      assert.deepEqual(problems(page, partOf(method.provider, method.name, 'pages')), []);
      pages += 1;
      if (pages === 3) break;
    }
    assert.ok(pages > 0);
    for await (const entry of call.all(params, { limit: 1200 })) {
      assert.deepEqual(problems(entry, partOf(method.provider, method.name, 'all')), []);
    }
  });
}

test('whatever is changed in an answer is seen', () => {
  let changed = 0;
  for (const method of known) {
    const value = good.get(all(method));
    if (value === undefined) continue;
    const type = answerOf(method.provider, method.name);
    /** One place of each kind is enough. @type {Map<string, import('./published.mjs').Place>} */
    const places = new Map();
    problems(value, type, (place) => places.set(place.path.map((step) => (typeof step === 'number' ? '*' : step)).join('.'), place));
    for (const [name, { path: steps, type: inner, optional }] of places) {
      const wrong = wrongFor(inner);
      if (wrong === undefined) continue;
      const last = steps.at(-1) ?? assert.fail();
      const spoil = (/** @type {(holder: any) => void} */ change) => {
        const copy = structuredClone(value);
        change(steps.slice(0, -1).reduce((/** @type {any} */ at, step) => at[step], copy));
        const seen = problems(copy, type);
        assert.ok(seen.some((problem) => problem.startsWith(steps.join('.'))), `${all(method)}: ${name} is not checked: ${seen}`);
        changed += 1;
      };
      spoil((holder) => { holder[last] = wrong; });
      spoil((holder) => { holder[last] = null; });
      if (typeof last === 'string') spoil((holder) => { holder[last] = undefined; });
      if (typeof last === 'string' && !optional) spoil((holder) => { delete holder[last]; });
    }
  }
  assert.ok(changed > 500, `${changed}`);
});
