// Portfolio jobs for callers: order, look, fetch, cancel.
import { type CallerMethod, type Identity, isShared } from '../callers.js';
import { type Context, type Outcome, Refusal } from '../context.js';
import { type Endpoint, json } from '../endpoints.js';
import { isOperator } from '../operator.js';
import { objectOf } from '../platform.js';
import type { Route } from '../rules.js';
import { readBody } from '../body.js';
import type { Progress } from './book.js';
import type { JobStub, JobsConfig } from './job.js';
import { ownerNow } from './owner.js';
import { registerOf } from './register.js';
import { resultStream } from './results.js';

/** A hundred thousand identifiers with quotes around them. */
const mostBodyBytes = 2 * 1024 * 1024;
/** Companies are handed over in texts that a database takes. */
const sliceBytes = 500_000;
const day = 24 * 60 * 60 * 1000;

const jobsOf = ({ config: { jobs } }: Context): JobsConfig => {
  if (!jobs) throw new Refusal('not-set-up');
  return jobs;
};

const ownerOf = (identity: Identity | undefined): Identity => {
  if (!identity) throw new Refusal('caller-unknown');
  return identity;
};

const stubOf = (context: Context, id: string): JobStub => objectOf(jobsOf(context).objects, id);

const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Refusal('no-such-job');
  return value;
};

/** What the caller gets of a job's progress, with the way to its results. */
const document = (progress: Progress): object => ({ ...progress, results: `/jobs/${progress.id}/results` });

/** The body is JSON with the operation in it, or a list with the operation in the address. */
const operationIn = ({ request, url }: Context): string | undefined => {
  const mediaType = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return mediaType === 'application/json' ? undefined : (url.searchParams.get('operation') ?? '');
};

/** Orders a job: `{"operation":"focus.req","companies":["6663003127"]}`, or `?operation=focus.req` and a list as text. */
const create = (callers: readonly CallerMethod[]): Endpoint => ({
  name: 'jobs.create',
  method: 'POST',
  path: '/jobs',
  access: 'caller',
  async serve(context, identity): Promise<Outcome> {
    const caller = ownerOf(identity);
    const { keepDays = 7 } = jobsOf(context);
    const { rules, words, request, config } = context;
    const portfolio = rules.Portfolio.read(words, operationIn(context), await readBody(request, mostBodyBytes));
    try {
      const route: Route | undefined = rules.table[portfolio.route ?? -1];
      // What its rounds go by holds from the beginning.
      const owner = route && (await ownerNow(config, callers, caller, route));
      if (!owner) throw new Refusal('not-permitted');
      // Whoever knows the name has a part of the way to the job: it must not be guessed.
      const id = crypto.randomUUID();
      const register = stubOf(context, registerOf(caller.id));
      if (!(await register.enter(id, portfolio.count, owner.limits))) throw new Refusal('too-many-jobs');
      // If this fails, nobody knows whether it was opened: the register finds out when it is looked through.
      const progress = await stubOf(context, id).open({ id, operation: route.id, owner: owner.identity }, portfolio.slices(sliceBytes), keepDays * day);
      return { ...json(document(found(progress)), 202), headers: { location: `/jobs/${id}` } };
    } finally {
      portfolio.free();
    }
  },
});

/** The jobs of a caller that are under way; the operator says of whom, `?caller=`. Whoever shares a name with others has no list. */
const list: Endpoint = {
  name: 'jobs.list',
  method: 'GET',
  path: '/jobs',
  access: 'caller',
  async serve(context, identity): Promise<Outcome> {
    if (identity && isShared(identity)) throw new Refusal('not-permitted');
    const owner = isOperator(identity) ? (context.url.searchParams.get('caller') ?? '') : ownerOf(identity).id;
    const ids = await stubOf(context, registerOf(owner)).underWay();
    const each = await Promise.all(ids.map((id) => stubOf(context, id).progress(owner)));
    return json({ jobs: each.filter((progress) => progress !== undefined).map(document) });
  },
};

const look: Endpoint = {
  name: 'jobs.progress',
  method: 'GET',
  path: '/jobs/{id}',
  access: 'caller',
  serve: async (context, identity, id) => json(document(found(await stubOf(context, id).progress(ownerOf(identity).id)))),
};

/** Stops a job; what was found stays until it expires. A job that is over is thrown away. The operator may, of everybody. */
const end: Endpoint = {
  name: 'jobs.end',
  method: 'DELETE',
  path: '/jobs/{id}',
  access: 'caller',
  serve: async (context, identity, id) => json({ id, state: found(await stubOf(context, id).end(isOperator(identity) ? undefined : ownerOf(identity).id)) }),
};

/** What was found so far, `?format=ndjson` or `csv`. */
const results: Endpoint = {
  name: 'jobs.results',
  method: 'GET',
  path: '/jobs/{id}/results',
  access: 'caller',
  async serve(context, identity, id): Promise<Outcome> {
    const owner = ownerOf(identity).id;
    const format = context.url.searchParams.get('format') ?? 'ndjson';
    if (format !== 'ndjson' && format !== 'csv') throw new Refusal('format-unknown');
    const stub = stubOf(context, id);
    const progress = found(await stub.progress(owner));
    const body = resultStream(context.rules, progress.operation, format === 'csv', (after, mostBytes) => stub.lines(owner, after, mostBytes));
    // Plain workerd ends a stream that breaks off as if it were whole: whoever counts the lines knows better.
    const headers = { 'content-disposition': `attachment; filename="${id}.${format}"`, 'x-job-state': progress.state, 'x-job-total': String(progress.total) };
    return {
      status: 200,
      body,
      mediaType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
      headers,
    };
  },
};

/** All of them, for callers who are known in these ways. */
export const jobs = (callers: readonly CallerMethod[]): readonly Endpoint[] => [create(callers), list, look, end, results];
