import { Refusal } from '../context.js';
import { type Endpoint, json } from '../endpoints.js';
import { readBody } from '../body.js';
import { storeOf } from './kept.js';

/** Nobody throws away more at once by hand. */
const mostCompanies = 1000;

const companiesOf = (text: string): readonly string[] => {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new Refusal('body-unreadable');
  }
  const { companies } = (document ?? {}) as { companies?: unknown };
  const fits = (each: unknown): each is string => typeof each === 'string' && /^\d{10,15}$/.test(each);
  if (!Array.isArray(companies) || !companies.length || companies.length > mostCompanies || !companies.every(fits)) throw new Refusal('body-unreadable');
  return companies;
};

/** Throws away what is kept about companies, `{"companies":["6663003127"]}`: under an ИНН or ОГРН everything that names it. */
export const purge: Endpoint = {
  name: 'purge',
  method: 'POST',
  path: '/purge',
  access: 'operator',
  async serve(context) {
    const { rules, config } = context;
    const companies = companiesOf(new TextDecoder().decode(await readBody(context.request, 64 * 1024)));
    const { cache } = config;
    if (!cache?.shelves) throw new Refusal('not-set-up');
    const secret = new TextEncoder().encode(cache.secret);
    const names = companies.map((company) => rules.companyName(secret, company));
    // A provider's answers are all in one store, whichever operation gave them.
    const routes = rules.table.filter(({ provider }, at) => rules.table.findIndex((other) => other.provider === provider) === at);
    const counts = await Promise.all(routes.map((route) => storeOf(context, route)?.purge(names) ?? 0));
    return json({ purged: counts.reduce((sum, one) => sum + one, 0) });
  },
};
