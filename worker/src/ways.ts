// Every way to know callers that a configuration has, in the order in which they are tried.
import { type CallerMethod, local } from './callers.js';
import type { ProxyConfig } from './config.js';
import type { Endpoint } from './endpoints.js';
import { operator } from './operator.js';
import { turnstile } from './turnstile.js';

/** The ways of a configuration. */
export interface Ways {
  /** The operator's is the first. */
  readonly callers: readonly CallerMethod[];
  /** Endpoints of the worker's own that they need. */
  readonly endpoints: readonly Endpoint[];
}

export const waysOf = ({ operatorTokens = [], turnstile: widget, callers = [local()] }: ProxyConfig): Ways => {
  const checked = widget && turnstile(widget);
  return {
    callers: [operator(operatorTokens), ...(checked ? [checked.method] : []), ...callers],
    endpoints: checked ? [checked.endpoint] : [],
  };
};
