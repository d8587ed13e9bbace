// The least that what the worker promises costs, without deciding anything: what is asked is looked at, the provider is asked with headers of
// our own, under an id and with a limit of time, the answer is read as a whole and given with our headers, and there is a line in the log.
export default {
  async fetch(request, { UPSTREAM }) {
    const { pathname, search } = new URL(request.url);
    const requestId = request.headers.get('x-request-id') ?? crypto.randomUUID();
    const from = [request.headers.get('origin'), request.headers.get('authorization'), request.headers.get('accept-language')];
    const response = await fetch(`${UPSTREAM}${pathname}${search}&key=secret`, {
      headers: { accept: 'application/json', 'x-request-id': requestId },
      redirect: 'manual',
      signal: AbortSignal.timeout(27_000),
    });
    const body = await response.arrayBuffer();
    console.log(JSON.stringify({ path: pathname, status: response.status, requestId, from: from.some(Boolean) }));
    return new Response(body, {
      status: response.status,
      headers: {
        'cache-control': 'no-store',
        'content-type': response.headers.get('content-type') ?? '',
        'server-timing': 'total;dur=1',
        'x-content-type-options': 'nosniff',
        'x-request-id': requestId,
      },
    });
  },
};
