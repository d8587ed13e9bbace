// Metrics. Isolates count by themselves and bring their counts together in a Durable Object once a second; whoever scrapes
// reads them there. What is counted names operations, statuses and codes, never a caller or a company.
import type { LogLine } from './log.js';
import { type Dataset, type ObjectStorage, type Objects, type Sql, objectOf } from './platform.js';
import { Rounds } from './rounds.js';

/** The methods of the Durable Object `Meter`. */
export interface MeterStub {
  add(samples: Readonly<Record<string, number>>): Promise<void>;
  render(): Promise<string>;
}

/** Families of metrics with what they mean. */
const families: readonly (readonly [name: string, type: 'counter' | 'histogram', help: string])[] = [
  ['kontragent_requests_total', 'counter', 'Requests by operation, status and code of the problem.'],
  ['kontragent_request_seconds', 'histogram', 'Time to the answer, by operation.'],
  ['kontragent_companies_asked_total', 'counter', 'Companies (or paid requests) that providers were asked about.'],
  ['kontragent_cache_total', 'counter', 'Answers by where they came from.'],
];

/** Upper bounds in seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

const labelled = (name: string, labels: Readonly<Record<string, string>>): string =>
  `${name}{${Object.entries(labels).map(([label, value]) => `${label}="${value.replace(/[\\"\n]/g, '')}"`).join(',')}}`;

/** What requests that are alike add up to. */
class Tally {
  readonly #line: LogLine;
  #requests = 0;
  #seconds = 0;
  #asked = 0;
  readonly #within = buckets.map(() => 0);

  /** Of requests like this one. */
  constructor(line: LogLine) {
    this.#line = line;
  }

  add({ durationMs, asked = 0 }: LogLine): void {
    const seconds = durationMs / 1000;
    this.#requests += 1;
    this.#seconds += seconds;
    this.#asked += asked;
    for (let place = buckets.length; place-- && seconds <= (buckets[place] ?? 0); ) this.#within[place] = (this.#within[place] ?? 0) + 1;
  }

  samples(): readonly (readonly [name: string, by: number])[] {
    const { operation = 'none', status, code = '', cache } = this.#line;
    const bucket = (le: string): string => labelled('kontragent_request_seconds_bucket', { operation, le });
    return [
      [labelled('kontragent_requests_total', { operation, status: String(status), code }), this.#requests],
      [labelled('kontragent_request_seconds_sum', { operation }), this.#seconds],
      [labelled('kontragent_request_seconds_count', { operation }), this.#requests],
      [bucket('+Inf'), this.#requests],
      ...buckets.map((bound, place) => [bucket(String(bound)), this.#within[place] ?? 0] as const).filter(([, by]) => by),
      ...(this.#asked ? [[labelled('kontragent_companies_asked_total', { operation }), this.#asked] as const] : []),
      ...(cache ? [[labelled('kontragent_cache_total', { operation, from: cache }), this.#requests] as const] : []),
    ];
  }
}

/** Counts what an isolate answers. */
export class Meter {
  #tallies = new Map<string, Tally>();
  #pending = new Map<string, number>();
  readonly #rounds = new Rounds(() => this.flush());

  constructor(
    private readonly objects: Objects<MeterStub> | undefined,
    private readonly dataset: Dataset | undefined,
  ) {}

  count(line: LogLine, later: (work: Promise<unknown>) => void): void {
    const { operation = 'none', status, code = '', durationMs, asked = 0, cache = '' } = line;
    this.dataset?.writeDataPoint({ indexes: [operation], blobs: [operation, String(status), code, cache], doubles: [durationMs, asked] });
    if (!this.objects) return;
    const alike = `${operation} ${status} ${code} ${cache}`;
    let tally = this.#tallies.get(alike);
    if (!tally) this.#tallies.set(alike, (tally = new Tally(line)));
    tally.add(line);
    this.#rounds.wake(later);
  }

  /** Brings the counts together. What cannot be brought there is kept for the next time. */
  async flush(): Promise<void> {
    for (const tally of this.#tallies.values()) this.#keep(tally.samples());
    this.#tallies.clear();
    const pending = this.#pending;
    if (!this.objects || !pending.size) return;
    this.#pending = new Map();
    try {
      await objectOf(this.objects, 'all').add(Object.fromEntries(pending));
    } catch {
      this.#keep(pending);
    }
  }

  #keep(samples: Iterable<readonly [name: string, by: number]>): void {
    for (const [sample, by] of samples) this.#pending.set(sample, (this.#pending.get(sample) ?? 0) + by);
  }

  /** Everything as Prometheus reads it; undefined when nothing brings the counts together. */
  async render(): Promise<string | undefined> {
    if (!this.objects) return undefined;
    await this.flush();
    return objectOf(this.objects, 'all').render();
  }
}

/** The counts of all isolates. */
export class Samples {
  readonly #sql: Sql;
  readonly #storage: ObjectStorage;

  constructor(storage: ObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#sql.exec('CREATE TABLE IF NOT EXISTS samples (name TEXT PRIMARY KEY, value REAL) WITHOUT ROWID');
  }

  add(samples: Readonly<Record<string, number>>): void {
    this.#storage.transactionSync(() => {
      for (const [name, by] of Object.entries(samples)) {
        this.#sql.exec('INSERT INTO samples VALUES (?, ?) ON CONFLICT DO UPDATE SET value = value + excluded.value', name, by);
      }
    });
  }

  /** The text format of Prometheus, version 0.0.4. */
  render(): string {
    const rows = this.#sql.exec<{ name: string; value: number }>('SELECT name, value FROM samples ORDER BY name').toArray();
    return families
      .flatMap(([family, type, help]) => {
        const samples = rows.filter(({ name }) => name.startsWith(family) && /^(_sum|_count|_bucket)?\{/.test(name.slice(family.length)));
        return samples.length ? [`# HELP ${family} ${help}`, `# TYPE ${family} ${type}`, ...samples.map(({ name, value }) => `${name} ${value}`)] : [];
      })
      .concat('')
      .join('\n');
  }
}
