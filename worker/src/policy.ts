// What a caller may ask, and for how much.
import { isRecord } from './is-record.js';
import type { Route } from './rules.js';

/** A limit on what may be asked of providers in a period. Days and months begin at midnight in Moscow. */
export interface Limit {
  readonly per: 'day' | 'month';
  /** How many companies may be asked about; what a provider charges by the request counts as one. */
  readonly companies?: number | undefined;
  /** How much may be spent, in roubles, by the prices of the configuration. */
  readonly roubles?: number | undefined;
  /** The provider that it is about; all together unless said. */
  readonly provider?: string | undefined;
}

/** How many jobs a caller may have. */
export interface JobLimits {
  /** How many may be under way at the same time; 10 unless said. */
  readonly atOnce: number;
  /** How many companies may wait in all of them; 200 000 unless said. */
  readonly companies: number;
}

const usualJobs: JobLimits = { atOnce: 10, companies: 200_000 };

/** What a caller may do. What is not said is not limited, but for operations that write. */
export interface Policy {
  /** The providers that may be asked, `focus`. */
  readonly providers?: readonly string[] | undefined;
  /** The operations that may be asked, `focus.req`, or `*`: all. Unless said, all that only read. */
  readonly operations?: readonly string[] | undefined;
  /** For each caller by itself. */
  readonly limits?: readonly Limit[] | undefined;
  /** For all callers that are known in the same way, together. */
  readonly together?: readonly Limit[] | undefined;
  /** Whether jobs may be ordered, which go on when the caller is gone, and how many. */
  readonly jobs?: boolean | Partial<JobLimits> | undefined;
  /** Whether it can only take away, as what a token says of itself: it gives leave to write to nobody. */
  readonly narrows?: boolean | undefined;
}

/** How many jobs policies together allow; nothing when one of them allows none. */
export const jobLimits = (policies: readonly Policy[]): JobLimits | undefined => {
  if (policies.some(({ jobs }) => jobs === false)) return undefined;
  const said = policies.flatMap(({ jobs }) => (typeof jobs === 'object' ? [jobs] : []));
  const least = (name: keyof JobLimits): number => {
    const each = said.flatMap((limits) => limits[name] ?? []);
    return each.length ? Math.min(...each) : usualJobs[name];
  };
  return { atOnce: least('atOnce'), companies: least('companies') };
};

/** Stands for all operations. */
export const anyOperation = '*';

const names = (operations: readonly string[], { id }: { readonly id: string }): boolean => operations.includes(anyOperation) || operations.includes(id);

/**
 * Whether policies together let that operation be asked: none of them may be against it, and what writes must be named by one
 * of them.
 */
export const permit = (policies: readonly Policy[], route: Pick<Route, 'id' | 'provider' | 'writes'>): boolean =>
  policies.every(({ providers, operations }) => (!providers || providers.includes(route.provider)) && (!operations || names(operations, route))) &&
  (!route.writes || policies.some(({ operations, narrows }) => operations && !narrows && names(operations, route)));

const isAmount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 1e9;

const readNames = (value: unknown): readonly string[] => {
  if (Array.isArray(value) && value.every((item): item is string => typeof item === 'string')) return value;
  throw new TypeError('not a list of names');
};

const readLimit = (value: unknown): Limit => {
  if (!isRecord(value)) throw new TypeError('a limit is an object');
  const { per, companies, roubles, provider, ...rest } = value;
  const fine =
    (per === 'day' || per === 'month') &&
    (companies === undefined || (isAmount(companies) && Number.isInteger(companies))) &&
    (roubles === undefined || isAmount(roubles)) &&
    (companies !== undefined || roubles !== undefined) &&
    (provider === undefined || typeof provider === 'string') &&
    Object.keys(rest).length === 0;
  if (!fine) throw new TypeError('a limit is { per: "day" | "month", companies?, roubles?, provider? }');
  return {
    per,
    ...(companies === undefined ? {} : { companies }),
    ...(roubles === undefined ? {} : { roubles }),
    ...(provider === undefined ? {} : { provider }),
  };
};

const readLimits = (value: unknown): readonly Limit[] => {
  if (!Array.isArray(value)) throw new TypeError('limits are a list');
  return value.map(readLimit);
};

const isCountIfSaid = (value: unknown): boolean => value === undefined || (isAmount(value) && Number.isInteger(value) && value >= 1);

const readJobs = (value: unknown): boolean | Partial<JobLimits> => {
  if (typeof value === 'boolean') return value;
  const { atOnce, companies, ...rest } = isRecord(value) ? value : { jobs: value };
  if (!isCountIfSaid(atOnce) || !isCountIfSaid(companies) || Object.keys(rest).length) throw new TypeError('jobs: true, false or { atOnce?, companies? }');
  return value as Partial<JobLimits>;
};

/** How each member is read. */
const members: { readonly [Name in Exclude<keyof Policy, 'narrows'>]-?: (value: unknown) => NonNullable<Policy[Name]> } = {
  providers: readNames,
  operations: readNames,
  limits: readLimits,
  together: readLimits,
  jobs: readJobs,
};

/** The names of a policy's members. */
export const policyMembers: readonly string[] = Object.keys(members);

/**
 * A policy out of a configuration or a token. A member that cannot be read is an error rather than no limit.
 * @throws {TypeError} which says what is wrong, without values
 */
export const readPolicy = (value: unknown): Policy => {
  if (!isRecord(value)) throw new TypeError('a policy is an object');
  const read = Object.entries(members).flatMap(([name, of]) => (value[name] === undefined ? [] : [[name, of(value[name])]]));
  return Object.fromEntries(read) as Policy;
};

/**
 * What a token says of itself: it asks for less than the configuration allows, never for more.
 * @throws {TypeError} like {@link readPolicy}
 */
export const readClaims = ({ providers, operations, limits }: Readonly<Record<string, unknown>>): Policy =>
  ({ ...readPolicy({ providers, operations, limits }), narrows: true });
