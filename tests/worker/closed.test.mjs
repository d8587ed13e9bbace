// @ts-check
// Abuse: what no request may be, tried with raw bytes where client libraries would not send it. None of it reaches a provider.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { good, inns, startProvider, startRecorded } from './harness.mjs';

/** @type {Awaited<ReturnType<typeof startProvider>>} */
let provider;
/** @type {Awaited<ReturnType<typeof startRecorded>>} */
let worker;

before(async () => {
  provider = await startProvider();
  worker = await startRecorded('closed', {
    bindings: {
      FOCUS_KEY: 'secret-of-focus', FOCUS_BASE_URL: `${provider.url}/focus`, ORIGINS: 'https://example.ru',
      HOSTS: '127.0.0.1,proxy.example.ru', CALLERS: { pages: { operations: ['*'] } },
    },
  });
});

beforeEach(() => { provider.asked.length = 0; });

after(async () => {
  await worker.stop();
  provider.stop();
});

const host = 'Host: proxy.example.ru\nOrigin: https://example.ru';

test('a raw request that is in order is answered', async () => {
  const { status } = await worker.raw(`GET ${good} HTTP/1.1\n${host}`);
  assert.equal(status, 200);
  assert.equal(provider.asked.length, 1);
});

test('a page of the worker’s own origin may ask, as browsers tell of it: without an origin where it reads, with one where it sends', async () => {
  for (const head of [`GET ${good} HTTP/1.1\nSec-Fetch-Site: same-origin`, `GET ${good} HTTP/1.1\nOrigin: https://proxy.example.ru\nSec-Fetch-Site: same-origin`]) {
    const { status, text } = await worker.raw(`${head}\nHost: proxy.example.ru`);
    assert.equal(status, 200, text);
  }
  assert.equal(provider.asked.length, 2);
});

/** @type {[name: string, head: string, status: number, code: string, body?: string][]} */
const abuse = [
  ['an encoded slash', `GET /focus/api3%2freq?inn=${inns[0]} HTTP/1.1\n${host}`, 404, 'no-such-route'],
  ['an encoded letter', `GET /focus/api3/%72eq?inn=${inns[0]} HTTP/1.1\n${host}`, 404, 'no-such-route'],
  ['a doubled slash', `GET //focus/api3/req?inn=${inns[0]} HTTP/1.1\n${host}`, 404, 'no-such-route'],
  ['a doubled slash inside', `GET /focus//api3/req?inn=${inns[0]} HTTP/1.1\n${host}`, 404, 'no-such-route'],
  ['a slash at the end', `GET /focus/api3/req/?inn=${inns[0]} HTTP/1.1\n${host}`, 404, 'no-such-route'],
  ['dots that lead out', `GET /focus/../../etc/passwd HTTP/1.1\n${host}`, 404, 'no-such-route'],
  ['encoded dots that lead out', `GET /focus/%2e%2e/%2e%2e/api3/req?inn=${inns[0]} HTTP/1.1\n${host}`, 404, 'no-such-route'],
  ['doubly encoded dots', `GET /focus/%252e%252e/api3/req HTTP/1.1\n${host}`, 404, 'no-such-route'],
  ['a backslash', `GET /focus\\api3\\..\\secret HTTP/1.1\n${host}`, 404, 'no-such-route'],
  ['a path parameter', `GET /focus/api3/req;jsessionid=1?inn=${inns[0]} HTTP/1.1\n${host}`, 404, 'no-such-route'],
  ['another case', `GET /Focus/API3/req?inn=${inns[0]} HTTP/1.1\n${host}`, 404, 'no-such-route'],
  ['an address in the path', `GET /focus/http://evil.example/req HTTP/1.1\n${host}`, 404, 'no-such-route'],
  ['a zero byte in the path', `GET /focus/api3/req%00?inn=${inns[0]} HTTP/1.1\n${host}`, 404, 'no-such-route'],
  ['a key of its own', `GET ${good}&key=stolen HTTP/1.1\n${host}`, 400, 'unknown-parameter'],
  ['a key in another case', `GET ${good}&KEY=stolen HTTP/1.1\n${host}`, 400, 'unknown-parameter'],
  ['an encoded key', `GET ${good}&%6bey=stolen HTTP/1.1\n${host}`, 400, 'unknown-parameter'],
  ['a token', `GET ${good}&token=stolen HTTP/1.1\n${host}`, 400, 'unknown-parameter'],
  ['a parameter twice', `GET ${good}&inn=${inns[1]} HTTP/1.1\n${host}`, 400, 'repeated-parameter'],
  ['a parameter twice, once encoded', `GET ${good}&%69nn=${inns[1]} HTTP/1.1\n${host}`, 400, 'repeated-parameter'],
  ['a parameter as a list', `GET /focus/api3/req?inn[]=${inns[0]} HTTP/1.1\n${host}`, 400, 'unknown-parameter'],
  ['an encoded separator', `GET ${good}%26key=stolen HTTP/1.1\n${host}`, 400, 'characters'],
  ['an encoded fragment', `GET ${good}%23key=stolen HTTP/1.1\n${host}`, 400, 'characters'],
  ['a line end in a parameter', `GET ${good}%0d%0aX-Evil:%201 HTTP/1.1\n${host}`, 400, 'unreadable-parameters'],
  ['a broken escape', `GET /focus/api3/req?inn=%zz HTTP/1.1\n${host}`, 400, 'unreadable-parameters'],
  ['an overlong escape', `GET /focus/api3/req?inn=%c0%ae HTTP/1.1\n${host}`, 400, 'unreadable-parameters'],
  ['a wrong check digit', `GET /focus/api3/req?inn=6663003128 HTTP/1.1\n${host}`, 400, 'checksum'],
  ['a method override', `GET ${good} HTTP/1.1\n${host}\nX-HTTP-Method-Override: DELETE`, 400, 'method-override'],
  ['another method override', `GET ${good} HTTP/1.1\n${host}\nX-HTTP-Method: PUT`, 400, 'method-override'],
  ['a rewritten address', `GET /healthz/ HTTP/1.1\n${host}\nX-Original-URL: ${good}`, 400, 'method-override'],
  ['TRACE', `TRACE ${good} HTTP/1.1\n${host}`, 405, 'method-not-allowed'],
  ['DELETE', `DELETE ${good} HTTP/1.1\n${host}`, 405, 'method-not-allowed'],
  ['PROPFIND', `PROPFIND ${good} HTTP/1.1\n${host}`, 405, 'method-not-allowed'],
  ['POST to a GET', `POST ${good} HTTP/1.1\n${host}\nContent-Length: 0`, 405, 'method-not-allowed'],
  ['POST to the worker itself', `POST /healthz HTTP/1.1\n${host}\nContent-Length: 0`, 405, 'method-not-allowed'],
  ['an upgrade', `GET ${good} HTTP/1.1\n${host}\nUpgrade: websocket\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==`, 400, 'upgrade-refused'],
  ['two lengths', `POST /focus/api3/monList HTTP/1.1\n${host}\nContent-Length: 3\nTransfer-Encoding: chunked`, 400, 'body-framing', '0\r\n\r\n'],
  ['a body where there is none', `GET ${good} HTTP/1.1\n${host}\nContent-Length: 3`, 400, 'body-not-expected', 'a=b'],
  ['a body said to be huge', `POST /focus/api3/monList HTTP/1.1\n${host}\nContent-Length: 99999999999`, 413, 'body-too-large', 'a'],
  ['a long address', `GET ${good}${',6663003127'.repeat(2000)} HTTP/1.1\n${host}`, 414, 'url-too-long'],
  ['an unknown host', `GET ${good} HTTP/1.1\nHost: evil.example`, 403, 'host-refused'],
  ['a host that looks known', `GET ${good} HTTP/1.1\nHost: proxy.example.ru.evil.example`, 403, 'host-refused'],
  ['localhost, which is not listed', `GET ${good} HTTP/1.1\nHost: localhost`, 403, 'host-refused'],
  ['a forwarded host', `GET ${good} HTTP/1.1\nHost: evil.example\nX-Forwarded-Host: proxy.example.ru`, 403, 'host-refused'],
  ['nobody at all', `GET ${good} HTTP/1.1\nHost: proxy.example.ru`, 401, 'caller-unknown'],
  ['a page of another origin that a browser names in another way', `GET ${good} HTTP/1.1\nHost: proxy.example.ru\nSec-Fetch-Site: same-site`, 401, 'caller-unknown'],
  ['another origin that says it is the same', `GET ${good} HTTP/1.1\nHost: proxy.example.ru\nOrigin: https://evil.example\nSec-Fetch-Site: same-origin`, 403, 'origin-refused'],
  ['a picture or a link on a page that nobody knows', `GET ${good} HTTP/1.1\nHost: proxy.example.ru\nSec-Fetch-Site: cross-site`, 403, 'origin-refused'],
  ['the own origin without TLS', `GET ${good} HTTP/1.1\nHost: proxy.example.ru\nOrigin: http://proxy.example.ru`, 403, 'origin-refused'],
  ['two origins', `GET ${good} HTTP/1.1\n${host}\nOrigin: https://evil.example`, 403, 'origin-refused'],
  ['an origin with a path', `GET ${good} HTTP/1.1\nHost: proxy.example.ru\nOrigin: https://example.ru/`, 403, 'origin-refused'],
  ['a page of this machine at a public host', `GET ${good} HTTP/1.1\nHost: proxy.example.ru\nOrigin: http://localhost:3000`, 403, 'origin-refused'],
  ['a token nobody knows', `GET ${good} HTTP/1.1\n${host}\nAuthorization: Bearer abc`, 401, 'token-refused'],
  ['a password', `GET ${good} HTTP/1.1\n${host}\nAuthorization: Basic YTpi`, 401, 'token-refused'],
  ['two tokens', `GET ${good} HTTP/1.1\n${host}\nAuthorization: Bearer a\nAuthorization: Bearer b`, 401, 'token-refused'],
];

for (const [name, head, status, code, body] of abuse) {
  test(`refused: ${name}`, async () => {
    const reply = await worker.raw(head, body);
    assert.deepEqual([reply.status, reply.code], [status, code], reply.text.slice(0, 600));
    assert.match(reply.text, /content-type: application\/problem\+json/i);
    assert.deepEqual(provider.asked, []);
  });
}

test('what the platform itself does not understand never reaches the worker', async () => {
  for (const [head, status] of /** @type {[string, number][]} */ ([
    [`FOO ${good} HTTP/1.1\n${host}`, 501],
    [`CONNECT evil.example:443 HTTP/1.1\n${host}`, 500],
    [`GET http://evil.example${good} HTTP/1.1\n${host}`, 500],
    [`GET ${good} HTTP/1.1\n${host}\nHost: localhost`, 500],
    [`GET ${good} HTTP/1.1\n${host}\nX-A: b\rc`, 400],
  ])) {
    assert.equal((await worker.raw(head)).status, status, head);
  }
  assert.deepEqual(provider.asked, []);
});

test('a body that does not say how large it is is cut off', async () => {
  // Never more than this, whatever the worker does: what nobody reads stays in the memory of the test.
  let chunks = 128;
  const large = new ReadableStream({ pull: (controller) => (chunks-- > 0 ? controller.enqueue(new Uint8Array(64 * 1024).fill(0x2c)) : controller.close()) });
  const init = /** @type {RequestInit} */ ({ method: 'POST', body: large, duplex: 'half', headers: { origin: 'https://example.ru' }, signal: AbortSignal.timeout(10_000) });
  const outcome = await worker.ask('/focus/api3/monList', init).then((reply) => reply.problem().code, () => 'connection closed');
  assert.ok(['body-too-large', 'connection closed'].includes(outcome), outcome);
  assert.deepEqual(provider.asked, []);
});

test('who is refused before the body was read hears why, and does not keep the worker waiting', async () => {
  const refused = async () => (await worker.ask('/focus/api3/no-such', { method: 'POST', body: 'x'.repeat(2000) })).status;
  // The connection is kept: one that is closed with something unread in it is reset, one time in ten.
  const rounds = Array.from({ length: 24 }, async () => {
    for (let i = 0; i < 20; i += 1) assert.equal(await refused(), 404);
  });
  await Promise.all(rounds);
  const { status } = await worker.raw(`POST /focus/api3/no-such HTTP/1.1\n${host}\nContent-Length: 2000`, 'the rest never comes');
  assert.equal(status, 404);
});

test('a method that is not there is told which are', async () => {
  const { headers } = await worker.ask('/usage', { method: 'DELETE', headers: { origin: 'https://example.ru' } });
  assert.equal(headers.get('allow'), 'GET');
});

test('a preflight is answered for routes that there are, and pages that may ask', async () => {
  const preflight = (/** @type {string} */ path, /** @type {string} */ origin, /** @type {string} */ method) =>
    worker.ask(path, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': method } });
  const fine = await preflight('/focus/api3/req', 'https://example.ru', 'GET');
  assert.deepEqual([fine.status, fine.headers.get('access-control-allow-methods'), fine.headers.get('access-control-allow-origin')], [204, 'GET', 'https://example.ru']);
  assert.match(fine.headers.get('vary') ?? '', /origin/);
  assert.equal(fine.headers.get('access-control-allow-credentials'), null);
  for (const [path, origin, method, status] of /** @type {[string, string, string, number][]} */ ([
    ['/focus/api3/nothing', 'https://example.ru', 'GET', 404],
    ['/focus/api3/req', 'https://example.ru', 'DELETE', 405],
    ['/focus/api3/req', 'https://evil.example', 'GET', 403],
    ['/healthz', 'https://example.ru', 'POST', 405],
  ])) {
    const refused = await preflight(path, origin, method);
    assert.equal(refused.status, status, `${path} ${origin} ${method}`);
    assert.equal(refused.headers.get('access-control-allow-methods'), null);
  }
  assert.deepEqual(provider.asked, []);
});
