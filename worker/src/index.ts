// kontragent/worker: the proxy, the ways to know who asks, and the classes of its Durable Objects.
export { Guard, Shelf } from './answering/objects.js';
export type { Patience } from './answering/provider.js';
export type { CacheConfig } from './answering/terms.js';
export { type CallerMethod, type Identity, bearerOf, both, local, pages } from './callers.js';
export type { AstralConfig, FocusConfig, FsspConfig, NkbConfig, ProxyConfig } from './config.js';
export { Refusal } from './context.js';
export { type CallersSettings, type Env, type MoreCallers, configOf } from './env.js';
export { type JobsConfig, jobObject } from './jobs/job.js';
export type { LogLine } from './log.js';
export { AuditTrail, Ledger, Meter, Sessions, type ObjectClass } from './objects.js';
export type { Dataset, Objects, Platform, RateLimiter } from './platform.js';
export type { Limit, Policy } from './policy.js';
export { type Proxy, createProxy } from './proxy.js';
export type { Prices } from './quota.js';
export type { Certificate, Service } from './signer.js';
export { type TokensConfig, tokens } from './tokens.js';
export type { TurnstileConfig } from './turnstile.js';
