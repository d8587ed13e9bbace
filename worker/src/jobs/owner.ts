// On whose account a job is, now: whoever ordered it may be known no more, or may ask less by now.
import type { CallerMethod, Identity } from '../callers.js';
import type { ProxyConfig } from '../config.js';
import { type JobLimits, jobLimits, permit } from '../policy.js';
import type { Route } from '../rules.js';

/** A caller as the configuration knows it now, and how many jobs it may have. */
export interface Owner {
  readonly identity: Identity;
  readonly limits: JobLimits;
}

/** The caller as it is known now; nothing when it is not any more, or may have no job about that. */
export const ownerNow = async (config: ProxyConfig, callers: readonly CallerMethod[], caller: Identity, route: Route): Promise<Owner | undefined> => {
  for (const method of callers) {
    const identity = await method.recall?.(caller, config);
    if (!identity) continue;
    const limits = jobLimits(identity.policies);
    return limits && permit(identity.policies, route) ? { identity, limits } : undefined;
  }
  return undefined;
};
