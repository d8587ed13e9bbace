// The last look at an answer: one that gives our own secrets back goes no further.
import type { ProxyConfig } from './config.js';
import type { Rules } from './rules.js';
import { credentialSets } from './secrets.js';

/** Shorter ones may stand in an answer by chance. */
const leastLength = 16;

/** Bytes as they are looked at: this decoding is the fastest, never fails, and gives the same for the same bytes. */
const decode = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

/** The ways in which a secret may be spelt in an answer. */
const spellingsOf = (secret: string): readonly string[] => {
  const bytes = new TextEncoder().encode(secret);
  const escaped = JSON.stringify(secret).slice(1, -1);
  const base64 = btoa(String.fromCharCode(...bytes)).replace(/=+$/, '');
  return [secret, decode(bytes), encodeURIComponent(secret), escaped, escaped.replaceAll('/', '\\/'), base64];
};

/** What must not be in an answer of that provider: every secret, and a set of them as Basic sends it. */
export const forbiddenIn = (config: ProxyConfig, rules: Rules, provider: string): readonly string[] => {
  const sets = credentialSets(config, rules, provider);
  const secrets = sets.flatMap((set) => [...set, ...(set.length > 1 ? [set.join(':')] : [])]);
  return [...new Set(secrets.filter((secret) => secret.length >= leastLength).flatMap(spellingsOf))];
};

/** Whether an answer has one of these in it. One that streams is not looked at: it is a file. */
export const givesBack = (body: BodyInit | null, forbidden: readonly string[]): boolean => {
  if (!forbidden.length || !(typeof body === 'string' || body instanceof Uint8Array)) return false;
  const text = typeof body === 'string' ? body : decode(body);
  return forbidden.some((secret) => text.includes(secret));
};
