// The types of `k.nkb.related`: which questions make sense, and what each is answered with.
import type { NkbLinks, NkbRelatedQuestion } from '../generated/nkb.js';
import type { NkbRelated, NkbRelation } from '../generated/models.js';
import type { NkbRelatedParams } from '../generated/operations.js';
import type { AllOptions, CallOptions, RawOptions } from './api.js';

export type * from '../generated/nkb.js';

/** A record of a relation of that type. */
export type NkbRelationOf<T extends keyof NkbLinks> = Pick<NkbRelation, 'relType' | 'since' | 'actual' | 'hidden' | NkbLinks[T]['fields']>;

/** What is at the other end of a relation. */
export type NkbRelatedObject<Q extends NkbRelatedQuestion> = Omit<NkbLinks[Q['relType']][Q['direction']], 'relations'> & {
  relations?: NkbRelationOf<Q['relType']>[];
};

/** A page of related objects, by the question. */
export type NkbRelatedOf<Q extends NkbRelatedQuestion> = Omit<NkbRelated, 'list'> & { list: NkbRelatedObject<Q>[] };

/** Asks for related objects. Kind, type and direction must fit each other, and say what comes. */
export interface NkbRelatedMethod {
  <Q extends NkbRelatedQuestion>(params: NkbRelatedParams & Q, options: RawOptions): Promise<unknown>;
  <Q extends NkbRelatedQuestion>(params: NkbRelatedParams & Q, options?: CallOptions): Promise<NkbRelatedOf<Q>>;
  /** Page after page, from the one that the parameters ask for. */
  pages<Q extends NkbRelatedQuestion>(params: NkbRelatedParams & Q, options?: CallOptions): AsyncGenerator<NkbRelatedOf<Q>, void, undefined>;
  /** Object after object, at most `limit`. */
  all<Q extends NkbRelatedQuestion>(params: NkbRelatedParams & Q, options: AllOptions): AsyncGenerator<NkbRelatedObject<Q>, void, undefined>;
}
