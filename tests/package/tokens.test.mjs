// @ts-check
// Caller tokens: the same as Rust mints (tests/tokens.rs has the same claims), by a library that anybody may use for it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { jwtVerify } from 'jose';
import { mintToken } from 'kontragent/tokens';
import { inRoot } from '../../scripts/lib/paths.mjs';

const key = { id: 'site.1', secret: 'an example of a secret, 32 characters' };
const nowMs = 1_794_000_000_000;
const fixture = (/** @type {string} */ name) => readFileSync(inRoot('tests', 'fixtures', 'tokens', name), 'utf8').trimEnd();

test('a token is the same as Rust mints', async () => {
  const full = await mintToken({
    key, nowMs, subject: 'посетитель "7" \\ 😀', lifetimeSeconds: 300, audience: 'kontragent', origin: 'https://example.ru',
    providers: ['focus', 'nkb'], operations: [],
    limits: [{ per: 'day', companies: 20, provider: 'focus' }, { per: 'month', roubles: 1500.5 }, { per: 'month', companies: 0, roubles: 12.05 }],
  });
  assert.equal(full, fixture('full.txt'));
  assert.equal(await mintToken({ key, nowMs, subject: 'v' }), fixture('short.txt'));
});

test('it is a JWT as everybody reads it', async () => {
  const { payload, protectedHeader } = await jwtVerify(fixture('short.txt'), new TextEncoder().encode(key.secret), { algorithms: ['HS256'], currentDate: new Date(nowMs) });
  assert.deepEqual([payload, protectedHeader], [{ sub: 'v', iat: 1_794_000_000, exp: 1_794_000_600 }, { alg: 'HS256', typ: 'JWT', kid: 'site.1' }]);
});
