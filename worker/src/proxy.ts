import type { Caller, Problem, Question } from '../generated/proxy.bindings.js';
import type { LogLine, ProxyConfig } from './config.js';
import { crossOriginHeaders, mayAsk, preflight } from './origin.js';
import { discard, rules } from './rules.js';
import { ask, read } from './upstream.js';

/** A set of a hundred thousand companies is a megabyte and a half. */
const mostBodyBytes = 2 * 1024 * 1024;

const bodyOf = async (request: Request): Promise<Uint8Array | undefined> =>
  request.body ? read(request.body, mostBodyBytes) : new Uint8Array();

/** A proxy that holds the providers' keys. */
export interface Proxy {
  /** Serves one request; it never throws. */
  fetch(request: Request): Promise<Response>;
}

type Rules = ReturnType<typeof rules>;

/** An answer in the making: what the caller gets, and what the log says of it. */
interface Outcome {
  readonly status: number;
  readonly body: BodyInit;
  readonly mediaType: string;
  readonly headers?: Record<string, string>;
  readonly code?: string;
}

const refusal = (problem: Problem, headers: Record<string, string> = {}): Outcome => {
  const { status, body, code } = problem;
  problem.free();
  return { status, body, code, mediaType: 'application/problem+json', headers };
};

/** The address with the key in it, or nothing when there is no key. */
const address = (question: Question, { providers }: ProxyConfig): string | undefined => {
  switch (question.provider) {
    case 'focus':
      return providers.focus?.key && (providers.focus.baseUrl ?? question.baseUrl) + question.focusTarget(providers.focus.key);
    default:
      return undefined;
  }
};

const forward = async (question: Question, caller: Caller, { Finding }: Rules, config: ProxyConfig): Promise<Outcome> => {
  const url = address(question, config);
  if (!url) return refusal(caller.problemOf(question, Finding.SecretMissing));
  const answer = await ask(url, question, config.timeoutMs ?? 30_000, config.mostBytes ?? 32 * 1024 * 1024);
  if (typeof answer === 'string') return refusal(caller.problemOf(question, Finding[answer]));
  if (answer.status !== 200) {
    const problem = caller.refusal(question, answer.status, answer.body);
    return refusal(problem, answer.retryAfter === null ? {} : { 'retry-after': answer.retryAfter });
  }
  if (!question.fits(answer.mediaType)) return refusal(caller.problemOf(question, Finding.ContentType));
  return { status: 200, body: answer.body, mediaType: answer.contentType };
};

/**
 * Makes a proxy. What it forwards is the crate's catalogue and nothing else; a provider without a key is closed.
 *
 * ```ts
 * export default { fetch: (request, env) => createProxy({ providers: { focus: { key: env.FOCUS_KEY } } }).fetch(request) };
 * ```
 */
export const createProxy = (config: ProxyConfig): Proxy => {
  const log = config.log ?? ((line: LogLine) => console.log(JSON.stringify(line)));

  const decide = async (request: Request, requestId: string): Promise<[Outcome, operation?: string]> => {
    const glue = rules();
    const russian = /^ru\b/i.test(request.headers.get('accept-language') ?? '');
    const caller = new glue.Caller(russian, requestId);
    let question: Question | undefined;
    try {
      if (!mayAsk(request, config.origins ?? [])) return [refusal(caller.problem(glue.Finding.OriginRefused))];
      const url = new URL(request.url);
      const body = await bodyOf(request);
      if (!body) return [refusal(caller.problem(glue.Finding.BodyTooLarge))];
      try {
        question = caller.admit(request.method, url.pathname, url.search.slice(1), body);
      } catch (thrown) {
        if (thrown instanceof glue.Problem) return [refusal(thrown)];
        throw thrown;
      }
      return [await forward(question, caller, glue, config), `${question.provider}.${question.operation}`];
    } finally {
      question?.free();
      caller.free();
    }
  };

  const defect = (requestId: string): Outcome => {
    discard();
    const body = JSON.stringify({ status: 500, title: 'InternalError', kind: 'InternalError', code: 'internal', requestId });
    return { status: 500, body, mediaType: 'application/problem+json', code: 'internal' };
  };

  return {
    async fetch(request) {
      const started = Date.now();
      const requestId = crypto.randomUUID();
      if (new URL(request.url).pathname === '/healthz') return Response.json({ ok: true });
      const allowed = mayAsk(request, config.origins ?? []);
      if (request.method === 'OPTIONS' && allowed) return preflight(request);
      const [outcome, operation] = await decide(request, requestId).catch((): [Outcome] => [defect(requestId)]);
      const { status, code } = outcome;
      log({ requestId, operation, status, code, durationMs: Date.now() - started });
      return new Response(outcome.body, {
        status,
        headers: {
          ...outcome.headers,
          ...(allowed ? crossOriginHeaders(request) : { vary: 'origin' }),
          'content-type': outcome.mediaType,
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'x-request-id': requestId,
        },
      });
    },
  };
};
