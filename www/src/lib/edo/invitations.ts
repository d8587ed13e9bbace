import type { AstralInvitation } from 'kontragent';
import type { Tone } from '../company/state';
import type { Deed } from './act.svelte';
import { sameGuid } from './guid';

/** What can be done with an invitation. */
export type InvitationAct = 'accept' | 'reject' | 'break' | 'again';

const tones: Readonly<Record<string, Tone>> = { Sent: 'caution', Accepted: 'good', Rejected: 'bad', Deferred: 'neutral' };

/** A status that nobody has heard of yet says nothing. */
export const toneOf = ({ invitationStatus }: AstralInvitation): Tone => tones[invitationStatus] ?? 'neutral';

export const isSender = ({ sender }: AstralInvitation, abonentId: string): boolean => sameGuid(sender.id, abonentId);

/** The side that is not the abonent's own. */
export const otherOf = (invitation: AstralInvitation, abonentId: string) =>
  isSender(invitation, abonentId) ? invitation.recipient : invitation.sender;

/** What the abonent may do: only the recipient answers, either side may break what came of it, and nobody takes back what was sent. */
export const actsOf = (invitation: AstralInvitation, abonentId: string): readonly InvitationAct[] => {
  const mine = isSender(invitation, abonentId);
  switch (invitation.invitationStatus) {
    case 'Sent':
      return mine ? [] : ['accept', 'reject'];
    case 'Accepted':
      return ['break'];
    case 'Rejected':
      return mine ? ['again'] : [];
    default:
      return [];
  }
};

/** What is done at the provider. It knows no word for taking back: refusing an accepted invitation breaks what came of it. */
export const deedOf =
  (act: InvitationAct, { id, recipient }: AstralInvitation, abonentId: string): Deed =>
  ({ astral }, options) => {
    const which = { abonentId, invitationId: id };
    switch (act) {
      case 'accept':
        return astral.acceptInvitation(which, options);
      case 'reject':
      case 'break':
        return astral.rejectInvitation(which, options);
      case 'again':
        return astral.sendInvitation({ abonentId, recipientGlobalId: recipient.globalId }, options);
    }
  };
