// @ts-check
// The deployed worker in workerd, before a provider that the test plays, with everything that leaves it on record.
import http from 'node:http';
import { connect } from 'node:net';
import { startProxy } from '../../scripts/lib/services.mjs';

/** @typedef {{ method: string, url: string, headers: http.IncomingHttpHeaders, body: string }} Asked */

/** Every way in which a secret may be spelt. @param {string} secret */
export const spellings = (secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, ''), JSON.stringify(secret).slice(1, -1)];

/**
 * A provider that answers what the test says, and remembers what it was asked.
 */
export const startProvider = async () => {
  /** @type {Asked[]} */
  const asked = [];
  /** @type {(response: http.ServerResponse, request: Asked) => unknown} */
  let answer = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
    asked.push(one);
    answer(response, one);
  });
  await /** @type {Promise<void>} */ (new Promise((resolve) => server.listen(0, '127.0.0.1', resolve)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    /** @param {typeof answer} how */
    answersBy: (how) => { answer = how; },
    /** @param {number} status @param {string} type @param {string | Buffer} body @param {Record<string, string>} [headers] */
    answers: (status, type, body, headers = {}) => {
      answer = (response) => response.writeHead(status, { 'content-type': type, ...headers }).end(body);
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** @typedef {{ status: number, headers: Headers, body: string, problem: () => any }} Reply */

/**
 * @param {string} name
 * @param {{ bindings?: object } & Record<string, unknown>} options  Miniflare's; every answer of the provider is the test's own unless PATIENCE says otherwise
 */
export const startRecorded = async (name, options) => {
  const record = { left: '', logged: '' };
  const worker = await startProxy(name, 0, {
    handleRuntimeStdio: (/** @type {import('node:stream').Readable} */ out, /** @type {import('node:stream').Readable} */ err) => {
      for (const stream of [out, err]) stream.on('data', (chunk) => { record.logged += chunk; });
    },
    ...options,
    bindings: { PATIENCE: { retries: 0, breaker: false }, ...options.bindings },
  });
  /** @param {string} path @param {RequestInit} [init] @returns {Promise<Reply>} */
  const ask = async (path, init) => {
    const response = await fetch(worker.url + path, { redirect: 'manual', ...init });
    const body = await response.text();
    record.left += JSON.stringify([...response.headers]) + body;
    return { status: response.status, headers: response.headers, body, problem: () => JSON.parse(body) };
  };
  /**
   * Bytes as no client library would send them.
   * @param {string} text  the request line and headers, without the last empty line @param {string} [body]
   * @returns {Promise<{ status: number, code: string, text: string }>}
   */
  const raw = (text, body = '') =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(worker.url).port), '127.0.0.1');
      let got = '';
      const done = () => {
        socket.destroy();
        record.left += got;
        resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(got)?.[1] ?? 0), code: /"code":"([a-z-]+)"/.exec(got)?.[1] ?? '', text: got });
      };
      socket.on('data', (chunk) => {
        got += chunk;
        if (/"requestId":"[^"]+"\}/.test(got)) done();
      });
      socket.on('close', done);
      socket.on('error', done);
      setTimeout(done, 3000).unref();
      socket.write(`${text.replaceAll('\n', '\r\n')}\r\nConnection: close\r\n\r\n${body}`);
    });
  return { url: worker.url, ask, raw, record, stop: worker.stop };
};

/** ИНН of legal entities and of people, made up, with right check digits. */
export const inns = ['6663003127', '7708503727', '7736050003', '6658021579', '7452027843', '7725604637'];

/** A question that may be asked. */
export const good = `/focus/api3/req?inn=${inns[0]}`;

/** The companies that a question to the provider is about. @param {{ url: string }} question */
export const askedIn = ({ url }) => (new URL(url, 'http://x').searchParams.get('inn') ?? '').split(',').filter(Boolean);

/**
 * Waits for what happens after the answer was given: charges given back, log lines.
 * @template T @param {() => T | Promise<T>} find  what there is, if there is anything
 * @param {number} [ms]  how long it may take
 * @returns {Promise<NonNullable<T>>}
 */
export const eventually = async (find, ms = 2000) => {
  for (let tries = 0; tries < ms / 20; tries += 1) {
    const found = await find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it did not happen');
};

/** The operator's token, and how it is shown. */
export const operatorToken = 'operator-token-operator-token-0123';
export const asOperator = { headers: { authorization: `Bearer ${operatorToken}` } };

/** The lines about a request in what was logged. @param {{ logged: string }} record @param {string | null} id @returns {Promise<any[]>} */
export const linesOf = (record, id) =>
  eventually(() => {
    const lines = record.logged.split('\n').filter((line) => line.startsWith('{') && line.includes(`"${id}"`));
    return lines.length ? lines.map((line) => JSON.parse(line)) : undefined;
  });
