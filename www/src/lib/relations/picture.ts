// The only place that names Cytoscape.js: a large library, which comes when something is drawn.
import cytoscape, { type Core, type ElementDefinition, type LayoutOptions, type NodeSingular, type StylesheetJson } from 'cytoscape';
import { groupColours } from './objects';

/** What is drawn of an object. */
export interface DrawnNode {
  id: string;
  label: string;
  kind: string;
  /** Which colour of the palette, where objects are coloured by their groups. */
  group: number | undefined;
}

/** What is drawn of a relation. */
export interface DrawnEdge {
  id: string;
  source: string;
  target: string;
  label: string;
  historical: boolean;
  undirected: boolean;
}

export interface Drawn {
  nodes: readonly DrawnNode[];
  edges: readonly DrawnEdge[];
  /** Ids of objects and relations of the chain; nothing when there is none. */
  chain: ReadonlySet<string> | undefined;
  selected: string | undefined;
}

export type Toward = 'left' | 'right' | 'up' | 'down';

export interface Picture {
  show(drawn: Drawn): void;
  /** Makes it larger or smaller by a factor. */
  zoom(factor: number): void;
  fit(): void;
  /** Moves what is seen. */
  pan(toward: Toward): void;
  /** Arranges everything anew. */
  arrange(): void;
  /** The nearest object in a direction, or any if none is given to start from. */
  next(from: string | undefined, toward: Toward): string | undefined;
  /** Brings an object into view. */
  reveal(id: string): void;
  /** Takes the colours of the page anew. */
  restyle(): void;
  destroy(): void;
}

/** Above so many objects a picture by forces would take too long. */
const many = 300;

const kinds = ['COMPANY', 'INDIVIDUAL', 'ADDRESS', 'PHONE', 'PURCHASE'] as const;
const shapes = { COMPANY: 'round-rectangle', INDIVIDUAL: 'ellipse', ADDRESS: 'diamond', PHONE: 'hexagon', PURCHASE: 'triangle' } as const;

const styleOf = (container: HTMLElement): StylesheetJson => {
  const computed = getComputedStyle(container);
  const colour = (name: string) => computed.getPropertyValue(`--${name}`).trim() || '#888';
  const font = computed.fontFamily;
  return [
    {
      selector: 'node',
      style: {
        label: 'data(label)', shape: 'octagon', width: 26, height: 26, 'background-color': colour('kind-other'), 'border-width': 2, 'border-color': colour('surface'), color: colour('ink'),
        'font-family': font, 'font-size': 12, 'text-valign': 'bottom', 'text-margin-y': 4, 'text-wrap': 'wrap', 'text-max-width': '110px', 'min-zoomed-font-size': 7,
        'text-background-color': colour('surface'), 'text-background-opacity': 0.85, 'text-background-padding': '2px', 'text-background-shape': 'roundrectangle',
      },
    },
    ...kinds.map((kind) => ({
      selector: `node[kind = "${kind}"]`,
      style: { shape: shapes[kind], 'background-color': colour(`kind-${kind.toLowerCase()}`), ...(kind === 'COMPANY' && { width: 34 }), ...((kind === 'COMPANY' || kind === 'INDIVIDUAL') && { 'font-size': 15 }) },
    })),
    ...Array.from({ length: groupColours }, (_, at) => ({ selector: `node[group = ${at}]`, style: { 'background-color': colour(`group-${at}`) } })),
    {
      selector: 'edge',
      style: {
        label: 'data(label)', width: 1.5, 'line-color': colour('edge'), 'target-arrow-color': colour('edge'), 'target-arrow-shape': 'triangle', 'curve-style': 'bezier',
        color: colour('muted'), 'font-family': font, 'font-size': 11, 'min-zoomed-font-size': 7, 'text-rotation': 'autorotate', 'text-background-color': colour('surface'),
        'text-background-opacity': 0.85, 'text-background-padding': '1px',
      },
    },
    { selector: 'edge[?historical]', style: { 'line-style': 'dashed' } },
    { selector: 'edge[?undirected]', style: { 'target-arrow-shape': 'none' } },
    { selector: '.aside', style: { opacity: 0.3 } },
    { selector: 'edge.chain', style: { width: 4, 'line-color': colour('chain'), 'target-arrow-color': colour('chain') } },
    { selector: 'node.chain', style: { 'border-color': colour('chain'), 'border-width': 4 } },
    { selector: 'node.selected', style: { 'border-color': colour('focus'), 'border-width': 5, 'font-weight': 'bold', 'min-zoomed-font-size': 0, 'z-index': 2 } },
  ] as StylesheetJson;
};

/** Draws into an element. `onchoose` is told which object was clicked, or that none was. */
export const draw = (container: HTMLElement, onchoose: (id: string | undefined) => void): Picture => {
  const cy: Core = cytoscape({ container, style: styleOf(container), minZoom: 0.1, maxZoom: 3, boxSelectionEnabled: false, autounselectify: true });
  cy.on('tap', 'node', ({ target }) => onchoose((target as NodeSingular).id()));
  cy.on('tap', (event) => {
    if (event.target === cy) onchoose(undefined);
  });

  /** Everything, but no larger than one can read comfortably. */
  const fit = () => {
    cy.fit(undefined, 20);
    if (cy.zoom() > 1.3) {
      cy.zoom(1.3);
      cy.center();
    }
  };

  const arrange = () => {
    const options: LayoutOptions =
      cy.nodes().length > many
        ? { name: 'concentric', animate: false, fit: false, minNodeSpacing: 40 }
        : {
            name: 'cose', animate: false, randomize: false, fit: false, nodeDimensionsIncludeLabels: true, idealEdgeLength: () => 90, nodeRepulsion: () => 40_000, nodeOverlap: 16,
            componentSpacing: 90, gravity: 0.4,
          };
    cy.layout(options).run();
    fit();
  };

  /** What is new appears around what it is related with. No two may be at one place, or forces could not part them. */
  const place = (ids: readonly string[]) => {
    ids.forEach((id, at) => {
      const node = cy.getElementById(id);
      const known = node.neighborhood('node').filter((other) => !ids.includes(other.id()));
      const { x, y } = known.nonempty() ? (known.first() as NodeSingular).position() : { x: 0, y: 0 };
      const angle = (at * 2 * Math.PI) / Math.max(ids.length, 1);
      const radius = ids.length === 1 ? 60 : 100 + 20 * (at % 3);
      node.position({ x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) });
    });
  };

  const show = ({ nodes, edges, chain, selected }: Drawn) => {
    const wanted = new Set([...nodes, ...edges].map(({ id }) => id));
    let changed = false;
    cy.batch(() => {
      const gone = cy.elements().filter((element) => !wanted.has(element.id()));
      changed = gone.nonempty();
      gone.remove();
      const fresh: string[] = [];
      const put = (group: 'nodes' | 'edges', data: DrawnNode | DrawnEdge) => {
        const element = cy.getElementById(data.id);
        if (element.nonempty()) return void element.data({ ...data });
        cy.add({ group, data: { ...data } } as ElementDefinition);
        changed = true;
        if (group === 'nodes') fresh.push(data.id);
      };
      for (const node of nodes) put('nodes', node);
      for (const edge of edges) put('edges', edge);
      place(fresh);
      cy.elements().forEach((element) => {
        const id = element.id();
        element.toggleClass('chain', !!chain?.has(id)).toggleClass('aside', !!chain && !chain.has(id)).toggleClass('selected', id === selected);
      });
    });
    if (changed) arrange();
  };

  const steps: Record<Toward, [number, number]> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

  const next = (from: string | undefined, toward: Toward): string | undefined => {
    const start = from === undefined ? undefined : cy.getElementById(from);
    if (!start?.nonempty()) return cy.nodes().nonempty() ? cy.nodes().first().id() : undefined;
    const { x, y } = (start as NodeSingular).position();
    const [stepX, stepY] = steps[toward];
    let best: { id: string; cost: number } | undefined;
    cy.nodes().forEach((node) => {
      const [alongX, alongY] = [node.position('x') - x, node.position('y') - y];
      const along = alongX * stepX + alongY * stepY;
      // Straight ahead is nearer than aside.
      const cost = along + 2 * Math.abs(alongX * stepY - alongY * stepX);
      if (along > 1 && node.id() !== from && (!best || cost < best.cost)) best = { id: node.id(), cost };
    });
    return best?.id;
  };

  return {
    show,
    fit,
    arrange,
    next,
    zoom: (factor) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }),
    pan: (toward) => cy.panBy({ x: -60 * steps[toward][0], y: -60 * steps[toward][1] }),
    reveal: (id) => {
      const box = cy.getElementById(id).renderedBoundingBox();
      if (box.x1 < 0 || box.y1 < 0 || box.x2 > cy.width() || box.y2 > cy.height()) cy.center(cy.getElementById(id));
    },
    restyle: () => void cy.style(styleOf(container)),
    destroy: () => cy.destroy(),
  };
};
