import type {
  FocusAnalytics, FocusBuh, FocusContacts, FocusEgrDetails, FocusFssp, FocusFsspProceeding, FocusLicences, FocusPurchase,
  FocusPurchasesOfCustomer, FocusPurchasesOfParticipant,
} from 'kontragent';
import { about } from '../ask/client';
import type { LongList } from '../ask/unfolding.svelte';
import { Listing } from './listing.svelte';
import { Section, type Kind } from './section.svelte';

const registry: Kind<FocusEgrDetails> = {
  id: 'registry',
  ask: async (client, ogrn, { signal }) => about(await client.focus.egrDetails({ ogrn }, { signal }), ogrn),
  isEmpty: ({ ul, ip }) => !ul && !ip,
  body: () => import('./registry/Registry.svelte'),
};

const analytics: Kind<FocusAnalytics> = {
  id: 'analytics',
  ask: async (client, ogrn, { signal }) => about(await client.focus.analytics({ ogrn }, { signal }), ogrn),
  // Flags are always there; one that is not raised says nothing.
  isEmpty: ({ analytics }) => Object.values(analytics).every((value) => value === false),
  body: () => import('./analytics/Analytics.svelte'),
};

const accounts: Kind<FocusBuh> = {
  id: 'accounts',
  onlyOrganisations: true,
  ask: async (client, ogrn, { signal }) => about(await client.focus.buh({ ogrn }, { signal }), ogrn),
  isEmpty: ({ buhForms }) => !buhForms.length,
  body: () => import('./accounts/Accounts.svelte'),
};

/** The answer of a question for a long list. */
const begun = async <C extends { ogrn: string }, E>(listing: Listing<C, E>, asking: Parameters<Listing<C, E>['begin']>[0]) =>
  (await listing.begin(asking)) ? listing : undefined;

const isEmptyList = ({ entries, complete }: LongList<unknown>): boolean => complete && !entries.length;

export type Proceedings = Listing<FocusFssp, FocusFsspProceeding>;

const proceedings: Kind<Proceedings> = {
  id: 'proceedings',
  ask: (_, ogrn, asking) =>
    begun(new Listing(ogrn, (client, skip, signal) => client.focus.fssp.pages({ ogrn, skip }, { signal }), ({ fssp }: FocusFssp) => fssp), asking),
  isEmpty: isEmptyList,
  asOf: ({ company }) => company?.updateDate,
  body: () => import('./proceedings/Proceedings.svelte'),
};

export type Supplies = Listing<FocusPurchasesOfParticipant, FocusPurchase>;

const supplies: Kind<Supplies> = {
  id: 'supplies',
  ask: (_, ogrn, asking) =>
    begun(
      new Listing(
        ogrn,
        (client, skip, signal) => client.focus.govPurchasesOfParticipant.pages({ ogrn, skip }, { signal }),
        ({ purchasesOfParticipant }: FocusPurchasesOfParticipant) => purchasesOfParticipant,
      ),
      asking,
    ),
  isEmpty: isEmptyList,
  body: () => import('./purchases/Supplies.svelte'),
};

export type Orders = Listing<FocusPurchasesOfCustomer, FocusPurchase>;

const orders: Kind<Orders> = {
  id: 'orders',
  ask: (_, ogrn, asking) =>
    begun(
      new Listing(
        ogrn,
        (client, skip, signal) => client.focus.govPurchasesOfCustomer.pages({ ogrn, skip }, { signal }),
        ({ purchasesOfCustomer }: FocusPurchasesOfCustomer) => purchasesOfCustomer,
      ),
      asking,
    ),
  isEmpty: isEmptyList,
  body: () => import('./purchases/Orders.svelte'),
};

const licences: Kind<FocusLicences> = {
  id: 'licences',
  ask: async (client, ogrn, { signal }) => about(await client.focus.licences({ ogrn }, { signal }), ogrn),
  isEmpty: ({ licenses }) => !licenses.length,
  body: () => import('./licences/Licences.svelte'),
};

const contacts: Kind<FocusContacts> = {
  id: 'contacts',
  ask: async (client, ogrn, { signal }) => about(await client.focus.contacts({ ogrn }, { signal }), ogrn),
  isEmpty: ({ contactPhones: { count, phones } }) => !phones.length && !count,
  body: () => import('./contacts/Contacts.svelte'),
};

/** The sections of a company, in the order of the card. */
export const sectionsOf = (ogrn: string, isOrganisation: boolean): Section[] => {
  const of = <T>(kind: Kind<T>) => (kind.onlyOrganisations && !isOrganisation ? [] : [Section.of(kind, ogrn)]);
  return [
    ...of(registry), ...of(analytics), ...of(accounts), ...of(proceedings), ...of(supplies), ...of(orders), ...of(licences), ...of(contacts),
  ];
};
