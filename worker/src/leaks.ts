// The last look at an answer: one that gives our own secrets back goes no further.
import { bytesOf, toBase64Url } from '../lib/tokens/format.js';
import type { ProxyConfig } from './config.js';
import { remembered } from './remembered.js';
import type { Rules } from './rules.js';
import { credentialSets } from './secrets.js';

/** Shorter ones may stand in an answer by chance. */
const leastLength = 16;

/** A text as the bytes of its UTF-8, a character each: what every answer is compared as, for it need not be text at all. */
const bytewise = (text: string): string => new TextDecoder('latin1').decode(bytesOf(text));

/** The ways in which a secret may be spelt in an answer. */
const spellingsOf = (secret: string): readonly string[] => {
  const escaped = JSON.stringify(secret).slice(1, -1);
  const ways = [secret, encodeURIComponent(secret), escaped, escaped.replaceAll('/', '\\/')].map(bytewise);
  const base64 = toBase64Url(bytesOf(secret));
  return [...ways, base64, base64.replaceAll('-', '+').replaceAll('_', '/')];
};

const listFor = (config: ProxyConfig, rules: Rules, provider: string): readonly string[] => {
  const sets = credentialSets(config, rules, provider);
  const secrets = sets.flatMap((set) => [...set, ...(set.length > 1 ? [set.join(':')] : [])]);
  return [...new Set(secrets.filter((secret) => secret.length >= leastLength).flatMap(spellingsOf))];
};

/** A configuration does not change. */
const lists = remembered<ProxyConfig, readonly string[]>();

/** What must not be in an answer of that provider: every secret, and a set of them as Basic sends it. */
export const forbiddenIn = (config: ProxyConfig, rules: Rules, provider: string): readonly string[] =>
  lists(config, provider, () => listFor(config, rules, provider));

/** Whether an answer has one of these in it. One that streams is not looked at: it is a file. */
export const givesBack = (body: BodyInit | null, forbidden: readonly string[]): boolean => {
  if (!forbidden.length || !(typeof body === 'string' || body instanceof Uint8Array)) return false;
  const text = typeof body === 'string' ? bytewise(body) : new TextDecoder('latin1').decode(body);
  return forbidden.some((secret) => text.includes(secret));
};
