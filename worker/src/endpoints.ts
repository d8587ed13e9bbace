import type { Context, Identity, Outcome } from './context.js';

/** Something that the worker itself answers, beside the providers' operations. */
export interface Endpoint {
  /** The name in logs. */
  readonly name: string;
  readonly method: string;
  /** The whole path; `{id}` stands for one segment of letters, digits, `-` and `_`. */
  readonly path: string;
  /** Who may ask: everybody, callers as they may ask providers, the operator only. */
  readonly access: 'public' | 'caller' | 'operator';
  /** `identity` is there when `access` is `caller`; `id` is the segment of the path. */
  serve(context: Context, identity: Identity | undefined, id: string): Promise<Outcome>;
}

/** An outcome that is a JSON document. */
export const json = (value: unknown, status = 200): Outcome => ({ status, body: JSON.stringify(value), mediaType: 'application/json' });

/** The platform asks whether the worker is there at all. */
export const health: Endpoint = {
  name: 'healthz',
  method: 'GET',
  path: '/healthz',
  access: 'public',
  serve: async () => json({ ok: true }),
};

const segment = '([A-Za-z0-9_-]{1,64})';

/** The patterns of paths, made once. */
const patterns = new Map<string, RegExp>();

const patternOf = (path: string): RegExp => {
  const known = patterns.get(path);
  if (known) return known;
  const made = new RegExp(`^${path.replace('{id}', segment)}$`);
  patterns.set(path, made);
  return made;
};

/** The endpoint that a path is for, with the segment that its pattern leaves open. */
export const findEndpoint = (endpoints: readonly Endpoint[], path: string): readonly { endpoint: Endpoint; id: string }[] =>
  endpoints.flatMap((endpoint) => {
    if (endpoint.path === path) return [{ endpoint, id: '' }];
    const found = endpoint.path.includes('{id}') ? patternOf(endpoint.path).exec(path) : null;
    return found ? [{ endpoint, id: found[1] ?? '' }] : [];
  });
