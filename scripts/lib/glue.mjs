// @ts-check
import path from 'node:path';

/**
 * Turns wasm-bindgen's `*_bg.js` into a factory. wasm-bindgen keeps the instance in a module variable, so one loaded file can
 * serve one instance only; with a factory every instance has bindings of its own, and an instance that trapped can be replaced.
 * @param {string} file        the `*_bg.js`
 * @param {string} importName  the name under which the wasm imports it
 */
export const glueModule = async (file, importName) => {
  const { build, transform } = await import('esbuild');
  const bundled = await build({
    entryPoints: [file],
    absWorkingDir: path.dirname(file),
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'glue',
    target: 'es2022',
    logLevel: 'warning',
  });
  const factory = `export const importName = ${JSON.stringify(importName)};
export const createGlue = () => { ${bundled.outputFiles[0]?.text} return glue; };`;
  return (await transform(factory, { minify: true, target: 'es2022', format: 'esm' })).code;
};

/**
 * The types of that factory.
 * @param {string} bindings  the module that holds wasm-bindgen's own declarations
 */
export const glueTypes = (bindings) => `import type * as bindings from ${JSON.stringify(bindings)};

/** The name under which the wasm module imports its glue. */
export declare const importName: string;

/** The bindings of one instance. \`__wbg_set_wasm\` ties them to its exports; then call \`exports.__wbindgen_start()\`. */
export type Glue = typeof bindings & { __wbg_set_wasm(exports: WebAssembly.Exports): void };

/** Bindings for one more instance, not yet tied to it. */
export declare const createGlue: () => Glue;
`;

/**
 * wasm-bindgen's declarations without what only the newest `lib` of TypeScript knows: nobody's project must have it, and we call
 * `free`.
 * @param {string} declared
 */
export const bindingTypes = (declared) => declared.replace(/^ *\[Symbol\.dispose\]\(\): void;\n/gm, '');
