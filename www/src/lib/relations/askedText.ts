import type { Messages } from '../../i18n/ru';
import type { RelationsMessages } from '../../i18n/relations/ru';
import type { Asked } from './inquiry.svelte';
import { wayName } from './objects';

/** The question in words: an answer, and above all «nothing», is of that only. */
export const askedText = (asked: Asked, t: RelationsMessages, kinds: Messages['kinds']): string => {
  const chains = (terms: Extract<Asked, { is: 'chains' | 'batch' }>) =>
    `${[...new Set(terms.relTypes.map((type) => t.links[type] ?? type))].join(', ')}; ${t.histories[terms.history].toLowerCase()}`;
  switch (asked.is) {
    case 'company':
      return t.askedCompany(kinds[asked.by], asked.value);
    case 'related':
      return [`${asked.of.name}: ${wayName(asked.way, t)}`, asked.history !== 'all' && t.histories[asked.history].toLowerCase(), asked.page > 1 && t.page(asked.page)]
        .filter(Boolean)
        .join(', ');
    case 'chains':
      return `${t.askedChains(asked.from.name, asked.to.name, asked.depth)} (${chains(asked)})`;
    case 'batch':
      return `${t.askedBatch(asked.objects.length, asked.depth)} (${chains(asked)})`;
    case 'connections':
      return t.askedConnections(asked.companies.length, asked.people.length);
    case 'balance':
      return `${asked.of.name}: ${t.askedBalance}`;
  }
};
