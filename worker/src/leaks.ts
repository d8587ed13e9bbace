// The last look at an answer: one that gives our own secrets back goes no further.
import { bytesOf, toBase64Url } from '../lib/tokens/format.js';
import type { Leaks } from '../generated/proxy.bindings.js';
import type { ProxyConfig } from './config.js';
import type { Body } from './context.js';
import { type Remembered, remembered } from './remembered.js';
import type { Rules } from './rules.js';
import { credentialSets } from './secrets.js';

/** Shorter ones may stand in an answer by chance. */
const leastLength = 16;

/** The ways in which a secret may be spelt in an answer. */
const spellingsOf = (secret: string): readonly string[] => {
  const escaped = JSON.stringify(secret).slice(1, -1);
  const base64 = toBase64Url(bytesOf(secret));
  return [secret, encodeURIComponent(secret), escaped, escaped.replaceAll('/', '\\/'), base64, base64.replaceAll('-', '+').replaceAll('_', '/')];
};

const listFor = (config: ProxyConfig, rules: Rules, provider: string): readonly string[] => {
  const sets = credentialSets(config, rules, provider);
  const secrets = sets.flatMap((set) => [...set, ...(set.length > 1 ? [set.join(':')] : [])]);
  return [...new Set(secrets.filter((secret) => secret.length >= leastLength).flatMap(spellingsOf))];
};

/** They live in the instance that made them, and a configuration does not change. */
const known = remembered<Rules, Remembered<ProxyConfig, Leaks>>();

/** What must not be in an answer of that provider: every secret, and a set of them as Basic sends it. */
export const leaksOf = (config: ProxyConfig, rules: Rules, provider: string): Leaks =>
  known(rules, '', remembered)(config, provider, () => new rules.Leaks([...listFor(config, rules, provider)]));

/** Whether an answer has one of these in it. One that streams is not looked at: it is a file. */
export const givesBack = (body: Body, leaks: Leaks): boolean => {
  if (body instanceof Uint8Array) return leaks.areIn(body);
  return typeof body === 'string' && leaks.areIn(bytesOf(body));
};
