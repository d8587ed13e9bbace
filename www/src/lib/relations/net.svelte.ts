import type { NkbCompanies, NkbCompany } from 'kontragent';
import type { Graph, GraphChain, GraphNode, GraphPart, Graphs } from 'kontragent/graph';
import { filtered, type History } from './objects';
import { Inquiry, keyOf, loadedGraphs, partOf, type Answer, type Asked } from './inquiry.svelte';

/** How far a question is. */
export type Phase = Inquiry['question']['state']['phase'];

const nothing: Graph = { nodes: [], edges: [] };

/** Everything that was found, what of it is shown, and what was asked for it. Kept by nobody: a new page knows nothing. */
export class Net {
  graph = $state.raw<Graph>(nothing);
  inquiries = $state.raw<readonly Inquiry[]>([]);
  selected = $state<string>();
  history = $state<History>('all');
  without = $state.raw<ReadonlySet<string>>(new Set());
  byGroup = $state(false);
  from = $state('');
  to = $state('');
  #graphs = $state.raw<Graphs>();

  readonly types: readonly string[] = $derived([...new Set(this.graph.edges.map(({ type }) => type))].sort());
  readonly shown: Graph = $derived(this.#graphs ? filtered(this.graph, { history: this.history, without: this.without }, this.#graphs) : nothing);
  readonly groups: readonly (readonly string[])[] = $derived(this.#graphs?.groups(this.shown) ?? []);
  readonly chain: GraphChain | undefined = $derived(
    this.from && this.to && this.from !== this.to ? this.#graphs?.shortestChain(this.shown, this.from, this.to) : undefined,
  );
  readonly byId: ReadonlyMap<string, GraphNode> = $derived(new Map(this.graph.nodes.map((node) => [node.id, node])));
  readonly node: GraphNode | undefined = $derived(this.selected === undefined ? undefined : this.byId.get(this.selected));
  /** Questions that have no answer: under way, given up, failed. */
  readonly open: readonly Inquiry[] = $derived(this.inquiries.filter(({ question }) => question.state.phase !== 'answered'));
  readonly answered: readonly Inquiry[] = $derived(this.inquiries.filter(({ question }) => question.state.phase === 'answered').toReversed());
  readonly isAsking: boolean = $derived(this.open.some(({ question }) => question.state.phase === 'loading'));
  readonly #byKey: ReadonlyMap<string, Inquiry> = $derived(new Map(this.inquiries.map((inquiry) => [inquiry.key, inquiry])));

  /** What writes graphs, once there is one. */
  get graphs(): Graphs | undefined {
    return this.#graphs;
  }

  /** How far the same question is, if it was asked already. */
  stateOf(asked: Asked): Phase | undefined {
    return this.#byKey.get(keyOf(asked))?.question.state.phase;
  }

  /** Whether asking the same would be paying twice: it is under way, or answered. */
  knows(asked: Asked): boolean {
    const state = this.stateOf(asked);
    return state === 'loading' || state === 'answered';
  }

  /** Asks, unless the same was asked already; gives the answer. */
  async ask(asked: Asked): Promise<Answer | undefined> {
    const known = this.#byKey.get(keyOf(asked));
    if (known && this.knows(asked)) return known.question.answer;
    const inquiry = known ?? new Inquiry(asked);
    if (!known) this.inquiries = [...this.inquiries, inquiry];
    return this.repeat(inquiry);
  }

  /** Asks the same once more. */
  async repeat(inquiry: Inquiry): Promise<Answer | undefined> {
    await inquiry.question.ask();
    const { answer } = inquiry.question;
    // Whoever started again meanwhile does not want it.
    if (!answer || !this.inquiries.includes(inquiry)) return undefined;
    const part = partOf(answer);
    if (part) await this.#add(part);
    if (answer.is === 'company' && part) this.selected = `COMPANY:${answer.companies.list[0]?.id}`;
    return answer;
  }

  /** Takes one of several companies that a number means. */
  async take(companies: NkbCompanies, company: NkbCompany): Promise<void> {
    await this.#add({ ...companies, list: [company] });
    this.selected = `COMPANY:${company.id}`;
  }

  /** Gives up whatever is under way. */
  stop(): void {
    for (const { question } of this.inquiries) question.cancel();
  }

  /** Forgets everything. */
  clear(): void {
    this.stop();
    this.inquiries = [];
    this.graph = nothing;
    this.selected = undefined;
    [this.from, this.to] = ['', ''];
    this.without = new Set();
    this.history = 'all';
  }

  /** Shows relations of a type, or not. */
  toggle(type: string): void {
    const without = new Set(this.without);
    if (!without.delete(type)) without.add(type);
    this.without = without;
  }

  async #add(part: GraphPart): Promise<void> {
    const graphs = await loadedGraphs();
    this.graph = graphs.build(this.graph, part);
    this.#graphs = graphs;
  }
}
