/** Statuses that `fetch` follows. */
export const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

/** Waits; rejects with the signal's reason as soon as it is aborted, and leaves neither timer nor listener behind. */
export const pause = (ms: number, signal: AbortSignal | null | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const settle = (finish: () => void) => () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      finish();
    };
    const timer = setTimeout(() => settle(resolve)(), ms);
    const abort = () => settle(() => reject(signal?.reason))();
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
  });

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
