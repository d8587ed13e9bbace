// @ts-check
// A worker of an operator's own, which signs in a function. `x-signs` says in which way, so that one worker serves the test.
import { Sessions, createProxy } from 'kontragent/worker';

export { Sessions };

/** @param {string} text */
const signatureOf = (text) => new TextEncoder().encode(`marked-signature ${text}`);

/** @type {Record<string, (text: string) => any>} */
const ways = {
  bytes: signatureOf,
  buffer: async (text) => signatureOf(text).buffer,
  blob: async (text) => new Blob([signatureOf(text)]),
  'like a blob': (text) => ({ arrayBuffer: async () => signatureOf(text).buffer }),
  large: () => new Uint8Array(256 * 1024 + 1),
  'large blob': () => new Blob([new Uint8Array(256 * 1024 + 1)]),
  throws: (text) => { throw new Error(`marked-signature of ${text}`); },
  nothing: () => undefined,
  empty: () => new Uint8Array(),
  text: (text) => `marked-signature ${text}`,
};

/** Keeps its state to itself, as an object of a library would. */
class Signer {
  /** @param {string} way */
  constructor(way) {
    this.way = way;
  }

  /** @param {string} text */
  sign(text) {
    return ways[this.way]?.(text);
  }
}

export default {
  /** @param {Request} request @param {any} env @param {any} platform */
  fetch: (request, env, platform) =>
    createProxy({
      providers: { astral: { certificate: new Signer(request.headers.get('x-signs') ?? ''), baseUrl: env.ASTRAL_BASE_URL } },
      sessions: env.SESSIONS,
    }).fetch(request, platform),
};
