// The form of a caller token: a JWT (RFC 7519) signed with HMAC-SHA-256, so that a site written in any language can mint one
// with the library it has. Minting and reading share what is here.

/** A limit on what may be asked of providers in a period. Days and months begin at midnight in Moscow. */
export interface TokenLimit {
  per: 'day' | 'month';
  /** How many companies may be asked about. */
  companies?: number;
  /** How much may be spent, in roubles. */
  roubles?: number;
  /** The provider that it is about; all together unless said. */
  provider?: string;
}

/** What a token says. */
export interface TokenClaims {
  /** Who is counted: the site's own name for its visitor or session. */
  sub: string;
  /** Since when and until when, in seconds since 1970. */
  iat: number;
  exp: number;
  /** The proxy that it is for. */
  aud?: string;
  /** The origin of the page that may use it. */
  origin?: string;
  /** The providers that may be asked; all that the proxy allows unless said. */
  providers?: readonly string[];
  /** The operations that may be asked, such as `focus.req`. */
  operations?: readonly string[];
  limits?: readonly TokenLimit[];
}

/** A secret that proxy and site share, and its name. */
export interface TokenKey {
  /** `site.2`: the name of the site, a dot, and what changes when the secret does. */
  readonly id: string;
  /** At least 32 characters, random. */
  readonly secret: string;
}

/** Shorter secrets could be guessed from one token. */
export const leastSecret = 32;

/** A name of a key: the site's, and perhaps a version after a dot. */
export const keyIdPattern = /^[A-Za-z0-9_-]{1,64}(\.[A-Za-z0-9_-]{1,32})?$/;

/** @throws {TypeError} which does not show the secret */
export const checkKey = (key: TokenKey): void => {
  const { id, secret } = key ?? {};
  if (typeof id !== 'string' || !keyIdPattern.test(id)) throw new TypeError('the name of a token key is letters, digits, "-", "_", and perhaps ".version"');
  if (typeof secret !== 'string' || secret.length < leastSecret) throw new TypeError(`the secret of the token key "${id}" needs at least ${leastSecret} characters`);
};

const encoder = new TextEncoder();

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

export const toBase64Url = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
};

/** The bytes, or nothing when the text is not base64url as we write it. */
export const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
  return toBase64Url(bytes) === text ? bytes : undefined;
};

/** @param use  `sign` or `verify` */
export const hmacKey = (secret: string, use: 'sign' | 'verify'): ReturnType<typeof crypto.subtle.importKey> =>
  crypto.subtle.importKey('raw', bytesOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [use]);
