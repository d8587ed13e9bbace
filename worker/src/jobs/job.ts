// The Durable Object of one job. Its database is the queue, the results and the state in one, so that none can be ahead of
// the others, and its alarm, which the platform repeats until it succeeds, is what makes it go on after any restart.
import { DurableObject } from 'cloudflare:workers';
import { guarded } from '../answering/guarded.js';
import { answering } from '../answering/kept.js';
import { Audit } from '../audit.js';
import type { Identity } from '../callers.js';
import type { ProxyConfig } from '../config.js';
import type { Context } from '../context.js';
import { faultsOf } from '../faults.js';
import { logToConsole } from '../log.js';
import { Meter } from '../meter.js';
import type { ObjectClass } from '../objects.js';
import { type ObjectState, type Objects, objectOf } from '../platform.js';
import type { JobLimits } from '../policy.js';
import { rules } from '../rules.js';
import { alias } from '../secret.js';
import { Timings } from '../timings.js';
import { waysOf } from '../ways.js';
import { JobBook, type Order, type Progress, type ResultLine } from './book.js';
import { ownerNow } from './owner.js';
import { Register, type Standing } from './register.js';
import { type Worker, step } from './run.js';

/** An order, and on whose account it is. */
export interface OwnedOrder extends Order {
  readonly owner: Identity;
}

/** The methods of the Durable Object `Job`. Whoever is not its owner is told that there is no such job. */
export interface JobStub extends RegisterStub {
  open(order: OwnedOrder, slices: readonly string[], keepMs: number): Promise<Progress | undefined>;
  progress(owner: string): Promise<Progress | undefined>;
  /** Stops it; if it was over, throws it away. Without an owner it is the operator who does. */
  end(owner: string | undefined): Promise<'cancelled' | 'deleted' | undefined>;
  lines(owner: string, after: number, mostBytes: number): Promise<readonly ResultLine[] | undefined>;
}

/** The methods of a `Job` that is the register of a caller's jobs. */
export interface RegisterStub {
  /** Enters a job about so many companies; false when that is more than the caller may have. */
  enter(id: string, companies: number, limits: JobLimits): Promise<boolean>;
  /** The ids of the jobs that are under way. */
  underWay(): Promise<readonly string[]>;
  /** How many companies wait in this job; none when it is over, nothing when this is no job. */
  waiting(): Promise<number | undefined>;
}

/** How jobs are run, and for how long their results are kept. */
export interface JobsConfig {
  /** The namespace of the Durable Object `Job`. */
  readonly objects: Objects<JobStub>;
  /** For how many days results are kept; 7 unless said. */
  readonly keepDays?: number | undefined;
}

/** How long one alarm works before it lets the platform breathe. */
const alarmMs = 20_000;

/** How often a register is looked through, so that nothing is left of it when its jobs are over. */
const tidyMs = 24 * 60 * 60 * 1000;

/** A question of a job has no request of its own, and nobody waits for it: it is known under the name of the job. */
const contextOf = (config: ProxyConfig, id: string, later: Context['later'], note: Context['note']): Context => {
  const glue = rules();
  const url = new URL('https://job.invalid/');
  const words = new glue.Caller(false, id);
  const nothing = (): void => {};
  return { request: new Request(url), url, requestId: id, config, rules: glue, words, later, note, tell: nothing, timings: new Timings() };
};

/** The class of jobs whose questions are asked as that configuration says. */
export const jobObject = <Env>(configOf: (env: Env) => ProxyConfig): ObjectClass =>
  class Job extends DurableObject<Env> implements JobStub {
    readonly #book: JobBook;
    readonly #register: Register;
    readonly #later: Context['later'];

    constructor(state: ObjectState, env: Env) {
      super(state, env);
      this.#book = new JobBook(state.storage);
      this.#register = new Register(state.storage);
      // The object lives as long as its alarm works, and the alarm waits for all of it.
      this.#later = (work) => {
        const done: Promise<unknown> = work.catch(() => {}).finally(() => this.#pending.delete(done));
        this.#pending.add(done);
      };
    }

    readonly #pending = new Set<Promise<unknown>>();

    async open(order: OwnedOrder, slices: readonly string[], keepMs: number): Promise<Progress | undefined> {
      this.#book.open(order, slices, keepMs);
      await this.#wake();
      return this.#book.progress();
    }

    async progress(owner: string): Promise<Progress | undefined> {
      if (!this.#book.isOf(owner)) return undefined;
      await this.#wake();
      return this.#book.progress();
    }

    async end(owner: string | undefined): Promise<'cancelled' | 'deleted' | undefined> {
      if (owner === undefined ? !this.#book.order : !this.#book.isOf(owner)) return undefined;
      if (this.#book.end('cancelled')) {
        await this.#wake();
        return 'cancelled';
      }
      await this.ctx.storage.deleteAll();
      return 'deleted';
    }

    async lines(owner: string, after: number, mostBytes: number): Promise<readonly ResultLine[] | undefined> {
      return this.#book.isOf(owner) ? this.#book.lines(after, mostBytes) : undefined;
    }

    async enter(id: string, companies: number, limits: JobLimits): Promise<boolean> {
      const entered = this.#register.enter(id, companies, await this.#standing(), limits);
      if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now() + tidyMs);
      return entered;
    }

    async underWay(): Promise<readonly string[]> {
      const standing = await this.#standing();
      return this.#register.ids.filter((id) => standing.get(id));
    }

    async waiting(): Promise<number | undefined> {
      return this.#book.waiting;
    }

    /** How the jobs of this register stand, each asked itself: what it told earlier might have been lost. */
    async #standing(): Promise<Standing> {
      const { ids } = this.#register;
      const objects = ids.length ? configOf(this.env).jobs?.objects : undefined;
      if (!objects) return new Map();
      const asked = await Promise.allSettled(ids.map(async (id) => [id, await objectOf(objects, id).waiting()] as const));
      return new Map(asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])));
    }

    async #tidy(): Promise<void> {
      this.#register.tidy(await this.#standing());
      if (this.#register.ids.length) await this.ctx.storage.setAlarm(Date.now() + tidyMs);
      else await this.ctx.storage.deleteAll();
    }

    async alarm(): Promise<void> {
      if (!this.#book.order) return this.#tidy();
      if (this.#book.isExpired()) {
        await this.ctx.storage.deleteAll();
        return;
      }
      this.#book.giveUpLate();
      await this.#work(Date.now() + alarmMs);
      await Promise.allSettled(this.#pending);
      await this.#wake();
    }

    async #work(until: number): Promise<void> {
      const { order } = this.#book;
      const config = configOf(this.env);
      const glue = rules();
      if (!order) return;
      // Half a configuration may be one without its limits, or without the audit trail.
      if (faultsOf(config, glue).length) return this.#book.fail([], 'misconfigured', undefined, false);
      const log = config.log ?? logToConsole;
      const meter = new Meter(config.meter, config.dataset);
      const worker: Worker = {
        answering: guarded(answering),
        audit: config.audit && new Audit(config.audit),
        context: (note) => contextOf(config, order.id, this.#later, note),
        tell: (line) => {
          log(line);
          meter.count(line, this.#later);
        },
      };
      const caller = (order as OwnedOrder).owner;
      const route = glue.table.find(({ id }) => id === order.operation);
      const owner = route && (await ownerNow(config, waysOf(config).callers, caller, route));
      if (!owner) {
        const code = 'not-permitted';
        if (this.#book.end('stopped', code)) worker.tell({ requestId: order.id, operation: order.operation, caller: await alias(caller.id), status: 403, code, durationMs: 0 });
        return;
      }
      const size = glue.portfolioMost(route.place);
      while (Date.now() < until && (await step(worker, route, size, owner.identity, this.#book)));
    }

    /** Makes sure that it goes on: an alarm that is set is kept if it is early enough. */
    async #wake(): Promise<void> {
      const at = this.#book.wakeAt();
      if (at === undefined) return;
      const set = await this.ctx.storage.getAlarm();
      if (set === null || set > at) await this.ctx.storage.setAlarm(at);
    }
  };
