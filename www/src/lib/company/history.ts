import type { FocusHead, FocusLegalAddress, FocusManagementCompany, FocusReq } from 'kontragent';
import type { AddressForms } from './address';
import { formsOf, fullName } from './name';
import { ofHead, ofManager, type Representative } from './people';

/** Something that was so, and is no more. */
export interface Event {
  what: 'kpp' | 'name' | 'address' | 'head' | 'managementCompany' | 'branch' | 'fio';
  text: string;
  address?: AddressForms;
  date?: string | undefined;
  /** The record about it, where the registry may have doubts. */
  record?: FocusLegalAddress | FocusHead | FocusManagementCompany;
}

const list = (parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(', ');

const event = (what: Event['what'], { name, position, inn, ogrn, record }: Representative): Event => ({
  what,
  text: list([name, position, inn, ogrn]),
  date: record.date,
  record,
});

const events = ({ ul, ip }: FocusReq): Event[] => {
  const was = ul?.history;
  const names = ip?.historyIp;
  return [
    ...(was?.legalNames ?? []).map((name): Event => ({ what: 'name', text: formsOf(name).join(' — '), date: name.date })),
    ...(was?.legalAddresses ?? []).map((address): Event => ({ what: 'address', text: '', address, date: address.date, record: address })),
    ...(was?.kpps ?? []).map(({ kpp, date }): Event => ({ what: 'kpp', text: kpp ?? '', date })),
    ...(was?.heads ?? []).map((head) => event('head', ofHead(head))),
    ...(was?.managementCompanies ?? []).map((manager) => event('managementCompany', ofManager(manager))),
    ...(was?.branches ?? []).map((branch): Event => ({ what: 'branch', text: list([branch.name, branch.kpp]), address: branch, date: branch.date })),
    ...(names?.fios ?? []).map(({ fio, date }): Event => ({ what: 'fio', text: fio ?? '', date })),
    // The same names again, unless they are given in parts only.
    ...(names?.fios.length ? [] : (names?.structuredFios ?? [])).map(
      ({ structuredFio, date }): Event => ({ what: 'fio', text: fullName(structuredFio), date }),
    ),
  ];
};

/** What a company was before, the latest first; what has no date comes last. */
export const historyOf = (company: FocusReq): Event[] =>
  events(company).sort((one, other) => (other.date ?? '').localeCompare(one.date ?? ''));
