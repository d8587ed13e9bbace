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
