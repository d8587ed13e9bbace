// kontragent/worker/jwt: callers whom somebody else vouches for. It needs the package `jose`, which nothing else here does.
import { type JWKSCacheInput, type JWTPayload, type JWTVerifyGetKey, createLocalJWKSet, createRemoteJWKSet, customFetch, errors, jwksCache, jwtVerify } from 'jose';
import { type CallerMethod, type Identity, bearerOf, saidBy } from './callers.js';
import { Refusal, nobodyVouches } from './context.js';
import type { MoreCallers } from './env.js';
import { isLocal } from './hosts.js';
import { isRecord } from './is-record.js';
import { type Policy, readClaims, readPolicy } from './policy.js';

/** Whose tokens are good. */
export interface JwtConfig {
  /** The `iss` that a token must have. */
  readonly issuer: string;
  /** The `aud` that it must have: without one, tokens that were given out for other services would be good here. */
  readonly audience: string;
  /** Where the issuer publishes its keys. */
  readonly jwks: string;
  /** For all callers known so. A token's claim `kontragent` (`{ providers, operations, limits }`) may say less. */
  readonly policy?: Policy | undefined;
  /** Instead of the platform's; for tests. */
  readonly fetch?: typeof fetch | undefined;
}

/** Signatures with keys that are published: never one that a public key could be mistaken for the secret of. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

/** While keys cannot be fetched, they are not tried to be for so long: every request would wait for it. */
const restMs = 15_000;

/** For so long keys that were fetched are good while no others can be: one that was withdrawn would be good for ever. */
const longestMs = 24 * 60 * 60 * 1000;

/** What a token has wrong with it, whatever the keys are. */
const ofToken = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

/**
 * The keys that an issuer publishes; while they cannot be fetched or read, those that were there last.
 * @throws {TypeError} when that is no address of keys
 */
const keySet = ({ jwks, fetch }: Pick<JwtConfig, 'jwks' | 'fetch'>): JWTVerifyGetKey => {
  const url = new URL(jwks);
  if (url.protocol !== 'https:' && !isLocal(url.href)) throw new TypeError('jwks: an https address');
  const cache: JWKSCacheInput = {};
  const remote = createRemoteJWKSet(url, { timeoutDuration: 5000, [jwksCache]: cache, ...(fetch ? { [customFetch]: fetch } : {}) });
  let restsUntil = 0;
  return async (header, token) => {
    if (restsUntil <= Date.now()) {
      try {
        return await remote(header, token);
      } catch (error) {
        if (ofToken.some((each) => error instanceof each)) throw error;
        restsUntil = Date.now() + restMs;
      }
    }
    const { uat = 0, jwks: last } = cache;
    // A key that is not among the last ones may be a new one: whether it is cannot be found out now.
    const known = last && Date.now() - uat < longestMs ? await createLocalJWKSet(last)(header, token).catch(() => undefined) : undefined;
    if (!known) throw nobodyVouches(restsUntil - Date.now());
    return known;
  };
};

const verify = async (token: string, keys: JWTVerifyGetKey, issuer: string, audience: string): Promise<JWTPayload> => {
  try {
    const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms, clockTolerance: 30, requiredClaims: ['sub', 'exp'] });
    return payload;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const expired = error instanceof errors.JWTExpired;
    throw new Refusal(expired ? 'token-expired' : 'token-refused', { 'www-authenticate': 'Bearer error="invalid_token"' });
  }
};

const claimNames: readonly string[] = ['providers', 'operations', 'limits'];

const ownPolicy = (claim: unknown): readonly Policy[] => {
  if (claim === undefined) return [];
  try {
    // All of it is ours: a member that is spelt in another way would be a limit that does not hold.
    if (!isRecord(claim) || !Object.keys(claim).every((name) => claimNames.includes(name))) throw new TypeError('a member that there is not');
    return [readClaims(claim)];
  } catch {
    throw new Refusal('token-refused');
  }
};

/** Callers with a JWT of an issuer that publishes its keys. */
export const jwt = (config: JwtConfig): CallerMethod => {
  const keys = keySet(config);
  const policies = config.policy ? [config.policy] : [];
  return {
    name: 'jwt',
    policies,
    recall: (caller) => (caller.group === 'jwt' ? { id: caller.id, group: 'jwt', policies: [...policies, ...saidBy(caller)] } : undefined),
    async identify(request): Promise<Identity | undefined> {
      const token = bearerOf(request);
      if (!token || token.split('.').length !== 3) return undefined;
      const { sub, kontragent } = await verify(token, keys, config.issuer, config.audience);
      // Everybody without a name would be one caller.
      if (typeof sub !== 'string' || !sub) throw new Refusal('token-refused');
      return { id: `jwt:${sub}`, group: 'jwt', policies: [...policies, ...ownPolicy(kontragent)] };
    },
  };
};

/** An application of Cloudflare Access. */
export interface AccessConfig {
  /** `https://<team>.cloudflareaccess.com` */
  readonly team: string;
  /** The application's AUD tag. */
  readonly audience: string;
  readonly policy?: Policy | undefined;
  readonly fetch?: typeof fetch | undefined;
}

/** Callers whom Cloudflare Access let through, people and service tokens. */
export const access = ({ team, audience, policy, fetch }: AccessConfig): CallerMethod => {
  const issuer = team.replace(/\/$/, '');
  const keys = keySet({ jwks: `${issuer}/cdn-cgi/access/certs`, fetch });
  const policies = policy ? [policy] : [];
  return {
    name: 'access',
    policies,
    recall: ({ id, group }) => (group === 'access' ? { id, group, policies } : undefined),
    async identify(request): Promise<Identity | undefined> {
      const token = request.headers.get('cf-access-jwt-assertion');
      if (token === null) return undefined;
      const { sub, common_name: service } = await verify(token, keys, issuer, audience);
      // A service token has an empty subject, and a name.
      const name = sub || (typeof service === 'string' ? service : '');
      if (!name) throw new Refusal('token-refused');
      return { id: `access:${name}`, group: 'access', policies };
    },
  };
};

const text = (settings: Readonly<Record<string, unknown>>, name: string): string => {
  const value = settings[name];
  if (typeof value !== 'string' || !value) throw new TypeError(`${name}: text is needed`);
  return value;
};

const httpsIn = (settings: Readonly<Record<string, unknown>>, name: string): string => {
  const value = text(settings, name);
  if (!URL.canParse(value)) throw new TypeError(`${name}: an address is needed`);
  return value;
};

/** The members `jwt` and `access` of `CALLERS`, for `configOf`. */
export const vouched: readonly MoreCallers[] = [
  {
    name: 'jwt',
    make: (settings) =>
      jwt({ issuer: text(settings, 'issuer'), audience: text(settings, 'audience'), jwks: httpsIn(settings, 'jwks'), policy: readPolicy(settings) }),
  },
  {
    name: 'access',
    make: (settings) => access({ team: httpsIn(settings, 'team'), audience: text(settings, 'audience'), policy: readPolicy(settings) }),
  },
];
