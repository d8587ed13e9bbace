import type { CallOptions, Client, FsspProceedings, FsspWanted } from 'kontragent';
import type { BailiffsMessages } from '../../i18n/bailiffs/ru';

export type Search = keyof BailiffsMessages['searches'];
export type FieldName = keyof BailiffsMessages['fields'];

/** How something is put in. */
type FieldInput = 'text' | 'date' | 'flag' | 'region' | 'oneRegion' | 'documentType';

export interface FieldKind {
  name: FieldName;
  input: FieldInput;
  required: boolean;
  /** The client's name of the parameter, as it stands in errors. */
  param: string;
}

const field = (name: FieldName, input: FieldInput = 'text', required = true, param: string = name): FieldKind => ({ name, input, required, param });

const person = [
  field('lastname'), field('firstname'), field('secondname', 'text', false), field('birthdate', 'date'), field('region', 'region'),
  field('onlyActual', 'flag', false),
];
const organisation = [field('region', 'region'), field('onlyActual', 'flag', false)];

/** What each search wants to know. */
export const fieldsOf: Readonly<Record<Search, readonly FieldKind[]>> = {
  inn: [field('inn'), ...organisation],
  legal: [field('nameLegal'), field('address', 'text', false), ...organisation],
  physical: person,
  ip: [field('ipNumber', 'text', true, 'number')],
  id: [field('idNumber', 'text', true, 'number'), field('region', 'oneRegion'), field('typeid', 'documentType', false)],
  wanted: [field('fio'), field('region', 'region', false)],
  alim: person,
};

/** The searches, in the order in which they are offered. */
export const searches = Object.keys(fieldsOf) as Search[];

/** What was put in. */
export type Values = Partial<Record<FieldName, string>>;

/** A question that was asked. */
export interface Asked {
  readonly search: Search;
  readonly values: Readonly<Values>;
}

/** Whether only what goes on was asked for; what was put in for another search does not count. */
export const onlyActual = ({ search, values }: Asked): boolean =>
  Boolean(values.onlyActual) && fieldsOf[search].some(({ name }) => name === 'onlyActual');

/** Of two kinds, which do not look alike. */
export type Answer = { is: 'proceedings'; answer: FsspProceedings } | { is: 'wanted'; answer: FsspWanted };

/** The source may take minutes, and asking a second time would be charged a second time. */
export const patience = { timeoutMs: 400_000, deadlineMs: 420_000 };

const some = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** Asks the bailiffs. What is wrong with the values is told by the client, before anything is sent. */
export const ask = async (client: Client, search: Search, values: Values, options: CallOptions): Promise<Answer> => {
  const { fssp } = client;
  const text = (name: FieldName) => some(values[name]) ?? '';
  const flag = values.onlyActual ? { onlyActual: true } : {};
  const anyRegion = { region: text('region') };
  const human = () => ({
    lastname: text('lastname'), firstname: text('firstname'), secondname: some(values.secondname), birthdate: text('birthdate'), ...anyRegion, ...flag,
  });
  const of = async (answer: Promise<FsspProceedings>): Promise<Answer> => ({ is: 'proceedings', answer: await answer });
  switch (search) {
    case 'inn':
      return of(fssp.inn({ inn: text('inn'), ...anyRegion, ...flag }, options));
    case 'legal':
      return of(fssp.legal({ nameLegal: text('nameLegal'), address: some(values.address), ...anyRegion, ...flag }, options));
    case 'physical':
      return of(fssp.physical(human(), options));
    case 'alim':
      return of(fssp.alim(human(), options));
    case 'ip':
      return of(fssp.ip({ number: text('ipNumber') }, options));
    case 'id':
      return of(fssp.id({ number: text('idNumber'), region: text('region'), ...documentType(values.typeid) }, options));
    case 'wanted':
      return { is: 'wanted', answer: await fssp.wanted({ fio: text('fio'), region: some(values.region) }, options) };
  }
};

type DocumentType = NonNullable<Parameters<Client['fssp']['id']>[0]['typeid']>;

/** The numbers come from the package's own table. */
const documentType = (typeid: string | undefined): { typeid?: DocumentType } => (typeid ? { typeid: typeid as DocumentType } : {});
