const local = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an address, of a page or of the worker, is on this machine. */
export const isLocal = (address: string): boolean => URL.canParse(address) && local.has(new URL(address).hostname);

/** Whether the worker may be asked under that address. Without a list it is known on this machine only. */
export const isOurs = (url: URL, hosts: readonly string[]): boolean =>
  hosts.length ? hosts.includes(url.hostname) || hosts.includes(url.host) : local.has(url.hostname);
