// The way to a provider with the secrets that it is asked with.
import type { Question } from '../generated/proxy.bindings.js';
import type { Failure } from './answering/failure.js';
import type { Context } from './context.js';
import { credentialSets } from './secrets.js';
import { type Answer, type Sent, ask, askForFile } from './upstream.js';

/** Names and values in turn, as pairs. */
const pairsOf = (flat: readonly string[]): [string, string][] =>
  flat.flatMap((name, at): [string, string][] => (at % 2 ? [] : [[name, flat[at + 1] ?? '']]));

/** The request with the secrets in it, once for each set of them. */
export const authorised = (question: Question, { config, rules }: Context): readonly Sent[] => {
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

/** What came of asking: a good answer; or why there is none, and whether it may have been charged nevertheless. */
export type Result = { readonly answer: Answer } | { readonly failure: Failure; readonly charged: boolean };

/** Classes of problems with an answer that the provider thinks is a good one. */
const unreadable = new Set(['DecodeError']);

/** The provider's verdict on its answer; nothing when it is a good one. */
const verdictOn = (answer: Answer, question: Question, { words, rules }: Context): { kind: string; result: Result } | undefined => {
  const { status, mediaType, body, stream, retryAfter } = answer;
  if (stream && question.fits(mediaType)) return undefined;
  const problem = words.verdict(question, status, mediaType, body);
  if (!problem) return undefined;
  const { kind, passing } = problem;
  problem.free();
  const retryAfterMs = retryAfter === null ? undefined : rules.retryAfterMs(retryAfter, Date.now());
  return { kind, result: { failure: { status, mediaType, body, passing, retryAfterMs }, charged: unreadable.has(kind) } };
};

/** Asks with one set of secrets, and if the provider does not know it, with the other: it was asked for nothing by then. */
export const send = async (context: Context, question: Question, sets: readonly Sent[], timeoutMs: number): Promise<Result> => {
  const { config, requestId, timings } = context;
  const limits = { requestId, timeoutMs, mostBytes: config.mostBytes ?? 32 * 1024 * 1024 };
  const once = question.isFile ? askForFile : ask;
  for (const [at, sent] of sets.entries()) {
    const answer = await timings.of('upstream', once(sent, limits));
    if ('trouble' in answer) return { failure: { finding: answer.trouble }, charged: answer.reached };
    const verdict = verdictOn(answer, question, context);
    if (!verdict) return { answer };
    if (verdict.kind !== 'AuthError' || at === sets.length - 1) return verdict.result;
  }
  return { failure: { finding: 'secret-missing' }, charged: false };
};
