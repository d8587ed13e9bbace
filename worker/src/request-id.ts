/** The name of a request in logs of ours, of the caller's and of the provider's: the caller's own if it is plain enough. */
export const requestIdOf = ({ headers }: Request): string => {
  const given = headers.get('x-request-id');
  return given !== null && /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/.test(given) ? given : crypto.randomUUID();
};
