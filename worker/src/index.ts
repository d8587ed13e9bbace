export type { AstralConfig, FocusConfig, FsspConfig, NkbConfig, ProxyConfig } from './config.js';
export type { LogLine } from './log.js';
export { createProxy, type Platform, type Proxy } from './proxy.js';
