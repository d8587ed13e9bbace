export type { FocusConfig, ProxyConfig } from './config.js';
export type { LogLine } from './log.js';
export { createProxy, type Platform, type Proxy } from './proxy.js';
