// What can be said of objects and relations without asking anybody.
import type { NkbCount, NkbRelatedQuestion } from 'kontragent';
import type { Graph, GraphEdge, GraphNode, Graphs } from 'kontragent/graph';
import { nkbRelations } from 'kontragent/nkb';
import type { RelationsMessages } from '../../i18n/relations/ru';
import { formatDate } from '../format/dates';
import { formatMoney, formatPercent, formatRoubles } from '../format/numbers';

export type RelType = NkbRelatedQuestion['relType'];
export type Direction = NkbRelatedQuestion['direction'];
export type NodeKind = NkbRelatedQuestion['type'];

/** What an object can be asked about. */
export interface Way {
  relType: RelType;
  direction: Direction;
}

/** Which relations are meant. */
export type History = keyof RelationsMessages['histories'];

export const histories: readonly History[] = ['all', 'actual', 'historical'];

/** An object, as far as questions need it. */
export type ObjectRef = Pick<GraphNode, 'id' | 'type'>;

/** How many colours groups have, before they repeat. */
export const groupColours = 6;

/** All types of relations, in the provider's order. */
export const relTypes: readonly RelType[] = [...new Set(nkbRelations.map(({ relType }) => relType))];

const kinds: readonly NodeKind[] = ['COMPANY', 'INDIVIDUAL', 'ADDRESS', 'PHONE', 'PURCHASE'];

/** The kind and the id that the provider knows an object by; nothing for one that only others told of. */
export const knownAs = ({ id, type }: ObjectRef): { type: NodeKind; id: string } | undefined => {
  const kind = kinds.find((known) => known === type);
  return kind && id.startsWith(`${kind}:`) ? { type: kind, id: id.slice(kind.length + 1) } : undefined;
};

/** What such an object can be asked about. */
export const waysOf = (type: string): Way[] =>
  nkbRelations.filter((question) => question.type === type).map(({ relType, direction }) => ({ relType, direction }));

/** What is asked first, unless somebody chooses otherwise: owners and those who lead. */
const usual: readonly RelType[] = ['FOUNDER_COMPANY', 'FOUNDER_INDIVIDUAL', 'EXECUTIVE_COMPANY', 'EXECUTIVE_INDIVIDUAL'];

export const isUsual = ({ relType }: Way): boolean => usual.includes(relType);

/** The types that chains are made of unless somebody chooses otherwise. */
export const usualTypes = (): RelType[] => [...usual];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** The names of fields that the provider masks. */
export const hiddenIn = (data: Readonly<Record<string, unknown>>): string[] =>
  Array.isArray(data.hidden) ? data.hidden.filter((name): name is string => typeof name === 'string') : [];

/** How many objects the provider says are related this way; nothing when it says nothing of numbers at all. */
export const countOf = ({ data }: GraphNode, { relType, direction }: Way): Pick<NkbCount, 'actual' | 'outdated'> | undefined => {
  if (!Array.isArray(data.info)) return undefined;
  const count: unknown = data.info.find((one) => isRecord(one) && one.relType === relType && one.direction === direction);
  return isRecord(count) ? { actual: numberOf(count.actual) ?? 0, outdated: numberOf(count.outdated) ?? 0 } : { actual: 0, outdated: 0 };
};

const names = ['shortName', 'fullName', 'name', 'value'];

/** What an object is called: by its name, or by what is left when that is hidden or unknown. */
export const nameOf = ({ id, label, data }: GraphNode, t: RelationsMessages): string => {
  const ogrn = textOf(data.ogrn);
  if (label !== id && label !== ogrn) return label;
  const own = ogrn ?? textOf(data.inn) ?? textOf(data.okpo) ?? id.slice(id.indexOf(':') + 1).slice(0, 8);
  return `${hiddenIn(data).some((name) => names.includes(name)) ? t.nameHidden : t.nameless} (${own})`;
};

/** What kind of object it is. */
export const kindName = (type: string, t: RelationsMessages): string => t.kinds[type] ?? t.otherKind;

/** What the beginning of a relation is to its end. */
export const linkName = (type: string, t: RelationsMessages): string => t.links[type] ?? type;

/** What a question about an object asks for; of a direction that the type does not have, nothing. */
export const wayName = ({ relType, direction }: Way, t: RelationsMessages): string => t.ways[relType][direction];

/** The numbers of an object on one line. */
export const numbersOf = ({ data }: GraphNode, t: RelationsMessages): string =>
  ['inn', 'ogrn', 'okpo'].flatMap((name) => (textOf(data[name]) ? [`${t.fields[name]} ${textOf(data[name])}`] : [])).join(', ');

const named: Record<string, readonly string[]> = {
  COMPANY: ['status', 'inn', 'ogrn', 'kpp', 'okpo', 'fullName', 'shortName', 'chiefName', 'address', 'regDate', 'okved', 'okopf', 'okato'],
  INDIVIDUAL: ['name'],
  ADDRESS: ['value', 'index'],
  PHONE: ['value'],
  PURCHASE: ['name', 'form', 'date', 'totalPrice', 'etp', 'law'],
};

const codes: readonly string[] = ['inn', 'ogrn', 'kpp', 'okpo'];

/** What is known of an object, and what the provider hides. */
export const factsOf = ({ type, data }: GraphNode, t: RelationsMessages, locale: string) => {
  const hidden = hiddenIn(data);
  const shown = (name: string): string | undefined => {
    const value = data[name];
    if (isRecord(value) && name === 'status') {
      const date = textOf(value.date);
      return [textOf(value.type) ?? (hiddenIn(value).length ? t.hidden : undefined), date && formatDate(date, locale)].filter(Boolean).join(', ');
    }
    if (name === 'totalPrice' && typeof value === 'number') {
      const currency = textOf(data.currency);
      return currency ? formatMoney(value, currency, locale) : String(value);
    }
    const text = typeof value === 'number' ? String(value) : textOf(value);
    if (!text) return undefined;
    return name === 'law' ? (t.laws[text] ?? text) : formatDate(text, locale);
  };
  return (named[type] ?? ['name', 'fullName', 'ogrn', 'inn']).map((name) => {
    const value = shown(name);
    const isHidden = !value && hidden.includes(name);
    return { label: t.fields[name] ?? name, value: isHidden ? t.hidden : value, code: codes.includes(name) && !isHidden, russian: !codes.includes(name) && !isHidden };
  });
};

/** What one record says of a relation besides its dates. */
export const recordText = (record: Readonly<Record<string, unknown>>, t: RelationsMessages, locale: string): string => {
  const percent = (name: string, say: (text: string) => string) => {
    const value = numberOf(record[name]);
    return value === undefined ? [] : [say(formatPercent(value, locale))];
  };
  const text = (name: string) => textOf(record[name]) ?? [];
  const amount = numberOf(record.shareAmount);
  const inn = textOf(record.inn);
  const lots = Array.isArray(record.lots) ? record.lots.filter(isRecord) : [];
  const causes = Array.isArray(record.causes) ? record.causes.filter(isRecord) : [];
  const hidden = hiddenIn(record).map((name) => t.fields[name] ?? name);
  return [
    ...percent('sharePercent', t.share),
    ...(amount === undefined ? [] : [t.shareAmount(formatRoubles(amount, locale))]),
    ...percent('shareCapital', t.capital),
    ...percent('shareStock', t.stock),
    ...['position', 'representative', 'role', 'email', 'phone'].flatMap(text),
    ...(inn ? [`${t.fields.inn} ${inn}`] : []),
    ...causes.map(({ name, since }) => [t.causes[String(name)] ?? String(name), textOf(since) && formatDate(String(since), locale)].filter(Boolean).join(' ')),
    ...lots.map(({ lot, status, price }) =>
      [numberOf(lot) !== undefined && t.lot(Number(lot)), textOf(status) && (t.bids[String(status)] ?? status), numberOf(price)?.toLocaleString(locale)].filter(Boolean).join(' ')),
    ...(hidden.length ? [t.hiddenFields(hidden.join(', '))] : []),
  ].join(', ');
};

/** Whether a relation holds, in words. */
export const stateName = ({ actual }: Pick<GraphEdge, 'actual'>, t: RelationsMessages): string =>
  actual === undefined ? t.stateUnknown : actual ? t.holds : t.heldOnce;

/** What stands on the arrow of a relation. */
export const arrowText = (edge: GraphEdge, t: RelationsMessages, locale: string): string => {
  const [record] = edge.records;
  const percent = record && numberOf(record.sharePercent);
  const masked = record && hiddenIn(record).includes('sharePercent');
  return [linkName(edge.type, t), percent !== undefined ? formatPercent(percent, locale) : masked ? `(${t.hidden})` : undefined].filter(Boolean).join(' ');
};

/** Which part of a graph is shown. */
export interface Filter {
  history: History;
  /** Types of relations that are left out. */
  without: ReadonlySet<string>;
}

/** What the filter leaves. Objects without any relation left go, unless they had none before. */
export const filtered = (graph: Graph, { history, without }: Filter, graphs: Graphs): Graph => {
  const held = history === 'all' ? graph : graphs.filter(graph, history);
  if (!without.size) return held;
  const edges = held.edges.filter(({ type }) => !without.has(type));
  const ends = (of: readonly GraphEdge[]) => new Set(of.flatMap(({ source, target }) => [source, target]));
  const [before, after] = [ends(held.edges), ends(edges)];
  return { nodes: held.nodes.filter(({ id }) => after.has(id) || !before.has(id)), edges };
};

/** How many relations each object has. */
export const degreesOf = ({ edges }: Graph): Map<string, number> => {
  const degrees = new Map<string, number>();
  for (const { source, target } of edges) for (const id of new Set([source, target])) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  return degrees;
};
