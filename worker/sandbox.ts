// The providers' sandbox as a worker: /focus/api3/req is what Focus answers at /api3/req, / tells what there is to ask.
// One thing gets lost here: local workerd ends a body that fails as if it were whole, so a broken connection is seen as an
// answer that ends early.
import { createSandbox } from 'kontragent/sandbox';

const loaded = createSandbox();

export default {
  async fetch(request: Request): Promise<Response> {
    const { fetch, baseUrls, companies, magic, people } = await loaded;
    const { origin, pathname } = new URL(request.url);
    if (pathname !== '/') return fetch(request);
    const providers = Object.keys(baseUrls).map((name) => `${origin}/${name}`);
    return new Response(JSON.stringify({ providers, companies, magic, people }, null, 2), {
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
  },
};
