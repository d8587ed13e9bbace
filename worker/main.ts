// The worker as it is deployed: bindings in, proxy out.
import { createProxy, type Platform, type Proxy } from 'kontragent/worker';

/** Variables and secrets of the deployment; see wrangler.jsonc. */
interface Env {
  /** Secret: the access key of Контур.Фокус. */
  FOCUS_KEY?: string;
  /** Another address than the provider's own: a sandbox. */
  FOCUS_BASE_URL?: string;
  /** Origins of the pages that may ask, separated by commas. */
  ORIGINS?: string;
}

const proxies = new WeakMap<Env, Proxy>();

const proxyOf = (env: Env): Proxy => {
  const known = proxies.get(env);
  if (known) return known;
  const origins = (env.ORIGINS ?? '').split(',').map((origin) => origin.trim()).filter(Boolean);
  const proxy = createProxy({ providers: { focus: { key: env.FOCUS_KEY, baseUrl: env.FOCUS_BASE_URL } }, origins });
  proxies.set(env, proxy);
  return proxy;
};

export default {
  fetch: (request: Request, env: Env, platform: Platform): Promise<Response> => proxyOf(env).fetch(request, platform),
};
