// The way to a provider with the secrets that it is asked with.
import type { Question } from '../generated/proxy.bindings.js';
import type { Failure } from './answering/failure.js';
import type { Context } from './context.js';
import type { Route } from './rules.js';
import { pursesFor } from './secrets.js';
import { type Answer, type Sent, ask, askForFile } from './upstream.js';

/** What `Question.authorised` says: a line each for the method, the target and every header; then perhaps a body. */
const sentOf = (base: string, text: string): Sent => {
  const end = text.indexOf('\n\n');
  const [method = '', target = '', ...lines] = (end < 0 ? text : text.slice(0, end)).split('\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon)] = line.slice(colon + 1);
  }
  return { url: base + target, method, headers, body: end < 0 ? undefined : text.slice(end + 2) };
};

/** The request with the secrets in it, once for each set of them. */
export const authorised = (question: Question, { provider }: Route, { config, rules }: Context): readonly Sent[] => {
  const base = config.providers[provider as keyof typeof config.providers]?.baseUrl ?? rules.baseUrls.get(provider) ?? '';
  return pursesFor(config, rules, provider).map((purse) => sentOf(base, question.authorised(purse)));
};

/** What came of asking: a good answer; or why there is none, and whether the provider may have charged for it nevertheless. */
export type Result = { readonly answer: Answer } | { readonly failure: Failure; readonly charged: boolean };

/** A provider may ask for a long pause, but for none that nobody lives to see the end of. */
const longestRetryAfterMs = 24 * 60 * 60 * 1000;

/** Classes of problems with an answer that the provider thinks is a good one. */
const unreadable = new Set(['DecodeError']);

/** A gateway lost patience or the connection: the provider behind it may have answered. 520 and 524 are Cloudflare's own. */
const lostBehindGateway = new Set([504, 520, 524]);

/** The provider's verdict on its answer; nothing when it is a good one. */
const verdictOn = (answer: Answer, question: Question, { words, rules }: Context): { kind: string; result: Result } | undefined => {
  const { status, mediaType, body, stream, headers } = answer;
  if (stream && question.fits(mediaType)) return undefined;
  const problem = words.verdict(question, status, mediaType, body);
  if (!problem) return undefined;
  const { kind, passing } = problem;
  problem.free();
  const retryAfter = headers.get('retry-after');
  const askedMs = retryAfter === null ? undefined : rules.retryAfterMs(retryAfter, Date.now());
  const retryAfterMs = askedMs === undefined ? undefined : Math.min(askedMs, longestRetryAfterMs);
  return { kind, result: { failure: { status, mediaType, body, passing, retryAfterMs }, charged: unreadable.has(kind) || lostBehindGateway.has(status) } };
};

/** Asks with one set of secrets, and if the provider does not know it, with the other: it was asked for nothing by then. */
export const send = async (context: Context, question: Question, sets: readonly Sent[], timeoutMs: number): Promise<Result> => {
  const { config, requestId, timings } = context;
  const limits = { requestId, timeoutMs, mostBytes: config.mostBytes ?? 32 * 1024 * 1024 };
  const once = question.isFile ? askForFile : ask;
  for (const [at, sent] of sets.entries()) {
    const from = Date.now();
    const answer = await once(sent, limits);
    timings.since('upstream', from);
    if ('trouble' in answer) return { failure: { finding: answer.trouble }, charged: true };
    const verdict = verdictOn(answer, question, context);
    if (!verdict) return { answer };
    if (verdict.kind !== 'AuthError' || at === sets.length - 1) return verdict.result;
  }
  return { failure: { finding: 'secret-missing' }, charged: false };
};
