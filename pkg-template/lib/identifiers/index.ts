/**
 * Identifiers of Russian organisations and entrepreneurs. Usable right after the import; nothing here is asynchronous and
 * nothing asks the network: a valid number has the right form and control digits, which does not mean that it was given to
 * anybody.
 *
 * All checks are strict: ASCII characters, exact length, no clean-up. {@link normalize} cleans up.
 */

/** What a number is. */
export type Kind =
  | 'inn' | 'kpp' | 'ogrn' | 'ogrnip' | 'grn' | 'grnip' | 'snils' | 'bik' | 'account' | 'okpo' | 'oktmo' | 'okato' | 'okved';

/** A language of the messages; English unless told otherwise. */
export type Locale = 'en' | 'ru';

/** Why a value is refused. */
export type Code =
  /** An empty string. */
  | 'empty'
  /** Not a length of the kind. */
  | 'length'
  /** A wrong character, at the index `at`. */
  | 'characters'
  /** The control digit at the index `at` does not match. */
  | 'checksum'
  /** The region is 00. */
  | 'region'
  /** The kind never begins like this. */
  | 'prefix'
  /** An account without a valid БИК. */
  | 'context'
  /** СНИЛС 000-000-000 00. */
  | 'unassigned'
  /** Not a string. Numbers are refused, because they lose leading zeros. */
  | 'type';

/** What the numbers of {@link checkBatch} stand for. */
export type BatchCode = 'valid' | Code;

/** ИНН, taxpayer number. It does not tell the tax office: since 2026 its third and fourth digits are an index. */
export interface InnParts {
  form: 'organization' | 'person';
  /** Digits 1–2: the region of the tax service that gave the number, 01–99. */
  region: string;
  /** Digits 3–4. In numbers given before 2026 they are the tax office; the number does not tell which it is. */
  index: string;
  sequence: string;
  /** The number is a foreign organisation's (it begins with 9909). */
  foreign?: true;
}

/** КПП, reason of a tax registration. */
export interface KppParts {
  /** Characters 1–4: the tax office. */
  taxAuthority: string;
  /** Characters 5–6: the reason. */
  reason: string;
  /** What the reason means, as far as it is known; the list is open. */
  reasonMeaning?: string;
  sequence: string;
}

/** ОГРН, ОГРНИП and the numbers of other records of the registers. */
export interface RegisterParts {
  /** `ogrn` and `ogrnip` are the records that gave the main number, `grn` and `grnip` the later ones. */
  recordKind: 'ogrn' | 'grn' | 'ogrnip' | 'grnip';
  /** Year of the record. */
  year: number;
  /** Region of the record, 01–99. */
  region: string;
  sequence: string;
}

/** СНИЛС, number of a pension account. */
export interface SnilsParts {
  /** Whether there was a control number to check: numbers up to 001-001-998 are valid without. */
  checked: boolean;
  /** The official spelling, `XXX-XXX-XXX YY`. */
  formatted: string;
}

/** БИК, code of a participant of the Bank of Russia's payment system. Territory, unit and number only when it begins with 04. */
export interface BikParts {
  /** How it takes part in payments: itself, through another participant, or only as a client of the Bank of Russia. */
  participation: 'direct' | 'indirect' | 'client';
  /** Digits 3–4: territory by ОКАТО, 00 abroad. */
  territory?: string;
  /** Digits 5–6: unit of the Bank of Russia. */
  unit?: string;
  /** Digits 7–9: 000–002 are units of the Bank of Russia, 050–999 credit organisations. */
  number?: string;
}

/** Bank or treasury account. Key, branch and number are absent from treasury accounts, which begin with 0. */
export interface AccountParts {
  /** Digits 1–5. */
  balanceAccount: string;
  /** Digits 6–8, a clearing letter as the digit it stands for. 810 is the rouble in bank accounts, 643 in the treasury's. */
  currency: string;
  /** Whose rule the key was checked by; `none` when it was not, and a warning says why. */
  rule: 'bank' | 'centralBank' | 'none';
  /** Digit 9. */
  key?: string;
  /** Digits 10–13. */
  branch?: string;
  /** Digits 14–20. */
  number?: string;
}

/** ОКПО, statistical number. */
export interface OkpoParts {
  /** By length: 8, 10 or 14 digits. */
  form: 'organization' | 'entrepreneur' | 'unit';
}

/** ОКТМО, municipal territory. Only the form is checked, not whether the classifier has the code. */
export interface OktmoParts {
  region: string;
  level: 'municipality' | 'settlement';
}

/** ОКАТО, administrative territory. Only the form is checked, not whether the classifier has the code. */
export interface OkatoParts {
  region: string;
  level: 'region' | 'district' | 'council' | 'settlement';
}

/** ОКВЭД 2, economic activity. Only the form is checked, not whether the classifier has the code. */
export interface OkvedParts {
  class: string;
  level: 'class' | 'subclass' | 'group' | 'subgroup' | 'type';
}

/** What a number of each kind carries. */
export interface Parts {
  inn: InnParts;
  kpp: KppParts;
  ogrn: RegisterParts;
  ogrnip: RegisterParts;
  grn: RegisterParts;
  grnip: RegisterParts;
  snils: SnilsParts;
  bik: BikParts;
  account: AccountParts;
  okpo: OkpoParts;
  oktmo: OktmoParts;
  okato: OkatoParts;
  okved: OkvedParts;
}

/** Something odd about a valid number. */
export interface Warning {
  code:
    /** КПП with the reason 00, which real ones do not have. */
    | 'reason'
    /** КПП with a reason of foreign organisations, 51–99. */
    | 'foreign-reason'
    /** A record before its register began: 2002 for organisations, 2004 for entrepreneurs. */
    | 'year-early'
    | 'year-future'
    /** СНИЛС up to 001-001-998: nothing was checked. */
    | 'unchecked'
    /** Treasury account: it has no key, nothing was checked. */
    | 'keyless'
    /** Account of a client of the Bank of Russia: the key needs the БИК of the unit that keeps it, and was not checked. */
    | 'other-unit'
    /** БИК whose last digits are 003–049. */
    | 'participant';
  message: string;
}

/** A valid value. */
export interface Valid<K extends Kind = Kind> {
  ok: true;
  kind: K;
  value: string;
  parts: Parts[K];
  warnings: Warning[];
}

/** A refused value. */
export interface Invalid<K extends Kind = Kind> {
  ok: false;
  kind: K;
  code: Code;
  /** Where, if it is at one place: an index into the string. */
  at?: number;
  message: string;
}

/** What {@link check} may need besides the value. */
export interface Context {
  /** БИК of the place that keeps an account; accounts cannot be checked without. */
  bik?: string | undefined;
  locale?: Locale | undefined;
  /** The current year, to warn of records in the future; the clock's unless given. */
  year?: number | undefined;
}

/** An identifier found in a text. */
export interface Found {
  kind: Kind;
  /** Cleaned up. */
  value: string;
  /** Where the value starts in the text, as an index into the string. */
  start: number;
  /** Where it ends. */
  end: number;
}

/** Identifiers of one counterparty. */
export type Fields = { [K in Kind]?: string | null | undefined };

/** A field that is invalid, or two that do not go together. */
export interface Contradiction {
  code:
    /** The field is invalid in itself (see `cause`) and was not compared. */
    | 'invalid'
    /** The key of the account does not match the БИК. */
    | 'account-bik'
    /** One number is a person's, the other an organisation's. */
    | 'person-organization'
    /** The account was not checked, for want of a valid БИК. */
    | 'account-unchecked'
    /** КПП and ИНН begin differently. */
    | 'tax-authority'
    /** One of ИНН and КПП is a foreign organisation's, the other a Russian one's. */
    | 'foreign';
  /** `error`: both cannot be right; `hint`: unusual, but it occurs. */
  level: 'error' | 'hint';
  fields: [Kind] | [Kind, Kind];
  /** Why the field is invalid. */
  cause?: Code;
  message: string;
}

/** The kinds of identifiers. */
export declare const kinds: readonly Kind[];
/** The codes of {@link checkBatch} by their numbers; 0 is `valid`. */
export declare const batchCodes: readonly BatchCode[];

/** ИНН: 10 digits (organisation) or 12 (person), with their control digits. */
export declare const isInn: (value: string) => boolean;
/** КПП: 9 characters; there is no control digit. */
export declare const isKpp: (value: string) => boolean;
/** ОГРН: 13 digits, the first 1 or 5, with the control digit. */
export declare const isOgrn: (value: string) => boolean;
/** ОГРНИП: 15 digits, the first 3, with the control digit. */
export declare const isOgrnip: (value: string) => boolean;
/** ГРН, a record of ЕГРЮЛ: 13 digits, the first 1, 2 or 5–9, with the control digit. */
export declare const isGrn: (value: string) => boolean;
/** ГРНИП, a record of ЕГРИП: 15 digits, the first 3 or 4, with the control digit. */
export declare const isGrnip: (value: string) => boolean;
/** СНИЛС: 11 digits (not the spelling with dashes), with the control number above 001-001-998. */
export declare const isSnils: (value: string) => boolean;
/** БИК: 9 digits, the first 0, 1 or 2; there is no control digit. */
export declare const isBik: (value: string) => boolean;
/** ОКПО: 8, 10 or 14 digits, with the control digit. */
export declare const isOkpo: (value: string) => boolean;
/** ОКТМО: 8 or 11 digits. Whether the classifier has the code is not checked. */
export declare const isOktmo: (value: string) => boolean;
/** ОКАТО: 2, 5, 8 or 11 digits. Whether the classifier has the code is not checked. */
export declare const isOkato: (value: string) => boolean;
/** ОКВЭД 2: `NN`, `NN.N`, `NN.NN`, `NN.NN.N` or `NN.NN.NN`. Whether the classifier has the code is not checked. */
export declare const isOkved: (value: string) => boolean;
/** An account and the БИК of the place that keeps it, with the key, where the account has one. */
export declare const isBankAccount: (account: string, bik: string) => boolean;

/**
 * Checks one value and tells what it carries, or what is wrong with it.
 * @throws TypeError if there is no such kind. A value that is no string is an ordinary failure, `type`.
 */
export declare const check: <K extends Kind>(kind: K, value: string, context?: Context) => Valid<K> | Invalid<K>;

/**
 * Cleans up a typed or pasted value: removes spaces, dashes, invisible characters, dots (not in ОКВЭД) and a label in front
 * («ИНН:», «р/с №»); turns digits of other scripts into ASCII and, in КПП and accounts, letters into Latin capitals.
 * It never adds a zero, never takes a letter for a digit and keeps whatever else there is, for {@link check} to refuse.
 */
export declare const normalize: (kind: Kind, text: string) => string;

/**
 * Finds identifiers in running text and pasted tables. Those after a label («ИНН», «р/с») are found in any spelling; others
 * only when their control digits or their surroundings tell what they are. All of them are valid, except that the key of a
 * labelled account can only be checked when there is a БИК nearby.
 */
export declare const find: (text: string) => Found[];

/**
 * Checks many values, strictly, and returns a code for each (see {@link batchCodes}), 0 for a valid one.
 *
 * Bytes are UTF-8, one identifier a line, with LF or CR LF; a byte order mark and a missing end of the last line are fine.
 * An account is followed by a space, tab, `,`, `;` or `/` and its БИК.
 */
export declare const checkBatch: (kind: Kind, lines: readonly string[] | Uint8Array) => Uint8Array;

/**
 * Fields of one counterparty that contradict each other; none if all is well. Absent fields are not compared.
 * @throws TypeError if `fields` is no object of fields.
 */
export declare const compare: (fields: Fields, options?: { locale?: Locale | undefined }) => Contradiction[];
