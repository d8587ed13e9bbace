import type { FocusFsspProceeding } from 'kontragent';

export type Ending = 'open' | 'returned' | 'bankruptcy' | 'dissolved' | 'otherEnd';

/** How a proceeding stands. Nothing said of its end does not prove that it goes on. */
export const endingOf = (one: FocusFsspProceeding): Ending => {
  if (one.returnedToClaimer) return 'returned';
  if (one.cancelledBecauseOfBancruptcy) return 'bankruptcy';
  if (one.cancelledBecauseOfDissolvement) return 'dissolved';
  return one.cancelDate ? 'otherEnd' : 'open';
};
