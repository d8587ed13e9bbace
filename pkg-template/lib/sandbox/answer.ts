/** Statuses that `fetch` follows. */
export const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

/** The body, whole, or with a connection that breaks after so many bytes; none where the status forbids one. */
export const bodyOf = (bytes: Uint8Array, cut: number | undefined, status: number): BodyInit | null => {
  if ([204, 205, 304].includes(status)) return null;
  if (cut === undefined) return bytes as Uint8Array<ArrayBuffer>;
  const pieces = [bytes.slice(0, cut)];
  return new ReadableStream<Uint8Array>({
    // Failing at once would take away what was queued before.
    pull(controller) {
      const piece = pieces.pop();
      if (piece) controller.enqueue(piece);
      else controller.error(new TypeError('terminated'));
    },
  });
};
