// @ts-check
// The ledger in a Durable Object whose clock the test sets: POST { now, method, args } and get what the method returns.
import { Ledger } from '../../pkg/worker/ledger.js';

export class Clocked {
  /** @param {import('../../pkg/worker/platform.js').ObjectState} state */
  constructor(state) {
    this.now = 0;
    this.storage = state.storage;
    this.ledger = new Ledger(state.storage, () => this.now);
  }

  /** @param {Request} request */
  async fetch(request) {
    const { now, method, args } = await request.json();
    this.now = now;
    if (method === 'reopen') this.ledger = new Ledger(this.storage, () => this.now);
    const ledger = /** @type {any} */ (this.ledger);
    return Response.json({ result: ledger[method]?.(...args) ?? null });
  }
}

export default {
  /** @param {Request} request @param {any} env */
  fetch: (request, env) => env.CLOCKED.get(env.CLOCKED.idFromName(new URL(request.url).pathname)).fetch(request),
};
