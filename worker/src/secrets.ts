// Which secrets a provider is asked with. Two may be good at a time, so that one can be replaced without a pause.
import type { Purse } from '../generated/proxy.bindings.js';
import type { ProxyConfig } from './config.js';
import { type Remembered, remembered } from './remembered.js';
import type { Rules } from './rules.js';

/** Of one or two values those that there are. */
export const listOf = (one: string | readonly string[] | undefined): readonly string[] =>
  (typeof one === 'string' ? [one] : (one ?? [])).filter((each) => each !== '');

/** What is given for each of a provider's credentials, in the order of their names. */
const givenFor = ({ providers }: ProxyConfig, { credentialsOf }: Rules, provider: string): readonly (readonly string[])[] => {
  const given = (providers as Readonly<Record<string, Readonly<Record<string, string | readonly string[] | undefined>> | undefined>>)[provider];
  return credentialsOf(provider).map((name) => listOf(given?.[name]));
};

const makeSets = (config: ProxyConfig, rules: Rules, provider: string): readonly (readonly string[])[] => {
  const lists = givenFor(config, rules, provider);
  const count = lists.every((list) => list.length) ? Math.max(0, ...lists.map((list) => list.length)) : 0;
  return Array.from({ length: count }, (_, at) => lists.map((list) => list[at] ?? list.at(-1) ?? ''));
};

/** A configuration does not change. */
const sets = remembered<ProxyConfig, readonly (readonly string[])[]>();

/**
 * The sets of a provider's credentials, each in the order of their names, in the order in which they are tried. Of a
 * credential that is not being replaced there is one for all sets; without all of them there is no set.
 */
export const credentialSets = (config: ProxyConfig, rules: Rules, provider: string): readonly (readonly string[])[] =>
  sets(config, provider, () => makeSets(config, rules, provider));

/** Purses live in the instance that made them, and go with it. */
const purses = remembered<Rules, Remembered<ProxyConfig, readonly Purse[]>>();

/** The same sets as the provider is asked with them. */
export const pursesFor = (config: ProxyConfig, rules: Rules, provider: string): readonly Purse[] =>
  purses(rules, '', remembered)(config, provider, () => credentialSets(config, rules, provider).flatMap((set) => rules.Purse.of(provider, [...set]) ?? []));

/** What is wrong with the secrets of providers that have some, by the names of the settings and without values. */
export const secretFaults = (config: ProxyConfig, rules: Rules): readonly string[] =>
  rules.providerNames.flatMap((provider) => {
    const lists = givenFor(config, rules, provider);
    if (!lists.some((list) => list.length)) return [];
    const found = credentialSets(config, rules, provider);
    const faults = (found.length ? found : [lists.map((list) => list[0] ?? '')]).map((set) => rules.credentialFault(provider, [...set]));
    return faults.flatMap((fault) => (fault ? [`${provider}_${fault[0]}`.toUpperCase() + `: ${fault[1]}`] : []));
  });

/** How many logins there are for the sessions of a provider. */
const loginCount = ({ providers: { astral } }: ProxyConfig, provider: string): number =>
  provider !== 'astral' ? 0 : astral?.certificate ? 1 : Math.min(listOf(astral?.email).length, 1) * listOf(astral?.password).length;

/** How many sets of secrets there are for each provider: what may be known of them. */
export const secretCounts = (config: ProxyConfig, rules: Rules): Readonly<Record<string, number>> =>
  Object.fromEntries(rules.providerNames.map((provider) => [provider, credentialSets(config, rules, provider).length || loginCount(config, provider)]));
