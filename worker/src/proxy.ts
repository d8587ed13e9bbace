import { guarded } from './answering/guarded.js';
import { answering } from './answering/kept.js';
import { purge } from './answering/purge.js';
import { Audit } from './audit.js';
import { readAway } from './body.js';
import { type CallerMethod, type Identity, identify } from './callers.js';
import { checkForm } from './closed.js';
import type { ProxyConfig } from './config.js';
import { type Answering, type Context, type Outcome, Refusal, problemOutcome } from './context.js';
import { type Finder, type Found, finderOf } from './endpoints.js';
import { faultsOf } from './faults.js';
import { jobs } from './jobs/endpoints.js';
import { type LogLine, logToConsole } from './log.js';
import { Meter } from './meter.js';
import { checkOrigin, crossOriginHeaders, preflightHeaders } from './origin.js';
import { auditTrail, health, metrics, ready, usage } from './own.js';
import { readQuestion } from './parameters.js';
import type { Platform } from './platform.js';
import { permit } from './policy.js';
import { budgetHeader, openBudget } from './quota.js';
import { limitRate, networkOf } from './rate.js';
import { record } from './record.js';
import { requestIdOf } from './request-id.js';
import { type Route, type Rules, discard, rules } from './rules.js';
import { alias } from './secret.js';
import type { Soon } from './soon.js';
import { Timings } from './timings.js';
import { waysOf } from './ways.js';

/** A proxy that holds the providers' keys. */
export interface Proxy {
  /** Serves one request; it never throws. `platform` is what the platform hands to a worker with the request. */
  fetch(request: Request, platform?: Platform): Promise<Response>;
}

/** What is made once out of a configuration. */
interface Desk {
  readonly config: ProxyConfig;
  readonly callers: readonly CallerMethod[];
  readonly endpointsAt: Finder;
  readonly answering: Answering;
  readonly audit: Audit | undefined;
  readonly meter: Meter;
  /** What is wrong with the configuration, the providers' secrets included. */
  readonly faultsOf: (rules: Rules) => readonly string[];
}

const openDesk = (config: ProxyConfig): Desk => {
  const { callers, endpoints } = waysOf(config);
  const audit = config.audit && new Audit(config.audit);
  const meter = new Meter(config.meter, config.dataset);
  const names = callers.map(({ name }) => name);
  let faults: readonly string[] | undefined;
  const faultsFor = (glue: Rules): readonly string[] => (faults ??= faultsOf(config, glue));
  const endpointsAt = finderOf([health, ready(config, names, faultsFor), usage, metrics(meter), auditTrail(audit), purge, ...jobs(callers), ...endpoints]);
  return { config, callers, endpointsAt, answering: guarded(answering), audit, meter, faultsOf: faultsFor };
};

/** Lets pass who comes from where one may ask, and not too often from one address. */
const checkPlace = ({ request, url, config: { origins = [], rates } }: Context): Soon<void> => {
  checkOrigin(request, url, origins);
  const address = rates?.address && request.headers.get('cf-connecting-ip');
  if (rates?.address && address) return limitRate(rates.address, networkOf(address));
};

/** Who asks, if they come from where one may ask, and not too often. */
const admit = async (context: Context, callers: readonly CallerMethod[]): Promise<Identity> => {
  const place = checkPlace(context);
  if (place) await place;
  const from = Date.now();
  const identity = await identify(context.request, callers);
  context.timings.since('caller', from);
  const caller = alias(identity.id);
  context.note({ caller: typeof caller === 'string' ? caller : await caller });
  return identity;
};

/** Serves one of the endpoints of the worker's own that a path is for. */
const serveOwn = async (context: Context, { callers }: Desk, found: readonly Found[]): Promise<Outcome> => {
  const fitting = found.find(({ endpoint }) => endpoint.method === context.request.method);
  if (!fitting) throw new Refusal('method-not-allowed', { allow: found.map(({ endpoint }) => endpoint.method).join(', ') });
  const { endpoint, id } = fitting;
  context.note({ operation: endpoint.name });
  if (endpoint.access === 'public') return endpoint.serve(context, undefined, id);
  if (endpoint.access === 'page') {
    await checkPlace(context);
    return endpoint.serve(context, undefined, id);
  }
  const identity = await admit(context, endpoint.access === 'operator' ? callers.slice(0, 1) : callers);
  if (context.config.rates?.caller) await limitRate(context.config.rates.caller, identity.id);
  return endpoint.serve(context, identity, id);
};

/** The way of a question to a provider. */
const serveQuestion = async (context: Context, desk: Desk, route: Route): Promise<Outcome> => {
  const { config, later, tell } = context;
  const identity = await admit(context, desk.callers);
  if (!permit(identity.policies, route)) throw new Refusal('not-permitted');
  const read = readQuestion(context, route);
  const question = read instanceof Promise ? await read : read;
  try {
    if (config.logAbout) context.note({ about: question.masked });
    if (config.rates?.caller) await limitRate(config.rates.caller, identity.id);
    if (desk.audit) await record(context, desk.audit, route, question, identity);
    const budget = openBudget(identity, route, config, {
      later,
      onLeft: (left) => tell('x-budget-remaining', budgetHeader(left)),
    });
    return await desk.answering.answer(context, route, question, identity, budget);
  } finally {
    question.free();
  }
};

const findRoute = ({ url, words, rules: { table } }: Context, method: string): Route => {
  const route = table[words.route(method, url.pathname, url.search.slice(1))];
  if (!route) throw new Refusal('internal');
  return route;
};

/** What a browser asks before it lets a page ask: for routes that there are, and pages that may ask. */
const servePreflight = (context: Context, { endpointsAt }: Desk): Outcome => {
  const { request, url, config } = context;
  const method = request.headers.get('access-control-request-method');
  checkOrigin(request, url, config.origins ?? []);
  if (!request.headers.has('origin') || method === null) throw new Refusal('method-not-allowed');
  const own = endpointsAt(url.pathname);
  if (own.length ? !own.some(({ endpoint }) => endpoint.method === method) : !findRoute(context, method)) throw new Refusal('method-not-allowed');
  return { status: 204, body: null, mediaType: '', headers: preflightHeaders(method, context.rules.callerHeaders) };
};

/** Endpoints that answer even when the configuration is wrong. */
const always = new Set(['/healthz', '/readyz']);

/** The whole pipeline, with every refusal written down. */
const serve = async (context: Context, desk: Desk): Promise<Outcome> => {
  const { request, url, config, words, rules: glue } = context;
  let route: Route | undefined;
  try {
    if (!always.has(url.pathname)) {
      if (desk.faultsOf(glue).length) throw new Refusal('misconfigured');
      checkForm(request, url, config.hosts ?? []);
    }
    if (request.method === 'OPTIONS') return servePreflight(context, desk);
    const own = desk.endpointsAt(url.pathname);
    if (own.length) return await serveOwn(context, desk, own);
    route = findRoute(context, request.method);
    context.note({ operation: route.id });
    return await serveQuestion(context, desk, route);
  } catch (thrown) {
    if (thrown instanceof glue.Problem) return problemOutcome(thrown);
    if (!(thrown instanceof Refusal)) throw thrown;
    return problemOutcome(words.problem(thrown.finding, route?.place), thrown.headers);
  }
};

/** A defect of ours: the instance is given up, and what was thrown goes nowhere, for it may hold anything. */
const defect = (requestId: string): Outcome => {
  discard();
  const body = JSON.stringify({ status: 500, title: 'InternalError', kind: 'InternalError', code: 'internal', requestId });
  return { status: 500, body, mediaType: 'application/problem+json', code: 'internal' };
};

/**
 * Makes a proxy. What it forwards is the crate's catalogue and nothing else; a provider without a key is closed, and who is
 * not known is refused. Make it once: it remembers what it is made of.
 *
 * ```ts
 * const proxy = createProxy({ providers: { focus: { key } }, hosts: ['api.example.ru'], callers: [tokens({ keys })] });
 * export default { fetch: (request, env, ctx) => proxy.fetch(request, ctx) };
 * ```
 */
export const createProxy = (config: ProxyConfig): Proxy => {
  const log = config.log ?? logToConsole;
  const desk = openDesk(config);
  return {
    async fetch(request, platform) {
      const started = Date.now();
      const url = new URL(request.url);
      const requestId = requestIdOf(request);
      const timings = new Timings();
      const told: Record<string, string> = {};
      const noted: Partial<LogLine> = {};
      const later = (work: Promise<unknown>): void => platform?.waitUntil(work.catch(() => {}));
      const note = (fields: Partial<LogLine>): void => {
        Object.assign(noted, fields);
      };
      const tell = (name: string, value: string): void => {
        told[name] = value;
      };
      let outcome: Outcome;
      try {
        const glue = rules();
        const words = new glue.Caller(/^ru\b/i.test(request.headers.get('accept-language') ?? ''), requestId);
        outcome = await serve({ request, url, requestId, config, rules: glue, words, later, note, tell, timings }, desk);
        words.free();
      } catch {
        outcome = defect(requestId);
      }
      if (request.body && !request.bodyUsed) await readAway(request.body);
      const { status, code, body, mediaType, headers } = outcome;
      const durationMs = Date.now() - started;
      const line: LogLine = { ...noted, requestId, status, code, durationMs };
      log(line);
      desk.meter.count(line, later);
      return new Response(body, {
        status,
        headers: {
          'cache-control': 'no-store',
          ...told,
          ...headers,
          ...crossOriginHeaders(request, url, config.origins ?? []),
          ...(mediaType ? { 'content-type': mediaType } : {}),
          'server-timing': timings.header(durationMs),
          'x-content-type-options': 'nosniff',
          'x-request-id': requestId,
        },
      });
    },
  };
};
