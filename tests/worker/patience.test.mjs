// @ts-check
// A provider that is ill, in workerd: attempts, the circuit breaker, places, files as they come in.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { connect } from 'kontragent';
import { mintToken } from 'kontragent/tokens';
import { Slots } from '../../pkg/worker/answering/slots.js';
import { good, inns, startProvider, startRecorded } from './harness.mjs';

/** @type {Awaited<ReturnType<typeof startProvider>>} */
let provider;
let tests = 0;

/** @param {object} patience @param {object} [more] */
const start = (patience, more = {}) =>
  startRecorded(`patience-${tests += 1}`, {
    bindings: { FOCUS_KEY: 'key', FOCUS_BASE_URL: `${provider.url}/focus`, NKB_LOGIN: 'login', NKB_PASSWORD: 'password', NKB_BASE_URL: provider.url, CALLERS: { local: { operations: ['*'] } }, PATIENCE: patience },
    ...more,
  });

const sleep = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

before(async () => {
  provider = await startProvider();
});

beforeEach(() => {
  provider.asked.length = 0;
  provider.answers(200, 'application/json', '[]');
});

after(() => provider.stop());

test('what may pass is asked again, and nothing else', async () => {
  const worker = await start({ breaker: false });
  try {
    for (const [status, attempts] of /** @type {[number, number][]} */ ([[500, 3], [503, 3], [429, 3], [400, 1], [402, 1], [404, 1], [501, 1]])) {
      provider.asked.length = 0;
      provider.answers(status, 'text/plain', '');
      await worker.ask(good);
      assert.equal(provider.asked.length, attempts, String(status));
    }
    // What orders something is not repeated.
    provider.asked.length = 0;
    provider.answers(500, 'text/plain', '');
    const k = await connect({ proxy: worker.url, retries: 0 });
    await assert.rejects(k.nkb.orderBatch({ list: [{ type: 'COMPANY', id: '1' }, { type: 'COMPANY', id: '2' }], checkOptions: { relTypes: ['EXECUTIVE_INDIVIDUAL'] } }), { provider: 'nkb', name: 'ProviderError' });
    assert.equal(provider.asked.length, 1);
    // Good in the end is good.
    provider.answersBy((response) => response.writeHead(provider.asked.length % 2 ? 200 : 503, { 'content-type': 'application/json' }).end('[]'));
    assert.equal((await worker.ask(good)).status, 200);
  } finally {
    await worker.stop();
  }
});

test('the deadline holds for all attempts and pauses together', async () => {
  const worker = await start({ breaker: false, deadlineMs: 1000, retries: 5 });
  try {
    provider.answersBy(() => {});
    let from = Date.now();
    assert.deepEqual([(await worker.ask(good)).problem().code], ['attempt-timeout']);
    assert.ok(Date.now() - from < 2500, `${Date.now() - from} ms`);
    // A pause that the provider asks for and that leaves no time is not waited for, but told.
    provider.answers(429, 'text/plain', '', { 'retry-after': '30' });
    from = Date.now();
    const { status, headers } = await worker.ask(good);
    assert.deepEqual([status, headers.get('retry-after')], [429, '30']);
    assert.ok(Date.now() - from < 900, `${Date.now() - from} ms`);
  } finally {
    await worker.stop();
  }
});

test('a provider that is ill is left alone, and one question finds out whether it is well again', async () => {
  const worker = await start({ retries: 0 });
  try {
    provider.answers(500, 'text/plain', '');
    for (let time = 0; time < 5; time += 1) assert.equal((await worker.ask(good)).problem().code, 'provider-trouble');
    const asked = provider.asked.length;
    const resting = await worker.ask(good);
    assert.deepEqual([resting.status, resting.problem().code], [503, 'provider-resting']);
    assert.ok(Number(resting.headers.get('retry-after')) >= 1 && Number(resting.headers.get('retry-after')) <= 5);
    assert.equal(provider.asked.length, asked, 'nothing is asked');
    await sleep(5200);
    provider.answersBy((response) => void setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end('[]'), 300));
    const replies = await Promise.all(Array.from({ length: 10 }, () => worker.ask(good)));
    assert.deepEqual(replies.map(({ status }) => status).sort(), [200, ...Array(9).fill(503)]);
    assert.equal(provider.asked.length, asked + 1, 'one probe');
    assert.equal((await worker.ask(good)).status, 200, 'well again');
  } finally {
    await worker.stop();
  }
});

test('a question that may not be asked after all is no probe that everybody waits for', async () => {
  const secret = 'the secret of the site, long enough for it';
  const worker = await start({ retries: 0 }, {
    bindings: { FOCUS_KEY: 'key', FOCUS_BASE_URL: `${provider.url}/focus`, TOKEN_KEYS: { site: secret }, CALLERS: { local: { operations: ['*'] } }, PATIENCE: { retries: 0 } },
  });
  try {
    const token = await mintToken({ key: { id: 'site', secret }, subject: 'v', limits: [{ per: 'day', companies: 0 }] });
    provider.answers(500, 'text/plain', '');
    for (let time = 0; time < 5; time += 1) await worker.ask(good);
    assert.equal((await worker.ask(good)).problem().code, 'provider-resting');
    await sleep(5200);
    provider.answers(200, 'application/json', '[]');
    const refused = await worker.ask(good, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(refused.problem().code, 'quota-used-up');
    // What the isolates tell each other takes its way.
    await sleep(300);
    assert.equal((await worker.ask(good)).status, 200, 'the next one is the probe');
  } finally {
    await worker.stop();
  }
});

test('an attempt that comes when the provider may be asked again is the probe', async () => {
  const worker = await start({ retries: 2 });
  try {
    provider.answers(500, 'text/plain', '');
    await worker.ask(good);
    assert.equal(provider.asked.length, 3);
    // The fifth failure opens the circuit breaker for as long as the pause that the provider asks for.
    provider.answersBy((response) => {
      const asked = provider.asked.length;
      if (asked === 4) response.writeHead(503).end();
      else if (asked === 5) response.writeHead(503, { 'retry-after': '5' }).end();
      else response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
    });
    assert.equal((await worker.ask(good)).status, 200);
    assert.equal((await worker.ask(good)).status, 200, 'well again');
    assert.equal(provider.asked.length, 7);
  } finally {
    await worker.stop();
  }
});

test('a pause that nobody lives to see the end of is a day', async () => {
  const worker = await start({ retries: 0, breaker: false });
  try {
    for (const asked of ['4000000000', 'Fri, 31 Dec 9999 23:59:59 GMT']) {
      provider.answers(503, 'text/plain', '', { 'retry-after': asked });
      assert.equal((await worker.ask(good)).headers.get('retry-after'), '86400');
    }
  } finally {
    await worker.stop();
  }
});

test('places of requests that ended without a word are free again in time, and nobody is waited for who waits no longer', async () => {
  const slots = new Slots();
  const width = { atOnce: 2, waiting: 1, waitMs: 60, holdMs: 40 };
  const leave = slots.enter({ ...width, holdMs: 60_000 });
  assert.equal(typeof leave, 'function');
  assert.equal(typeof slots.enter(width), 'function', 'which never leaves');
  // It waits, and is gone with its request: neither its timer nor its answer comes.
  const { setTimeout: real } = globalThis;
  globalThis.setTimeout = /** @type {any} */ (() => 0);
  void slots.enter(width);
  globalThis.setTimeout = real;
  assert.equal(slots.enter(width), undefined, 'nobody else may wait');
  await sleep(80);
  const mine = slots.enter(width);
  assert.equal(typeof mine, 'function', 'the place that was never given back');
  const next = slots.enter(width);
  assert.ok(next instanceof Promise, 'the other one is still taken');
  /** @type {any} */ (leave)();
  const given = await next;
  assert.equal(typeof given, 'function');
  // Leaving twice, or after the place went to somebody else, gives nothing away.
  /** @type {any} */ (leave)();
  assert.ok(slots.enter({ ...width, waitMs: 1 }) instanceof Promise);
});

test('refusals and unknown companies are no illness', async () => {
  const worker = await start({ retries: 0 });
  try {
    for (const [status, body] of /** @type {[number, string][]} */ ([[404, 'x'], [403, 'No valid key specified'], [402, ''], [400, 'x']])) {
      provider.answers(status, 'text/plain', body);
      for (let time = 0; time < 8; time += 1) await worker.ask(good);
    }
    provider.answers(200, 'application/json', '[]');
    assert.equal((await worker.ask(good)).status, 200);
  } finally {
    await worker.stop();
  }
});

test('no more questions are under way than there are places, and no more wait than may', async () => {
  const worker = await start({ atOnce: 2, waiting: 3, breaker: false, deadlineMs: 20_000 });
  try {
    let now = 0;
    let most = 0;
    provider.answersBy((response) => {
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => {
        now -= 1;
        response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
      }, 300);
    });
    const replies = await Promise.all(Array.from({ length: 12 }, (_, number) => worker.ask(`/focus/api3/req?inn=${inns[number % inns.length]}`)));
    assert.deepEqual(replies.map(({ status }) => status).sort(), [...Array(5).fill(200), ...Array(7).fill(503)]);
    const busy = replies.find(({ status }) => status === 503);
    assert.deepEqual([busy?.problem().code, busy?.headers.get('retry-after')], ['provider-busy', '1']);
    assert.equal(most, 2);
    assert.equal((await worker.ask(good)).status, 200, 'every place was given back');
  } finally {
    await worker.stop();
  }
});

test('of a type nothing is handed on but a plain one and its charset', async () => {
  const worker = await start({ retries: 0, breaker: false });
  const nobody = '{"total":0,"pageSize":10,"pageNumber":1,"pageCount":0,"firstNumber":0,"lastNumber":0,"list":[]}';
  try {
    for (const [path, body, type, expected] of [
      [good, '[]', 'application/json', 'application/json'],
      [good, '[]', 'application/json; charset="utf-8"', 'application/json; charset="utf-8"'],
      [good, '[]', 'application/json; key=secret', 'application/json'],
      [good, '[]', 'application/json; charset=utf-8; key=secret', 'application/json'],
      [good, '[]', '', null],
      ['/nkb/api/company?inn=6663003127', nobody, 'text/plain;charset=utf-8', 'text/plain;charset=utf-8'],
      ['/nkb/api/company?inn=6663003127', nobody, 'image/svg+xml', 'application/octet-stream'],
      ['/nkb/api/company?inn=6663003127', nobody, 'secret', 'application/octet-stream'],
    ]) {
      provider.answers(200, type ?? '', body ?? '');
      const reply = await worker.ask(path ?? '');
      assert.deepEqual([reply.status, reply.headers.get('content-type')], [200, expected], `${type}`);
    }
  } finally {
    await worker.stop();
  }
});

test('a file comes through as it comes in, and is one', async () => {
  const worker = await start({ retries: 0, breaker: false });
  const excerpt = '/focus/api3/excerpt?inn=6663003127';
  try {
    const megabyte = Buffer.alloc(1 << 20, 'x');
    // The first part arrives while the second is not even sent.
    /** @type {() => void} */
    let goOn = () => {};
    provider.answersBy((response) => {
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': String(9 + 2 * megabyte.length) });
      response.write(Buffer.concat([Buffer.from('%PDF-1.7\n'), megabyte]));
      goOn = () => response.end(megabyte);
    });
    const response = await fetch(worker.url + excerpt);
    assert.equal(response.headers.get('content-type'), 'application/pdf');
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    let length = (await reader.read()).value?.byteLength ?? 0;
    assert.ok(length > 0);
    goOn();
    for (let part = await reader.read(); !part.done; part = await reader.read()) length += part.value.byteLength;
    assert.equal(length, 9 + 2 * megabyte.length);

    provider.answers(200, 'application/pdf', Buffer.concat([Buffer.from('\n\n%PDF-1.4'), megabyte]), { 'content-length': String(megabyte.length + 10) });
    const known = await fetch(worker.url + excerpt);
    assert.equal((await known.arrayBuffer()).byteLength, megabyte.length + 10);
    assert.equal(known.headers.get('content-length'), String(megabyte.length + 10), 'so that a file that breaks off is noticed');

    for (const [status, type, body, code] of /** @type {[number, string, string, string][]} */ ([
      [200, 'application/pdf', '<html>maintenance</html>', 'not-the-document'],
      [200, 'application/pdf', '', 'not-the-document'],
      [200, 'text/html', '%PDF-1.7\n%%EOF', 'content-type'],
      [404, 'text/plain', 'x', 'not-found'],
      [500, 'text/plain', 'x', 'provider-trouble'],
    ])) {
      provider.answers(status, type, body);
      assert.equal((await worker.ask(excerpt)).problem().code, code, `${status} ${type} ${body}`);
    }
    provider.answersBy((response) => {
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': String(64 << 20) });
      response.write('%PDF-1.7');
    });
    assert.equal((await worker.ask(excerpt)).problem().code, 'too-large');
  } finally {
    await worker.stop();
  }
});

test('a file that breaks off is not taken for a whole one, whether its length is told or not', async () => {
  const worker = await start({ retries: 0, breaker: false, deadlineMs: 2000 });
  const excerpt = '/focus/api3/excerpt?inn=6663003127';
  const body = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(200_000, 'x')]);
  const end = Buffer.from('\ntrailer\nstartxref\n9\n%%EOF\n');
  /** @param {Record<string, string>} headers @param {Buffer} rest @param {'ends' | 'breaks' | 'stalls' | 'closes'} how */
  const file = (headers, rest, how) => provider.answersBy((response) => {
    if (how === 'closes') {
      // As servers without chunks end an answer, and as a machine that dies does.
      response.socket?.end(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\ncontent-type: application/pdf\r\nconnection: close\r\n\r\n'), body, rest]));
      return;
    }
    response.writeHead(200, { 'content-type': 'application/pdf', ...headers });
    response.write(body);
    setTimeout(() => response.write(rest, () => {
      if (how === 'ends') response.end();
      if (how === 'breaks') response.destroy();
    }), 50);
  });
  try {
    for (const how of /** @type {const} */ (['ends', 'closes'])) {
      file({}, end, how);
      const whole = await fetch(worker.url + excerpt);
      assert.deepEqual([whole.status, whole.headers.get('content-length')], [200, String(body.length + end.length)], how);
      assert.deepEqual(Buffer.from(await whole.arrayBuffer()), Buffer.concat([body, end]));
      file({}, Buffer.from('\ntrailer\nstartx'), how);
      const part = await worker.ask(excerpt);
      assert.deepEqual([part.status, part.problem().code], [502, 'not-the-document'], how);
    }
    for (const [how, code] of /** @type {const} */ ([['breaks', 'connection'], ['stalls', 'attempt-timeout']])) {
      // Not even if what is there looks whole.
      file({}, end, how);
      assert.equal((await worker.ask(excerpt)).problem().code, code, how);
    }
    file({ 'content-length': String(body.length + end.length) }, end, 'ends');
    assert.equal((await (await fetch(worker.url + excerpt)).arrayBuffer()).byteLength, body.length + end.length);
    for (const how of /** @type {const} */ (['breaks', 'stalls'])) {
      file({ 'content-length': String(body.length + end.length + 1) }, end, how);
      await assert.rejects((await fetch(worker.url + excerpt)).arrayBuffer(), how);
    }
    // One of an unknown length has the limit of size as well.
    provider.answersBy((response) => {
      response.writeHead(200, { 'content-type': 'application/pdf' });
      response.write(body);
      const timer = setInterval(() => response.write(Buffer.alloc(4 << 20)), 1);
      response.on('close', () => clearInterval(timer));
    });
    assert.equal((await worker.ask(excerpt)).problem().code, 'too-large');
  } finally {
    await worker.stop();
  }
});

test('a file may take longer than its beginning, but not stall, nor go on for ever', async () => {
  const worker = await start({ retries: 0, breaker: false, deadlineMs: 400 });
  const excerpt = '/focus/api3/excerpt?inn=6663003127';
  const part = Buffer.alloc(64 << 10, 'x');
  /**
   * Sends so many parts with pauses, or fewer than it says.
   * @param {number} parts @param {number} pauseMs @param {boolean} [ends]
   */
  const trickle = (parts, pauseMs, ends = true) => provider.answersBy((response) => {
    response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': String(ends ? 9 + (parts + 1) * part.length : 16 << 20) });
    response.write(Buffer.concat([Buffer.from('%PDF-1.7\n'), part]));
    let sent = 0;
    const timer = setInterval(() => {
      if (sent++ < parts) response.write(part);
      else clearInterval(timer), ends && response.end();
    }, pauseMs);
    response.on('close', () => clearInterval(timer));
  });
  try {
    trickle(30, 100);
    const from = Date.now();
    assert.equal((await (await fetch(worker.url + excerpt)).arrayBuffer()).byteLength, 9 + 31 * part.length);
    assert.ok(Date.now() - from > 2500, 'far longer than an attempt');
    trickle(3, 50, false);
    await assert.rejects((await fetch(worker.url + excerpt)).arrayBuffer(), 'one that stalls breaks off');
    trickle(200, 200, false);
    const endless = Date.now();
    await assert.rejects((await fetch(worker.url + excerpt)).arrayBuffer(), 'one without an end breaks off');
    const took = Date.now() - endless;
    assert.ok(took > 5000 && took < 12_000, `${took} ms`);
    // The beginning has the time of an attempt.
    provider.answersBy((response) => void response.writeHead(200, { 'content-type': 'application/pdf' }).write('%PDF-'));
    assert.equal((await worker.ask(excerpt)).problem().code, 'attempt-timeout');
    assert.equal((await worker.ask(good)).problem().code, 'attempt-timeout', 'places are given back');
  } finally {
    await worker.stop();
  }
});
