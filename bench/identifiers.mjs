// @ts-check
// Identifier checks against the npm packages for them: in one process, on the same inputs, half of them invalid.
import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { check, checkBatch, isBankAccount, isBik, isGrn, isGrnip, isInn, isKpp, isOgrn, isOgrnip, isOkato, isOkpo, isOktmo, isOkved, isSnils } from 'kontragent/identifiers';
import { medianSync, report } from './measure.mjs';

const require = createRequire(import.meta.url);
const codes = require('ru-validation-codes');
const isInnJs = require('is-inn-js');
const { Validation, ResponseCode } = require('russian-requisites-validation');
const { stdnum } = require('stdnum');

/** inn-validator imports without file endings, which Node refuses and bundlers allow. */
const innValidator = await (async () => {
  const outfile = path.join(mkdtempSync(path.join(os.tmpdir(), 'kontragent-bench-')), 'inn-validator.mjs');
  await build({ stdin: { contents: `export { validateINN, validateKPP } from 'inn-validator'`, resolveDir: process.cwd() }, bundle: true, format: 'esm', outfile, logLevel: 'error' });
  return import(outfile);
})();

const requisites = new Validation({ lng: 'en' });
const success = (/** @type {any} */ answer) => (answer?.code ?? answer) === ResponseCode.Success;

/** @typedef {(value: string) => boolean} Check */

/** The БИК that all accounts are checked with; in the bytes of a batch it follows each of them. */
const bik = '049805746';

/**
 * What a package is fed where it does not take what the others take: `ru-validation-codes` wants a СНИЛС in its official
 * spelling, and refuses bare digits at a glance.
 * @type {Record<string, (value: string) => string>}
 */
const spellings = {
  'snils ru-validation-codes': (value) => value.replace(/^(...)(...)(...)(..)/, '$1-$2-$3 $4'),
};

/** The checks of each identifier: ours first. @type {Record<string, Record<string, Check>>} */
const checks = {
  inn: {
    kontragent: isInn,
    'ru-validation-codes': codes.checkINN,
    'is-inn-js': isInnJs,
    'inn-validator': (value) => innValidator.validateINN(value).isValid,
    'russian-requisites-validation': (value) => success(requisites.Inn(value)),
    stdnum: (value) => stdnum.RU.inn.validate(value).isValid,
  },
  kpp: {
    kontragent: isKpp,
    'inn-validator': (value) => innValidator.validateKPP(value).isValid,
    'russian-requisites-validation': (value) => success(requisites.Kpp(value)),
  },
  ogrn: { kontragent: isOgrn, 'ru-validation-codes': codes.checkOgrn, 'russian-requisites-validation': (value) => success(requisites.Ogrn(value)) },
  ogrnip: { kontragent: isOgrnip, 'ru-validation-codes': codes.checkOgrnip, 'russian-requisites-validation': (value) => success(requisites.Ogrnip(value)) },
  snils: { kontragent: isSnils, 'ru-validation-codes': codes.checkSnils, 'russian-requisites-validation': (value) => success(requisites.Snils(value)) },
  bik: { kontragent: isBik, 'ru-validation-codes': codes.checkBik, 'russian-requisites-validation': (value) => success(requisites.Bik(value)) },
  account: { kontragent: (value) => isBankAccount(value, bik), 'russian-requisites-validation': (value) => success(requisites.Rs(value, bik)) },
  grn: { kontragent: isGrn },
  grnip: { kontragent: isGrnip },
  okpo: { kontragent: isOkpo },
  oktmo: { kontragent: isOktmo },
  okato: { kontragent: isOkato },
  okved: { kontragent: isOkved },
};

/** A small generator, so that every run has the same inputs. */
let seed = 20261122;
const random = (/** @type {number} */ below) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};
const digits = (/** @type {number} */ count) => Array.from({ length: count }, () => random(10)).join('');

/** The form of each identifier; what is drawn is right or wrong by chance, and both kinds are collected. @type {Record<string, () => string>} */
const forms = {
  inn: () => `${1 + random(9)}${digits(random(2) ? 9 : 11)}`,
  kpp: () => `77${digits(2)}0${1 + random(5)}${digits(3)}`,
  ogrn: () => `1${digits(12)}`,
  ogrnip: () => `3${digits(14)}`,
  snils: () => `1${digits(10)}`,
  bik: () => `04${digits(4)}${100 + random(900)}`,
  account: () => `40702810${digits(12)}`,
  grn: () => `2${digits(12)}`,
  grnip: () => `4${digits(14)}`,
  okpo: () => digits(8),
  oktmo: () => digits(8),
  okato: () => digits(11),
  okved: () => `${10 + random(80)}.${digits(1 + random(2))}`,
};

/** One wrong character or one too many, for the identifiers that have no check digit. @param {string} value */
const spoilt = (value) => (random(2) ? `${value}1` : `${value.slice(0, 3)}x${value.slice(4)}`);

/** The string as an object of its own, and in one piece. @param {string} value */
const flat = (value) => Buffer.from(value).toString('latin1');

const count = 10_000;

/** A batch is built for millions of lines: for one of these the same inputs are there so many times. */
const times = 100;

/** @param {string} kind */
const inputs = (kind) => {
  const isValid = /** @type {Check} */ (checks[kind]?.kontragent);
  const draw = /** @type {() => string} */ (forms[kind]);
  /** @type {string[]} */
  const right = [];
  /** @type {string[]} */
  const wrong = [];
  while (right.length < count / 2) {
    const value = draw();
    if (isValid(value)) right.push(value);
    else if (wrong.length < count / 2) wrong.push(value);
  }
  while (wrong.length < count / 2) wrong.push(spoilt(draw()));
  // Mixed.
  return right.flatMap((value, at) => [value, /** @type {string} */ (wrong[at])]).sort(() => random(3) - 1).map(flat);
};

let consumed = 0;
/** @param {Check} isValid @param {string[]} values */
const all = (isValid, values) => {
  let valid = 0;
  for (const value of values) if (isValid(value)) valid += 1;
  consumed += valid;
};

const decoder = new TextDecoder();

/**
 * A million lines, for us and for who is fastest with few.
 * @param {string} kind
 * @param {string[]} strings
 * @param {Uint8Array} bytes
 * @param {Record<string, Check>} implementations
 * @param {{ strings: string | undefined, bytes: string } | undefined} rivals
 */
const ofAMillion = (kind, strings, bytes, implementations, rivals) => {
  const manyStrings = Array.from({ length: times }, () => strings.map(flat)).flat();
  const manyBytes = Buffer.concat(Array(times).fill([bytes, Buffer.from('\n')]).flat());
  /** @type {Record<string, () => void>} */
  const ways = {
    strings: () => { consumed += checkBatch(/** @type {any} */ (kind), manyStrings).length; },
    bytes: () => { consumed += checkBatch(/** @type {any} */ (kind), manyBytes).length; },
  };
  if (!rivals) return ways;
  const value = kind === 'account' ? (/** @type {string} */ line) => line.slice(0, -10) : (/** @type {string} */ line) => line;
  const ready = /** @type {Check} */ (implementations[rivals.strings ?? '']);
  const other = /** @type {Check} */ (implementations[rivals.bytes]);
  const spell = (/** @type {string} */ name) => spellings[`${kind} ${name}`] ?? value;
  const values = manyStrings.map(spell(rivals.strings ?? '')).map(flat);
  ways['rival, strings ready'] = () => all(ready, values);
  ways.rival = () => all((line) => other(spell(rivals.bytes)(line)), decoder.decode(manyBytes).split('\n'));
  return ways;
};
/** @type {string[][]} */
const single = [];
/** @type {string[][]} */
const batches = [];
/** @type {string[][]} */
const millions = [];
for (const [kind, implementations] of Object.entries(checks)) {
  const values = inputs(kind);
  const bytes = new TextEncoder().encode(values.map((value) => (kind === 'account' ? `${value} ${bik}` : value)).join('\n'));
  const ours = implementations.kontragent;
  /** @type {Record<string, () => void>} */
  const ways = {};
  for (const [name, isValid] of Object.entries(implementations)) {
    const spelling = spellings[`${kind} ${name}`];
    const fed = spelling ? values.map(spelling).map(flat) : values;
    const differing = values.filter((value, at) => Boolean(isValid(/** @type {string} */ (fed[at]))) !== ours?.(value)).length;
    if (differing) console.log(`  ${kind}: ${name} answers otherwise for ${differing} of ${count}`);
    ways[name] = () => all(isValid, fed);
    const fedBytes = spelling ? new TextEncoder().encode(fed.join('\n')) : bytes;
    ways[`${name} from bytes`] = kind === 'account'
      ? () => all((line) => isValid(line.slice(0, -10)), decoder.decode(fedBytes).split('\n'))
      : () => all(isValid, decoder.decode(fedBytes).split('\n'));
  }
  ways['check()'] = () => all((value) => check(/** @type {any} */ (kind), value, { bik }).ok, values);
  const strings = kind === 'account' ? values.map((value) => flat(`${value} ${bik}`)) : values;
  ways.strings = () => { consumed += checkBatch(/** @type {any} */ (kind), strings).length; };
  ways.bytes = () => { consumed += checkBatch(/** @type {any} */ (kind), bytes).length; };
  const medians = medianSync(ways, { rounds: 41 });
  const ns = (/** @type {string} */ way) => ((medians[way] ?? NaN) * 1e6) / count;
  const others = Object.keys(implementations).slice(1);
  const fastest = others.sort((a, b) => ns(a) - ns(b))[0];
  single.push([kind, ns('kontragent').toFixed(0), ns('check()').toFixed(0), fastest ?? '–', fastest ? ns(fastest).toFixed(0) : '–',
    fastest ? (ns(fastest) / ns('kontragent')).toFixed(2) : '–',
    others.slice(1).map((name) => `${name} ${ns(name).toFixed(0)}`).join(', ') || '–']);
  const rival = others.map((name) => `${name} from bytes`).sort((a, b) => ns(a) - ns(b))[0];
  batches.push([kind, ns('bytes').toFixed(1), ns('strings').toFixed(0), fastest ? `${fastest} ${ns(fastest).toFixed(0)}` : '–',
    fastest ? (ns(fastest) / ns('bytes')).toFixed(1) : '–', rival ? `${rival.replace(' from bytes', '')} ${ns(rival).toFixed(0)}` : '–',
    rival ? (ns(rival) / ns('bytes')).toFixed(1) : '–']);

  const rivals = rival ? { strings: fastest, bytes: rival.replace(' from bytes', '') } : undefined;
  const many = medianSync(ofAMillion(kind, strings, bytes, implementations, rivals), { rounds: 9 });
  const each = (/** @type {string} */ way) => ((many[way] ?? NaN) * 1e6) / (count * times);
  const against = (/** @type {string | undefined} */ name, /** @type {string} */ way) =>
    name ? [`${name} ${each(way).toFixed(0)}`, (each(way) / each('bytes')).toFixed(1)] : ['–', '–'];
  millions.push([kind, each('bytes').toFixed(1), each('strings').toFixed(0), ...against(rivals?.strings, 'rival, strings ready'), ...against(rivals?.bytes, 'rival')]);
}

const machine = `Node ${process.versions.node}, ${count} inputs each, half of them invalid; medians of 41 rounds`;
report('identifiers', `Single checks, ns a call; ${machine}`,
  ['identifier', 'kontragent `is…`', '`check`, with the parts', 'fastest package', 'its ns', 'times faster', 'the others'], single);
const columns = ['identifier', 'bytes', 'strings', 'fastest package, strings ready', 'bytes are faster by', 'fastest package, from the same bytes', 'bytes are faster by'];
const note = `ns a line; Node ${process.versions.node}, half of the inputs invalid. From bytes: a package has to decode and split them first.`;
report('batches', 'Batches of a million lines', columns, millions, `${note} The inputs of the table below, ${times} times; medians of 9 rounds.`);
report('batches', `Batches of ${count} lines`, columns, batches, `${note} Medians of 41 rounds.`);
if (!consumed) throw new Error('nothing was checked');
