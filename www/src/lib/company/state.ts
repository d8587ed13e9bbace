import type { FocusReqIpStatus, FocusReqUlStatus } from 'kontragent';

/** What the state of a company comes down to. */
export type State = 'active' | 'reorganizing' | 'bankrupting' | 'dissolving' | 'dissolved' | 'other' | 'unknown';

export type Tone = 'good' | 'caution' | 'bad' | 'neutral';

export const toneOf: Record<State, Tone> = {
  active: 'good',
  reorganizing: 'caution',
  bankrupting: 'bad',
  dissolving: 'caution',
  dissolved: 'bad',
  other: 'neutral',
  unknown: 'neutral',
};

/**
 * The worst of what the flags say. Without flags only «Действующее» means that all is well: old answers tell of a
 * bankruptcy in words only.
 */
export const stateOf = (status: FocusReqUlStatus | FocusReqIpStatus | undefined, dissolutionDate?: string): State => {
  if (status?.dissolved || dissolutionDate) return 'dissolved';
  if (!status) return 'unknown';
  if ('bankrupting' in status && status.bankrupting) return 'bankrupting';
  if (status.dissolving) return 'dissolving';
  if ('reorganizing' in status && status.reorganizing) return 'reorganizing';
  if (!status.statusString) return 'unknown';
  return /^действующ/i.test(status.statusString) ? 'active' : 'other';
};
