/** What wasm-bindgen's glue has in every module. */
interface Glue {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

/** Ties fresh glue to the instance that imports it, and starts the instance. */
export const bind = <G extends Glue>(glue: G, { exports }: WebAssembly.Instance): G => {
  glue.__wbg_set_wasm(exports);
  (exports['__wbindgen_start'] as () => void)();
  return glue;
};
