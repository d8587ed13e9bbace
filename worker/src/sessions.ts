// Accounts at providers whose tokens expire: the worker logs in, renews, and keeps the tokens to itself, in the memory of one
// object for each provider, so that there is one session however many isolates ask. What to send and what an answer means is
// decided by `src/providers/session.rs`.
import type { Account, Errand } from '../generated/proxy.bindings.js';
import type { ProxyConfig } from './config.js';
import { type Context, type Outcome, Refusal } from './context.js';
import { objectOf } from './platform.js';
import { rules } from './rules.js';
import { listOf } from './secrets.js';
import { read } from './streams.js';

/** What to log in with, and where. All of it is secret but the provider's name. */
export interface Login {
  readonly provider: string;
  /** Where the provider is, without a slash at the end. */
  readonly base: string;
  readonly email: string;
  readonly password: string;
}

/** A token, or why there is none. */
export type Session = { readonly token: string } | { readonly finding: 'key-refused' | 'login-failed' };

/** The methods of the Durable Object `Sessions`. */
export interface SessionsStub {
  /** `refused`: the token that the provider did not accept. */
  token(login: Login, refused?: string): Promise<Session>;
}

const stepMs = 30_000;
const mostBytes = 64 * 1024;

/** One answer of the provider; nothing when there is none. Why goes nowhere: it may hold the address or the password. */
const send = async (base: string, { method, path, mediaType, body }: Errand): Promise<{ status: number; body: Uint8Array } | undefined> => {
  try {
    const response = await fetch(base + path, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(stepMs),
      headers: { accept: 'application/json', ...(mediaType ? { 'content-type': mediaType } : {}) },
      body: body.length ? new Uint8Array(body) : null,
    });
    const bytes = response.body ? await read(response.body, mostBytes) : new Uint8Array();
    return bytes && { status: response.status, body: bytes };
  } catch {
    return undefined;
  }
};

/** The session of one provider. It is forgotten with the object that it is in, and begun again. */
export class Keeper {
  #account: Account | undefined;
  #login = '';
  #renewal: Promise<Session> | undefined;

  /** A token to use now. Whoever asks while it is renewed waits for that renewal. */
  async token(login: Login, refused?: string): Promise<Session> {
    const known = JSON.stringify(login);
    if (this.#login !== known) {
      this.#account = rules().Account.open(login.provider, login.email, login.password);
      this.#login = known;
      this.#renewal = undefined;
    }
    const account = this.#account;
    if (!account) return { finding: 'login-failed' };
    if (refused !== undefined) account.refused(refused);
    const token = account.token(Date.now());
    if (token !== undefined) return { token };
    const renewal = (this.#renewal ??= this.#renew(account, login.base));
    try {
      return await renewal;
    } finally {
      if (this.#renewal === renewal) this.#renewal = undefined;
    }
  }

  async #renew(account: Account, base: string): Promise<Session> {
    let errand = account.renew();
    while (errand.next === 'send') {
      const answer = await send(base, errand);
      errand = answer ? account.answered(answer.status, answer.body, Date.now()) : account.failed(Date.now());
    }
    const token = errand.next === 'done' ? account.latest() : undefined;
    return token === undefined ? { finding: errand.next === 'key-refused' ? 'key-refused' : 'login-failed' } : { token };
  }
}

/** The logins for a provider, in the order in which they are tried; two while one is replaced. */
export const loginsFor = ({ providers }: ProxyConfig, provider: string, base: string): readonly Login[] => {
  const { email, password } = (provider === 'astral' && providers.astral) || {};
  const [emails, passwords] = [listOf(email), listOf(password)];
  if (!emails.length || !passwords.length) return [];
  return Array.from({ length: Math.max(emails.length, passwords.length) }, (_, at) => ({
    provider,
    base,
    email: emails[at] ?? emails.at(-1) ?? '',
    password: passwords[at] ?? passwords.at(-1) ?? '',
  }));
};

/** Whether a provider is asked in a session of the worker's own. */
export const hasLogin = ({ providers: { astral } }: ProxyConfig, provider: string): boolean =>
  provider === 'astral' && listOf(astral?.email).length > 0 && listOf(astral?.password).length > 0;

/** The same configuration with the token of a session in it. */
const withToken = (config: ProxyConfig, token: string): ProxyConfig => ({
  ...config,
  providers: { ...config.providers, astral: { ...config.providers.astral, token } },
});

/** @throws {Refusal} when no login gets a token */
const tokenFor = async ({ config, timings }: Context, logins: readonly Login[], refused?: string): Promise<string> => {
  if (!config.sessions) throw new Refusal('not-set-up');
  let finding: 'key-refused' | 'login-failed' = 'login-failed';
  for (const login of logins) {
    // An object for each login: while one is replaced, neither forgets the other's session.
    const name = `${login.provider}:${logins.indexOf(login)}`;
    const session = await timings.of('session', objectOf(config.sessions, name).token(login, refused)).catch((): Session => ({ finding: 'login-failed' }));
    if ('token' in session) return session.token;
    ({ finding } = session);
    if (finding !== 'key-refused') break;
  }
  throw new Refusal(finding);
};

/**
 * Answers a question with a token of the provider's session, if it has one; once more with another token if the provider
 * does not accept it any longer.
 */
export const inSession = async (context: Context, provider: string, baseUrl: string, answer: (context: Context) => Promise<Outcome>): Promise<Outcome> => {
  const { config } = context;
  const logins = loginsFor(config, provider, config.providers.astral?.baseUrl ?? baseUrl);
  if (!logins.length) return answer(context);
  const token = await tokenFor(context, logins);
  const outcome = await answer({ ...context, config: withToken(config, token) });
  if (outcome.code !== 'key-refused') return outcome;
  const next = await tokenFor(context, logins, token);
  return next === token ? outcome : answer({ ...context, config: withToken(config, next) });
};
