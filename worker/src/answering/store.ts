// Where answers are kept, and who of several that ask the same asks the provider.
import type { Failure } from './failure.js';

/** A piece of an answer as it was kept. */
export interface Kept {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  /** When the provider gave it, in milliseconds since 1970. */
  readonly at: number;
}

/**
 * What there is under a name: a piece; or nothing, and it is our turn to ask the provider, or that of somebody who does
 * already. `free`: whoever wants it asks, and nobody waits.
 */
export type Taken = Kept | 'ours' | 'theirs' | 'free';

/** What came of the turn of somebody else: a piece, why there is none, or it is our turn now. */
export type Waited = Kept | { readonly failure: Failure } | 'ours' | 'free';

/** Pieces to be kept. */
export interface Pieces {
  readonly names: readonly string[];
  readonly parts: readonly Uint8Array<ArrayBuffer>[];
  /** For how many seconds each may be given again. */
  readonly seconds: readonly number[];
  /** Of each the names of the companies that it is about. */
  readonly about: readonly (readonly string[])[];
  /** Of each, whether it says that there is nothing. */
  readonly nothing: readonly boolean[];
  readonly mediaType: string;
  /** For how many seconds more a piece that says something may be given when the provider is ill. */
  readonly staleSeconds: number;
}

/** Keeps pieces under names that tell nothing. It may fail; the question is then asked as if nothing were kept. */
export interface Store {
  take(names: readonly string[]): Promise<readonly Taken[]>;
  /** Waits for those whose turn it is. */
  wait(names: readonly string[]): Promise<readonly Waited[]>;
  put(pieces: Pieces): Promise<void>;
  /** Ends our turn without pieces. Those who wait get the failure; without one, the turn is theirs; `free`: that of each. */
  release(names: readonly string[], outcome?: Failure | 'free'): Promise<void>;
  /** Pieces that are too old to be given while the provider is well. */
  stale(names: readonly string[]): Promise<readonly (Kept | undefined)[]>;
  /** Throws away what is kept about companies, under their names. @returns how many pieces */
  purge(companies: readonly string[]): Promise<number>;
}

/** Some of the pieces. */
export const choose = (pieces: Pieces, wanted: (name: string, part: Uint8Array) => boolean): Pieces => {
  const positions = pieces.names.flatMap((name, position) => (wanted(name, pieces.parts[position] as Uint8Array) ? [position] : []));
  if (positions.length === pieces.names.length) return pieces;
  const of = <T>(list: readonly T[]): readonly T[] => positions.map((position) => list[position] as T);
  return {
    ...pieces,
    names: of(pieces.names),
    parts: of(pieces.parts),
    seconds: of(pieces.seconds),
    about: of(pieces.about),
    nothing: of(pieces.nothing),
  };
};
