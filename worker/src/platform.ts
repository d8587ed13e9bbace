// The parts of Cloudflare's platform that the worker uses, by their shape, so that the package needs no types of others.

/** A `ratelimits` binding: approximate, counted in each location. */
export interface RateLimiter {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

/** An Analytics Engine dataset. */
export interface Dataset {
  writeDataPoint(point: { indexes?: string[]; blobs?: string[]; doubles?: number[] }): void;
}

/** A namespace of Durable Objects whose methods are called as if they were here. */
export interface Objects<Stub> {
  idFromName(name: string): object;
  get(id: never): Stub;
}

/** The object of that name. */
export const objectOf = <Stub>(objects: Objects<Stub>, name: string): Stub => objects.get(objects.idFromName(name) as never);

/** SQLite in a Durable Object takes values of two megabytes: what is larger is not kept. */
export const mostValueBytes = 1_900_000;

export type SqlValue = string | number | null | ArrayBuffer;

export interface SqlRows<Row> extends Iterable<Row> {
  toArray(): Row[];
  readonly rowsWritten: number;
}

/** The SQLite database of a Durable Object. */
export interface Sql {
  exec<Row = Record<string, SqlValue>>(query: string, ...values: SqlValue[]): SqlRows<Row>;
}

/** What a Durable Object keeps. */
export interface ObjectStorage {
  readonly sql: Sql;
  transactionSync<T>(work: () => T): T;
  /** When everything is written that was to be. */
  sync(): Promise<void>;
  getAlarm(): Promise<number | null>;
  setAlarm(at: number): Promise<void>;
  deleteAll(): Promise<void>;
}

/** The state that the platform hands to a Durable Object. */
export interface ObjectState {
  readonly storage: ObjectStorage;
}

/** The part of the platform's `ExecutionContext` that is needed. */
export interface Platform {
  waitUntil(work: Promise<unknown>): void;
}
