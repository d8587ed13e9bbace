// Bytes that somebody else's code gave.

/** The bytes of a typed array or a buffer, of whichever realm; nothing when it is none. */
export const bytesOf = (value: unknown): Uint8Array<ArrayBuffer> | undefined => {
  try {
    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength);
    return typeof (value as ArrayBuffer).byteLength === 'number' ? new Uint8Array(value as ArrayBuffer) : undefined;
  } catch {
    return undefined;
  }
};

/** The same, of what may be like a `Blob` as well, which gives its bytes when asked. */
export const signatureOf = async (value: unknown): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const { arrayBuffer } = (value ?? {}) as Partial<Blob>;
  return bytesOf(typeof arrayBuffer === 'function' ? await arrayBuffer.call(value as Blob) : value);
};
