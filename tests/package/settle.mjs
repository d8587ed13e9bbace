// @ts-check
// Every odd thing that a fetch, a signal or a clock may do to a call, for any environment: nothing here but JavaScript.

/** @typedef {import('kontragent').Connect} Connect */

const never = () => new Promise(() => {});
const rejects = (/** @type {unknown} */ reason) => () => Promise.reject(reason);
const throws = (/** @type {unknown} */ reason) => () => { throw reason; };
const unwell = async () => new Response('', { status: 503 });
/** Headers at once and a body that never ends. */
const stalled = (/** @type {boolean} */ heedsSignal) => async (/** @type {string} */ _, /** @type {RequestInit} */ { signal }) =>
  new Response(new ReadableStream({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode('[{"inn":'));
      if (heedsSignal) signal?.addEventListener('abort', () => controller.error(signal.reason));
    },
  }), { headers: { 'content-type': 'application/json' } });

/** What fetch does, and the code of the error that must come of it.
 * @type {readonly [what: string, fetch: any, code: string][]} */
const fetches = [
  ['rejects with an Error', rejects(new TypeError('fetch failed')), 'connection'],
  ['rejects with undefined', rejects(undefined), 'connection'],
  ['rejects with a string', rejects('no'), 'connection'],
  ['throws', throws(new Error('now')), 'connection'],
  ['throws undefined', throws(undefined), 'connection'],
  ['gives undefined', () => undefined, 'not-a-response'],
  ['gives null', async () => null, 'not-a-response'],
  ['gives a number', async () => 200, 'not-a-response'],
  ['gives an empty object', async () => ({}), 'not-a-response'],
  ['gives a status that is none', async () => ({ status: 'ok', text: async () => '[]' }), 'not-a-response'],
  ['gives no body at all', async () => ({ status: 200 }), 'not-a-response'],
  ['gives a text that is none', async () => ({ status: 200, text: async () => 5 }), 'not-a-response'],
  ['has a status that throws', async () => ({ get status() { throw new Error('no'); } }), 'not-a-response'],
  ['has a thenable that throws', () => ({ get then() { throw new Error('no'); } }), 'connection'],
  ['fails in the body', async () => ({ status: 200, arrayBuffer: () => Promise.reject('gone') }), 'connection'],
  ['throws in the body', async () => ({ status: 200, arrayBuffer: throws(undefined) }), 'connection'],
  ['has a reader that gives no bytes', async () => ({ status: 200, body: { getReader: () => ({ read: async () => ({ done: false, value: 'text' }) }) } }), 'not-a-response'],
  ['has headers that throw', async () => ({ status: 503, text: async () => '', headers: { get: throws(new Error('no')) } }), 'not-the-proxy'],
];

/** Where a call may be when its signal fires. @type {readonly [where: string, fetch: any][]} */
const places = [['headers', never], ['body', stalled(false)], ['a body that heeds', stalled(true)], ['back-off', unwell]];
const reasons = () => [new Error('enough'), 'user navigated away', { code: 1 }, null, undefined];

/** @type {readonly [what: string, fetch: any, options: object, code: string][]} */
const clocks = [
  ['no headers', never, { timeoutMs: 30 }, 'attempt-timeout'],
  ['no end of the body', stalled(false), { timeoutMs: 30 }, 'attempt-timeout'],
  ['no end of a body that heeds', stalled(true), { timeoutMs: 30 }, 'attempt-timeout'],
  ['the deadline, attempts left', never, { deadlineMs: 30, retries: 9 }, 'deadline'],
];

/** A signal that counts its listeners. */
const countingSignal = () => {
  const controller = new AbortController();
  const { signal } = controller;
  const listeners = new Set();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (/** @type {string} */ type, /** @type {any} */ listener, /** @type {any} */ options) => {
    listeners.add(listener);
    addEventListener.call(signal, type, listener, options);
  };
  signal.removeEventListener = (/** @type {string} */ type, /** @type {any} */ listener) => {
    listeners.delete(listener);
    removeEventListener.call(signal, type, listener);
  };
  return { controller, signal, listeners };
};

/**
 * How a call ended: the code of its error, or what else it did.
 * @param {Promise<unknown>} call
 */
const ending = async (call) => {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const hung = new Promise((resolve) => { timer = setTimeout(() => resolve({ code: 'never settled' }), 5000); });
  const error = await Promise.race([call.then(() => ({ code: 'resolved' }), (thrown) => thrown ?? { code: 'rejected with nothing' }), hung]);
  clearTimeout(timer);
  return error;
};

/**
 * Tries everything. Gives how many situations there were, and those that did not end as they must.
 * @param {Connect} connect
 */
export const settle = async (connect) => {
  let tried = 0;
  /** @type {string[]} */
  const wrong = [];
  const expect = (/** @type {string} */ what, /** @type {any} */ error, /** @type {string} */ code, listeners = 0) => {
    tried += 1;
    if (error.code !== code || typeof error.toJSON !== 'function') wrong.push(`${what}: ${error.code ?? error}, not ${code}`);
    if (listeners) wrong.push(`${what}: ${listeners} listeners left`);
  };
  const client = (/** @type {any} */ fetch, options = {}) => connect({ proxy: 'https://proxy.example', retries: 0, fetch, ...options });
  const asked = { inn: '6663003127' };

  for (const [what, fetch, code] of fetches) expect(`fetch ${what}`, await ending((await client(fetch)).focus.req(asked)), code);

  for (const [where, fetch] of places) {
    for (const reason of reasons()) {
      const { controller, signal, listeners } = countingSignal();
      const call = (await client(fetch, { retries: 5 })).focus.req(asked, { signal });
      setTimeout(() => controller.abort(reason), 20);
      const error = await ending(call);
      const what = `aborted in ${where} with ${typeof reason}`;
      expect(what, error, 'aborted', listeners.size);
      if (reason && error.cause !== reason) wrong.push(`${what}: the reason is lost`);
    }
  }
  expect('aborted before', await ending((await client(never)).focus.req(asked, { signal: AbortSignal.abort('before') })), 'aborted');

  for (const [what, fetch, options, code] of clocks) {
    const { signal, listeners } = countingSignal();
    expect(`out of time: ${what}`, await ending((await client(fetch)).focus.req(asked, { signal, ...options })), code, listeners.size);
  }
  return { tried, wrong };
};
