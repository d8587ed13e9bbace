// @ts-check

/**
 * A WebAssembly module of the package: the crate compiled with one cargo feature.
 * @typedef {object} Module
 * @property {string} name        also the cargo feature
 * @property {string} published   its path in the package
 * @property {boolean} glue       false: its exports take and return numbers only, JavaScript calls them as they are
 * @property {boolean} [fast]     it is never downloaded by a page: made for speed and not for size
 */

/** @type {readonly Module[]} */
export const modules = [
  { name: 'identifiers', published: 'generated/identifiers.wasm', glue: false },
  { name: 'client', published: 'kontragent.wasm', glue: true },
  { name: 'proxy', published: 'generated/proxy.wasm', glue: true, fast: true },
  { name: 'totals', published: 'generated/totals.wasm', glue: true },
  { name: 'graph', published: 'generated/graph.wasm', glue: true },
  { name: 'sandbox', published: 'generated/sandbox.wasm', glue: true },
];
