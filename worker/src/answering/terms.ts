import type { Objects } from '../platform.js';
import type { EdgeCache } from './edge.js';
import type { ShelfStub } from './shelf.js';

/** How answers are kept. Without a store nothing is. */
export interface CacheConfig {
  /** The secret under which names are hashed. Another one makes everything unknown that is kept. */
  readonly secret: string;
  /** The namespace of the Durable Object `Shelf`: one store for all the world, with single flight and purging. */
  readonly shelves?: Objects<ShelfStub> | undefined;
  /** How many objects a provider's answers are spread over; 1 unless said. Another number makes unknown what is kept. */
  readonly shelfCount?: number | undefined;
  /** The cache of the data centre, used if there are no shelves. */
  readonly edge?: EdgeCache | undefined;
  /** Lifetimes other than the catalogue's, in seconds, of an operation `focus.req`, or of what the catalogue keeps of a provider `focus`. */
  readonly seconds?: Readonly<Record<string, number>> | undefined;
  /** For how many seconds more an answer is given while the provider is ill, marked as stale; a day unless said. */
  readonly staleSeconds?: number | undefined;
  /** Whether answers to questions that name a person are kept, for each caller by itself; no unless said. */
  readonly personal?: boolean | undefined;
}

/** {@link CacheConfig.staleSeconds} unless said. */
export const usualStaleSeconds = 24 * 60 * 60;
