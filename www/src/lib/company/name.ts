import type { FocusLegalName, FocusReq, FocusStructuredFio } from 'kontragent';

/** A name in parts as it is written in registers: family name first. */
export const fullName = ({ lastName, firstName, middleName }: FocusStructuredFio = {}): string =>
  [lastName, firstName, middleName].filter(Boolean).join(' ');

/** The forms of an organisation's name, the shortest first, each once. */
export const formsOf = ({ short, readable, full }: FocusLegalName = {}): string[] =>
  [...new Set([short, readable, full])].filter((form) => form !== undefined);

/** What a company is called, the shortest name first; nothing if it has none. */
export const namesOf = ({ ul, ip }: FocusReq): string[] =>
  ul ? formsOf(ul.legalName) : [ip?.fio ?? fullName(ip?.structuredFio)].filter(Boolean);
