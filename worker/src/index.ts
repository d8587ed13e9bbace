export type { FocusConfig, LogLine, ProxyConfig } from './config.js';
export { createProxy, type Proxy } from './proxy.js';
