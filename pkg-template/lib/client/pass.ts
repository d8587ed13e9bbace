import { wrongOption } from '../wrong.js';
import { given } from './account.js';
import { Shared } from './share.js';

/** Whether it can stand in a header: anything else would be thrown back by `fetch`, with the token in the message. */
export const isToken = (value: unknown): value is string => typeof value === 'string' && /^[!-~]+$/.test(value);

/** What the proxy knows the caller by, from a function of the caller's: asked once for all calls, and again when it was refused. */
export class Pass {
  readonly #asked = new Shared<string>();
  #token: string | undefined;

  constructor(private readonly source: () => unknown) {}

  /**
   * A token to use now.
   * @throws {InvalidInputError} the function gives none
   * @throws {import('./watch.js').Interrupted} the signal fired, or the time is up
   */
  async token(signal: AbortSignal | undefined, ms: number): Promise<string> {
    return this.#token ?? this.#asked.join('', signal, ms, (shared) => this.#ask(shared));
  }

  /** The proxy refused that token, so that it is not used again. Another is always worth trying. */
  refused(token: string): true {
    if (this.#token === token) this.#token = undefined;
    return true;
  }

  async #ask(signal: AbortSignal): Promise<string> {
    let cause: unknown;
    const token = await given(async () => this.source(), signal).catch((thrown: unknown) => void (cause = thrown));
    if (isToken(token)) return (this.#token = token);
    throw wrongOption('token', 'must give a token', {}, cause);
  }
}
