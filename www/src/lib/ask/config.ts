/** One of those in whose name documents are exchanged, as Астрал.ЭДО knows them. */
export interface Abonent {
  /** GUID. */
  id: string;
  name: string;
}

/** What whoever serves the page says in the file config.json beside it. */
export interface Config {
  /** Address of the proxy, without a slash at the end. */
  proxy: string;
  /** In whose name a visitor may act, to choose from. Who may indeed is decided by the proxy and the provider. */
  abonents: readonly Abonent[];
  /** Whether the proxy asks a sandbox, which makes its companies and people up. */
  sandbox: boolean;
}

/** The page was not told how to reach the proxy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

const abonentOf = (entry: unknown): Abonent[] => {
  const [id, name] = [member(entry, 'id'), member(entry, 'name')];
  return typeof id === 'string' && typeof name === 'string' ? [{ id, name }] : [];
};

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
  const [proxy, listed = []] = [member(config, 'proxy'), member(config, 'abonents')];
  if (typeof proxy !== 'string' || !URL.canParse(proxy, address)) {
    throw new ConfigError(`${address.pathname}: "proxy" must be an address`);
  }
  const abonents = Array.isArray(listed) ? listed.flatMap(abonentOf) : [];
  if (!Array.isArray(listed) || abonents.length !== listed.length) {
    throw new ConfigError(`${address.pathname}: "abonents" must be a list of { "id", "name" }`);
  }
  return { proxy: new URL(proxy, address).href.replace(/\/$/, ''), abonents, sandbox: member(config, 'sandbox') === true };
};
