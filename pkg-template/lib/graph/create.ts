import { createGlue, importName } from '../../generated/graph.js';
import { bind } from '../bind.js';
import { InvalidInputError } from '../errors.js';
import { wrongOption } from '../wrong.js';
import type { Graph, GraphChain, Graphs, LoadGraphs } from './api.js';

type Glue = ReturnType<typeof createGlue>;

const instantiate = async (module: WebAssembly.Module): Promise<Glue> => {
  const glue = createGlue();
  return bind(glue, await WebAssembly.instantiate(module, { [importName]: glue as never }));
};

/** The module says nothing to what is no graph. */
const known = (written: string | undefined, path: string): string => {
  if (written !== undefined) return written;
  throw new InvalidInputError({ code: 'not-a-graph', path, message: `${path}: neither a graph nor an answer that a graph can be made of`, attempts: 0 });
};

/** What is no JSON is no graph either. */
const jsonOf = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return '';
  }
};

/** What `fits`. @throws {InvalidInputError} it does not */
const must = <T>(value: T, path: string, what: string, fits: boolean): T => {
  if (fits) return value;
  throw wrongOption(path, `must be ${what}`);
};

const idOf = (id: unknown, path: string): string => must(id as string, path, 'the id of an object', typeof id === 'string');

const parsed = <T>(written: string | undefined): T => JSON.parse(known(written, 'graph')) as T;

const graphsOf = (glue: Glue): Graphs => {
  const written = (graph: Graph, format: string) => known(glue.writeAs(jsonOf(graph), format), 'graph');
  return {
    build: (...parts) => JSON.parse(known(glue.build(jsonOf(parts)), 'parts')) as Graph,
    filter: (graph, which) =>
      parsed(glue.filter(jsonOf(graph), must(which, 'which', "'actual' or 'historical'", which === 'actual' || which === 'historical') === 'historical')),
    shortestChain: (graph, from, to) =>
      parsed<GraphChain | null>(glue.shortestChain(jsonOf(graph), idOf(from, 'from'), idOf(to, 'to'))) ?? undefined,
    groups: (graph, least = 2) => parsed(glue.groups(jsonOf(graph), must(least, 'least', 'a whole number from 1', Number.isInteger(least) && least > 0 && least < 2 ** 32))),
    toGraphology: (graph) => JSON.parse(written(graph, 'graphology')),
    toCytoscape: (graph) => JSON.parse(written(graph, 'cytoscape')),
    toGraphML: (graph) => written(graph, 'graphml'),
    toMermaid: (graph) => written(graph, 'mermaid'),
  };
};

/** `loadGraphs` for a platform, which knows how to load the module. */
export const loader = (load: () => Promise<WebAssembly.Module>): LoadGraphs => {
  let graphs: Promise<Graphs> | undefined;
  return () => {
    graphs ??= load().then(instantiate).then(graphsOf).catch((error: unknown) => {
      graphs = undefined; // loading may succeed another time
      throw error;
    });
    return graphs;
  };
};
