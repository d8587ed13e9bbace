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

const known = methods().filter(({ free }) => !free);
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

test('there are methods to check', () => {
  assert.ok(known.length >= 16);
  const paged = known.find((method) => all(method) === 'focus.fssp');
  assert.deepEqual(paged?.parts.slice(0, 2), ['pages', 'all']);
});

/** Fixtures that more than one method answers with. @type {Record<string, readonly string[]>} */
const shared = { mon: ['reqMon', 'egrDetailsMon', 'monList'] };

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
      for (const name of shared[stem] ?? [stem]) {
        const method = known.find((each) => each.provider === provider && each.name === name);
        assert.ok(method, `${folder}/${file} is of no method`);
        const value = await methodOf(client, method)(example(method));
        assert.deepEqual(problems(value, answerOf(provider, name)), [], file);
        checked += 1;
      }
    }
  }
  assert.ok(checked >= 14, `${checked}`);
});

const sandbox = await createSandbox({ delayScale: 0 });
const client = await connect({ fetch: sandbox.fetch, providers: credentials('sandbox'), retries: 0 });

/**
 * The answer, if there is one. That the provider refuses is an answer of its own; that its answer is not understood is not.
 * @param {Method} method @param {Params} params
 */
const ask = async (method, params) => {
  try {
    return { value: await methodOf(client, method)(params) };
  } catch (error) {
    assert.ok(error instanceof KontragentError && !(error instanceof DecodeError) && !(error instanceof InternalError),
      `${all(method)} ${JSON.stringify(params).slice(0, 200)}: ${error}`);
    return undefined;
  }
};

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

/** One good answer of each method, for what follows. @type {Map<string, unknown>} */
const good = new Map();

for (const method of known) {
  test(`${all(method)}: the sandbox’s answers are as the types say`, async () => {
    const type = answerOf(method.provider, method.name);
    let largest = -1;
    for (const params of questions(method)) {
      const answered = await ask(method, params);
      if (!answered) continue;
      assert.deepEqual(problems(answered.value, type), [], JSON.stringify(params));
      const size = JSON.stringify(answered.value)?.length ?? 0;
      if (size > largest && size < 100_000) good.set(all(method), answered.value);
      largest = Math.max(largest, size);
    }
    assert.ok(largest >= 0, 'not one question was answered');
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
