import type { FocusReq } from 'kontragent';
import { Download } from './download.svelte';
import { sectionsOf } from './kinds';
import type { Section } from './section.svelte';

/** Everything that is asked about one company besides its requisites. */
export interface Dossier {
  readonly sections: readonly Section[];
  readonly downloads: readonly Download[];
}

/** Kept as long as the answer about the requisites is, so that coming back to a company costs nothing. */
const dossiers = new WeakMap<FocusReq, Dossier>();

export const dossierOf = (company: FocusReq): Dossier => {
  const known = dossiers.get(company);
  if (known) return known;
  const { ogrn, ip } = company;
  const documents = ip ? (['excerpt', 'briefReport'] as const) : (['excerpt', 'briefReport', 'finan'] as const);
  const dossier = { sections: sectionsOf(ogrn, !ip), downloads: documents.map((id) => new Download(id, ogrn)) };
  dossiers.set(company, dossier);
  return dossier;
};

/** Stops what is under way, because the visitor has gone to another company. */
export const leave = ({ sections, downloads }: Dossier): void => {
  for (const section of sections) section.leave();
  for (const { question } of downloads) question.leave();
};
