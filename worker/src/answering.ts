import type { Problem, Question } from '../generated/proxy.bindings.js';
import { type Answering, type Context, type Outcome, Refusal, problemOutcome } from './context.js';
import { credentialSets } from './secrets.js';
import { type Answer, type Sent, type Trouble, ask } from './upstream.js';

/** Statuses whose answers must not have a body. */
const bodyless = new Set([204, 205]);

/** Names and values in turn, as pairs. */
const pairsOf = (flat: readonly string[]): [string, string][] =>
  flat.flatMap((name, at): [string, string][] => (at % 2 ? [] : [[name, flat[at + 1] ?? '']]));

/** The request with the secrets in it, once for each set of them. */
const authorised = (question: Question, { config, rules }: Context): readonly Sent[] => {
  const { provider, baseUrl } = question;
  const base = config.providers[provider as keyof typeof config.providers]?.baseUrl ?? baseUrl;
  return credentialSets(config, rules, provider).flatMap((secrets): Sent[] => {
    const request = question.authorised([...secrets]);
    if (!request) return [];
    const { method, target, headers, body } = request;
    request.free();
    return [{ url: base + target, method, headers: pairsOf(headers), body }];
  });
};

/** What a provider answered, and the problem that the answer is, if it is one. */
export interface Verdict {
  readonly answer: Answer;
  readonly problem: Problem | undefined;
}

/** Asks with one set of secrets, and if the provider does not know it, with the other: it was asked for nothing by then. */
export const send = async (context: Context, question: Question): Promise<Verdict | Trouble> => {
  const { config, requestId, timings, words } = context;
  const limits = { requestId, timeoutMs: config.timeoutMs ?? question.timeoutMs, mostBytes: config.mostBytes ?? 32 * 1024 * 1024 };
  const sets = authorised(question, context);
  for (const [at, sent] of sets.entries()) {
    const answer = await timings.of('upstream', ask(sent, limits));
    if (typeof answer === 'string') return answer;
    const problem = words.verdict(question, answer.status, answer.mediaType, answer.body);
    const isKeyRefused = problem?.kind === 'AuthError';
    if (!isKeyRefused || at === sets.length - 1) return { answer, problem };
    problem.free();
  }
  throw new Refusal('secret-missing');
};

/** Asks the provider, every time. */
export const direct: Answering = {
  async answer(context, route, question, _identity, budget): Promise<Outcome> {
    const companies = route.cost === 'company' ? question.companies : 1;
    if (!credentialSets(context.config, context.rules, route.provider).length) throw new Refusal('secret-missing');
    const held = await context.timings.of('quota', budget.reserve(companies));
    const verdict = await send(context, question);
    context.note({ asked: companies });
    if (typeof verdict === 'string') {
      // What was asked may have been charged, even if the answer never came.
      held.settle(verdict === 'connection' ? 0 : undefined);
      throw new Refusal(verdict);
    }
    const { answer, problem } = verdict;
    if (problem) {
      held.settle(0);
      return problemOutcome(problem, answer.retryAfter === null ? {} : { 'retry-after': answer.retryAfter });
    }
    held.settle();
    return { status: answer.status, body: bodyless.has(answer.status) ? null : answer.body, mediaType: answer.contentType };
  },
};
