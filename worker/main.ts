// The worker as it is deployed: bindings in, proxy out.
import { type Env, type Platform, type Proxy, configOf, createProxy, jobObject } from 'kontragent/worker';
import { vouched } from 'kontragent/worker/jwt';

export { AuditTrail, Guard, Ledger, Meter, Sessions, Shelf } from 'kontragent/worker';

/** Portfolio jobs ask as this worker does. */
export const Job = jobObject((env: Env) => configOf(env, vouched));

/** One proxy for each set of bindings, which is one for each isolate. */
const proxies = new WeakMap<Env, Proxy>();

const proxyOf = (env: Env): Proxy => {
  const known = proxies.get(env);
  if (known) return known;
  const proxy = createProxy(configOf(env, vouched));
  proxies.set(env, proxy);
  return proxy;
};

export default {
  fetch: (request: Request, env: Env, platform: Platform): Promise<Response> => proxyOf(env).fetch(request, platform),
};
