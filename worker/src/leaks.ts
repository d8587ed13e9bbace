// The last look at an answer: one that gives our own secrets back goes no further.
import type { ProxyConfig } from './config.js';
import type { Rules } from './rules.js';
import { credentialSets } from './secrets.js';

/** Shorter ones may stand in an answer by chance. */
const leastLength = 16;

/** The ways in which a secret may be spelt in an answer. */
const spellingsOf = (secret: string): readonly string[] => {
  const escaped = JSON.stringify(secret).slice(1, -1);
  return [secret, encodeURIComponent(secret), escaped, escaped.replaceAll('/', '\\/'), btoa(secret).replace(/=+$/, '')];
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
  // Secrets are ASCII, so that any decoding finds them; this one is the fastest, and never fails.
  const text = typeof body === 'string' ? body : new TextDecoder('latin1').decode(body);
  return forbidden.some((secret) => text.includes(secret));
};
