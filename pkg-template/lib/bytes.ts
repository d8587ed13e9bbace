// Bytes: those that somebody else's code gave, and several one after the other.

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

/** Bytes one after the other. */
export const concat = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
};
