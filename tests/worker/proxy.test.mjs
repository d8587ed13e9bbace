// @ts-check
// The worker as it is deployed, in workerd, before a provider that the test plays.
import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { connect, KontragentError } from 'kontragent';
import { startProxy } from '../../scripts/lib/services.mjs';

const secret = 'a+secret/key&40';
const spelt = [secret, encodeURIComponent(secret)];

/** What the provider is asked, and how it answers.
 * @type {{ url: string, headers: http.IncomingHttpHeaders }[]} */
let asked = [];
/** @type {(response: http.ServerResponse) => void} */
let answer;
/** @type {http.Server} */
let provider;
/** @type {Awaited<ReturnType<typeof startProxy>>} */
let worker;
/** Everything that left the worker. */
let leaked = '';
/** Everything that it logged. */
let logged = '';

const answers = (/** @type {number} */ status, /** @type {string} */ type, /** @type {string} */ body, headers = {}) => {
  answer = (response) => response.writeHead(status, { 'content-type': type, ...headers }).end(body);
};

/** @param {string} path @param {RequestInit} [init] */
const ask = async (path, init) => {
  const response = await fetch(worker.url + path, { redirect: 'manual', ...init });
  const body = await response.text();
  leaked += JSON.stringify([...response.headers]) + body;
  return { status: response.status, headers: response.headers, body, problem: () => JSON.parse(body) };
};

const good = '/focus/api3/req?inn=6663003127';

before(async () => {
  provider = http.createServer(({ url = '', headers }, response) => {
    asked.push({ url, headers });
    answer(response);
  });
  await /** @type {Promise<void>} */ (new Promise((resolve) => provider.listen(0, '127.0.0.1', resolve)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (provider.address());
  worker = await startProxy('worker', 0, {
    handleRuntimeStdio: (/** @type {import('node:stream').Readable} */ out, /** @type {import('node:stream').Readable} */ err) => {
      for (const stream of [out, err]) stream.on('data', (chunk) => { logged += chunk; });
    },
    bindings: { FOCUS_KEY: secret, FOCUS_BASE_URL: `http://127.0.0.1:${port}/focus`, ORIGINS: 'https://example.ru', CALLERS: { pages: {} }, PATIENCE: { retries: 0, breaker: false } },
  });
});

beforeEach(() => {
  asked = [];
  answers(200, 'application/json', '[]');
});

after(async () => {
  await worker.stop();
  provider.closeAllConnections();
  provider.close();
  assert.match(logged, /"operation":"focus\.req"/);
  for (const secrets of [...spelt, '6663003127']) assert.ok(!logged.includes(secrets), 'the key, or whom it was about, was logged');
  for (const key of spelt) assert.ok(!leaked.includes(key), 'the key left the worker');
});

test('a question is forwarded with the key, and nothing of the caller’s headers', async () => {
  answers(200, 'application/json; charset=utf-8', '[{"ogrn":"1026605606620"}]', { 'set-cookie': 'a=b', server: 'x' });
  const { status, headers, body } = await ask(good, { headers: { origin: 'https://example.ru', cookie: 'session=1', 'x-forwarded-for': '1.1.1.1', referer: 'http://localhost/' } });
  assert.deepEqual([status, body], [200, '[{"ogrn":"1026605606620"}]']);
  assert.deepEqual(asked.map(({ url }) => url), [`/focus/api3/req?key=${spelt[1]}&inn=6663003127`]);
  const sent = asked[0]?.headers ?? {};
  for (const name of ['cookie', 'authorization', 'x-forwarded-for', 'origin', 'referer']) assert.equal(sent[name], undefined, name);
  assert.deepEqual([headers.get('set-cookie'), headers.get('server')], [null, null]);
  assert.deepEqual([headers.get('content-type'), headers.get('cache-control')], ['application/json; charset=utf-8', 'no-store']);
  assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
});

test('everything else is refused, and the provider hears nothing of it', async () => {
  for (const [path, init, status, code] of /** @type {[string, RequestInit | undefined, number, string][]} */ ([
    ['/', undefined, 404, 'no-such-route'],
    ['/focus/api3/finanValues', undefined, 404, 'no-such-route'],
    ['/focus/api3/stat?key=stolen', undefined, 400, 'unknown-parameter'],
    ['/focus/api3/req/', undefined, 404, 'no-such-route'],
    ['/focus/api3/%2e%2e/api3/req?inn=6663003127', undefined, 200, ''],
    ['/focus/api3%2freq?inn=6663003127', undefined, 404, 'no-such-route'],
    ['/nkb/api3/req?inn=6663003127', undefined, 404, 'no-such-route'],
    [good, { method: 'POST', body: 'x' }, 405, 'method-not-allowed'],
    [good, { method: 'DELETE' }, 405, 'method-not-allowed'],
    [good, { method: 'HEAD' }, 405, ''],
    ['/focus/api3/req', undefined, 400, 'missing-parameter'],
    [`${good}&key=stolen`, undefined, 400, 'unknown-parameter'],
    [`${good}&inn=7708503727`, undefined, 400, 'repeated-parameter'],
    [`${good}%0d%0aHost:%20evil`, undefined, 400, 'unreadable-parameters'],
    ['/focus/api3/req?inn=6663003128', undefined, 400, 'checksum'],
  ])) {
    const { status: got, problem, body, headers } = await ask(path, init);
    assert.equal(got, status, path);
    if (!code) continue;
    assert.equal(headers.get('content-type'), 'application/problem+json', path);
    assert.equal(problem().code, code, path);
    assert.equal(problem().requestId, headers.get('x-request-id'), body);
  }
  // The URL parser of every client resolves the encoded dots before anything is sent; what arrives is the route itself.
  assert.equal(asked.length, 1);
});

test('pages of listed origins and of this machine may ask, others may not', async () => {
  for (const origin of ['https://example.ru', 'http://localhost:5173', 'http://127.0.0.1:8080']) {
    const { status, headers } = await ask(good, { headers: { origin } });
    assert.deepEqual([status, headers.get('access-control-allow-origin'), headers.get('vary')], [200, origin, 'origin']);
    assert.match(headers.get('access-control-expose-headers') ?? '', /x-request-id/);
    const preflight = await ask(good, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' } });
    assert.equal(preflight.status, 204);
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /authorization/);
  }
  asked = [];
  for (const origin of ['https://example.ru.evil.com', 'http://example.ru', 'https://EXAMPLE.ru', 'null', 'http://localhost.evil.com', 'https://sub.example.ru']) {
    const { status, headers, problem } = await ask(good, { headers: { origin } });
    assert.deepEqual([status, problem().code, headers.get('access-control-allow-origin')], [403, 'origin-refused', null], origin);
    assert.equal((await ask(good, { method: 'OPTIONS', headers: { origin } })).status, 403);
  }
  assert.deepEqual(asked, []);
});

test('what goes wrong at the provider is a problem that says so, in words of ours', async () => {
  for (const [status, type, body, expected, code, kind] of /** @type {[number, string, string, number, string, string][]} */ ([
    [403, 'text/plain', 'No valid key specified', 403, 'key-refused', 'AuthError'],
    [402, 'text/plain', `limit of ${secret}`, 402, 'payment-required', 'PaymentError'],
    [400, 'text/plain', 'inn/ogrn param is not specified', 502, 'refused', 'ProviderError'],
    [404, 'text/html', `<a href="/?key=${spelt[1]}">`, 404, 'not-found', 'NotFoundError'],
    [500, 'text/html', '<html>', 502, 'provider-trouble', 'ProviderError'],
    [200, 'text/html', '<html>maintenance</html>', 502, 'content-type', 'DecodeError'],
    [204, 'application/json', '', 502, 'unexpected-status', 'ProviderError'],
  ])) {
    answers(status, type, body);
    const got = await ask(good, { headers: { 'accept-language': 'ru' } });
    assert.deepEqual([got.status, got.problem().code, got.problem().kind], [expected, code, kind], String(status));
    assert.match(got.problem().detail, /[а-я]/);
  }
  answers(429, 'text/plain', '', { 'retry-after': '7' });
  assert.equal((await ask(good)).headers.get('retry-after'), '7');
  answer = (response) => response.destroy();
  assert.deepEqual([(await ask(good)).problem().code], ['connection']);
});

test('a redirect is not followed and carries nothing', async () => {
  answers(302, 'text/plain', '', { location: `https://evil.example/?key=${spelt[1]}` });
  const { status, headers, problem } = await ask(good);
  assert.deepEqual([status, problem().code, headers.get('location')], [502, 'unexpected-status', null]);
});

test('an endless or an oversized answer is cut off', async () => {
  answer = (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = Buffer.alloc(1 << 20, 0x20);
    const more = () => { while (!response.destroyed && response.write(chunk)); };
    response.on('drain', more);
    more();
  };
  assert.deepEqual([(await ask(good)).problem().code], ['too-large']);
});

test('without a key the provider is closed', async () => {
  const closed = await startProxy('closed', 0, { bindings: {} });
  try {
    const response = await fetch(closed.url + good);
    assert.equal(response.status, 500);
    assert.equal((await response.json()).code, 'secret-missing');
    assert.equal((await fetch(`${closed.url}/healthz`)).status, 200);
  } finally {
    await closed.stop();
  }
});

test('the client understands the worker: an answer, a refusal, a provider in trouble', async () => {
  const k = await connect({ proxy: worker.url, locale: 'ru', retries: 0 });
  answers(200, 'application/json', '[{"inn":"6663003127","ogrn":"1026605606620"}]');
  assert.equal((await k.focus.req({ inn: '6663003127' })).found[0]?.ogrn, '1026605606620');
  answers(403, 'text/plain; charset=utf-8', 'No valid key specified');
  const refused = await k.focus.req({ inn: '6663003127' }).catch((/** @type {unknown} */ error) => error);
  assert.ok(refused instanceof KontragentError);
  assert.deepEqual([refused.name, refused.code, refused.provider, refused.status], ['AuthError', 'key-refused', 'focus', 403]);
  assert.match(refused.requestId ?? '', /^[0-9a-f-]{36}$/);
  assert.equal(refused.message, 'Контур.Фокус: ключ доступа не принят');
});

test('many questions at once are answered each with its own', async () => {
  answer = (response) => {
    const inn = new URL(asked.at(-1)?.url ?? '', 'http://x').searchParams.get('inn');
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify([{ ogrn: inn }]));
  };
  const inns = ['6663003127', '7708503727', '7736050003', '6658021579', '7452027843', '7725604637'];
  const replies = await Promise.all(inns.map((inn) => ask(`/focus/api3/req?inn=${inn}`)));
  assert.deepEqual(replies.map(({ body }) => JSON.parse(body)[0].ogrn), inns);
});
