const magic = [0x00, 0x61, 0x73, 0x6d];

/** Fetches and compiles a module, and explains what most often goes wrong with that. */
export const fetchModule = async (url: URL): Promise<WebAssembly.Module> => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers with status ${response.status}`);
  if (response.headers.get('content-type')?.startsWith('application/wasm')) return WebAssembly.compileStreaming(response);
  const bytes = await response.arrayBuffer();
  const head = new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  if (magic.some((byte, at) => head[at] !== byte)) {
    throw new Error(
      `${url} is no WebAssembly module. If it is a page of Vite's development server, add 'kontragent' to optimizeDeps.exclude`,
    );
  }
  return WebAssembly.compile(bytes);
};
