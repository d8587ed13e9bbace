// @ts-check
// Астрал.ЭДО through the built package: every operation against the sandbox, directly and through the worker; tokens; and
// what really goes over the wire.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { AbortError, AuthError, InvalidInputError, KontragentError, NetworkError, NotFoundError, ProviderError, TimeoutError, connect } from 'kontragent';
import { createSandbox } from 'kontragent/sandbox';
import { startServices } from '../../scripts/lib/services.mjs';
import { failure } from './failure.mjs';

/** @typedef {import('kontragent').Client['astral']} Astral */
/** @typedef {import('kontragent/sandbox').AstralSwitches} Switches */

const { companies, magic } = await createSandbox();

/** Somebody for whom the sandbox's token may act. @param {string} name */
const party = (name) => {
  const found = companies.find((company) => company.name.includes(name)) ?? assert.fail(`no ${name}`);
  const { inn = '', abonentId = '' } = found;
  return { inn, abonentId, globalId: `2AE${abonentId.toUpperCase()}` };
};
const [own, partner, host] = [party('Демонстрационная компания'), party('Аврилонт Прибор'), party('Ипсалорм')];
/** To whom nothing was sent yet that waits for an answer. */
const stranger = party('Дрювель');

/** @param {Switches} [astral] @param {object} [options] */
const sandboxed = async (astral = {}, options = {}) => {
  const { fetch } = await createSandbox({ delayScale: 0, astral });
  const { astral: api } = await connect({ providers: { astral: { token: 'sandbox' } }, fetch, retries: 0, ...options });
  return api;
};

/** Every operation once, as two abonents who meet. @param {Astral} astral */
const story = async (astral) => {
  const me = { abonentId: own.abonentId };
  const they = { abonentId: host.abonentId };

  const { data: ids } = await astral.globalIds({ inn: own.inn, kpp: '667101001' });
  assert.deepEqual(ids, [own.globalId]);
  assert.deepEqual((await astral.globalIds({ inn: '9632018827', kpp: '999901001' })).data, []);

  // One of the invitations that wait from the beginning is accepted, another refused.
  const { data: waiting } = await astral.incomingInvitations(me);
  const [first, second] = waiting.map(({ id }) => id);
  assert.equal(waiting.length, 2);
  assert.equal(await astral.acceptInvitation({ ...me, invitationId: first ?? '' }), undefined);
  assert.equal((await astral.invitation({ ...me, invitationId: first ?? '' })).invitationStatus, 'Accepted');
  assert.equal(await astral.rejectInvitation({ ...me, invitationId: second ?? '' }), undefined);
  assert.equal((await astral.incomingInvitations(me)).data.length, 0);

  // The other way round, seen from both sides.
  const { id } = await astral.sendInvitation({ ...me, recipientGlobalId: host.globalId });
  assert.match(id, /^[0-9a-f-]{36}$/);
  const hanging = await astral.outgoingInvitations({ ...me, filter: 'ипсалорм' });
  assert.deepEqual(hanging.data.map((invitation) => [invitation.id, invitation.invitationStatus]), [[id, 'Sent']]);
  assert.equal((await failure(astral.acceptInvitation({ ...me, invitationId: id }))).code, 'access-refused');
  await astral.acceptInvitation({ ...they, invitationId: id });
  assert.ok((await failure(astral.acceptInvitation({ ...they, invitationId: id }))) instanceof ProviderError);
  const { data: found } = await astral.contacts({ ...me, filter: host.inn });
  const [contact] = found;
  assert.equal(contact?.counterparty.globalId, host.globalId);
  assert.equal(contact?.operator.prefix, '2AE');

  // The card, the departments.
  const counterpartyId = contact?.counterparty.id ?? '';
  const address = { regionCode: '54', city: 'Новосибирск', street: 'Примерная', house: '1/2' };
  const card = { ...me, counterpartyId };
  assert.equal(await astral.replaceContactCard({ ...card, legalAddress: address, actualAddress: null }), undefined);
  assert.equal(await astral.updateContactCard({ ...card, newEmployees: [{ fullName: 'Примеров Пример', email: 'p@primer.example' }] }), undefined);
  const { data: departments, totalCount } = await astral.departments({ counterpartyId, limit: 1 });
  assert.equal(departments.length, 1);
  assert.ok((totalCount ?? 0) > 1);

  // The end of it.
  assert.equal(await astral.deleteContact({ ...me, contactId: contact?.id ?? '' }), undefined);
  assert.ok((await failure(astral.deleteContact({ ...me, contactId: contact?.id ?? '' }))) instanceof NotFoundError);
  assert.equal(await astral.blockOrganization({ ...me, inn: host.inn }), undefined);
  assert.ok((await astral.blockedOrganizations({ ...me, count: 100 })).data.some(({ inn }) => inn === host.inn));
  assert.equal((await failure(astral.sendInvitation({ ...they, recipientGlobalId: own.globalId }))).code, 'access-refused');
  assert.equal(await astral.unblockOrganization({ ...me, inn: host.inn }), undefined);
  assert.ok((await failure(astral.unblockOrganization({ ...me, inn: host.inn }))) instanceof NotFoundError);
  assert.equal(await astral.sendEmailInvite({ ...me, recipientEmail: 'buh@primer.example', recipientInn: host.inn }), undefined);

  // Pages.
  /** @type {string[]} */
  const names = [];
  for await (const { counterparty } of astral.contacts.all({ ...me, count: 10 }, { limit: 1000 })) names.push(counterparty.id);
  assert.ok(names.length > 30 && new Set(names).size === names.length);
  const sizes = [];
  for await (const page of astral.contacts.pages({ ...me, count: 10 })) sizes.push(page.data.length);
  assert.deepEqual([sizes.slice(0, 3), sizes.at(-1)], [[10, 10, 10], 0]);
};

test('a story of all sixteen operations, directly', async () => {
  const astral = await sandboxed();
  await story(astral);
  const all = Object.keys(astral);
  assert.equal(all.length, 16);
});

test('the same with successes and errors in the other forms', async () => {
  await story(await sandboxed({ emptyStatus: 204, idForm: 'bare', errorBody: 'problem', countAll: true, pageCap: 10 }));
  await story(await sandboxed({ idForm: 'object', errorBody: 'text' }));
});

test('the same through the worker, which holds the token', async () => {
  const { urls, stop } = await startServices({ ports: 0, only: ['sandbox', 'worker'] });
  try {
    const { astral } = await connect({ proxy: urls['worker'] ?? '', retries: 0 });
    await story(astral);
    const { astral: short } = await connect({ proxy: urls['worker'] ?? '', providers: { astral: { abonentId: own.abonentId } }, retries: 0 });
    assert.ok((await short.contacts({})).data.length > 0, 'the abonent is no secret');
  } finally {
    await stop();
  }
});

test('every operation has an example that is answered or refused by the sandbox', async () => {
  const examples = JSON.parse(await readFile(new URL('../examples/astral.json', import.meta.url), 'utf8'));
  for (const [name, params] of Object.entries(examples)) {
    const astral = /** @type {any} */ (await sandboxed());
    await astral[name](params);
  }
  assert.equal(Object.keys(examples).length, 16);
});

test('special cases fail as what they are, also where somebody acts', async () => {
  const astral = await sandboxed();
  const about = async (/** @type {number} */ number) => {
    const abonentId = magic.find(({ inn }) => inn?.slice(4, 9) === String(number).padStart(5, '0'))?.abonentId ?? assert.fail();
    try {
      const { data } = await astral.departments({ counterpartyId: abonentId });
      return data.length;
    } catch (error) {
      return error instanceof KontragentError ? `${error.name} ${error.code}` : String(error);
    }
  };
  const outcomes = Object.fromEntries(await Promise.all(magic.map(async ({ inn = '' }) => [Number(inn.slice(4, 9)), await about(Number(inn.slice(4, 9)))])));
  assert.deepEqual(outcomes, {
    302: 'ProviderError unexpected-status',
    402: 'PaymentError payment-required',
    403: 'AuthError access-refused',
    429: 'RateLimitError too-many-requests',
    500: 'ProviderError provider-trouble',
    502: 'ProviderError provider-trouble',
    503: 'ProviderError provider-trouble',
    600: 'DecodeError content-type',
    601: 'DecodeError json-truncated',
    602: 'DecodeError json-syntax',
    603: 'DecodeError json-type',
    604: 2,
    605: 'DecodeError not-utf8',
    606: 'DecodeError json-truncated',
    607: 'NetworkError connection',
    608: 15,
    701: 2,
    702: 2,
    703: 'RateLimitError too-many-requests',
    704: 'ProviderError provider-trouble',
  });
  const stuck = magic.find(({ inn }) => inn?.slice(4, 9) === '00608')?.abonentId ?? '';
  const pages = async () => { for await (const page of astral.departments.pages({ counterpartyId: stuck })) assert.ok(page.data.length); };
  assert.equal((await failure(pages())).code, 'repeated-page');
});

test('DELETE has a body, a form has its parts: what a server gets', async () => {
  /** @type {{ method: string, url: string, headers: import('node:http').IncomingHttpHeaders, body: string }[]} */
  const got = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    got.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(200).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  try {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    const baseUrl = `http://127.0.0.1:${port}`;
    const { astral } = await connect({ providers: { astral: { token: 'secret-token', abonentId: own.abonentId, baseUrl } } });
    await astral.unblockOrganization({ inn: partner.inn, kpp: '770801001' });
    await astral.sendEmailInvite({ recipientEmail: 'a@b.example', recipientInn: partner.inn });
    await astral.acceptInvitation({ invitationId: host.abonentId });
    const [remove, invite, accept] = got;
    assert.deepEqual([remove?.method, remove?.url, remove?.body], ['DELETE', '/api/v1/blockedOrganizations', `{"inn":"${partner.inn}","kpp":"770801001"}`]);
    assert.deepEqual([remove?.headers['content-type'], remove?.headers['abonentid'], remove?.headers.authorization], ['application/json', own.abonentId, 'Bearer secret-token']);
    assert.equal(invite?.url, `/api/v1/invitations/SendEmailInvite?abonentId=${own.abonentId}`);
    assert.equal(invite?.headers['abonentid'], undefined);
    const form = await new Response(invite?.body, { headers: { 'content-type': invite?.headers['content-type'] ?? '' } }).formData();
    assert.deepEqual([...form], [['recipientEmail', 'a@b.example'], ['recipientInn', partner.inn]]);
    assert.deepEqual([accept?.method, accept?.body, accept?.headers['content-type']], ['PUT', '', undefined]);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

// Tokens ---------------------------------------------------------------------------------------------------------------

const login = { email: 'sandbox@kontragent.example', password: 'sandbox' };

/** A client with a login, and the paths that it asks. @param {Switches} [switches] @param {object} [access] */
const logged = async (switches = {}, access = login) => {
  const { fetch } = await createSandbox({ delayScale: 0, astral: switches });
  /** @type {string[]} */
  const paths = [];
  /** @type {unknown[]} */
  const events = [];
  const spy = async (/** @type {string} */ url, /** @type {RequestInit} */ init) => {
    paths.push(new URL(url).pathname.split('/').at(-1) ?? '');
    return fetch(url, init);
  };
  const { astral } = await connect({
    providers: { astral: /** @type {any} */ ({ ...access, abonentId: own.abonentId }) },
    fetch: /** @type {any} */ (spy),
    retries: 0,
    onEvent: (event) => events.push(event),
  });
  return { astral, paths, events, fetch };
};

test('a token is got once for all who wait for it, and used until it is refused', async () => {
  const { astral, paths } = await logged({ tokenUses: 3 });
  await Promise.all([astral.contacts({}), astral.incomingInvitations({}), astral.outgoingInvitations({})]);
  assert.deepEqual(paths.splice(0).sort(), ['byLogin', 'contacts', 'incoming', 'outgoing']);
  // The fourth use is refused; the token is renewed by what it came with, and the request sent once more.
  await astral.contacts({});
  assert.deepEqual(paths.splice(0), ['contacts', 'byLogin', 'contacts']);
  // Also of what must not be repeated: it was refused, so it has not happened.
  await astral.contacts({});
  await astral.contacts({});
  paths.splice(0);
  await astral.sendInvitation({ recipientGlobalId: stranger.globalId });
  assert.deepEqual(paths, ['invitations', 'byLogin', 'invitations']);
});

test('a token is renewed a minute before its end', async () => {
  const { astral, paths } = await logged({ tokenSeconds: 61 });
  await astral.contacts({});
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await astral.contacts({});
  assert.deepEqual(paths, ['byLogin', 'contacts', 'byLogin', 'contacts']);
});

test('a refresh that is refused falls back to the login', async () => {
  const { astral, paths } = await logged({ tokenUses: 1, forgetRefresh: true });
  await astral.contacts({});
  await astral.contacts({});
  assert.deepEqual(paths, ['byLogin', 'contacts', 'contacts', 'byLogin', 'byLogin', 'contacts']);
});

test('a token that is refused twice is an error, and so is a wrong password; neither shows a secret', async () => {
  const { astral, paths, events } = await logged({ tokenUses: 0, errorBody: 'problem' });
  const error = await failure(astral.contacts({}));
  assert.ok(error instanceof AuthError);
  assert.deepEqual([error.code, error.status, error.attempts, paths], ['key-refused', 401, 2, ['byLogin', 'contacts', 'byLogin', 'contacts']]);
  const wrong = await logged({ errorBody: 'message' }, { ...login, password: 'my-very-own-password' });
  const refused = await failure(wrong.astral.contacts({}));
  assert.deepEqual([refused.name, refused.code, refused.status, wrong.paths], ['AuthError', 'key-refused', 401, ['byLogin']]);
  for (const shown of [JSON.stringify([error, refused, events, wrong.events]), String(refused.stack), refused.message]) {
    assert.doesNotMatch(shown, /sandbox-(access|refresh)|my-very-own-password|Bearer/);
  }
});

test('a refused password is not tried again for a while, by no question', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-24T09:00:00Z') });
  const { astral, paths, fetch } = await logged({}, { ...login, password: 'wrong' });
  const told = async () => {
    const { name, code, status, retryAfterMs } = await failure(astral.contacts({}));
    return [name, code, status, retryAfterMs];
  };
  const refused = ['AuthError', 'key-refused', 401];
  assert.deepEqual(await told(), [...refused, 30_000]);
  t.mock.timers.tick(10_000);
  assert.deepEqual(await told(), [...refused, 20_000]);
  assert.deepEqual(paths, ['byLogin']);
  t.mock.timers.tick(20_000);
  assert.deepEqual(await told(), [...refused, 60_000]);
  assert.deepEqual(paths, ['byLogin', 'byLogin']);
  // Another client with another password is not concerned.
  const { astral: other } = await connect({ providers: { astral: { ...login, abonentId: own.abonentId } }, fetch });
  await other.contacts({});
});

test('a function gives tokens, now or later, and is asked again when one is refused', async () => {
  for (const later of [false, true]) {
    const given = ['wrong', 'sandbox'];
    const token = () => { const next = given.shift() ?? assert.fail('asked too often'); return later ? Promise.resolve(next) : next; };
    const { astral, paths } = await logged({}, { token });
    await astral.contacts({});
    await astral.contacts({});
    assert.deepEqual([paths, given], [['contacts', 'contacts', 'contacts'], []]);
  }
  const odd = [
    () => { throw new Error('no token today'); },
    async () => { throw 'no token today'; },
    () => '',
    () => 'a b',
    () => 5,
    () => undefined,
    () => null,
  ];
  for (const token of odd) {
    const { astral, paths } = await logged({}, { token });
    const error = await failure(astral.contacts({}));
    assert.ok(error instanceof InvalidInputError);
    assert.deepEqual([error.code, error.path, paths], ['option', 'providers.astral.token', []]);
  }
  const thrown = new Error('no token today');
  const { astral } = await logged({}, { token: () => { throw thrown; } });
  assert.equal((await failure(astral.contacts({}))).cause, thrown);
});

test('a certificate signs what the provider says', async () => {
  const bytes = (/** @type {string} */ text) => new TextEncoder().encode(`\u0001${text}\u00ff`);
  for (const sign of [
    (/** @type {string} */ text) => bytes(text),
    async (/** @type {string} */ text) => new Blob([bytes(text)]),
    async (/** @type {string} */ text) => bytes(text).buffer,
  ]) {
    const { astral, paths } = await logged({}, { certificate: { sign } });
    await astral.contacts({});
    assert.deepEqual(paths, ['byCertificate', 'byCertificate', 'contacts']);
  }
  const { astral } = await logged({}, { certificate: { sign: () => bytes('something else') } });
  assert.equal((await failure(astral.contacts({}))).code, 'key-refused');
  const odd = await logged({}, { certificate: { sign: () => 'text' } });
  assert.equal((await failure(odd.astral.contacts({}))).path, 'providers.astral.certificate.sign');
});

test('who gives up waiting for a token does not take it from the others, and nobody waits for ever', async () => {
  /** @type {(value: string) => void} */
  let give = () => {};
  const token = () => new Promise((resolve) => { give = resolve; });
  const { astral, paths } = await logged({}, { token });
  const controller = new AbortController();
  const impatient = failure(astral.contacts({}, { signal: controller.signal }));
  const patient = astral.incomingInvitations({});
  await new Promise((resolve) => setTimeout(resolve, 20));
  const reason = new Error('enough');
  controller.abort(reason);
  const aborted = await impatient;
  assert.ok(aborted instanceof AbortError && aborted.cause === reason);
  give('sandbox');
  assert.ok((await patient).data.length > 0);
  assert.deepEqual(paths, ['incoming']);
  const never = await logged({}, { token: () => new Promise(() => {}) });
  const late = await failure(never.astral.contacts({}, { deadlineMs: 50 }));
  assert.ok(late instanceof TimeoutError, late.name);
});

test('trouble on the way to a token is told as trouble, and asked again where that is safe', async () => {
  const { fetch } = await createSandbox();
  let broken = 1;
  const spy = async (/** @type {string} */ url, /** @type {RequestInit} */ init) => {
    if (url.endsWith('byLogin') && broken-- > 0) throw new TypeError('no connection');
    return fetch(url, init);
  };
  const options = { providers: { astral: { ...login, abonentId: own.abonentId } }, fetch: /** @type {any} */ (spy) };
  const { astral } = await connect({ ...options, retries: 1 });
  assert.ok((await astral.contacts({})).data.length > 0);
  broken = 1;
  const { astral: anew } = await connect({ ...options, retries: 1 });
  const error = await failure(anew.sendInvitation({ recipientGlobalId: host.globalId }));
  assert.ok(error instanceof NetworkError && error.attempts === 1);
  for (const body of ['<html>', '{}', '']) {
    const odd = async (/** @type {string} */ url, /** @type {RequestInit} */ init) => (url.endsWith('byLogin') ? new Response(body) : fetch(url, init));
    const { astral } = await connect({ ...options, fetch: /** @type {any} */ (odd), retries: 0 });
    assert.equal((await failure(astral.contacts({}))).name, 'DecodeError');
  }
});

test('how tokens are got is said once, and in one way', async () => {
  const { fetch } = await createSandbox();
  /** @type {[object, string | undefined][]} */
  const wrong = [
    [{}, 'proxy'],
    [{ abonentId: own.abonentId }, 'proxy'],
    [{ token: '' }, 'providers.astral.token'],
    [{ token: 'a b' }, 'providers.astral.token'],
    [{ token: 5 }, 'providers.astral.token'],
    [{ email: 'a@b.example' }, 'providers.astral.password'],
    [{ password: 'x' }, 'providers.astral.email'],
    [{ token: 'x', ...login }, 'providers.astral'],
    [{ token: 'x', certificate: { sign: () => new Uint8Array() } }, 'providers.astral'],
    [{ certificate: {} }, 'providers.astral.certificate'],
    [{ token: 'x', login: 'y' }, 'providers.astral.login'],
    [{ token: 'x', abonentId: 5 }, 'providers.astral.abonentId'],
  ];
  for (const [access, path] of wrong) {
    const error = await failure(connect({ providers: { astral: /** @type {any} */ (access) }, fetch }));
    assert.deepEqual([error.code, error.path], ['option', path], JSON.stringify(access));
  }
  const { astral } = await connect({ providers: { astral: { token: 'sandbox' } }, fetch });
  assert.deepEqual([(await failure(astral.contacts({}))).code], ['missing-parameter']);
  const defaulted = await connect({ providers: { astral: { token: 'sandbox', abonentId: 'x' } }, fetch });
  assert.equal((await failure(defaulted.astral.contacts({}))).path, 'abonentId');
  assert.ok((await defaulted.astral.contacts({ abonentId: own.abonentId })).data.length > 0, 'a call goes before the default');
  assert.deepEqual((await defaulted.astral.globalIds({ inn: own.inn, kpp: '667101001' })).data, [own.globalId]);
});
