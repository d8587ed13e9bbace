// kontragent/tokens: minting caller tokens on the site's own server. Never in a page: the secret must not leave the server.
import { type TokenClaims, type TokenKey, type TokenLimit, bytesOf, checkKey, hmacKey, toBase64Url } from './format.js';

export type { TokenClaims, TokenKey, TokenLimit } from './format.js';

/** What a token is to say. */
export interface TokenOptions {
  /** The secret that the proxy knows under that name. */
  key: TokenKey;
  /** The site's own name for its visitor or session: quotas are counted by it. At most 128 characters. */
  subject: string;
  /** For how long it is good, in seconds; ten minutes unless said. */
  lifetimeSeconds?: number;
  /** The proxy that it is for, if the proxy asks for that. */
  audience?: string;
  /** The origin of the page that may use it, such as `https://example.ru`. */
  origin?: string;
  /** The providers that may be asked; all that the proxy allows unless said. */
  providers?: readonly string[];
  /** The operations that may be asked, such as `focus.req`. */
  operations?: readonly string[];
  /** What this visitor may ask for; the proxy's own limits hold as well. */
  limits?: readonly TokenLimit[];
  /** The present, in milliseconds since 1970; for tests. */
  nowMs?: number;
}

const isText = (value: unknown): value is string => typeof value === 'string';

const isLimit = (value: unknown): boolean => ['day', 'month'].includes((value as Partial<TokenLimit> | null)?.per as string);

const claimsOf = ({ subject, lifetimeSeconds = 600, audience, origin, providers, operations, limits, nowMs = Date.now() }: TokenOptions): TokenClaims => {
  if (!isText(subject) || !subject || subject.length > 128 || /\p{Cc}/u.test(subject)) throw new TypeError('subject: 1 to 128 characters');
  if (typeof lifetimeSeconds !== 'number' || !(lifetimeSeconds > 0 && lifetimeSeconds < Infinity)) throw new TypeError('lifetimeSeconds: more than nothing');
  // The proxy refuses a token with a claim that it cannot read.
  for (const [name, text] of Object.entries({ audience, origin })) {
    if (text !== undefined && !isText(text)) throw new TypeError(`${name}: a text`);
  }
  for (const [name, list] of Object.entries({ providers, operations })) {
    if (list !== undefined && !(Array.isArray(list) && list.every(isText))) throw new TypeError(`${name}: a list of names`);
  }
  if (limits !== undefined && !(Array.isArray(limits) && limits.every(isLimit))) throw new TypeError("limits: a list of { per: 'day' | 'month', … }");
  const iat = Math.floor(nowMs / 1000);
  return {
    sub: subject,
    iat,
    exp: iat + Math.ceil(lifetimeSeconds),
    ...(audience === undefined ? {} : { aud: audience }),
    ...(origin === undefined ? {} : { origin }),
    ...(providers === undefined ? {} : { providers }),
    ...(operations === undefined ? {} : { operations }),
    ...(limits === undefined ? {} : { limits }),
  };
};

/**
 * A token with which a page may ask the proxy: hand it to the page, which gives it to `connect({ proxy, token })`.
 *
 * ```ts
 * const token = await mintToken({ key: { id: 'site.1', secret: process.env.TOKEN_SECRET }, subject: session.id });
 * ```
 * @throws {TypeError} when the key or an option cannot be right
 */
export const mintToken = async (options: TokenOptions): Promise<string> => {
  if (typeof options !== 'object' || options === null) throw new TypeError('options: an object');
  const { key } = options;
  checkKey(key);
  const part = (value: unknown): string => toBase64Url(bytesOf(JSON.stringify(value)));
  const signed = `${part({ alg: 'HS256', typ: 'JWT', kid: key.id })}.${part(claimsOf(options))}`;
  const signature = await crypto.subtle.sign('HMAC', await hmacKey(key.secret, 'sign'), bytesOf(signed));
  return `${signed}.${toBase64Url(new Uint8Array(signature))}`;
};
