// workerd, and bundlers for it, import a WebAssembly file as a compiled module.
declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}
