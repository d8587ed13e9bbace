import type { Kind } from 'kontragent/identifiers';

/** The numbers that companies are looked up by, as the provider names them. */
export type Selector = 'inn' | 'ogrn';

/** The views of the page, and the company that a link asks for. */
export type Route =
  | { view: 'company'; ask?: { by: Selector; value: string } }
  | { view: 'identifiers' }
  | { view: 'text' };

export type View = Route['view'];

/** The numbers that companies have. */
export const companyKinds = ['inn', 'ogrn', 'ogrnip'] as const satisfies readonly Kind[];

export type CompanyKind = (typeof companyKinds)[number];

export const isCompanyKind = (kind: Kind): kind is CompanyKind => (companyKinds as readonly Kind[]).includes(kind);

/** By what a company with such a number is looked up: ОГРНИП goes where ОГРН goes. */
export const selectorOf = (kind: CompanyKind): Selector => (kind === 'inn' ? 'inn' : 'ogrn');

/** Reads the part of an address after the hash sign; what is not understood is the company view. */
export const parseRoute = (hash: string): Route => {
  const text = hash.replace(/^#/, '');
  if (text === 'identifiers' || text === 'text') return { view: text };
  const params = new URLSearchParams(text);
  for (const by of ['inn', 'ogrn'] as const) {
    const value = params.get(by);
    if (value) return { view: 'company', ask: { by, value } };
  }
  return { view: 'company' };
};

/**
 * The opposite of {@link parseRoute}. No element may have such an id, or the browser would go there on its own.
 */
export const formatRoute = (route: Route): string => {
  if (route.view !== 'company') return `#${route.view}`;
  return route.ask ? `#${new URLSearchParams({ [route.ask.by]: route.ask.value })}` : '#company';
};
