import type { Question } from '../generated/proxy.bindings.js';
import type { ProxyConfig } from './config.js';
import { type Answering, type Outcome, Refusal, problemOutcome } from './context.js';
import { ask } from './upstream.js';

/** The address with the key in it, or nothing when there is no key. */
const address = (question: Question, { providers }: ProxyConfig): string | undefined => {
  switch (question.provider) {
    case 'focus':
      return providers.focus?.key && (providers.focus.baseUrl ?? question.baseUrl) + question.focusTarget(providers.focus.key);
    default:
      return undefined;
  }
};

/** Asks the provider, every time. */
export const direct: Answering = {
  async answer({ config, words }, _route, question, _identity, budget): Promise<Outcome> {
    const url = address(question, config);
    if (!url) throw new Refusal('SecretMissing');
    const held = await budget.reserve(question.companies);
    const answer = await ask(url, question, config.timeoutMs ?? 30_000, config.mostBytes ?? 32 * 1024 * 1024);
    if (typeof answer === 'string') {
      // What was asked may have been charged, even if the answer never came.
      held.settle(answer === 'Unreachable' ? 0 : undefined);
      throw new Refusal(answer);
    }
    if (answer.status !== 200) {
      held.settle(0);
      const problem = words.refusal(question, answer.status, answer.body);
      return problemOutcome(problem, answer.retryAfter === null ? {} : { 'retry-after': answer.retryAfter });
    }
    held.settle();
    if (!question.fits(answer.mediaType)) throw new Refusal('ContentType');
    return { status: 200, body: answer.body, mediaType: answer.contentType };
  },
};
