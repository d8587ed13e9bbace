import type { AstralBlockedOrganization, AstralContact, AstralInvitation } from 'kontragent';
import { edo } from '../../i18n/edo/index.svelte';
import { announcer } from '../announcer.svelte';
import type { Abonent } from '../ask/config';
import { refusalOf, type Act, type Deed } from './act.svelte';
import { Ledger } from './ledger.svelte';

/** The lists, as they are chosen from. */
export const tabs = ['contacts', 'incoming', 'outgoing', 'blocked', 'lookup'] as const;

export type Tab = (typeof tabs)[number];

/** What one abonent works with. Nothing of it is kept anywhere but here. */
export class Desk {
  readonly abonent: Abonent;
  tab = $state<Tab>('contacts');
  /** What was done last, or may have been. */
  news = $state.raw<{ text: string; uncertain?: true }>();
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
    this.news = undefined;
  }

  /** Does something, and says so; says whether it was done. What follows from it is the provider's word: the lists are asked again. */
  async perform(act: Act, deed: Deed, news: () => string): Promise<boolean> {
    const done = await act.run(deed);
    if (done) this.#tell({ text: news() });
    else if (act.uncertain) this.#tell({ text: `${edo.t.unknown}. ${edo.t.unknownText}`, uncertain: true });
    // Who is refused may have looked at a list that is not so any more.
    else if (act.failure && refusalOf(act.failure)) this.#forget();
    return done;
  }

  /** Nobody looks any more. */
  leave(): void {
    for (const ledger of this.#ledgers) ledger.leave();
  }

  #tell(news: { text: string; uncertain?: true }): void {
    this.news = news;
    announcer.say(news.text);
    this.#forget();
  }

  #forget(): void {
    for (const ledger of this.#ledgers) ledger.forget();
  }

  get #ledgers(): readonly Ledger<unknown>[] {
    return [this.contacts, this.incoming, this.outgoing, this.blocked] as readonly Ledger<unknown>[];
  }
}
