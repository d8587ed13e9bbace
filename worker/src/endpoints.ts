import type { Identity } from './callers.js';
import type { Context, Outcome } from './context.js';

/** Something that the worker itself answers, beside the providers' operations. */
export interface Endpoint {
  /** The name in logs. */
  readonly name: string;
  readonly method: string;
  /** The whole path; `{id}` stands for one segment of letters, digits, `-` and `_`. */
  readonly path: string;
  /** Who may ask: everybody, pages of listed origins, callers as they may ask providers (and the operator), the operator only. */
  readonly access: 'public' | 'page' | 'caller' | 'operator';
  /** `identity` is there when `access` is `caller` or `operator`; `id` is the segment of the path. */
  serve(context: Context, identity: Identity | undefined, id: string): Promise<Outcome>;
}

/** An outcome that is a JSON document. */
export const json = (value: unknown, status = 200): Outcome => ({ status, body: JSON.stringify(value), mediaType: 'application/json' });

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

/** The endpoints that a path is for, one for each method, with the segment that their pattern leaves open. */
export const findEndpoints = (endpoints: readonly Endpoint[], path: string): readonly { endpoint: Endpoint; id: string }[] =>
  endpoints.flatMap((endpoint) => {
    if (endpoint.path === path) return [{ endpoint, id: '' }];
    const found = endpoint.path.includes('{id}') ? patternOf(endpoint.path).exec(path) : null;
    return found ? [{ endpoint, id: found[1] ?? '' }] : [];
  });
