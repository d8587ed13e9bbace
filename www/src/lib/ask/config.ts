/** What whoever serves the page says in the file config.json beside it. */
export interface Config {
  /** Address of the proxy, without a slash at the end. */
  proxy: string;
}

/** The page was not told how to reach the proxy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads config.json. An address in it may be relative to the page. */
export const loadConfig = async (): Promise<Config> => {
  const address = new URL('config.json', document.baseURI);
  let config: unknown;
  try {
    const response = await fetch(address, { cache: 'no-cache' });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    config = await response.json();
  } catch (cause) {
    throw new ConfigError(`${address.pathname}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  const proxy = typeof config === 'object' && config !== null && 'proxy' in config ? config.proxy : undefined;
  if (typeof proxy !== 'string' || !URL.canParse(proxy, address)) {
    throw new ConfigError(`${address.pathname}: "proxy" must be an address`);
  }
  return { proxy: new URL(proxy, address).href.replace(/\/$/, '') };
};
