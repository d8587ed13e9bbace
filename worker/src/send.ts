// The way to a provider with the secrets that it is asked with.
import type { Question } from '../generated/proxy.bindings.js';
import { type Context, Refusal } from './context.js';
import { focusKeys } from './secrets.js';
import { type Answer, type Trouble, ask, askForFile } from './upstream.js';

/** The addresses with a key in each, the one first that was good the last time. */
export const addresses = (question: Question, { config }: Context): readonly string[] => {
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
const isKeyRefused = (answer: Answer | Trouble): boolean => !('trouble' in answer) && (answer.status === 401 || answer.status === 403);

/** Asks with one key, and if the provider does not know it, with the other: it was asked for nothing by then. */
export const send = async ({ config, requestId, timings }: Context, question: Question, urls: readonly string[], timeoutMs: number): Promise<Answer | Trouble> => {
  const limits = { requestId, timeoutMs, mostBytes: config.mostBytes ?? 32 * 1024 * 1024 };
  const once = question.isFile ? askForFile : ask;
  let answer: Answer | Trouble | undefined;
  for (const url of urls) {
    answer = await timings.of('upstream', once(question, { url, ...limits }));
    if (!isKeyRefused(answer)) return answer;
  }
  if (!answer) throw new Refusal('secret-missing');
  return answer;
};
