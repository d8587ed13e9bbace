import type { FocusBranch, FocusLegalAddress, FocusParsedAddressRf, FocusParsedAddressRfFias, FocusToponym } from 'kontragent';

/** The forms in which an address may be given. */
export type AddressForms = Pick<FocusLegalAddress, 'parsedAddressRf' | 'parsedAddressRfFias'> & Pick<FocusBranch, 'foreignAddress'>;

const kindOf = (part: FocusToponym | undefined): string | undefined => part?.topoShortName ?? part?.topoFullName;

/** Region, district and the like: «Московская обл», but «г Москва» and «Респ Татарстан». */
const territory = (part: FocusToponym | undefined): string | undefined => {
  const [kind, name] = [kindOf(part), part?.topoValue];
  if (!kind || !name) return name;
  return /(ая|ий|ый|ой|ое)$/i.test(name) ? `${name} ${kind}` : `${kind} ${name}`;
};

/** Street, house and the like: «ул Ленина», «дом 7». */
const place = (part: FocusToponym | undefined): string | undefined => {
  const [kind, name] = [kindOf(part), part?.topoValue];
  return kind && name ? `${kind} ${name}` : name;
};

/** The registry writes dashes where it has nothing. */
const says = (part: string | undefined): boolean => /[\p{L}\p{N}]/u.test(part ?? '');

const join = (parts: readonly (string | undefined)[]): string => parts.filter(says).join(', ');

/** An address by the old classifier on one line. */
export const kladrLine = (address: FocusParsedAddressRf): string =>
  address.oneLineFormatOfAddress ??
  join([
    address.zipCode,
    ...[address.regionName, address.district].map(territory),
    ...[address.city, address.settlement, address.street, address.house, address.bulk, address.flat].map(place),
  ]);

/** An address by the new register on one line. */
export const fiasLine = (address: FocusParsedAddressRfFias): string =>
  address.oneLineFormatOfAddressFias ??
  join([
    address.zipCode,
    ...[address.region, address.municipalDistrict, address.urbanSettlement].map(territory),
    ...[address.city, address.settlement, address.planningStructure, address.street].map(place),
    ...address.buildings.map(place),
    ...[address.flat, address.room].map(place),
  ]);

/** The ways in which an address is given, the newest first; those that read the same once. */
export const addressLines = (address: AddressForms): { form: 'fias' | 'kladr' | 'abroad'; line: string }[] => {
  const { parsedAddressRfFias: fias, parsedAddressRf: kladr, foreignAddress: abroad } = address;
  const lines = [
    { form: 'fias' as const, line: fias ? fiasLine(fias) : '' },
    { form: 'kladr' as const, line: kladr ? kladrLine(kladr) : '' },
    { form: 'abroad' as const, line: join([abroad?.countryName, abroad?.addressString]) },
  ].filter(({ line }) => line);
  return lines.filter(({ line }, at) => lines.findIndex((other) => other.line === line) === at);
};
