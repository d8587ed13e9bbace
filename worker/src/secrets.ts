// Which secrets a provider is asked with. Two may be good at a time, so that one can be replaced without a pause.
import type { ProxyConfig } from './config.js';

const listOf = (one: string | readonly string[] | undefined): readonly string[] =>
  (typeof one === 'string' ? [one] : (one ?? [])).filter((each) => each !== '');

/** Focus' keys, in the order in which they are tried. */
export const focusKeys = ({ providers }: ProxyConfig): readonly string[] => listOf(providers.focus?.key);

/** How many secrets there are for each provider: what may be known of them. */
export const secretCounts = (config: ProxyConfig): Readonly<Record<string, number>> => ({ focus: focusKeys(config).length });
