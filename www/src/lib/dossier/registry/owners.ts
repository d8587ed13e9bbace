import type {
  FocusEgrUlHistory, FocusFounderFl, FocusFounderForeign, FocusFounderUl, FocusInaccuracy, FocusPledge, FocusShare, FocusShareholders,
} from 'kontragent';
import { fullName } from '../../company/name';

export type OwnerForm = 'person' | 'organisation' | 'foreign' | 'other';

interface Dates {
  date?: string | undefined;
  firstDate?: string | undefined;
}

/** Somebody who founded an organisation or has a share of it. */
export interface Owner extends Dates {
  form: OwnerForm;
  name: string | undefined;
  inn?: string | undefined;
  ogrn?: string | undefined;
  /** The country or the address. */
  place?: string | undefined;
}

export interface Founder extends Owner {
  share: FocusShare | undefined;
  pledges: FocusPledge[];
  isSoleShareholder: boolean;
  /** The registry's doubts. */
  record: { isInaccuracy: boolean; inaccuracyDate?: string; detailsOfInaccuracy: FocusInaccuracy[] };
}

export interface Shareholder extends Owner {
  votingSharesPercent: number | undefined;
  capitalSharesPercent: number | undefined;
}

const founder = (form: OwnerForm, record: FocusFounderFl | FocusFounderUl | FocusFounderForeign, who: Omit<Owner, 'form' | keyof Dates>): Founder => ({
  form,
  ...who,
  share: record.share,
  pledges: record.pledges,
  date: record.date,
  firstDate: record.firstDate,
  isSoleShareholder: record.isSoleShareholder,
  record,
});

type Founders = Pick<FocusEgrUlHistory, 'foundersFl' | 'foundersUl' | 'foundersForeign'>;

/** How large a share is, in percent. */
export const percentOf = ({ percentagePlain, percentageNominator, percentageDenominator }: FocusShare = {}): number | undefined =>
  percentagePlain ?? (percentageNominator !== undefined && percentageDenominator ? (percentageNominator / percentageDenominator) * 100 : undefined);

/** All founders, those with the largest shares first. */
export const foundersOf = ({ foundersFl, foundersUl, foundersForeign }: Founders): Founder[] =>
  [
    ...foundersFl.map((one) => founder('person', one, { name: one.fio ?? (fullName(one.structuredFio) || undefined), inn: one.innfl })),
    ...foundersUl.map((one) => founder('organisation', one, { name: one.fullName, inn: one.inn, ogrn: one.ogrn })),
    ...foundersForeign.map((one) => founder('foreign', one, { name: one.fullName, place: one.country })),
  ].sort((one, other) => (percentOf(other.share) ?? -1) - (percentOf(one.share) ?? -1));

/** All shareholders of a list, those with the largest shares first. */
export const shareholdersOf = ({ shareholdersFl, shareholdersUl, shareholdersOther }: FocusShareholders): Shareholder[] => {
  const common = <T extends Pick<Shareholder, 'date'> & { address?: string; votingSharesPercent?: number; capitalSharesPercent?: number }>(one: T) => ({
    place: one.address,
    date: one.date,
    votingSharesPercent: one.votingSharesPercent,
    capitalSharesPercent: one.capitalSharesPercent,
  });
  return [
    ...shareholdersFl.map((one): Shareholder => ({ form: 'person', name: one.fio, ...common(one) })),
    ...shareholdersUl.map((one): Shareholder => ({ form: 'organisation', name: one.fullName, inn: one.inn, ogrn: one.ogrn, ...common(one) })),
    ...shareholdersOther.map((one): Shareholder => ({ form: 'other', name: one.fullName, ...common(one) })),
  ].sort((one, other) => (other.votingSharesPercent ?? other.capitalSharesPercent ?? -1) - (one.votingSharesPercent ?? one.capitalSharesPercent ?? -1));
};
