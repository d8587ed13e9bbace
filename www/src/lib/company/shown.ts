import type {
  FocusBranch, FocusBriefReportSummary, FocusContactCount, FocusHead, FocusInaccuracy, FocusLegalAddress, FocusLegalName,
  FocusManagementCompany, FocusParsedAddressRf, FocusParsedAddressRfFias, FocusReq, FocusReqIp, FocusReqUl, FocusReqUlStatus,
  FocusStructuredFio, FocusToponym,
} from 'kontragent';
import type { Shape } from './leftover';

/** The fields of a model that the card shows; a name that the model does not have is an error. */
type Shown<T> = { readonly [F in keyof Required<T>]?: true | Shape };

const toponym = { topoShortName: true, topoFullName: true, topoValue: true } satisfies Shown<FocusToponym>;

const kladr = {
  zipCode: true, kladrCode: true, regionCode: true, regionName: toponym, district: toponym, city: toponym, settlement: toponym,
  street: toponym, house: toponym, bulk: toponym, flat: toponym, houseRaw: true, bulkRaw: true, flatRaw: true, isConverted: true,
  oneLineFormatOfAddress: true,
} satisfies Shown<FocusParsedAddressRf>;

const fias = {
  fiasId: true, fiasGuid: true, zipCode: true, regionCode: true, region: toponym, municipalDistrict: toponym,
  urbanSettlement: toponym, city: toponym, settlement: toponym, planningStructure: toponym, street: toponym, buildings: toponym,
  flat: toponym, room: toponym, isConverted: true, oneLineFormatOfAddressFias: true,
} satisfies Shown<FocusParsedAddressRfFias>;

const inaccuracy = {
  isInaccuracy: true,
  inaccuracyDate: true,
  detailsOfInaccuracy: {
    isPersonalStatement: true, isResultOfInspection: true, isCourtDecision: true, isUnknown: true, dateOfDetails: true, grn: true,
    courtDecisionDetails: { decisionNumber: true, courtName: true, date: true },
  } satisfies Shown<FocusInaccuracy>,
} as const;

const dates = { date: true, firstDate: true } as const;
const name = { short: true, full: true, readable: true, date: true } satisfies Shown<FocusLegalName>;
const address = { parsedAddressRf: kladr, parsedAddressRfFias: fias, ...dates, ...inaccuracy } satisfies Shown<FocusLegalAddress>;
const fio = { firstName: true, lastName: true, middleName: true } satisfies Shown<FocusStructuredFio>;
const head = { fio: true, innfl: true, position: true, structuredFio: fio, ...dates, ...inaccuracy } satisfies Shown<FocusHead>;
const manager = { name: true, inn: true, ogrn: true, ...dates, ...inaccuracy } satisfies Shown<FocusManagementCompany>;
const branch = {
  name: true, kpp: true, parsedAddressRf: kladr, parsedAddressRfFias: fias, date: true,
  foreignAddress: { countryName: true, addressString: true },
} satisfies Shown<FocusBranch>;

const codes = { okpo: true, okato: true, okfs: true, oktmo: true, okogu: true, okopf: true, opf: true } as const;
const status = {
  statusString: true, reorganizing: true, bankrupting: true, dissolving: true, dissolved: true, date: true,
} satisfies Shown<FocusReqUlStatus>;
const registration = { registrationDate: true, dissolutionDate: true, status } as const;

const ul = {
  kpp: true, ...codes, ...registration, legalName: name, legalAddress: address, branches: branch, heads: head,
  managementCompanies: manager,
  history: {
    kpps: { kpp: true, date: true }, legalNames: name, legalAddresses: address, branches: branch, managementCompanies: manager,
    heads: head,
  },
} satisfies Shown<FocusReqUl>;

const ip = {
  fio: true, fioDate: true, structuredFio: fio, ...codes, ...registration,
  historyIp: { fios: { fio: true, date: true }, structuredFios: { structuredFio: fio, date: true } },
} satisfies Shown<FocusReqIp>;

const count = { count: true } satisfies Shown<FocusContactCount>;

/** Everything that the card shows. The rest is shown as plain data, see `leftover`. */
export const shown: Shape = {
  inn: true, ogrn: true, focusHref: true, ul, ip, contactPhones: count, contactEmails: count,
  briefReport: {
    summary: { greenStatements: true, yellowStatements: true, redStatements: true },
  } satisfies Shown<FocusBriefReportSummary>,
} satisfies Shown<FocusReq>;
