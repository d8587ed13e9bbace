// The types of the graphs. Which code runs is decided by the `exports` of package.json.
import type { LoadGraphs } from './api.js';

export * from './api.js';

/**
 * Loads the module, once: graphs of who is related with whom, put together from answers.
 *
 * ```ts
 * const graphs = await loadGraphs();
 * const founders = await k.nkb.related({ type: 'COMPANY', id, relType: 'FOUNDER_INDIVIDUAL', direction: 'in' });
 * const graph = graphs.build(founders);
 * ```
 */
export declare const loadGraphs: LoadGraphs;
