// One request on its way: carries out the steps that the module says, one after the other.
import type { Call, Next, Inquiry } from '../../generated/client.bindings.js';
import type { Asked, CallEvent, Document } from '../api.js';
import type { ErrorDetails } from '../errors.js';
import { Denied } from './account.js';
import type { Run } from './connection.js';
import { errorOf } from './failure.js';
import { type Received, type Sent, send } from './transport.js';
import { Interrupted, wait } from './watch.js';

/** An answer. Those who share one must not share objects, so what is JSON is text still. */
export interface Answered {
  readonly kind: 'json' | 'text' | 'file' | 'nothing';
  readonly text?: string | undefined;
  /** The same, for who wants it like that. */
  readonly bytes?: Uint8Array | undefined;
  /** A file. */
  readonly file?: Document | undefined;
  /** When it is a part only: what it is about, what it lacks, and why. */
  readonly part?: { readonly asked: readonly Asked[]; readonly failed: readonly Asked[]; readonly error: ErrorDetails } | undefined;
}

/** What the members of an event of that type are, besides those that every event has. */
type Told<T extends CallEvent['type']> = Omit<Extract<CallEvent, { type: T }>, 'type' | 'call' | 'provider' | 'operation' | 'attempt'>;

/** Tells the observer; what it throws is its own affair. */
export const tell = <T extends CallEvent['type']>({ connection, number, about }: Run, attempt: number, type: T, members: { [K in keyof Told<T>]: Told<T>[K] | undefined }): void => {
  const told = Object.entries(members).filter(([, value]) => value !== undefined);
  try {
    connection.config.onEvent?.({ type, call: number, ...about, attempt, ...Object.fromEntries(told) } as never);
  } catch {
    // Whoever looks on must not disturb.
  }
};

/** What the module says of a failure; `cause` is the foreign value behind it. */
export const failureOf = (json: string, cause: unknown) => errorOf({ ...JSON.parse(json), cause });

/** A request with what it needs on its way. */
class Way {
  /** What was thrown in the last attempt. */
  #thrown: unknown;
  #file: Received | undefined;
  /** A token that is refused is replaced once. */
  #replaced = false;

  constructor(
    private readonly run: Run,
    private readonly call: Call,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async go(): Promise<Answered> {
    const { run: { core }, call } = this;
    const { Next } = core.glue;
    let next = this.#resume();
    for (;;) {
      if (next === Next.Send) next = await this.#attempt();
      else if (next === Next.Pause) next = await this.#pause();
      else break;
    }
    if (next === Next.Done) return this.#answer();
    const failure = JSON.parse(core.ask(() => call.error())) as ErrorDetails;
    throw errorOf({ ...failure, cause: failure.code === 'aborted' ? this.signal?.reason : this.#thrown });
  }

  #resume(): Next {
    return this.run.core.ask(() => this.call.resume(Date.now()));
  }

  #left(): number {
    return this.run.core.ask(() => this.call.leftMs(Date.now()));
  }

  /** The step after an attempt that something interrupted. */
  #interrupted(thrown: unknown): Next {
    const { run: { core }, call } = this;
    if (!(thrown instanceof Interrupted)) throw thrown;
    const { Trouble } = core.glue;
    return core.ask(() => call.failed(thrown.by === 'time' ? Trouble.TimedOut : Trouble.Aborted, Date.now(), Math.random()));
  }

  async #pause(): Promise<Next> {
    const { run, call, signal } = this;
    const { pauseMs, attempts } = run.core.ask(() => ({ pauseMs: call.pauseMs, attempts: call.attempts }));
    tell(run, attempts, 'retry', { pauseMs });
    return (await wait(pauseMs, signal)) === 'time' ? this.#resume() : this.#interrupted(new Interrupted('signal'));
  }

  /** One attempt, as soon as there is a place for it. */
  async #attempt(): Promise<Next> {
    const { run: { connection, about: { provider } }, signal } = this;
    let leave;
    try {
      leave = await connection.gate(provider).enter(signal, this.#left());
    } catch (thrown) {
      return this.#interrupted(thrown);
    }
    try {
      return await this.#authorised();
    } finally {
      leave();
    }
  }

  /** The same, with a token where one is needed. */
  async #authorised(): Promise<Next> {
    const { run, call, signal } = this;
    const { account } = run;
    if (!account) return this.#send();
    let token: string;
    try {
      token = await account.token(signal, this.#left());
    } catch (thrown) {
      if (!(thrown instanceof Denied)) return this.#interrupted(thrown);
      this.#thrown = thrown.thrown;
      return thrown.account.deny(call);
    }
    run.core.ask(() => call.authorise(token));
    return this.#send((status) => {
      if (status !== 401 || this.#replaced || !account.refused(token)) return false;
      this.#replaced = true;
      tell(run, run.core.ask(() => call.attempts), 'retry', { pauseMs: 0 });
      return true;
    });
  }

  /** Sends it. `again`: whether the answer only asks for another token. */
  async #send(again: (status: number) => boolean = () => false): Promise<Next> {
    const { run, call, signal } = this;
    const { core, connection: { config: { fetch } } } = run;
    const started = Date.now();
    const { attempt, json, file, timeoutMs } = core.ask(() =>
      ({ attempt: call.attempts, json: call.sent(), file: call.wantsFile, timeoutMs: call.timeoutMs(started) }));
    const sent = JSON.parse(json) as Sent & { readonly shown: string };
    tell(run, attempt, 'request', { method: sent.method, url: sent.shown });
    const received = (done: number, total: number | undefined) => tell(run, attempt, 'progress', { unit: 'bytes', done, total });
    const outcome = await send(fetch, sent, { signal, timeoutMs, file, received });
    const answer = 'received' in outcome ? outcome.received : undefined;
    this.#file = answer;
    this.#thrown = 'trouble' in outcome ? outcome.thrown : undefined;
    tell(run, attempt, 'response', { status: answer?.status, durationMs: Date.now() - started });
    if (!answer) {
      const trouble = core.glue.Trouble[(outcome as Extract<typeof outcome, { trouble: unknown }>).trouble];
      return core.ask(() => call.failed(trouble, Date.now(), Math.random()));
    }
    if (again(answer.status)) return this.#resume();
    const next = core.ask(() => call.answered(answer.status, JSON.stringify(answer.headers), answer.body, answer.blob !== undefined, Date.now(), Math.random()));
    const charge = core.ask(() => call.charge);
    if (charge) tell(run, attempt, 'charge', JSON.parse(charge) as Told<'charge'>);
    return next;
  }

  #answer(): Answered {
    const { run: { core, asBytes }, call } = this;
    const about = core.ask(() => call.about());
    const { kind, name = '', asked, failed, error } = JSON.parse(about) as Pick<Answered, 'kind'> & { name?: string } & Partial<NonNullable<Answered['part']>>;
    const blob = this.#file?.blob;
    return {
      kind,
      ...core.ask(() => (asBytes ? { bytes: call.bytes() } : { text: call.text() })),
      ...(kind === 'file' && blob && { file: { blob, name, type: blob.type } }),
      ...(asked && failed && error && { part: { asked, failed, error } }),
    };
  }
}

/** Sends a request until it is answered or given up. @throws {KontragentError} */
const carryOut = async (run: Run, inquiry: Inquiry, at: number, signal: AbortSignal | undefined): Promise<Answered> => {
  const call = run.core.ask(() => inquiry.call(at, Date.now()));
  if (!call) throw errorOf(undefined);
  try {
    return await new Way(run, call, signal).go();
  } finally {
    run.core.free(call);
  }
};

/** One request of a question, alone or together with others who ask the same. @throws {KontragentError} */
export const answerTo = async (run: Run, inquiry: Inquiry, at: number): Promise<Answered> => {
  const { core, connection, signal } = run;
  const key = core.ask(() => inquiry.key(at));
  // What stays bytes is nobody else's.
  if (key === undefined || run.asBytes) return carryOut(run, inquiry, at, signal);
  try {
    const deadlineMs = core.ask(() => inquiry.deadlineMs);
    return await connection.shared.join(key, signal, deadlineMs, (shared) => carryOut(run, inquiry, at, shared));
  } catch (thrown) {
    if (!(thrown instanceof Interrupted)) throw thrown;
    const { Fault } = core.glue;
    if (thrown.by === 'time') throw failureOf(core.ask(() => inquiry.error(Fault.Deadline)), undefined);
    throw failureOf(core.ask(() => inquiry.error(Fault.Aborted)), signal?.reason);
  }
};
