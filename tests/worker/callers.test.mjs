// @ts-check
// Who may ask: tokens of a site, JWT of an issuer, Cloudflare Access, Turnstile, and everybody else.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import http from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { connect, KontragentError } from 'kontragent';
import { mintToken } from 'kontragent/tokens';
import { good, inns, startProvider, startRecorded } from './harness.mjs';

const secrets = { 'site.1': 'the first secret of the site, long enough', 'site.2': 'the second secret of the site, long enough', 'other': 'the secret of somebody else, long enough', 'writer': 'the secret of somebody who writes, long enough', 'all': 'the secret of somebody who may all of focus, long enough' };
const key = (/** @type {keyof typeof secrets} */ id) => ({ id, secret: secrets[id] });
const turnstileSecret = 'turnstile-secret-0123456789';

/** @type {Awaited<ReturnType<typeof startProvider>>} */
let provider;
/** Issuer of JWT, Cloudflare Access and Turnstile in one. @type {http.Server} */
let authority;
/** @type {string} */
let authorityUrl;
/** @type {Awaited<ReturnType<typeof startRecorded>>} */
let worker;
/** @type {CryptoKey} */
let privateKey;
/** @type {Record<string, unknown>} */
let siteverify;
/** What the authority answers everything with instead, if anything. @type {{ status: number, body: string } | undefined} */
let broken;
/** How often it was asked for its keys. */
let fetched = 0;
/** @type {string[]} */
let verified = [];

before(async () => {
  provider = await startProvider();
  const pair = await generateKeyPair('RS256');
  privateKey = pair.privateKey;
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] });
  authority = http.createServer(async (request, response) => {
    if (request.url !== '/siteverify') fetched += 1;
    if (broken) {
      response.writeHead(broken.status, { 'content-type': 'application/json' }).end(broken.body);
    } else if (request.url === '/siteverify') {
      let body = '';
      for await (const chunk of request) body += chunk;
      verified.push(body);
      response.setHeader('content-type', 'application/json').end(JSON.stringify(siteverify));
    } else if (request.url === '/jwks' || request.url === '/cdn-cgi/access/certs') {
      response.setHeader('content-type', 'application/json').end(jwks);
    } else {
      response.writeHead(404).end();
    }
  });
  await /** @type {Promise<void>} */ (new Promise((resolve) => authority.listen(0, '127.0.0.1', resolve)));
  authorityUrl = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (authority.address()).port}`;
  worker = await startRecorded('callers', {
    bindings: {
      FOCUS_KEY: 'secret-of-focus', FOCUS_BASE_URL: `${provider.url}/focus`,
      ORIGINS: 'https://example.ru,https://other.example',
      TOKEN_KEYS: JSON.stringify(secrets), TURNSTILE_SECRET: turnstileSecret, TURNSTILE_URL: `${authorityUrl}/siteverify`,
      CALLERS: {
        local: false,
        tokens: { audience: 'kontragent', sites: { other: { operations: ['focus.stat'] }, writer: { operations: ['focus.req', 'focus.monList'] }, all: { operations: ['*'], providers: ['focus'] } } },
        jwt: { issuer: 'https://issuer.example', audience: 'kontragent', jwks: `${authorityUrl}/jwks`, providers: ['focus'] },
        access: { team: authorityUrl, audience: 'aud-tag' },
        turnstile: { hostnames: ['example.ru'], operations: ['focus.req'] },
      },
    },
  });
});

beforeEach(() => {
  provider.asked.length = 0;
  verified = [];
  broken = undefined;
  siteverify = { success: true, hostname: 'example.ru' };
});

after(async () => {
  await worker.stop();
  provider.stop();
  authority.closeAllConnections();
  authority.close();
  for (const secret of [...Object.values(secrets), turnstileSecret]) {
    assert.ok(!worker.record.left.includes(secret) && !worker.record.logged.includes(secret), 'a secret left the worker');
  }
});

/** @param {string} token @param {string} [path] @param {Record<string, string>} [headers] */
const withToken = (token, path = good, headers = {}) => worker.ask(path, { headers: { authorization: `Bearer ${token}`, ...headers } });

/** A token as we would never mint it. @param {object} header @param {object} claims @param {string} secret */
const forge = (header, claims, secret) => {
  const part = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
};

const seconds = () => Math.floor(Date.now() / 1000);
const claims = (more = {}) => ({ sub: 'visitor', iat: seconds(), exp: seconds() + 60, aud: 'kontragent', ...more });

test('a token of the site opens what it says, with either of two secrets', async () => {
  for (const id of /** @type {const} */ (['site.1', 'site.2'])) {
    const token = await mintToken({ key: key(id), subject: 'visitor', audience: 'kontragent', operations: ['focus.req'] });
    assert.equal((await withToken(token)).status, 200);
    const refused = await withToken(token, '/focus/api3/stat');
    assert.deepEqual([refused.status, refused.problem().code, refused.problem().operation], [403, 'not-permitted', 'stat']);
  }
  assert.equal(provider.asked.length, 2);
  assert.ok(provider.asked.every(({ headers }) => headers.authorization === undefined));
});

test('a token that another library minted is as good', async () => {
  const token = await new SignJWT({ limits: [{ per: 'day', companies: 5 }] })
    .setProtectedHeader({ alg: 'HS256', kid: 'site.1' }).setSubject('42').setIssuedAt().setExpirationTime('5m').setAudience(['x', 'kontragent'])
    .sign(new TextEncoder().encode(secrets['site.1']));
  const { status, headers } = await withToken(token);
  assert.deepEqual([status, headers.get('x-budget-remaining')], [200, 'companies;per=day;left=4']);
});

test('what a site may not, its tokens may not', async () => {
  const token = await mintToken({ key: key('other'), subject: 'visitor', audience: 'kontragent', operations: ['focus.req', 'focus.stat'] });
  assert.equal((await withToken(token)).problem().code, 'not-permitted');
  assert.equal((await withToken(token, '/focus/api3/stat')).status, 200);
});

test('a token that is not right is refused, and the provider hears nothing of it', async () => {
  const hs = { alg: 'HS256', typ: 'JWT', kid: 'site.1' };
  const fine = await mintToken({ key: key('site.1'), subject: 'visitor', audience: 'kontragent' });
  const [head, body, mac] = /** @type {[string, string, string]} */ (fine.split('.'));
  const refused = {
    'another secret': await mintToken({ key: { id: 'site.1', secret: secrets.other }, subject: 'v', audience: 'kontragent' }),
    'an unknown key': await mintToken({ key: { id: 'site.3', secret: secrets.other }, subject: 'v', audience: 'kontragent' }),
    'no signature': `${head}.${body}.`,
    'no algorithm': `${Buffer.from('{"alg":"none","kid":"site.1"}').toString('base64url')}.${body}.${mac}`,
    'claims changed': `${head}.${Buffer.from(JSON.stringify(claims({ sub: 'admin' }))).toString('base64url')}.${mac}`,
    'a signature of another spelling': `${head}.${body}.${mac.slice(0, -1)}${mac.endsWith('A') ? 'B' : 'A'}`,
    'four parts': `${fine}.x`,
    'another audience': await mintToken({ key: key('site.1'), subject: 'v', audience: 'another' }),
    'no audience': await mintToken({ key: key('site.1'), subject: 'v' }),
    'a long life': await mintToken({ key: key('site.1'), subject: 'v', audience: 'kontragent', lifetimeSeconds: 4000 }),
    'of the future': await mintToken({ key: key('site.1'), subject: 'v', audience: 'kontragent', nowMs: Date.now() + 120_000 }),
    'no subject': forge(hs, claims({ sub: '' }), secrets['site.1']),
    'a subject that is no text': forge(hs, claims({ sub: 7 }), secrets['site.1']),
    'no end': forge(hs, { sub: 'v', iat: seconds(), aud: 'kontragent' }, secrets['site.1']),
    'an end that is text': forge(hs, claims({ exp: '9999999999' }), secrets['site.1']),
    'not yet': forge(hs, claims({ nbf: seconds() + 300 }), secrets['site.1']),
    'a critical extension': forge({ ...hs, crit: ['x'] }, claims(), secrets['site.1']),
    'limits that cannot be read': forge(hs, claims({ limits: [{ per: 'hour', companies: 1 }] }), secrets['site.1']),
    'a limit below nothing': forge(hs, claims({ limits: [{ per: 'day', companies: -1 }] }), secrets['site.1']),
    'operations that are no list': forge(hs, claims({ operations: 'focus.req' }), secrets['site.1']),
    'another algorithm under the same name': forge({ ...hs, alg: 'HS512' }, claims(), secrets['site.1']),
    'not JSON': `${Buffer.from('hello').toString('base64url')}.${body}.${mac}`,
  };
  for (const [name, token] of Object.entries(refused)) {
    const { status, headers, problem } = await withToken(token);
    assert.deepEqual([status, problem().code, problem().kind], [401, 'token-refused', 'AuthError'], name);
    assert.match(headers.get('www-authenticate') ?? '', /^Bearer/, name);
  }
  const late = await withToken(await mintToken({ key: key('site.1'), subject: 'v', audience: 'kontragent', nowMs: Date.now() - 3_600_000 }));
  assert.deepEqual([late.status, late.problem().code], [401, 'token-expired']);
  assert.deepEqual(provider.asked, []);
});

test('a token for one page is for no other', async () => {
  const token = await mintToken({ key: key('site.1'), subject: 'v', audience: 'kontragent', origin: 'https://example.ru' });
  assert.equal((await withToken(token, good, { origin: 'https://example.ru' })).status, 200);
  for (const origin of /** @type {Record<string, string>[]} */ ([{ origin: 'https://other.example' }, {}])) assert.equal((await withToken(token, good, origin)).problem().code, 'token-refused');
  // That the page is on the list is asked as well.
  assert.equal((await withToken(token, good, { origin: 'https://evil.example' })).problem().code, 'origin-refused');
});

test('a token for the page of the worker itself is good for it, though browsers name no origin where it reads', async () => {
  const origin = new URL(worker.url).origin;
  const own = await mintToken({ key: key('site.1'), subject: 'v', audience: 'kontragent', origin });
  const other = await mintToken({ key: key('site.1'), subject: 'v', audience: 'kontragent', origin: 'https://example.ru' });
  const same = { 'sec-fetch-site': 'same-origin' };
  assert.deepEqual([(await withToken(own, good, same)).status, (await withToken(own, good, { ...same, origin })).status], [200, 200]);
  for (const [token, headers] of /** @type {[string, Record<string, string>][]} */ ([
    [own, {}], [own, { 'sec-fetch-site': 'same-site' }], [own, { ...same, origin: 'https://example.ru' }], [other, same],
  ])) {
    assert.equal((await withToken(token, good, headers)).problem().code, 'token-refused');
  }
});

test('what writes must be named by the configuration: a token that names it does not do', async () => {
  const post = async (/** @type {keyof typeof secrets} */ id, /** @type {string[] | undefined} */ operations, target = '/focus/api3/monList') => {
    const token = await mintToken({ key: key(id), subject: 'w', audience: 'kontragent', ...(operations && { operations }) });
    return worker.ask(target, { method: 'POST', body: inns[0] ?? '', headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain' } });
  };
  for (const operations of [undefined, ['focus.monList'], ['*']]) assert.equal((await post('site.1', operations)).problem().code, 'not-permitted', `${operations}`);
  for (const operations of [undefined, ['focus.monList'], ['*']]) assert.equal((await post('writer', operations)).status, 200, `${operations}`);
  assert.equal((await post('writer', ['focus.req'])).problem().code, 'not-permitted');
  assert.deepEqual([(await post('all', undefined)).status, (await post('all', undefined, '/nkb/api/connections/batch')).problem().code], [200, 'not-permitted']);
  assert.equal(provider.asked.length, 4);
});

test('a token that was good is looked at anew: its time, its page, its signature', async () => {
  const shortLived = await mintToken({ key: key('site.1'), subject: 'v', audience: 'kontragent', origin: 'https://example.ru', nowMs: Date.now() - 84_000, lifetimeSeconds: 60 });
  const ask = (/** @type {string} */ token, origin = 'https://example.ru') => withToken(token, good, { origin });
  // Clocks may differ by half a minute.
  assert.equal((await ask(shortLived)).status, 200);
  assert.equal((await ask(shortLived)).status, 200);
  assert.equal((await ask(shortLived, 'https://other.example')).problem().code, 'token-refused');
  const [head, body, mac] = /** @type {[string, string, string]} */ (shortLived.split('.'));
  assert.equal((await ask(`${head}.${body}.${mac.slice(0, -2)}AA`)).problem().code, 'token-refused');
  assert.equal((await ask(`${head}.${Buffer.from(JSON.stringify(claims())).toString('base64url')}.${mac}`)).problem().code, 'token-refused');
  await new Promise((resolve) => setTimeout(resolve, 7_000));
  assert.equal((await ask(shortLived)).problem().code, 'token-expired');
});

test('the page’s client uses a token, and understands why one is refused', async () => {
  const token = await mintToken({ key: key('site.1'), subject: 'visitor', audience: 'kontragent' });
  const k = await connect({ proxy: worker.url, token, retries: 0 });
  assert.deepEqual((await k.focus.req({ inn: /** @type {string} */ (inns[0]) })).missing.length, 1);
  const late = await connect({ proxy: worker.url, token: 'nonsense', retries: 0 });
  const refused = await late.focus.req({ inn: /** @type {string} */ (inns[0]) }).catch((/** @type {unknown} */ error) => error);
  assert.ok(refused instanceof KontragentError);
  assert.deepEqual([refused.name, refused.code, refused.status], ['AuthError', 'token-refused', 401]);
});

test('nobody mints with a weak or a misnamed key', async () => {
  await assert.rejects(mintToken({ key: { id: 'site', secret: 'short' }, subject: 'v' }), /at least 32/);
  await assert.rejects(mintToken({ key: { id: 'a b', secret: secrets.other }, subject: 'v' }), TypeError);
  await assert.rejects(mintToken({ key: key('other'), subject: '' }), TypeError);
});

/** @param {{ iss?: string, aud?: string, sub?: string, exp?: string, more?: Record<string, unknown> }} [what] */
const issue = ({ iss = 'https://issuer.example', aud = 'kontragent', sub = 'u1', exp = '5m', more = {} } = {}) =>
  new SignJWT(more).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).setIssuer(iss).setAudience(aud).setSubject(sub).setIssuedAt().setExpirationTime(exp).sign(privateKey);

test('a JWT of the issuer is checked against its published keys', async () => {
  assert.equal((await withToken(await issue())).status, 200);
  assert.equal((await withToken(await issue({ more: { kontragent: { operations: ['focus.stat'] } } }))).problem().code, 'not-permitted');
  for (const kontragent of [{ limits: 7 }, { operation: ['focus.stat'] }, []]) {
    assert.equal((await withToken(await issue({ more: { kontragent } }))).problem().code, 'token-refused', JSON.stringify(kontragent));
  }
  assert.equal((await withToken(await issue({ exp: '-5m' }))).problem().code, 'token-expired');
  const { privateKey: foreign } = await generateKeyPair('RS256');
  const forged = await new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).setIssuer('https://issuer.example').setAudience('kontragent').setSubject('u1').setIssuedAt().setExpirationTime('5m').sign(foreign);
  for (const token of [await issue({ iss: 'https://evil.example' }), await issue({ aud: 'another' }), forged]) {
    assert.equal((await withToken(token)).problem().code, 'token-refused');
  }
});

test('a JWT without a name is nobody’s', async () => {
  for (const sub of ['', 7, ['u1'], { toString: 'u1' }]) {
    const token = await new SignJWT({ sub: /** @type {any} */ (sub) }).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).setIssuer('https://issuer.example').setAudience('kontragent').setIssuedAt().setExpirationTime('5m').sign(privateKey);
    assert.equal((await withToken(token)).problem().code, 'token-refused', JSON.stringify(sub));
  }
});

test('a picture on somebody’s page does not ask in the name of this machine', async () => {
  const local = await startRecorded('local', { bindings: { FOCUS_KEY: 'secret-of-focus', FOCUS_BASE_URL: `${provider.url}/focus` } });
  try {
    const ask = async (/** @type {string} */ site) => (await local.ask(good, { headers: { 'sec-fetch-site': site } })).status;
    assert.deepEqual([await ask('cross-site'), await ask('same-site'), await ask('same-origin'), await ask('none')], [403, 200, 200, 200]);
  } finally {
    await local.stop();
  }
});

test('what a web server hands on is not from this machine, whatever host it names', async () => {
  const local = await startRecorded('local', { bindings: { FOCUS_KEY: 'secret-of-focus', FOCUS_BASE_URL: `${provider.url}/focus` } });
  try {
    assert.equal((await local.ask(good)).status, 200);
    for (const [name, value] of [['x-forwarded-for', '203.0.113.7'], ['x-forwarded-host', 'proxy.example.ru'], ['x-real-ip', '203.0.113.7'], ['forwarded', 'for=203.0.113.7'], ['via', '1.1 proxy']]) {
      assert.equal((await local.ask(good, { headers: { [name ?? '']: value ?? '' } })).problem().code, 'caller-unknown', name);
    }
  } finally {
    await local.stop();
  }
});

test('while keys cannot be fetched the worker says so, asks for them now and then, and goes by the last good ones', async () => {
  const start = (/** @type {string} */ name) =>
    startRecorded(name, {
      bindings: {
        FOCUS_KEY: 'secret-of-focus', FOCUS_BASE_URL: `${provider.url}/focus`,
        CALLERS: { local: false, jwt: { issuer: 'https://issuer.example', audience: 'kontragent', jwks: `${authorityUrl}/jwks` }, access: { team: authorityUrl, audience: 'aud-tag' } },
      },
    });
  /** @param {Awaited<ReturnType<typeof start>>} at @param {string} token */
  const ask = async (at, token) => at.ask(good, { headers: { authorization: `Bearer ${token}` } });
  const unknown = await new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid: 'k2' }).setIssuer('https://issuer.example').setAudience('kontragent').setSubject('u1').setExpirationTime('5m').sign(privateKey);
  for (const trouble of [{ status: 503, body: '' }, { status: 200, body: '<html>' }, { status: 200, body: '{"keys":7}' }]) {
    const at = await start('keys-broken');
    try {
      broken = trouble;
      fetched = 0;
      for (let again = 0; again < 3; again += 1) {
        const reply = await ask(at, await issue());
        assert.deepEqual([reply.status, reply.problem().code, reply.problem().kind], [503, 'voucher-unavailable', 'InternalError'], trouble.body);
        assert.ok(Number(reply.headers.get('retry-after')) > 0);
      }
      const access = await at.ask(good, { headers: { 'cf-access-jwt-assertion': await issue({ iss: authorityUrl, aud: 'aud-tag' }) } });
      assert.deepEqual([access.status, access.problem().code], [503, 'voucher-unavailable']);
      assert.equal(fetched, 2, 'once for each of the two');
      assert.equal((await ask(at, 'x.y.z')).problem().code, 'token-refused', 'what is no token needs no keys');
    } finally {
      await at.stop();
    }
  }
  const at = await start('keys-kept');
  try {
    broken = undefined;
    assert.equal((await ask(at, await issue())).status, 200);
    assert.deepEqual([(await ask(at, unknown)).status, (await ask(at, unknown)).problem().code], [401, 'token-refused']);
    broken = { status: 500, body: '' };
    // After half a minute it looks whether there are new keys.
    await new Promise((resolve) => setTimeout(resolve, 31_000));
    const reply = await ask(at, unknown);
    assert.deepEqual([reply.status, reply.problem().code], [503, 'voucher-unavailable'], 'it may be a new one');
    assert.equal((await ask(at, await issue())).status, 200);
    assert.equal((await ask(at, await issue({ exp: '-5m' }))).problem().code, 'token-expired');
  } finally {
    await at.stop();
  }
});

test('Cloudflare Access vouches for people and services', async () => {
  const asked = async (/** @type {string} */ token) => worker.ask(good, { headers: { 'cf-access-jwt-assertion': token } });
  assert.equal((await asked(await issue({ iss: authorityUrl, aud: 'aud-tag' }))).status, 200);
  assert.equal((await asked(await issue({ iss: authorityUrl, aud: 'aud-tag', sub: '', more: { common_name: 'service.access' } }))).status, 200);
  for (const token of ['', 'x.y.z', await issue({ iss: authorityUrl, aud: 'another' }), await issue({ aud: 'aud-tag' }), await issue({ iss: authorityUrl, aud: 'aud-tag', sub: '' })]) {
    const { status, problem } = await asked(token);
    assert.deepEqual([status, problem().code], [401, 'token-refused'], token);
  }
});

test('who passed the check of Turnstile gets a token for a while', async () => {
  const exchange = (/** @type {unknown} */ body, origin = 'https://example.ru') =>
    worker.ask('/token', { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', origin } });
  const fine = await exchange({ turnstile: 'response-token' });
  assert.equal(fine.status, 200, fine.body);
  const { token, expiresInSeconds } = JSON.parse(fine.body);
  assert.equal(expiresInSeconds, 600);
  assert.match(verified[0] ?? '', /secret=turnstile-secret-0123456789&response=response-token/);
  assert.equal((await withToken(token, good, { origin: 'https://example.ru' })).status, 200);
  assert.equal((await withToken(token, '/focus/api3/stat', { origin: 'https://example.ru' })).problem().code, 'not-permitted');
  const order = { method: 'POST', body: inns[0] ?? '', headers: { authorization: `Bearer ${token}`, origin: 'https://example.ru', 'content-type': 'text/plain' } };
  assert.equal((await worker.ask('/jobs?operation=focus.req', order)).problem().code, 'not-permitted', 'nobody could fetch it when the token is over');
  assert.equal((await withToken(token, good, { origin: 'https://other.example' })).problem().code, 'token-refused');
  for (const answer of [{ success: false, 'error-codes': ['invalid-input-response'] }, { success: true, hostname: 'evil.example' }, { success: true }]) {
    siteverify = answer;
    assert.deepEqual([(await exchange({ turnstile: 'x' })).problem().code], ['challenge-refused']);
  }
  // That Cloudflare cannot be asked, or does not know our secret, is no fault of the visitor.
  for (const answer of [{ success: false, 'error-codes': ['internal-error'] }, { success: false, 'error-codes': ['invalid-input-secret'] }, { success: 'true', hostname: 'example.ru' }, {}, undefined]) {
    if (answer) siteverify = answer;
    else broken = { status: 502, body: '<html>' };
    const reply = await exchange({ turnstile: 'x' });
    assert.deepEqual([reply.status, reply.problem().code, reply.headers.get('retry-after')], [503, 'voucher-unavailable', '10'], JSON.stringify(answer));
  }
  broken = undefined;
  siteverify = { success: true, hostname: 'example.ru' };
  for (const body of [{}, { turnstile: '' }, { turnstile: 7 }, 'x', { turnstile: 'x'.repeat(3000) }]) {
    assert.equal((await exchange(body)).problem().code, 'challenge-refused');
  }
  assert.equal((await exchange({ turnstile: 'x' }, 'https://evil.example')).problem().code, 'origin-refused');
});

test('nobody else is served', async () => {
  for (const headers of /** @type {Record<string, string>[]} */ ([{}, { origin: 'https://example.ru' }, { cookie: 'CF_Authorization=x' }])) {
    const { status, problem } = await worker.ask(good, { headers });
    assert.deepEqual([status, problem().code], [401, 'caller-unknown']);
  }
  assert.deepEqual(provider.asked, []);
});
