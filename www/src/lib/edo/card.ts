import type { AstralAddress, AstralEmployee } from 'kontragent';

/** How a card is changed: what is not filled in stays, or is erased. */
export type CardMode = 'update' | 'replace';

/** The parts of an address, in the order in which they are put in. */
export const addressParts = ['regionCode', 'regionName', 'postalIndex', 'area', 'city', 'settlement', 'street', 'house', 'housing', 'apartment'] as const;

export type AddressPart = (typeof addressParts)[number];

export const employeeParts = ['fullName', 'position', 'phone', 'email'] as const;

export type EmployeePart = (typeof employeeParts)[number];

export const addressNames = ['legalAddress', 'actualAddress'] as const;

export type AddressName = (typeof addressNames)[number];

type Typed<K extends string> = Partial<Record<K, string>>;

/** What was put in. */
export interface Card {
  legalAddress: Typed<AddressPart>;
  actualAddress: Typed<AddressPart>;
  newEmployees: Typed<EmployeePart>[];
}

/** Without what was left empty; nothing when all of it was. */
const filled = <K extends string>(typed: Typed<K>): Typed<K> | undefined => {
  const entries = Object.entries<string | undefined>(typed).flatMap(([name, text]) => (text?.trim() ? [[name, text.trim()]] : []));
  return entries.length ? (Object.fromEntries(entries) as Typed<K>) : undefined;
};

// What is required and missing is told by the client, with its place.
const addressOf = (typed: Typed<AddressPart>): AstralAddress | undefined => {
  const address = filled(typed);
  return address && { ...address, regionCode: address.regionCode ?? '' };
};

const employeeOf = (typed: Typed<EmployeePart>): AstralEmployee => ({ ...filled(typed), fullName: typed.fullName?.trim() ?? '' });

/** The addresses that replacing with this would erase. */
export const erased = (card: Card): AddressName[] => addressNames.filter((name) => !filled(card[name]));

/** Nothing was put in. */
export const isEmpty = (card: Card): boolean => erased(card).length === addressNames.length && !card.newEmployees.length;

/** What is sent: what is not filled in is left out. */
export const changeOf = ({ legalAddress, actualAddress, newEmployees }: Card) => ({
  legalAddress: addressOf(legalAddress),
  actualAddress: addressOf(actualAddress),
  ...(newEmployees.length && { newEmployees: newEmployees.map(employeeOf) }),
});

/** What is sent to replace the card: an address that is not filled in is erased, and said to be. */
export const replacementOf = (card: Card) => {
  const { legalAddress, actualAddress, ...rest } = changeOf(card);
  return { legalAddress: legalAddress ?? null, actualAddress: actualAddress ?? null, ...rest };
};
