import type { Kind } from 'kontragent/identifiers';

/** The numbers that companies are looked up by, as the provider names them. */
export type Selector = 'inn' | 'ogrn';

/** A company that a link asks for. */
export interface CompanyRef {
  by: Selector;
  value: string;
}

/**
 * The views whose addresses say nothing but their name. Whom the bailiffs are asked about is nobody's business: no person
 * ever stands in an address or in the history.
 */
const alone = ['bailiffs', 'relations', 'edo', 'identifiers', 'text'] as const;

/** The views of the page, and the company that a link asks for. */
export type Route = { view: 'company'; ask?: CompanyRef } | { view: (typeof alone)[number] };

export type View = Route['view'];

/** All views, in the order of the navigation. */
export const views: readonly View[] = ['company', 'bailiffs', 'relations', 'edo', 'identifiers', 'text'];

/** The numbers that companies have. */
export const companyKinds = ['inn', 'ogrn', 'ogrnip'] as const satisfies readonly Kind[];

export type CompanyKind = (typeof companyKinds)[number];

export const isCompanyKind = (kind: Kind): kind is CompanyKind => (companyKinds as readonly Kind[]).includes(kind);

/** By what a company with such a number is looked up: ОГРНИП goes where ОГРН goes. */
export const selectorOf = (kind: CompanyKind): Selector => (kind === 'inn' ? 'inn' : 'ogrn');

/** Reads the part of an address after the hash sign; what is not understood is the company view. */
export const parseRoute = (hash: string): Route => {
  const text = hash.replace(/^#/, '');
  const name = alone.find((view) => view === text);
  if (name) return { view: name };
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
