import { type TokenKey, bytesOf, checkKey, fromBase64Url, hmacKey } from '../lib/tokens/format.js';
import { type CallerMethod, type Identity, bearerOf, saidBy } from './callers.js';
import { Refusal } from './context.js';
import { isRecord } from './is-record.js';
import { originOf } from './origin.js';
import { type Policy, readClaims } from './policy.js';
import type { Soon } from './soon.js';

/** How caller tokens are read; see `kontragent/tokens` for how they are made. */
export interface TokensConfig {
  /** Every secret that is good now: while one is replaced there are two of them. */
  readonly keys: readonly TokenKey[];
  /** The `aud` that a token must have, if it must. */
  readonly audience?: string | undefined;
  /** The longest life of a token, in seconds; an hour unless said. */
  readonly longestSeconds?: number | undefined;
  /** For all callers with a token. */
  readonly policy?: Policy | undefined;
  /** By the name of the site: what is before the dot in the name of a key. */
  readonly sites?: Readonly<Record<string, Policy>> | undefined;
}

/** A token whose signature was found right. */
interface Verified {
  readonly site: string;
  readonly claims: Record<string, unknown>;
}

/** The site that a key is of: what is before the dot in its name. */
export const siteOf = (key: string): string => key.split('.', 1)[0] ?? key;

/** So many of them are remembered, if they are no longer than that: two megabytes at most. */
const mostRemembered = 1000;
const longestRemembered = 1024;

/** Clocks differ. */
const skewSeconds = 30;

/** A part of a token that is a JSON object. */
const readPart = (part: string): Record<string, unknown> | undefined => {
  const bytes = fromBase64Url(part);
  if (!bytes) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const refused = () => new Refusal('token-refused', { 'www-authenticate': 'Bearer error="invalid_token"' });
const expired = () => new Refusal('token-expired', { 'www-authenticate': 'Bearer error="invalid_token"' });

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** @throws {Refusal} when the claims are not good now, here, for the page that asks */
const checkClaims = (claims: Record<string, unknown>, { audience, longestSeconds = 3600 }: TokensConfig, request: Request): string => {
  const { sub, iat, exp, nbf, aud, origin: ofPage } = claims;
  const now = Date.now() / 1000;
  if (typeof sub !== 'string' || !sub || sub.length > 128 || !isTime(iat) || !isTime(exp)) throw refused();
  if (exp <= now - skewSeconds) throw expired();
  if (iat > now + skewSeconds || exp - iat > longestSeconds) throw refused();
  if (nbf !== undefined && !(isTime(nbf) && nbf <= now + skewSeconds)) throw refused();
  if (audience !== undefined && aud !== audience && !(Array.isArray(aud) && aud.includes(audience))) throw refused();
  if (ofPage !== undefined && ofPage !== originOf(request)) throw refused();
  return sub;
};

const policyOf = (claims: Record<string, unknown>): Policy => {
  try {
    return readClaims(claims);
  } catch {
    throw refused();
  }
};

/**
 * Callers with a token that a site's own server minted. `way` is what all of them are counted under together.
 * @throws {TypeError} when a key is too weak
 */
export const tokens = (config: TokensConfig, way = 'tokens'): CallerMethod => {
  for (const key of config.keys) checkKey(key);
  const secrets = new Map(config.keys.map(({ id, secret }) => [id, secret]));
  // Keys and not promises of them: a promise belongs to the request that made it.
  const imported = new Map<string, CryptoKey>();
  const keyOf = async (id: string, secret: string): Promise<CryptoKey> => {
    const known = imported.get(id);
    if (known) return known;
    const key = await hmacKey(secret, 'verify');
    imported.set(id, key);
    return key;
  };

  // The group of a caller is its site: what is said for all of them together is counted for all sites.
  const { together = [], ...ofEach } = config.policy ?? {};
  const shared = together.length ? [{ name: way, limits: together }] : [];

  /** A visitor of a site that has a key, with what its token says of itself. */
  const callerOf = (site: string, id: string, said: readonly Policy[]): Identity => {
    const policies = [ofEach, config.sites?.[site], ...said];
    return { id, group: `token:${site}`, policies: policies.filter((policy) => policy !== undefined), shared };
  };

  /** Tokens whose signature is right: a page asks with one many times, and verifying is the dearest part of knowing it. */
  const verified = new Map<string, Verified>();

  const verify = async (token: string): Promise<Verified | undefined> => {
    const [head, body, mac, ...more] = token.split('.');
    if (!head || !body || !mac || more.length) return undefined;
    const header = readPart(head);
    // Tokens of another kind, or with another key, are for another method.
    if (header?.['alg'] !== 'HS256') return undefined;
    const { kid, crit } = header;
    const secret = typeof kid === 'string' ? secrets.get(kid) : undefined;
    if (typeof kid !== 'string' || !secret) return undefined;
    const signature = fromBase64Url(mac);
    if (!signature || crit !== undefined) throw refused();
    // The comparison in there takes the same time for every signature.
    if (!(await crypto.subtle.verify('HMAC', await keyOf(kid, secret), signature, bytesOf(`${head}.${body}`)))) throw refused();
    const claims = readPart(body);
    if (!claims) throw refused();
    return { site: siteOf(kid), claims };
  };

  /** What its claims say holds or not at every request anew: for how long, and for which page. */
  const identityOf = ({ site, claims }: Verified, request: Request): Identity => {
    const subject = checkClaims(claims, config, request);
    return callerOf(site, `token:${site}:${subject}`, [policyOf(claims)]);
  };

  const verifyNow = async (token: string, request: Request): Promise<Identity | undefined> => {
    const found = await verify(token);
    if (!found) return undefined;
    const identity = identityOf(found, request);
    if (token.length <= longestRemembered) {
      if (verified.size >= mostRemembered) verified.clear();
      verified.set(token, found);
    }
    return identity;
  };

  return {
    name: 'tokens',
    policies: [...(config.policy ? [config.policy] : []), ...Object.values(config.sites ?? {})],
    recall(caller): Identity | undefined {
      const site = config.keys.map(({ id }) => siteOf(id)).find((each) => caller.group === `token:${each}`);
      return site === undefined ? undefined : callerOf(site, caller.id, saidBy(caller));
    },
    identify(request): Soon<Identity | undefined> {
      const token = bearerOf(request);
      if (!token) return undefined;
      const known = verified.get(token);
      return known ? identityOf(known, request) : verifyNow(token, request);
    },
  };
};
