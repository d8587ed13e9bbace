// What is wrong with a configuration, by the names of the settings and without values. With anything here nothing is asked,
// by callers or by jobs.
import type { CallerMethod } from './callers.js';
import type { ProxyConfig } from './config.js';
import { type Limit, type Policy, anyOperation } from './policy.js';
import type { Rules } from './rules.js';
import { secretFaults } from './secrets.js';
import { sessionFaults } from './sessions.js';

const limitsOf = ({ limits = [], together = [] }: Policy): readonly Limit[] => [...limits, ...together];

/** Names that nothing has: what they stand beside would never hold, a limit for instance. */
const nameFaults = ({ callers = [], turnstile, limits = [], prices = {}, cache }: ProxyConfig, { table, providerNames }: Rules): readonly string[] => {
  const providers = new Set(providerNames);
  const operations = new Set(table.map(({ id }) => id));
  const isEither = (name: string): boolean => providers.has(name) || operations.has(name);
  const isLimit = ({ provider }: Limit): boolean => provider === undefined || providers.has(provider);
  const isPolicy = (policy: Policy): boolean =>
    (policy.providers ?? []).every((name) => providers.has(name)) && (policy.operations ?? []).every((name) => name === anyOperation || operations.has(name)) && limitsOf(policy).every(isLimit);
  const areKnown = ({ policies = [] }: Pick<CallerMethod, 'policies'>): boolean => policies.every(isPolicy);
  return [
    ...callers.filter((method) => !areKnown(method)).map(({ name }) => `CALLERS: ${name}: a provider or operation that there is not`),
    ...(turnstile?.policy && !isPolicy(turnstile.policy) ? ['CALLERS: turnstile: a provider or operation that there is not'] : []),
    ...(limits.every(isLimit) ? [] : ['LIMITS: a provider that there is not']),
    ...(Object.keys(prices).every((name) => name === 'paid' || isEither(name)) ? [] : ['PRICES: a provider or operation that there is not']),
    ...(Object.keys(cache?.seconds ?? {}).every(isEither) ? [] : ['CACHE: a provider or operation that there is not']),
  ];
};

/** Everything that is wrong with it. */
export const faultsOf = (config: ProxyConfig, rules: Rules): readonly string[] => [
  ...(config.faults ?? []),
  ...secretFaults(config, rules),
  ...sessionFaults(config),
  ...nameFaults(config, rules),
];
