// The worker as it is deployed: bindings in, proxy out.
import { createProxy, type Platform, type Proxy, type ProxyConfig } from 'kontragent/worker';

/** Variables and secrets of the deployment; see wrangler.jsonc. */
interface Env {
  /** Secret: the access key of Контур.Фокус. */
  FOCUS_KEY?: string;
  /** Secrets: login and password of НКБ. */
  NKB_LOGIN?: string;
  NKB_PASSWORD?: string;
  /** Secret: the token of api-cloud for ФССП. */
  FSSP_TOKEN?: string;
  /** Secret: an access token of Астрал.ЭДО. */
  ASTRAL_TOKEN?: string;
  /** Other addresses than the providers' own: a sandbox. */
  FOCUS_BASE_URL?: string;
  NKB_BASE_URL?: string;
  FSSP_BASE_URL?: string;
  ASTRAL_BASE_URL?: string;
  /** Origins of the pages that may ask, separated by commas. */
  ORIGINS?: string;
}

/** What of the variables is about the providers. */
const providersOf = (env: Env): ProxyConfig['providers'] => ({
  focus: { key: env.FOCUS_KEY, baseUrl: env.FOCUS_BASE_URL },
  nkb: { login: env.NKB_LOGIN, password: env.NKB_PASSWORD, baseUrl: env.NKB_BASE_URL },
  fssp: { token: env.FSSP_TOKEN, baseUrl: env.FSSP_BASE_URL },
  astral: { token: env.ASTRAL_TOKEN, baseUrl: env.ASTRAL_BASE_URL },
});

const proxies = new WeakMap<Env, Proxy>();

const proxyOf = (env: Env): Proxy => {
  const known = proxies.get(env);
  if (known) return known;
  const origins = (env.ORIGINS ?? '').split(',').map((origin) => origin.trim()).filter(Boolean);
  const proxy = createProxy({ providers: providersOf(env), origins });
  proxies.set(env, proxy);
  return proxy;
};

export default {
  fetch: (request: Request, env: Env, platform: Platform): Promise<Response> => proxyOf(env).fetch(request, platform),
};
