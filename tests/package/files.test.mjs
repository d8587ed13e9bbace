// @ts-check
// Files that break off on their way to the client, in Node and in workerd, which ends a body of unknown length as if it were whole.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { startWorker } from '../../scripts/lib/services.mjs';
import { excerpt } from './excerpt.mjs';

const part = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(200_000, 'x')]);
const whole = Buffer.concat([part, Buffer.from('\ntrailer\nstartxref\n9\n%%EOF\n')]);
/** A mark that is not where the file ends. */
const early = Buffer.concat([whole, Buffer.alloc(1100, 'x')]);

/** @typedef {import('node:http').ServerResponse} Response */

/** @type {(response: Response) => void} */
let answer;
let asked = 0;
const server = createServer((_, response) => {
  asked += 1;
  answer(response);
});
/** @type {Awaited<ReturnType<typeof startWorker>>} */
let worker;
let baseUrl = '';

before(async () => {
  await /** @type {Promise<void>} */ (new Promise((resolve) => server.listen(0, '127.0.0.1', resolve)));
  baseUrl = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  worker = await startWorker('excerpt', inRoot('tests', 'package', 'excerpt.mjs'), 0, { bindings: { BASE_URL: baseUrl } });
});

after(async () => {
  await worker.stop();
  server.closeAllConnections();
  server.close();
});

/** @type {readonly [engine: string, ask: (retries: number) => Promise<unknown>][]} */
const engines = [
  ['Node', (retries) => excerpt(baseUrl, retries)],
  ['workerd', async (retries) => (await fetch(`${worker.url}/?retries=${retries}`)).json()],
];

/** @param {Buffer} body @param {Record<string, string>} [headers] @returns {(response: Response) => void} */
const chunks = (body, headers = {}) => (response) => {
  response.writeHead(200, { 'content-type': 'application/pdf', ...headers });
  response.write(body.subarray(0, -1000));
  response.end(body.subarray(-1000));
};
/** As servers without chunks end an answer, and as a machine that dies does. @param {Buffer} body @returns {(response: Response) => void} */
const closes = (body) => ({ socket }) => socket?.end(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\ncontent-type: application/pdf\r\nconnection: close\r\n\r\n'), body]));
/** @param {Buffer} body @param {number} length @returns {(response: Response) => void} */
const told = (body, length) => (response) => {
  response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': String(length) });
  response.write(body, () => (length === body.length ? response.end() : response.destroy()));
};
/** @param {Buffer} body */
const packed = (body) => {
  const bytes = gzipSync(body);
  return chunks(bytes, { 'content-encoding': 'gzip', 'content-length': String(bytes.length) });
};
const broken = 'NetworkError connection';

for (const [engine, ask] of engines) {
  test(`${engine}: a file that breaks off is not taken for a whole one`, async () => {
    for (const [what, how, expected] of /** @type {[string, typeof answer, unknown][]} */ ([
      ['in chunks, whole', chunks(whole), whole.length],
      ['in chunks, without its end', chunks(part), broken],
      ['in chunks, its end too early', chunks(early), broken],
      ['until the connection closes, whole', closes(whole), whole.length],
      ['until the connection closes, without its end', closes(part), broken],
      ['with its length', told(part, part.length), part.length],
      ['shorter than its length', told(part, part.length + 1), broken],
      ['packed, whole', packed(whole), whole.length],
      ['packed, without its end', packed(part), broken],
      ['no PDF at all', chunks(Buffer.alloc(2000, 'x')), 'DecodeError not-the-document'],
    ])) {
      answer = how;
      assert.equal(await ask(0), expected, what);
    }
  });

  test(`${engine}: a file that broke off is asked for again`, async () => {
    asked = 0;
    answer = (response) => (asked < 2 ? closes(part) : closes(whole))(response);
    assert.equal(await ask(2), whole.length);
    assert.equal(asked, 2);
  });
}
