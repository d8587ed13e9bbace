import type { FocusReq, FocusStructuredFio } from 'kontragent';

/** A name in parts as it is written in registers: family name first. */
export const fullName = ({ lastName, firstName, middleName }: FocusStructuredFio = {}): string =>
  [lastName, firstName, middleName].filter(Boolean).join(' ');

/** What a company is called, the shortest name that there is. */
export const nameOf = ({ ul, ip }: FocusReq): string | undefined =>
  ul?.legalName?.short ?? ul?.legalName?.readable ?? ul?.legalName?.full ?? ip?.fio ?? (fullName(ip?.structuredFio) || undefined);
