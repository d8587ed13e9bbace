import type { ProxyConfig } from './config.js';
import { direct } from './answering.js';
import { identify } from './caller.js';
import { type Answering, type Context, type Outcome, Refusal, problemOutcome } from './context.js';
import { type Endpoint, findEndpoint, health } from './endpoints.js';
import { type LogLine, logToConsole } from './log.js';
import { checkOrigin, crossOriginHeaders, preflight } from './origin.js';
import { readQuestion } from './parameters.js';
import { openBudget } from './quota.js';
import { limitRate } from './rate.js';
import { type Route, discard, rules } from './rules.js';

/** A proxy that holds the providers' keys. */
export interface Proxy {
  /** Serves one request; it never throws. `platform` is what the platform hands to a worker with the request. */
  fetch(request: Request, platform?: Platform): Promise<Response>;
}

/** The part of the platform's `ExecutionContext` that is needed. */
export interface Platform {
  waitUntil(work: Promise<unknown>): void;
}

/** How questions are answered, and what the worker answers beside them. */
const answering: Answering = direct;
const endpoints: readonly Endpoint[] = [health];

/** Serves an endpoint of the worker's own; undefined when the path is none. */
const serveOwn = async (context: Context): Promise<Outcome | undefined> => {
  const found = findEndpoint(endpoints, context.url.pathname);
  if (!found.length) return undefined;
  const fitting = found.find(({ endpoint }) => endpoint.method === context.request.method);
  if (!fitting) throw new Refusal('MethodNotAllowed');
  const { endpoint, id } = fitting;
  context.note({ operation: endpoint.name });
  if (endpoint.access === 'public') return endpoint.serve(context, undefined, id);
  if (endpoint.access === 'operator') throw new Refusal('OriginRefused');
  checkOrigin(context);
  return endpoint.serve(context, await identify(context), id);
};

/** The way of a question to a provider. */
const serveQuestion = async (context: Context, route: Route): Promise<Outcome> => {
  checkOrigin(context);
  const identity = await identify(context);
  const question = await readQuestion(context, route);
  try {
    await limitRate(context, identity);
    return await answering.answer(context, route, question, identity, openBudget(identity, route));
  } finally {
    question.free();
  }
};

const findRoute = ({ request, url, words, rules: { table } }: Context): Route => {
  const route = table[words.route(request.method, url.pathname, url.search.slice(1))];
  if (!route) throw new Refusal('Internal');
  return route;
};

/** The whole pipeline, with every refusal written down. */
const serve = async (context: Context): Promise<Outcome> => {
  let route: Route | undefined;
  try {
    if (context.request.method === 'OPTIONS') {
      checkOrigin(context);
      return preflight();
    }
    const own = await serveOwn(context);
    if (own) return own;
    route = findRoute(context);
    context.note({ operation: route.id });
    return await serveQuestion(context, route);
  } catch (thrown) {
    if (thrown instanceof context.rules.Problem) return problemOutcome(thrown);
    if (!(thrown instanceof Refusal)) throw thrown;
    const problem = context.words.problem(context.rules.Finding[thrown.finding], route?.place);
    return problemOutcome(problem, thrown.headers);
  }
};

/** A defect of ours: the instance is given up, and what was thrown goes nowhere, for it may hold anything. */
const defect = (requestId: string): Outcome => {
  discard();
  const body = JSON.stringify({ status: 500, title: 'InternalError', kind: 'InternalError', code: 'internal', requestId });
  return { status: 500, body, mediaType: 'application/problem+json', code: 'internal' };
};

const respond = ({ status, body, mediaType, headers }: Outcome, requestId: string, crossOrigin: Record<string, string>): Response =>
  new Response(body, {
    status,
    headers: {
      'cache-control': 'no-store',
      ...headers,
      ...crossOrigin,
      ...(mediaType ? { 'content-type': mediaType } : {}),
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
    },
  });

/**
 * Makes a proxy. What it forwards is the crate's catalogue and nothing else; a provider without a key is closed.
 *
 * ```ts
 * export default { fetch: (request, env, ctx) => createProxy({ providers: { focus: { key: env.FOCUS_KEY } } }).fetch(request, ctx) };
 * ```
 */
export const createProxy = (config: ProxyConfig): Proxy => {
  const log = config.log ?? logToConsole;
  return {
    async fetch(request, platform) {
      const started = Date.now();
      const requestId = crypto.randomUUID();
      let noted: Partial<LogLine> = {};
      const note = (fields: Partial<LogLine>): void => {
        noted = { ...noted, ...fields };
      };
      const later = (work: Promise<unknown>): void => platform?.waitUntil(work);
      let outcome: Outcome;
      try {
        const glue = rules();
        const words = new glue.Caller(/^ru\b/i.test(request.headers.get('accept-language') ?? ''), requestId);
        outcome = await serve({ request, url: new URL(request.url), requestId, config, rules: glue, words, later, note });
        words.free();
      } catch {
        outcome = defect(requestId);
      }
      const { status, code } = outcome;
      log({ ...noted, requestId, status, code, durationMs: Date.now() - started });
      return respond(outcome, requestId, crossOriginHeaders(request, config));
    },
  };
};
