import type { Account as Handle, Call, Next } from '../../generated/client.bindings.js';
import { signatureOf } from '../bytes.js';
import type { Core } from './core.js';
import { Shared } from './share.js';
import { type Attempt, send } from './transport.js';
import { Watch } from './watch.js';

/** The caller's functions that tokens come from. */
export interface Sources {
  readonly token?: (() => unknown) | undefined;
  readonly sign?: ((text: string) => unknown) | undefined;
}

/** There is no token. Why is known to the account, but for the value that was thrown. */
export class Denied {
  constructor(readonly account: Account, readonly thrown: unknown) {}
}

/** How long one step of a renewal may take. */
const STEP_MS = 30_000;

/** What the caller's function comes to, now or later. */
export const given = async (called: () => unknown, signal: AbortSignal): Promise<unknown> => {
  const watch = new Watch(signal, STEP_MS);
  try {
    return await watch.race(called());
  } finally {
    watch.end();
  }
};

/** An account whose tokens expire: carries out the steps that the module says. */
export class Account {
  readonly #renewals = new Shared<void>();

  constructor(
    private readonly core: Core,
    private readonly handle: Handle,
    private readonly baseUrl: string,
    private readonly fetch: typeof globalThis.fetch,
    private readonly sources: Sources,
  ) {}

  /**
   * A token to use now, renewed first where that is needed: once, for all who wait for it.
   * @throws {Denied} there is none
   * @throws {import('./watch.js').Interrupted} the signal fired, or the time is up
   */
  async token(signal: AbortSignal | undefined, ms: number): Promise<string> {
    const { core, handle } = this;
    const token = core.ask(() => handle.token(Date.now()));
    if (token !== undefined) return token;
    await this.#renewals.join('', signal, ms, (shared) => this.#renew(shared));
    const latest = core.ask(() => handle.latest());
    if (latest === undefined) throw new Denied(this, undefined);
    return latest;
  }

  /** The provider refused the token; whether another is worth trying. */
  refused(token: string): boolean {
    return this.core.ask(() => this.handle.refused(token));
  }

  /** The step after an attempt for which there is no token. */
  deny(call: Call): Next {
    return this.core.ask(() => this.handle.deny(call, Date.now(), Math.random()));
  }

  async #renew(signal: AbortSignal): Promise<void> {
    const { core, handle, sources } = this;
    const { Next } = core.glue;
    let thrown: unknown;
    const value = async (called: () => unknown): Promise<unknown> => {
      try {
        return await given(called, signal);
      } catch (why) {
        thrown = why;
        return undefined;
      }
    };
    let next = core.ask(() => handle.renew(Date.now()));
    for (;;) {
      switch (next) {
        case Next.Done:
          return;
        case Next.Ask: {
          const token = await value(() => sources.token?.());
          next = core.ask(() => handle.given(typeof token === 'string' ? token : undefined, Date.now()));
          break;
        }
        case Next.Sign: {
          const text = core.ask(() => handle.text);
          const signature = await value(async () => signatureOf(await sources.sign?.(text)));
          next = core.ask(() => handle.signed(signature as Uint8Array | undefined, Date.now()));
          break;
        }
        case Next.Send: {
          const attempt = await this.#send(signal);
          if ('received' in attempt) {
            const { status, body } = attempt.received;
            next = core.ask(() => handle.answered(status, body, Date.now()));
          } else {
            thrown = attempt.thrown;
            next = core.ask(() => handle.failed(core.glue.Trouble[attempt.trouble], Date.now()));
          }
          break;
        }
        default:
          throw new Denied(this, thrown);
      }
    }
  }

  #send(signal: AbortSignal): Promise<Attempt> {
    const { core, handle } = this;
    const { method, path, type } = JSON.parse(core.ask(() => handle.sent())) as { method: string; path: string; type?: string };
    const body = core.ask(() => handle.body()) as Uint8Array<ArrayBuffer> | undefined;
    const headers = { accept: 'application/json', ...(type && { 'content-type': type }) };
    return send(this.fetch, { method, url: this.baseUrl + path, headers, body }, { signal, timeoutMs: STEP_MS });
  }
}
