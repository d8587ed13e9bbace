// @ts-check
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project folder. Every other path is derived from it, so that scripts work from any current folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** @param {string[]} parts */
export const inRoot = (...parts) => path.join(root, ...parts);

/** Programs that set-up builds for this project alone. */
export const tools = inRoot('.tools');
export const nodeModules = inRoot('node_modules');
/** What the scripts derive and may throw away; cargo's own output may be elsewhere (CARGO_TARGET_DIR). */
export const work = inRoot('target');
export const template = inRoot('pkg-template');
export const generated = inRoot('pkg-template', 'generated');
export const pkg = inRoot('pkg');
