import type { AstralBlockedOrganization, AstralContact, AstralInvitation } from 'kontragent';
import type { Abonent } from '../ask/config';
import { announcer } from '../announcer.svelte';
import { Ledger } from './ledger.svelte';

/** The lists, as they are chosen from. */
export const tabs = ['contacts', 'incoming', 'outgoing', 'blocked', 'lookup'] as const;

export type Tab = (typeof tabs)[number];

/** What one abonent works with. Nothing of it is kept anywhere but here. */
export class Desk {
  readonly abonent: Abonent;
  tab = $state<Tab>('contacts');
  /** What was done last. */
  news = $state('');
  readonly contacts: Ledger<AstralContact>;
  readonly incoming: Ledger<AstralInvitation>;
  readonly outgoing: Ledger<AstralInvitation>;
  readonly blocked: Ledger<AstralBlockedOrganization>;

  constructor(abonent: Abonent) {
    this.abonent = abonent;
    const who = { abonentId: abonent.id };
    this.contacts = new Ledger((client, place, options) => client.astral.contacts.pages({ ...who, ...place }, options));
    this.incoming = new Ledger((client, place, options) => client.astral.incomingInvitations.pages({ ...who, ...place }, options));
    this.outgoing = new Ledger((client, place, options) => client.astral.outgoingInvitations.pages({ ...who, ...place }, options));
    this.blocked = new Ledger((client, place, options) => client.astral.blockedOrganizations.pages({ ...who, ...place }, options));
  }

  /** Goes to another list. */
  open(tab: Tab): void {
    this.tab = tab;
    this.news = '';
  }

  /** Something was done. What the lists say of it is the provider's word: they are asked again. */
  done(news: string): void {
    this.news = news;
    announcer.say(news);
    this.changed();
  }

  /** Something was done, or may have been. */
  changed(): void {
    for (const ledger of this.#ledgers) ledger.forget();
  }

  /** Nobody looks any more. */
  leave(): void {
    for (const ledger of this.#ledgers) ledger.leave();
  }

  get #ledgers(): readonly Ledger<unknown>[] {
    return [this.contacts, this.incoming, this.outgoing, this.blocked] as readonly Ledger<unknown>[];
  }
}
