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

/** An endpoint that a path is for, with the segment that its pattern leaves open. */
export interface Found {
  readonly endpoint: Endpoint;
  readonly id: string;
}

/** Finds the endpoints that a path is for, one for each method. */
export type Finder = (path: string) => readonly Found[];

/** Paths are sorted once: most requests are for none of them. */
export const finderOf = (endpoints: readonly Endpoint[]): Finder => {
  const whole = new Map<string, Found[]>();
  const open: { endpoint: Endpoint; pattern: RegExp }[] = [];
  for (const endpoint of endpoints) {
    const { path } = endpoint;
    if (path.includes('{id}')) open.push({ endpoint, pattern: new RegExp(`^${path.replace('{id}', segment)}$`) });
    else whole.set(path, [...(whole.get(path) ?? []), { endpoint, id: '' }]);
  }
  return (path) =>
    whole.get(path) ??
    open.flatMap(({ endpoint, pattern }) => {
      const found = pattern.exec(path);
      return found ? [{ endpoint, id: found[1] ?? '' }] : [];
    });
};
