import type { Client as Handle, Inquiry, Span } from '../../generated/client.bindings.js';
import { wrongOption } from '../wrong.js';
import { Account } from './account.js';
import type { Core, Cores } from './core.js';
import { Gate } from './gate.js';
import { type About, type CallConfig, type Config, type Grant, callOf } from './options.js';
import { paramsOf } from './params.js';
import { Pass } from './pass.js';
import type { Answered } from './request.js';
import { Shared } from './share.js';

/** A client in one instance of the module. */
interface Opened {
  readonly core: Core;
  readonly handle: Handle;
  readonly accounts: ReadonlyMap<string, Account>;
}

/** One call of a method. */
export class Run {
  constructor(
    readonly connection: Connection,
    private readonly opened: Opened,
    readonly about: About,
    /** The number of the call in its client. */
    readonly number: number,
    private readonly config: CallConfig,
    /** Answers stay bytes, for another module to read. */
    readonly asBytes = false,
  ) {}

  get core(): Core {
    return this.opened.core;
  }

  get signal(): AbortSignal | undefined {
    return this.config.signal;
  }

  get raw(): boolean {
    return this.config.raw;
  }

  /** Where tokens come from: the provider's, if they expire, or the proxy's. */
  get account(): Account | Pass | undefined {
    const { connection: { config: { direct }, pass }, about: { provider } } = this;
    return direct.has(provider) ? this.opened.accounts.get(provider) : pass;
  }

  /** The same call with that much time, for answers that stay bytes. */
  forBytes(deadlineMs: number): Run {
    const { connection, opened, about, number, config } = this;
    return new Run(connection, opened, about, number, { ...config, patience: { ...config.patience, deadlineMs } }, true);
  }

  /**
   * Puts a question, of a method without a model at `path`, and lets go of it in the end.
   * @throws {KontragentError} the parameters are wrong, or whatever `use` throws
   */
  async put<T>(params: unknown, span: keyof typeof Span, use: (inquiry: Inquiry) => T | Promise<T>, path?: string): Promise<T> {
    const { core, opened: { handle }, about: { provider, operation }, config: { raw, patience } } = this;
    const json = paramsOf(params);
    const inquiry = core.ask(() =>
      path === undefined ? handle.inquiry(provider, operation, json, core.glue.Span[span], raw) : handle.anything(provider, path, json));
    try {
      core.ask(() => inquiry.limit(patience.timeoutMs, patience.deadlineMs, patience.retries));
      return await use(inquiry);
    } finally {
      core.free(inquiry);
    }
  }
}

/** What the calls of one client have in common. */
export class Connection {
  /** Identical questions are asked once. */
  readonly shared = new Shared<Answered>();
  /** Where the proxy's tokens come from, when there is not just one. */
  readonly pass: Pass | undefined;
  readonly #gates = new Map<string, Gate>();
  readonly #opened = new WeakMap<Core, Opened>();
  #calls = 0;

  constructor(readonly config: Config, private readonly cores: Cores) {
    this.pass = typeof config.token === 'function' ? new Pass(config.token) : undefined;
  }

  gate(provider: string): Gate {
    const gate = this.#gates.get(provider) ?? new Gate(this.config.concurrency);
    this.#gates.set(provider, gate);
    return gate;
  }

  /** The client in an instance that lives. */
  async open(): Promise<Opened> {
    const core = await this.cores.core(this.config.locale);
    const opened = this.#opened.get(core) ?? this.#openIn(core);
    this.#opened.set(core, opened);
    return opened;
  }

  /** Begins a call. @throws {InvalidInputError} an option is wrong */
  async begin(about: About, options: unknown): Promise<Run> {
    const config = callOf(options, this.config, about);
    return new Run(this, await this.open(), about, (this.#calls += 1), config);
  }

  #openIn(core: Core): Opened {
    const { proxy, token, locale, direct, defaults, fetch } = this.config;
    const handle = core.ask(() => new core.glue.Client(locale === 'ru'));
    if (proxy !== undefined) core.ask(() => handle.proxy(proxy, typeof token === 'string' ? token : undefined));
    const accounts = new Map<string, Account>();
    for (const [provider, { baseUrl, credentials, grant }] of direct) {
      core.ask(() => handle.direct(provider, baseUrl, JSON.stringify(credentials)));
      if (!grant) continue;
      const account = core.ask(() => accountOf(core, provider, grant));
      if (!account) {
        throw wrongOption(`providers.${provider}.token`, 'must be a token, or a function that gives one');
      }
      accounts.set(provider, new Account(core, account, baseUrl, fetch, 'sources' in grant ? grant.sources : {}));
    }
    for (const [provider, values] of defaults) {
      for (const [name, value] of Object.entries(values)) core.ask(() => handle.default(provider, name, value));
    }
    return { core, handle, accounts };
  }
}

const accountOf = ({ glue: { Account } }: Core, provider: string, grant: Grant) => {
  if ('token' in grant) return Account.ofToken(provider, grant.token);
  if ('email' in grant) return Account.ofLogin(provider, grant.email, grant.password);
  return grant.sources.sign ? Account.ofCertificate(provider) : Account.ofFunction(provider);
};
