const local = new Set(['localhost', '127.0.0.1', '[::1]']);

/** As the platform and browsers spell addresses on this machine; anything else is somewhere else. */
const localAddress = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?(?:\/|$)/;

/** Whether an address, of a page or of the worker, is on this machine. */
export const isLocal = (address: string): boolean => localAddress.test(address);

/** Whether the worker may be asked under that address. Without a list it is known on this machine only. */
export const isOurs = (url: URL, hosts: readonly string[]): boolean =>
  hosts.length ? hosts.includes(url.hostname) || hosts.includes(url.host) : local.has(url.hostname);
