// @ts-check
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * Bundles a worker as a deployment would: the package's workerd entries, WebAssembly files as modules of their own.
 * @param {string} entry   an absolute path
 * @param {string} outdir  what is in it is removed
 * @returns {Promise<string[]>} the modules, `main.js` first
 */
export const bundleWorker = async (entry, outdir) => {
  const { build } = await import('esbuild');
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const { metafile } = await build({
    entryPoints: { main: entry },
    absWorkingDir: root,
    outdir,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    loader: { '.wasm': 'copy' },
    // Names that a configuration can tell.
    assetNames: '[name]',
    external: ['cloudflare:*', 'node:*'],
    metafile: true,
    logLevel: 'warning',
  });
  const files = Object.keys(metafile.outputs).map((file) => path.join(root, file));
  const script = path.join(outdir, 'main.js');
  return [script, ...files.filter((file) => file !== script)];
};
