import type { Companies, FocusEgrDetails, FocusReq, NkbBatch, NkbCompanies, NkbRelated, NkbRelations } from '../api.js';

/** An object: a company, a name, an address, a telephone number, a purchase. */
export interface GraphNode {
  /**
   * `TYPE:id`, with the id in НКБ, such as `COMPANY:750397`. What only Фокус told of has `COMPANY:ogrn-…`,
   * `INDIVIDUAL:name-…` or `FOREIGN:name-…`, until an answer of НКБ says which object that is.
   */
  readonly id: string;
  /** The kind. */
  readonly type: 'COMPANY' | 'INDIVIDUAL' | 'ADDRESS' | 'PHONE' | 'PURCHASE' | 'FOREIGN' | (string & {});
  /** A name for people. */
  readonly label: string;
  /** What is known of it, by the fields of the models; of two answers that differ, what says more. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** All that relates two objects in one way. */
export interface GraphEdge {
  /** What it joins, and how; stable. */
  readonly id: string;
  /** The id of the object that it starts from: the founder, the head officer, the head organisation. */
  readonly source: string;
  /** The id of the object that it points at. */
  readonly target: string;
  /** The type of the relation, such as `FOUNDER_COMPANY`. */
  readonly type: string;
  /** Whether it still holds; absent when nothing says so. */
  readonly actual?: boolean;
  /** It is not known which way it goes. */
  readonly undirected: boolean;
  /** What is known of it, the latest that holds first. */
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

/** A graph as plain data: it can be kept, sent, compared and put together with others. */
export interface Graph {
  /** The objects, in the order of their ids. */
  readonly nodes: readonly GraphNode[];
  /** The relations, in the order of their ends and types. */
  readonly edges: readonly GraphEdge[];
}

/** What a graph is made of. */
export type GraphPart =
  | Graph
  | NkbCompanies
  | (Pick<NkbRelated, 'start' | 'relType' | 'direction'> & { readonly list: readonly { readonly type: string; readonly id: string }[] })
  | NkbRelations
  | NkbBatch
  | Companies<FocusEgrDetails>
  | Companies<FocusReq>;

/** The objects on the way from one to another, and the relations between each and the next. */
export interface GraphChain {
  /** Ids of the objects, both ends included. */
  readonly nodes: readonly string[];
  /** Ids of the relations of each step: one fewer than there are objects. */
  readonly edges: readonly (readonly string[])[];
}

/** The JSON of Graphology's `import`. */
export interface GraphologyJson {
  attributes: Record<string, unknown>;
  options: { type: 'mixed'; multi: true; allowSelfLoops: true };
  nodes: { key: string; attributes: Record<string, unknown> }[];
  edges: { key: string; source: string; target: string; undirected: boolean; attributes: Record<string, unknown> }[];
}

/** The JSON of Cytoscape.js. */
export interface CytoscapeJson {
  elements: {
    nodes: { data: { id: string; label: string; type: string; data: Record<string, unknown> } }[];
    edges: { data: { id: string; source: string; target: string; label: string; type: string; undirected: boolean; actual?: boolean; records: Record<string, unknown>[] } }[];
  };
}

/** What can be done with graphs. Graphs are never changed; every method gives a new one. */
export interface Graphs {
  /**
   * Puts answers and graphs together, every object and relation once, whatever the order. Answers of `k.nkb`: `company`,
   * `related`, `relations`, `batch`; of `k.focus`: `egrDetails`, `req`. Throws an `InvalidInputError` for anything else.
   */
  build(...parts: readonly GraphPart[]): Graph;
  /** The graph with the relations that hold, or of which nothing says that they do not; or with those that hold no longer. */
  filter(graph: Graph, which: 'actual' | 'historical'): Graph;
  /** The shortest chain between two objects by their ids, whichever way its relations go; `undefined` when there is none. */
  shortestChain(graph: Graph, from: string, to: string): GraphChain | undefined;
  /** Groups of objects that are related, however indirectly: ids, the largest group first. `least`: the smallest size, 2 unless said. */
  groups(graph: Graph, least?: number): string[][];
  toGraphology(graph: Graph): GraphologyJson;
  toCytoscape(graph: Graph): CytoscapeJson;
  /** GraphML, for yEd, Gephi and others. */
  toGraphML(graph: Graph): string;
  /** A flow chart of Mermaid; what holds no longer is dotted. */
  toMermaid(graph: Graph): string;
}

/** Loads the module, once. */
export type LoadGraphs = () => Promise<Graphs>;
