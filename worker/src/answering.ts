import type { Question } from '../generated/proxy.bindings.js';
import type { ProxyConfig } from './config.js';
import { type Answering, type Outcome, Refusal, problemOutcome } from './context.js';
import type { Rules } from './rules.js';
import { type Sent, ask } from './upstream.js';

/** Statuses whose answers must not have a body. */
const bodyless = new Set([204, 205]);

/** Names and values in turn, as pairs. */
const pairsOf = (flat: readonly string[]): [string, string][] =>
  flat.flatMap((name, at): [string, string][] => (at % 2 ? [] : [[name, flat[at + 1] ?? '']]));


/** The request with the secrets in it, and the address to send it to; nothing when a secret is missing. */
const authorised = (question: Question, { providers }: ProxyConfig, { credentialsOf }: Rules): Sent | undefined => {
  const given: Readonly<Record<string, string | undefined>> = { ...providers[question.provider as keyof ProxyConfig['providers']] };
  const request = question.authorised(credentialsOf(question.provider).map((name) => given[name] ?? ''));
  if (!request) return undefined;
  const { method, target, headers, body } = request;
  request.free();
  return { url: (given['baseUrl'] ?? question.baseUrl) + target, method, headers: pairsOf(headers), body };
};

/** Asks the provider, every time. */
export const direct: Answering = {
  async answer({ config, rules, words }, _route, question, _identity, budget): Promise<Outcome> {
    const sent = authorised(question, config, rules);
    if (!sent) throw new Refusal('SecretMissing');
    const held = await budget.reserve(question.companies);
    const answer = await ask(sent, config.timeoutMs ?? question.timeoutMs, config.mostBytes ?? 32 * 1024 * 1024);
    if (typeof answer === 'string') {
      // What was asked may have been charged, even if the answer never came.
      held.settle(answer === 'Unreachable' ? 0 : undefined);
      throw new Refusal(answer);
    }
    const problem = words.verdict(question, answer.status, answer.mediaType, answer.body);
    if (problem) {
      held.settle(0);
      return problemOutcome(problem, answer.retryAfter === null ? {} : { 'retry-after': answer.retryAfter });
    }
    held.settle();
    return { status: answer.status, body: bodyless.has(answer.status) ? null : answer.body, mediaType: answer.contentType };
  },
};
