// @ts-check
import { brotliSize } from './compress.mjs';

/** A character is worth 0 to 92, and after one of the last two printable characters 93 or 186 more. */
const FIRST = 0x20;
const PLAIN = 93;

/** Bytes are taken from a number before they are written, so that as many as possible are one character; these are tried. */
const starts = [...Array(256).keys()];

/**
 * A WebAssembly module as JavaScript text, for platforms where a package can bring no file of its own along.
 *
 * A byte is one printable character, or two if it is rare. After compression, which still sees what repeats, that is a
 * thirtieth more than the module itself, where base64 is a third more. And there is nothing that a minifier would escape.
 * @param {Uint8Array} wasm
 */
export const inlineModule = (wasm) => {
  const fewest = starts.map((start) => ({ start, text: JSON.stringify(textOf(wasm, start)) }))
    .sort((a, b) => a.text.length - b.text.length).slice(0, 96);
  const texts = fewest.map((each) => ({ ...each, size: brotliSize(Buffer.from(each.text)) }));
  const { start, text } = texts.reduce((best, each) => (each.size < best.size ? each : best));
  return {
    js: `export const bytes = Uint8Array.from(${text}.match(/[}~]?./g), (c) => c[1] ? ${start + FIRST + (FIRST + PLAIN - 1) * PLAIN} - c.charCodeAt(0) * ${PLAIN} - c.charCodeAt(1) : ${start + FIRST} - c.charCodeAt(0));\n`,
    dts: '/** The WebAssembly module. */\nexport declare const bytes: Uint8Array<ArrayBuffer>;\n',
  };
};

/** @param {Uint8Array} bytes @param {number} start */
const textOf = (bytes, start) => Array.from(bytes, (byte) => {
  const value = (start + 256 - byte) % 256;
  const more = Math.floor(value / PLAIN);
  return (more ? String.fromCharCode(FIRST + PLAIN + more - 1) : '') + String.fromCharCode(FIRST + (value % PLAIN));
}).join('');
