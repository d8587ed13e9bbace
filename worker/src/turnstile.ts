// People in front of pages without an account: Cloudflare Turnstile vouches for each once, and is given a short-lived token.
import { mintToken } from '../lib/tokens/index.js';
import { toBase64Url, bytesOf } from '../lib/tokens/format.js';
import type { CallerMethod } from './callers.js';
import { type Context, Refusal, nobodyVouches } from './context.js';
import { type Endpoint, json } from './endpoints.js';
import { originOf } from './origin.js';
import type { Policy } from './policy.js';
import { read } from './streams.js';
import { tokens } from './tokens.js';

/** A Turnstile widget. */
export interface TurnstileConfig {
  /** The widget's secret. */
  readonly secret: string;
  /** The hosts of the pages that the widget is on. */
  readonly hostnames: readonly string[];
  /** For how long a check is good, in seconds; ten minutes unless said. */
  readonly lifetimeSeconds?: number | undefined;
  /** For whoever passed the check. */
  readonly policy?: Policy | undefined;
  /** Where checks are verified; Cloudflare's own address unless said. */
  readonly verifyUrl?: string | undefined;
  /** Instead of the platform's; for tests. */
  readonly fetch?: typeof fetch | undefined;
}

const cloudflare = 'https://challenges.cloudflare.com/turnstile/v0/siteverify';

/** What is in the place of a site in tokens for passed checks. */
export const turnstileSite = 'turnstile';

/** A key of its own for these tokens, out of the secret that there is. */
const keyOf = async (secret: string): Promise<{ id: string; secret: string }> => {
  const key = await crypto.subtle.importKey('raw', bytesOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const derived = await crypto.subtle.sign('HMAC', key, bytesOf('kontragent caller tokens'));
  return { id: turnstileSite, secret: toBase64Url(new Uint8Array(derived)) };
};

/** The response token in the body, `{"turnstile": "…"}`. */
const responseOf = async ({ request }: Context): Promise<string> => {
  const body = request.body ? await read(request.body, 8192) : undefined;
  if (!body) throw new Refusal('challenge-refused');
  try {
    const { turnstile } = JSON.parse(new TextDecoder().decode(body)) as { turnstile?: unknown };
    if (typeof turnstile === 'string' && turnstile && turnstile.length <= 2048) return turnstile;
  } catch {
    // Said below.
  }
  throw new Refusal('challenge-refused');
};

/** What Cloudflare says of a check. */
interface Verdict {
  readonly success: boolean;
  readonly hostname?: unknown;
  readonly 'error-codes'?: unknown;
}

/** Codes of verdicts that are not about the check: Cloudflare's own trouble, and our secret. */
const notOfTheCheck = ['internal-error', 'missing-input-secret', 'invalid-input-secret'];

/** After so long it makes sense to ask again, if there was no verdict. */
const retryAfterMs = 10_000;

/** @throws {Refusal} when there is none that is about the check */
const verdictOn = async (response: string, { secret, verifyUrl = cloudflare, fetch: send = fetch }: TurnstileConfig, address: string | null): Promise<Verdict> => {
  const body = new URLSearchParams({ secret, response, ...(address === null ? {} : { remoteip: address }) });
  try {
    const answer = await send(verifyUrl, { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(5000) });
    const verdict = (await answer.json()) as Verdict | null;
    const codes: unknown = verdict?.['error-codes'];
    if (typeof verdict?.success === 'boolean' && !(Array.isArray(codes) && codes.some((code) => notOfTheCheck.includes(code as string)))) return verdict;
  } catch {
    // Said below.
  }
  throw nobodyVouches(retryAfterMs);
};

/** The way to know callers who passed a check, and `POST /token` where a check is exchanged for a token. */
export const turnstile = (config: TurnstileConfig): { method: CallerMethod; endpoint: Endpoint } => {
  const lifetimeSeconds = config.lifetimeSeconds ?? 600;
  // Nobody is known again after the check: a job would go on for somebody who cannot fetch it.
  const policy: Policy = { jobs: false, ...config.policy };
  let made: CallerMethod | undefined;
  const reader = async (): Promise<CallerMethod> =>
    (made ??= tokens({ keys: [await keyOf(config.secret)], longestSeconds: lifetimeSeconds, policy }, 'turnstile'));
  const method: CallerMethod = {
    name: 'turnstile',
    policies: [policy],
    identify: async (request) => (await reader()).identify(request),
    recall: async (caller, proxy) => (await reader()).recall?.(caller, proxy),
  };
  const endpoint: Endpoint = {
    name: 'token',
    method: 'POST',
    path: '/token',
    access: 'page',
    async serve(context) {
      const { request } = context;
      const response = await responseOf(context);
      const { success, hostname } = await verdictOn(response, config, request.headers.get('cf-connecting-ip'));
      if (!success || typeof hostname !== 'string' || !config.hostnames.includes(hostname)) throw new Refusal('challenge-refused');
      const origin = originOf(request);
      const token = await mintToken({
        key: await keyOf(config.secret),
        subject: crypto.randomUUID(),
        lifetimeSeconds,
        ...(origin === null ? {} : { origin }),
      });
      return json({ token, expiresInSeconds: lifetimeSeconds });
    },
  };
  return { method, endpoint };
};
