import type { FocusEgrDetails, FocusEgrIp, FocusEgrUl } from 'kontragent';
import type { Shape } from '../../company/leftover';

/** The fields of a model that the section shows. What hangs on them is shown by whoever shows them. */
type Shown<T> = { readonly [F in keyof Required<T>]: true | Shape };

const common = {
  okpo: true, pfrRegNumber: true, fssRegNumber: true, fomsRegNumber: true, activities: true, regInfo: true, nalogRegBody: true,
  regBody: true, egrRecords: true,
} as const;

const ul = {
  ...common, registrarOfShareholders: true, shareholders: true, shareholdersManual: true, statedCapital: true, foundersFl: true,
  foundersUl: true, foundersForeign: true, predecessors: true, successors: true,
  history: {
    shareholders: true, shareholdersManual: true, statedCapitals: true, foundersFl: true, foundersUl: true, foundersForeign: true,
  },
} satisfies Shown<FocusEgrUl>;

const ip = { ...common, okato: true, shortenedAddress: true } satisfies Shown<FocusEgrIp>;

/** Everything that the section shows; the rest is shown as plain data. */
export const shown: Shape = { inn: true, ogrn: true, focusHref: true, ul, ip } satisfies Shown<FocusEgrDetails>;
