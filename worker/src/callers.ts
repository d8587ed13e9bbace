// The ways to know who asks. A proxy has a list of them; the first that finds what it knows in a request decides.
import { Refusal } from './context.js';
import { isLocal } from './hosts.js';
import { isKnown, originOf } from './origin.js';
import type { Limit, Policy } from './policy.js';
import type { ProxyConfig } from './config.js';
import type { Soon } from './soon.js';

/** Who asks. */
export interface Identity {
  /** Unique for who is counted: `token:site:42`, `page:https://example.ru`. It may be personal, and is logged as a digest only. */
  readonly id: string;
  /** Who is counted together, such as `token:site`. */
  readonly group: string;
  /** All of them must permit a question, and every limit of theirs holds. */
  readonly policies: readonly Policy[];
  /** Limits for more callers together than its group, by the name of who they are: of all sites with tokens for instance. */
  readonly shared?: readonly { readonly name: string; readonly limits: readonly Limit[] }[] | undefined;
  /** Who it is to each of the ways that had to know it, if there were two. */
  readonly parts?: readonly [Identity, Identity] | undefined;
}

/** A way to know who asks. */
export interface CallerMethod {
  /** The name, for `/readyz`. */
  readonly name: string;
  /** What its callers may ask, so that names in there that nothing has are found. */
  readonly policies?: readonly Policy[] | undefined;
  /**
   * Who asks, or nothing when the request has nothing that this method knows: at once where nothing has to be waited for.
   * @throws {Refusal} when it has, and that is not right
   */
  identify(request: Request): Soon<Identity | undefined>;
  /**
   * A caller that was known in this way, as the configuration knows it now: its jobs go on when it is gone, and what it may
   * do may be less by then. Nothing when it is not known in this way, or not any more. Without this, callers have no jobs.
   */
  recall?(caller: Identity, config: ProxyConfig): Soon<Identity | undefined>;
}

/** What all pages that are known by their origin are counted under. */
const pageGroup = 'page';

/** Whether many who need not know each other, or anything about themselves, are this one caller. */
export const isShared = ({ group }: Identity): boolean => group === pageGroup;

/** What a caller says of itself by its token: that does not change with the configuration. */
export const saidBy = ({ policies }: Identity): readonly Policy[] => policies.filter(({ narrows }) => narrows);

/** The token of `Authorization: Bearer …`; undefined when the header is missing, empty when it is something else. */
export const bearerOf = (request: Request): string | undefined => {
  const header = request.headers.get('authorization');
  return header === null ? undefined : (/^Bearer ([\w.~+/=-]{1,8192})$/i.exec(header)?.[1] ?? '');
};

/** Whoever presents something is known by it or not at all. */
const presents = ({ headers }: Request): boolean => headers.has('authorization');

/** Headers that web servers add to what they hand on. */
const handedOn = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * Whoever asks from this machine. Only a proxy that is known under a local host can be asked so; and not what a web server
 * hands on, which comes from anywhere, whatever host the server names.
 */
export const local = (policy: Policy = {}): CallerMethod => ({
  name: 'local',
  policies: [policy],
  recall: ({ id }) => (id === 'local' ? { id, group: 'local', policies: [policy] } : undefined),
  identify(request) {
    const origin = originOf(request);
    const here = isLocal(request.url) && (origin === null || isLocal(origin)) && !handedOn.some((name) => request.headers.has(name));
    return here && !presents(request) ? { id: 'local', group: 'local', policies: [policy] } : undefined;
  },
});

/**
 * Pages of the listed origins and of the worker's own, as browsers name them. A program can name any origin: give such callers small limits, or
 * tokens instead.
 */
export const pages = (policy: Policy = {}): CallerMethod => ({
  name: 'pages',
  policies: [policy],
  recall: ({ id, group }, config) => (group === pageGroup && isKnown(id.slice('page:'.length), config) ? { id, group, policies: [policy] } : undefined),
  identify(request) {
    // That the page may ask is checked before anybody is identified.
    const origin = originOf(request);
    return origin === null || presents(request) ? undefined : { id: `page:${origin}`, group: pageGroup, policies: [policy] };
  },
});

const joined = (one: Identity | undefined, other: Identity | undefined): Identity | undefined =>
  one && other && { ...one, policies: [...one.policies, ...other.policies], shared: [...(one.shared ?? []), ...(other.shared ?? [])], parts: [one, other] };

/** Both must know the caller, who is then counted as by the first, and has the limits of both. */
export const both = (first: CallerMethod, second: CallerMethod): CallerMethod => ({
  name: `${first.name}+${second.name}`,
  policies: [...(first.policies ?? []), ...(second.policies ?? [])],
  identify: async (request) => joined(await first.identify(request), await second.identify(request)),
  recall: async ({ parts }, config) => parts && joined(await first.recall?.(parts[0], config), await second.recall?.(parts[1], config)),
});

/**
 * Finds out who asks.
 * @throws {Refusal} when nobody knows them, or they present something that is not right
 */
export const identify = async (request: Request, methods: readonly CallerMethod[]): Promise<Identity> => {
  for (const method of methods) {
    const found = method.identify(request);
    const identity = found instanceof Promise ? await found : found;
    if (identity) return identity;
  }
  throw new Refusal(presents(request) ? 'token-refused' : 'caller-unknown', { 'www-authenticate': 'Bearer' });
};
