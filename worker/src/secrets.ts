// Which secrets a provider is asked with. Two may be good at a time, so that one can be replaced without a pause.
import type { ProxyConfig } from './config.js';
import type { Rules } from './rules.js';

const listOf = (one: string | readonly string[] | undefined): readonly string[] =>
  (typeof one === 'string' ? [one] : (one ?? [])).filter((each) => each !== '');

/**
 * The sets of a provider's credentials, each in the order of their names, in the order in which they are tried. Of a
 * credential that is not being replaced there is one for all sets; without all of them there is no set.
 */
export const credentialSets = ({ providers }: ProxyConfig, { credentialsOf }: Rules, provider: string): readonly (readonly string[])[] => {
  const given = (providers as Readonly<Record<string, Readonly<Record<string, string | readonly string[] | undefined>> | undefined>>)[provider];
  const lists = credentialsOf(provider).map((name) => listOf(given?.[name]));
  const count = lists.every((list) => list.length) ? Math.max(0, ...lists.map((list) => list.length)) : 0;
  return Array.from({ length: count }, (_, at) => lists.map((list) => list[at] ?? list.at(-1) ?? ''));
};

/** How many sets of secrets there are for each provider: what may be known of them. */
export const secretCounts = (config: ProxyConfig, rules: Rules): Readonly<Record<string, number>> =>
  Object.fromEntries(rules.providerNames.map((provider) => [provider, credentialSets(config, rules, provider).length]));
