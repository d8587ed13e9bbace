import type { Question } from '../generated/proxy.bindings.js';
import { type Answering, type Context, type Outcome, Refusal, problemOutcome } from './context.js';
import { focusKeys } from './secrets.js';
import { type Answer, type Trouble, ask } from './upstream.js';

/** The addresses with a key in each, the one first that was good the last time. */
const addresses = (question: Question, { config }: Context): readonly string[] => {
  const { providers } = config;
  switch (question.provider) {
    case 'focus': {
      const base = providers.focus?.baseUrl ?? question.baseUrl;
      return focusKeys(config).map((key) => base + question.focusTarget(key));
    }
    default:
      return [];
  }
};

/** Statuses by which a provider says that it does not know the key. */
const isKeyRefused = (answer: Answer | Trouble): boolean => typeof answer !== 'string' && (answer.status === 401 || answer.status === 403);

/** Asks with one key, and if the provider does not know it, with the other: it was asked for nothing by then. */
export const send = async (context: Context, question: Question): Promise<Answer | Trouble> => {
  const urls = addresses(question, context);
  const { config, requestId, timings } = context;
  const limits = { requestId, timeoutMs: config.timeoutMs ?? 30_000, mostBytes: config.mostBytes ?? 32 * 1024 * 1024 };
  let answer: Answer | Trouble | undefined;
  for (const url of urls) {
    answer = await timings.of('upstream', ask(question, { url, ...limits }));
    if (!isKeyRefused(answer)) return answer;
  }
  if (!answer) throw new Refusal('secret-missing');
  return answer;
};

/** Asks the provider, every time. */
export const direct: Answering = {
  async answer(context, route, question, _identity, budget): Promise<Outcome> {
    const companies = route.cost === 'company' ? question.companies : 1;
    if (!addresses(question, context).length) throw new Refusal('secret-missing');
    const held = await context.timings.of('quota', budget.reserve(companies));
    const answer = await send(context, question);
    context.note({ asked: companies });
    if (typeof answer === 'string') {
      // What was asked may have been charged, even if the answer never came.
      held.settle(answer === 'connection' ? 0 : undefined);
      throw new Refusal(answer);
    }
    if (answer.status !== 200) {
      held.settle(0);
      const problem = context.words.refusal(question, answer.status, answer.body);
      return problemOutcome(problem, answer.retryAfter === null ? {} : { 'retry-after': answer.retryAfter });
    }
    held.settle();
    if (!question.fits(answer.mediaType)) throw new Refusal('content-type');
    return { status: 200, body: answer.body, mediaType: answer.contentType };
  },
};
