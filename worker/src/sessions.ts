// Accounts at providers whose tokens expire: the worker logs in, renews, and keeps the tokens to itself, in the memory of one
// object for each provider, so that there is one session however many isolates ask. What to send and what an answer means is
// decided by `src/providers/session.rs`.
import type { Account } from '../generated/proxy.bindings.js';
import { retryAfter } from './answering/failure.js';
import type { ProxyConfig } from './config.js';
import { type Context, type Outcome, Refusal } from './context.js';
import { objectOf } from './platform.js';
import { rules } from './rules.js';
import { listOf } from './secrets.js';
import { signatureBy } from './signer.js';
import { read } from './streams.js';

/** Signs a text where the certificate is; nothing when it cannot. */
type Sign = (text: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;

/** What to log in with, and where. All of it is secret but the provider's name. */
export type Login = {
  readonly provider: string;
  /** Where the provider is, without a slash at the end. */
  readonly base: string;
} & ({ readonly email: string; readonly password: string } | { readonly sign: Sign });

type Finding = 'key-refused' | 'login-failed' | 'signing-failed';

/** Why there is no token, and for how long the login is not tried again. */
interface Denial {
  readonly finding: Finding;
  readonly retryAfterMs?: number | undefined;
}

/** A token, or why there is none. */
export type Session = { readonly token: string } | Denial;

/** The methods of the Durable Object `Sessions`. */
export interface SessionsStub {
  /** `refused`: the token that the provider did not accept. */
  token(login: Login, refused?: string): Promise<Session>;
}

const stepMs = 30_000;
const mostBytes = 64 * 1024;

/** One answer of the provider; nothing when there is none. Why goes nowhere: it may hold the address or the password. */
const send = async (base: string, account: Account): Promise<{ status: number; body: Uint8Array } | undefined> => {
  const { method, path, type } = JSON.parse(account.sent()) as { method: string; path: string; type?: string };
  const body = account.body();
  try {
    const response = await fetch(base + path, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(stepMs),
      headers: { accept: 'application/json', ...(type && { 'content-type': type }) },
      body: body ? new Uint8Array(body) : null,
    });
    const bytes = response.body ? await read(response.body, mostBytes) : new Uint8Array();
    return bytes && { status: response.status, body: bytes };
  } catch {
    return undefined;
  }
};

const openAccount = (login: Login): Account | undefined => {
  const { Account } = rules();
  return 'sign' in login ? Account.ofCertificate(login.provider) : Account.ofLogin(login.provider, login.email, login.password);
};

/** What a signer makes of a text in the time of a step. One that hangs, or is gone with its caller, has not signed. */
const signatureIn = async (login: Login, text: string): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  if (!('sign' in login)) return undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), stepMs);
  });
  try {
    return await Promise.race([login.sign(text), late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
};

/** The session of one provider. It is forgotten with the object that it is in, and begun again. */
export class Keeper {
  #account: Account | undefined;
  #login = '';
  #renewal: Promise<Session> | undefined;

  /** A token to use now. Whoever asks while it is renewed waits for that renewal. */
  async token(login: Login, refused?: string): Promise<Session> {
    // A function is not in it: who signs may differ from question to question, the account is the same.
    const known = JSON.stringify(login);
    if (this.#login !== known) {
      this.#account = openAccount(login);
      this.#login = known;
      this.#renewal = undefined;
    }
    const account = this.#account;
    if (!account) return { finding: 'login-failed' };
    if (refused !== undefined) account.refused(refused);
    const token = account.token(Date.now());
    if (token !== undefined) return { token };
    const renewal = (this.#renewal ??= this.#renew(account, login));
    try {
      return await renewal;
    } finally {
      if (this.#renewal === renewal) this.#renewal = undefined;
    }
  }

  /** Whether the object that it is in must not be forgotten: the provider refused the login, and is not to be asked too often. */
  get remembers(): boolean {
    return this.#account?.rememberedMs(Date.now()) !== undefined;
  }

  async #renew(account: Account, login: Login): Promise<Session> {
    let finding: Finding = 'login-failed';
    const { Next, Trouble } = rules();
    let next = account.renew(Date.now());
    for (;;) {
      if (next === Next.Send) {
        const answer = await send(login.base, account);
        next = answer ? account.answered(answer.status, answer.body, Date.now()) : account.failed(Trouble.Disconnected, Date.now());
      } else if (next === Next.Sign) {
        const signature = await signatureIn(login, account.text);
        if (!signature) finding = 'signing-failed';
        next = account.signed(signature, Date.now());
      } else {
        break;
      }
    }
    const token = next === Next.Done ? account.latest() : undefined;
    if (token !== undefined) return { token };
    return account.isRefused ? { finding: 'key-refused', retryAfterMs: account.pauseMs(Date.now()) } : { finding };
  }
}

/** The logins for a provider, in the order in which they are tried; two while one is replaced. */
export const loginsFor = ({ providers }: ProxyConfig, provider: string, base: string): readonly Login[] => {
  const { email, password, certificate } = (provider === 'astral' && providers.astral) || {};
  if (certificate) return [{ provider, base, sign: (text) => signatureBy(certificate, text) }];
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
export const hasLogin = (config: ProxyConfig, provider: string): boolean => loginsFor(config, provider, '').length > 0;

/** What is wrong with how an account is given, by the names of the settings and without values. */
export const sessionFaults = ({ providers: { astral }, sessions }: ProxyConfig): readonly string[] => {
  const { email, password, certificate, token } = astral ?? {};
  const [emails, passwords] = [listOf(email).length, listOf(password).length];
  const hasLogin = emails + passwords > 0;
  if (!hasLogin && !certificate) return [];
  const name = certificate ? 'ASTRAL_SIGNER' : 'ASTRAL_EMAIL';
  return [
    ...(sessions ? [] : [`${name}: the binding SESSIONS is missing`]),
    ...(hasLogin && !(emails && passwords) ? ['ASTRAL_EMAIL, ASTRAL_PASSWORD: one of them is missing'] : []),
    ...(hasLogin && certificate ? ['ASTRAL_SIGNER: either a certificate or a login'] : []),
    ...(listOf(token).length ? [`ASTRAL_TOKEN: either a token or a ${certificate ? 'certificate' : 'login'}`] : []),
    ...(certificate && typeof certificate.sign !== 'function' ? ['ASTRAL_SIGNER: nothing that signs'] : []),
  ];
};

/** The same configuration with the token of a session in it. */
const withToken = (config: ProxyConfig, token: string): ProxyConfig => ({
  ...config,
  providers: { ...config.providers, astral: { ...config.providers.astral, token } },
});

/** @throws {Refusal} when no login gets a token */
const tokenFor = async ({ config, timings, later }: Context, logins: readonly Login[], refused?: string): Promise<string> => {
  if (!config.sessions) throw new Refusal('not-set-up');
  const denials: Denial[] = [];
  for (const login of logins) {
    // An object for each login: while one is replaced, neither forgets the other's session.
    const name = `${login.provider}:${'sign' in login ? 'certificate' : logins.indexOf(login)}`;
    const asked = objectOf(config.sessions, name).token(login, refused).catch((): Session => ({ finding: 'login-failed' }));
    // Others wait for the same renewal: it goes on, and with it what signs here, when this caller does not wait for it.
    later(asked);
    const session = await timings.of('session', asked);
    if ('token' in session) return session.token;
    if (session.finding !== 'key-refused') throw new Refusal(session.finding);
    denials.push(session);
  }
  const waits = denials.flatMap(({ retryAfterMs }) => retryAfterMs ?? []);
  throw new Refusal('key-refused', waits.length ? retryAfter(Math.min(...waits)) : {});
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
