import type { FocusMarkers } from 'kontragent';
import { markerGroups, markers, type Marker, type MarkerGroup } from 'kontragent/markers';
import type { Tone } from '../../company/state';

/**
 * What a raised flag tells at first sight. This is the page's own judgement and no one else's: red only for what plainly
 * tells of a risk, yellow for what is worth a look; all others are facts.
 */
const tones: Readonly<Record<string, Tone>> = Object.fromEntries([
  ...[
    'm4001', 'm5001', 'm5004', 'm5005', 'm5006', 'm5007', 'm5008', 'm7010', 'm7013', 'm7014', 'm7015', 'm7016', 'm7022', 'm7026', 'm7037', 'm7042',
    'm8001', 'm8002', 'm8003', 'm8004', 'm8005', 'm8006', 'm8007', 'm8008', 'm8009', 'm8010', 'm8011', 'm8012',
  ].map((code) => [code, 'bad']),
  ...[
    'm1003', 'm1004', 'm1005', 'm1006', 'm5002', 'm5003', 'm5009', 'm5010', 'm7001', 'm7002', 'm7003', 'm7004', 'm7038', 'm7039', 'm7040',
    'm7041', 'm7049',
  ].map((code) => [code, 'caution']),
]);

export const toneOf = ({ code, kind }: Marker): Tone => (kind === 'flag' && Object.hasOwn(tones, code) ? (tones[code] ?? 'neutral') : 'neutral');

export interface Mark {
  marker: Marker;
  value: unknown;
}

export interface Group {
  group: MarkerGroup;
  /** Raised flags. */
  flags: Mark[];
  /** Numbers, dates and texts. */
  figures: Mark[];
  /** The worst that its flags tell. */
  tone: Tone;
}

const severity: readonly Tone[] = ['bad', 'caution', 'good', 'neutral'];

/** What an answer has, group by group, groups without anything left out. */
export const groupsOf = (values: FocusMarkers): Group[] => {
  const given: Readonly<Record<string, unknown>> = { ...values };
  return markerGroups
    .map((group) => {
      const marks = markers.filter((marker) => marker.group === group.id).map((marker) => ({ marker, value: given[marker.code] }));
      const flags = marks.filter(({ value }) => value === true);
      const figures = marks.filter(({ value }) => value !== undefined && typeof value !== 'boolean');
      const tone = severity.find((one) => flags.some(({ marker }) => toneOf(marker) === one)) ?? 'neutral';
      return { group, flags, figures, tone };
    })
    .filter(({ flags, figures }) => flags.length || figures.length);
};

/** Flags that are not raised. */
export const silentOf = (values: FocusMarkers): Marker[] => {
  const given: Readonly<Record<string, unknown>> = { ...values };
  return markers.filter(({ code, kind }) => kind === 'flag' && given[code] !== true);
};

/** What the answer has and the table of markers does not. */
export const unnamedOf = (values: FocusMarkers): Record<string, unknown> | undefined => {
  const known = new Set(markers.map(({ code }) => code));
  const unnamed = Object.entries(values).filter(([code]) => !known.has(code));
  return unnamed.length ? Object.fromEntries(unnamed) : undefined;
};
