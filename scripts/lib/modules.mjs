// @ts-check
import { existsSync } from 'node:fs';
import { inRoot } from './paths.mjs';

/**
 * A WebAssembly module of the package: the crate compiled with one cargo feature.
 * @typedef {object} Module
 * @property {string} name        also the cargo feature
 * @property {string} published   its path in the package
 * @property {boolean} glue       false: its exports take and return numbers only, JavaScript calls them as they are
 */

/** @type {readonly Module[]} */
const all = [
  { name: 'identifiers', published: 'generated/identifiers.wasm', glue: false },
  { name: 'client', published: 'kontragent.wasm', glue: true },
  { name: 'proxy', published: 'generated/proxy.wasm', glue: true },
  { name: 'sandbox', published: 'generated/sandbox.wasm', glue: true },
];

/** The modules whose exports are written: each has a file of its own under src/js. */
export const modules = all.filter(({ name }) => existsSync(inRoot('src', 'js', `${name}.rs`)));
