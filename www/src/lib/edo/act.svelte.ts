import type { CallOptions, Client } from 'kontragent';
import type { Failure } from '../ask/failure';
import type { Question } from '../ask/question.svelte';
import { questionOf } from './ledger.svelte';

/** What is done at the provider. */
export type Deed = (client: Client, options: CallOptions) => Promise<unknown>;

/** These were refused, by whomever, before anything was done. */
const refused: readonly Failure['name'][] = ['InvalidInputError', 'AuthError', 'PaymentError', 'NotFoundError', 'RateLimitError', 'ConfigError'];

/** Whether something may have been done although no answer says so. */
export const mayHaveHappened = ({ name, code }: Failure): boolean => !refused.includes(name) && code !== 'refused';

/** Why the provider does not do it, as far as it says: it knows nobody or nothing such, it does not allow it, or it is not the time. */
export const refusalOf = ({ name, code, status }: Failure): 'unknown' | 'forbidden' | 'refused' | undefined => {
  if (name === 'NotFoundError') return 'unknown';
  if (name === 'AuthError' && status === 403) return 'forbidden';
  return code === 'refused' ? 'refused' : undefined;
};

/** Something that is done, once for each time that the visitor says so; never again by itself. */
export class Act {
  #question = $state.raw<Question<unknown>>();
  #given = $state.raw(false);

  get running(): boolean {
    return this.#question?.state.phase === 'loading';
  }

  get failure(): Failure | undefined {
    const { state } = this.#question ?? {};
    return state?.phase === 'failed' ? state.failure : undefined;
  }

  /** Nobody knows whether it was done: there was no answer, or nobody waited for it. */
  get uncertain(): boolean {
    return this.#given || (this.failure !== undefined && mayHaveHappened(this.failure));
  }

  /** Does it, unless it is being done; says whether it was done. */
  async run(deed: Deed): Promise<boolean> {
    if (this.running) return false;
    const question = questionOf(deed);
    this.#question = question;
    this.#given = false;
    await question.ask();
    return question.state.phase === 'answered';
  }

  /** Waits no longer. What was sent cannot be called back; says whether anything was. */
  abandon(): boolean {
    if (!this.running) return false;
    this.#given = true;
    this.#question?.cancel();
    return true;
  }

  /** What was said of the last time does not hold for what is being typed. */
  clear(): void {
    if (!this.running) this.#question = undefined;
  }
}
