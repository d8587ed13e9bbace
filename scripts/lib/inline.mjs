// @ts-check

/**
 * A WebAssembly module as JavaScript text, for platforms where a package can bring no file of its own along.
 *
 * Each byte is one character of a string. Compressed that is a twelfth more than the module itself, where base64 is a third
 * more. Only what a string literal cannot hold, and NUL, which HTML would replace, are escaped; the
 * result survives minifiers, which may write the characters another way but not change them.
 * @param {Uint8Array} wasm
 */
export const inlineModule = (wasm) => ({
  js: `export const bytes = Uint8Array.from("${literal(wasm)}", (c) => c.charCodeAt(0));\n`,
  dts: '/** The WebAssembly module. */\nexport declare const bytes: Uint8Array<ArrayBuffer>;\n',
});

/** @param {Uint8Array} bytes */
const literal = (bytes) => Array.from(bytes, (byte, i) => escaped(byte, bytes[i + 1])).join('');

/** @param {number} byte @param {number | undefined} next */
const escaped = (byte, next) => {
  switch (byte) {
    case 0x00:
      // \0 followed by a digit would be another character.
      return next !== undefined && next >= 0x30 && next <= 0x39 ? '\\x00' : '\\0';
    case 0x0a:
      return '\\n';
    case 0x0d:
      return '\\r';
    case 0x22:
      return '\\"';
    case 0x5c:
      return '\\\\';
    default:
      return String.fromCharCode(byte);
  }
};
