// @ts-check
// Marked secrets: every route is asked under every failure of the provider, and everything that leaves the worker is searched
// for them: answers, headers, logs, what it keeps on disk, and what it asks of each provider.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { mintToken } from 'kontragent/tokens';
import { run } from '../../scripts/lib/run.mjs';
import { spellings, startProvider, startRecorded } from './harness.mjs';

/** @typedef {{ operation: string, method: string, path: string, headers: Record<string, string>, body: string | null, discreet: boolean }} Question */

/** Characters that are spelt in several ways, so that every spelling is searched for. */
const mark = (/** @type {string} */ name) => `marked+${name}/&=%"${randomBytes(12).toString('hex')}`;

/** The secrets of each provider, old and next. @type {Record<string, Record<string, string>>} */
const ofProvider = {
  focus: { FOCUS_KEY: mark('focus-old'), FOCUS_KEY_NEXT: mark('focus-new') },
  nkb: { NKB_LOGIN: mark('nkb-login-old'), NKB_PASSWORD: mark('nkb-password-old'), NKB_LOGIN_NEXT: mark('nkb-login-new'), NKB_PASSWORD_NEXT: mark('nkb-password-new') },
  // These have a form of their own.
  fssp: { FSSP_TOKEN: `markedOf${randomBytes(12).toString('hex')}`, FSSP_TOKEN_NEXT: `markedOf${randomBytes(12).toString('hex')}` },
  astral: { ASTRAL_TOKEN: mark('astral-old'), ASTRAL_TOKEN_NEXT: mark('astral-new') },
};
const siteSecret = mark('site-secret-long-enough');
const operatorToken = mark('operator-token-long-enough');
const auditKey = randomBytes(32).toString('base64');
const ownSecrets = [siteSecret, operatorToken, mark('operator-next-long-enough'), auditKey, mark('turnstile'), mark('cache-secret-long-enough')];
/** The part of a secret that is in every spelling but base64. */
const core = (/** @type {string} */ secret) => /[0-9a-f]{24}$/.exec(secret)?.[0] ?? secret;

const all = [...Object.values(ofProvider).flatMap((secrets) => Object.values(secrets)), ...ownSecrets];
/** Login and password as НКБ gets them. */
const basics = [['NKB_LOGIN', 'NKB_PASSWORD'], ['NKB_LOGIN_NEXT', 'NKB_PASSWORD_NEXT']].map(([login = '', password = '']) =>
  Buffer.from(`${ofProvider.nkb?.[login]}:${ofProvider.nkb?.[password]}`).toString('base64'));
const wanted = [...all.flatMap((secret) => [core(secret), ...spellings(secret)]), ...basics];

/** @param {string} text @param {string} where */
const search = (text, where) => {
  for (const [at, spelling] of wanted.entries()) assert.ok(!text.includes(spelling), `${where} has a secret in it (spelling ${at})`);
};

/** @type {Awaited<ReturnType<typeof startProvider>>} */
let provider;
/** @type {Question[]} */
let questions;
/** @type {string} */
let token;
const counts = { questions: 0, upstream: 0, bytes: 0 };

before(async () => {
  provider = await startProvider();
  const printed = await run('cargo', ['test', '--locked', '--quiet', '--all-features', '--test', 'proxy', '--', '--ignored', '--nocapture', 'print_a_question'], { quiet: true });
  questions = [...printed.matchAll(/^QUESTION (.*)$/gm)].map(([, line = '']) => JSON.parse(line));
  assert.ok(questions.length > 15);
  token = await mintToken({ key: { id: 'site', secret: siteSecret }, subject: 'visitor' });
});

after(() => {
  provider.stop();
  console.log(`# ${questions.length} routes, ${counts.questions} questions, ${counts.upstream} requests to providers, ${counts.bytes} bytes searched`);
});

/** Everything that the provider was asked, for a provider that gives it back in what it answers. @param {import('./harness.mjs').Asked} asked */
const echo = ({ url, headers, body }) => JSON.stringify({ message: decodeURIComponent(url), url, headers, body, error: `invalid key ${url}` });

/** @type {Record<string, (provider: Awaited<ReturnType<typeof startProvider>>) => void>} */
const failures = {
  'a good answer': (it) => it.answers(200, 'application/json', '[]'),
  'a good answer with everything in it': (it) => it.answersBy((response, asked) => response.writeHead(200, { 'content-type': 'application/json' }).end(`[${echo(asked)}]`)),
  'a good object with everything in it': (it) => it.answersBy((response, asked) => response.writeHead(200, { 'content-type': 'application/json' }).end(echo(asked))),
  'no connection': (it) => it.answersBy((response) => response.destroy()),
  'an answer that breaks off': (it) => it.answersBy((response, asked) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' });
    response.write(echo(asked), () => response.destroy());
  }),
  'another type': (it) => it.answersBy((response, asked) => response.writeHead(200, { 'content-type': 'text/html' }).end(`<a href="${asked.url}">`)),
  'no type, and no JSON': (it) => it.answersBy((response) => response.writeHead(200).end('\x00')),
  'headers with secrets': (it) => it.answersBy((response, asked) =>
    response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': `k=${encodeURIComponent(asked.url)}`, 'x-debug': encodeURIComponent(asked.url), link: asked.url, server: 'x', etag: `"${encodeURIComponent(asked.url)}"` }).end('[]')),
};
for (const status of [204, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 409, 410, 413, 418, 429, 500, 501, 502, 503, 504]) {
  failures[`status ${status}`] = (it) => it.answersBy((response, asked) => {
    response.writeHead(status, { 'content-type': 'application/json', location: `http://127.0.0.1:9/?key=${encodeURIComponent(asked.url)}`, 'retry-after': '0', 'www-authenticate': `Basic realm="${encodeURIComponent(asked.url)}"` });
    response.end(status === 204 ? undefined : echo(asked));
  });
}

/** @param {string} folder @returns {string[]} */
const filesIn = (folder) => readdirSync(folder).flatMap((name) => {
  const at = path.join(folder, name);
  return statSync(at).isDirectory() ? filesIn(at) : [at];
});

for (const [name, fail] of Object.entries(failures)) {
  test(`no secret leaves the worker: ${name}`, async () => {
    const kept = mkdtempSync(path.join(os.tmpdir(), 'kontragent-kept-'));
    const [, , operatorNext = '', , turnstile = '', cacheSecret = ''] = ownSecrets;
    const worker = await startRecorded('marked', {
      durableObjectsPersist: path.join(kept, 'objects'), cachePersist: path.join(kept, 'cache'), kvPersist: path.join(kept, 'kv'),
      bindings: {
        ...Object.assign({}, ...Object.values(ofProvider)),
        ...Object.fromEntries(Object.keys(ofProvider).map((provider_) => [`${provider_.toUpperCase()}_BASE_URL`, `${provider.url}/${provider_}`])),
        TOKEN_KEYS: JSON.stringify({ site: siteSecret }), OPERATOR_TOKEN: operatorToken, OPERATOR_TOKEN_NEXT: operatorNext, TURNSTILE_SECRET: turnstile, CACHE_SECRET: cacheSecret,
        AUDIT_KEYS: JSON.stringify({ a: auditKey }), LOG_ABOUT: 'masked', CALLERS: { local: false, tokens: { operations: ['*'] }, turnstile: { hostnames: ['x'] } }, TURNSTILE_URL: `${provider.url}/turnstile`,
      },
    });
    try {
      fail(provider);
      provider.asked.length = 0;
      const statuses = await Promise.all(questions.map(async ({ operation, method, path: at, headers, body }) => {
        const { status } = await worker.ask(at, { method, headers: { ...headers, authorization: `Bearer ${token}` }, ...(body === null ? {} : { body }) });
        return [operation, status];
      }));
      counts.questions += statuses.length;
      if (name === 'a good answer') {
        // What refuses everything leaks nothing, and proves nothing.
        const upstream = new Set(provider.asked.map(({ url }) => url.split('/')[1]));
        assert.deepEqual([...upstream].sort(), [...new Set(questions.map(({ operation }) => operation.split('.')[0]))].sort());
        assert.ok(!statuses.some(([, status]) => status === 403), JSON.stringify(statuses));
        assert.ok(statuses.filter(([, status]) => status === 200).length >= 10, JSON.stringify(statuses));
      }
      for (const at of ['/usage', '/metrics', '/audit', '/readyz', '/healthz', '/token', '/nothing', '/focus/api3/req?inn=1']) {
        for (const given of [operatorToken, `${operatorToken}x`, token, `${token}x`]) {
          await worker.ask(at, { headers: { authorization: `Bearer ${encodeURIComponent(given).replaceAll('%', '~')}` } });
          await worker.ask(at, { method: 'POST', body: JSON.stringify({ turnstile: 'x' }), headers: { authorization: `Bearer ${given}` } }).catch(() => {});
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 1100)); // for the metrics
    } finally {
      await worker.stop();
    }
    search(worker.record.left, 'an answer');
    search(worker.record.logged, 'the log');
    assert.ok(!worker.record.logged.includes(token) && !worker.record.left.includes(token), 'a caller’s token is nobody’s business');
    for (const file of filesIn(kept)) {
      const text = readFileSync(file).toString('latin1');
      search(text, path.relative(kept, file));
      counts.bytes += text.length;
    }
    counts.bytes += worker.record.left.length + worker.record.logged.length;
    for (const { url, headers, body } of provider.asked) {
      counts.upstream++;
      const [, name_ = ''] = url.split('/');
      const asked = JSON.stringify([url, headers, body]);
      const own = Object.values(ofProvider[name_] ?? { turnstile });
      for (const secret of all.filter((each) => !own.includes(each))) {
        for (const spelling of [core(secret), ...spellings(secret)]) assert.ok(!asked.includes(spelling), `${name_} got the secret of somebody else`);
      }
      assert.ok(!asked.includes(token), 'a provider got the caller’s token');
    }
  });
}

test('while a secret is replaced either is good, and one alone is enough', async () => {
  const [old = '', next = ''] = Object.values(ofProvider.focus ?? {});
  const worker = await startRecorded('rotation', { bindings: { FOCUS_KEY: old, FOCUS_KEY_NEXT: next, FOCUS_BASE_URL: `${provider.url}/focus` } });
  const good = '/focus/api3/req?inn=6663003127';
  try {
    for (const known of [[old], [next], [old, next]]) {
      provider.answersBy((response, { url }) => {
        const key = new URL(url, 'http://x').searchParams.get('key') ?? '';
        if (known.includes(key)) response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
        else response.writeHead(403, { 'content-type': 'text/plain' }).end('No valid key specified');
      });
      for (let times = 0; times < 3; times++) assert.equal((await worker.ask(`${good}&ogrn=${times ? '1026605606620' : '1027700132195'}`)).status, 200);
    }
    provider.answers(403, 'text/plain', 'No valid key specified');
    assert.deepEqual((await worker.ask(good)).problem().code, 'key-refused');
    assert.equal(JSON.parse((await worker.ask('/readyz')).body).providers.focus, 2);
  } finally {
    await worker.stop();
  }
  search(worker.record.left + worker.record.logged, 'an answer or the log');
});
