import type { FocusReq } from 'kontragent';
import { addressLine } from './address';
import { fullName } from './name';

/** Something that was so from that day. */
export interface Event {
  what: 'kpp' | 'name' | 'address' | 'head' | 'managementCompany' | 'branch' | 'fio';
  text: string;
  date?: string | undefined;
}

const events = ({ ul, ip }: FocusReq): Event[] => {
  const was = ul?.history;
  const names = ip?.historyIp;
  return [
    ...(was?.legalNames ?? []).map(({ full, readable, short, date }) => ({
      what: 'name' as const,
      text: [short, full ?? readable].filter(Boolean).join(' — '),
      date,
    })),
    ...(was?.legalAddresses ?? []).map((address) => ({ what: 'address' as const, text: addressLine(address), date: address.date })),
    ...(was?.kpps ?? []).map(({ kpp, date }) => ({ what: 'kpp' as const, text: kpp ?? '', date })),
    ...(was?.heads ?? []).map(({ fio, position, innfl, date }) => ({
      what: 'head' as const,
      text: [fio, position, innfl].filter(Boolean).join(', '),
      date,
    })),
    ...(was?.managementCompanies ?? []).map(({ name, inn, ogrn, date }) => ({
      what: 'managementCompany' as const,
      text: [name, inn, ogrn].filter(Boolean).join(', '),
      date,
    })),
    ...(was?.branches ?? []).map((branch) => ({
      what: 'branch' as const,
      text: [branch.name, branch.kpp, addressLine(branch)].filter(Boolean).join(', '),
      date: branch.date,
    })),
    ...(names?.fios ?? []).map(({ fio, date }) => ({ what: 'fio' as const, text: fio ?? '', date })),
    // The same names again, unless they are given in parts only.
    ...(names?.fios.length ? [] : (names?.structuredFios ?? [])).map(({ structuredFio, date }) => ({
      what: 'fio' as const,
      text: fullName(structuredFio),
      date,
    })),
  ];
};

/** What a company was before, the latest first; what has no date comes last. */
export const historyOf = (company: FocusReq): Event[] =>
  events(company).sort((one, other) => (other.date ?? '').localeCompare(one.date ?? ''));
