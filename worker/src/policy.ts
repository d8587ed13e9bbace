// What a caller may ask, and for how much.

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

/** What a caller may do. What is not said is not limited. */
export interface Policy {
  /** The providers that may be asked, `focus`. */
  readonly providers?: readonly string[] | undefined;
  /** The operations that may be asked, `focus.req`. */
  readonly operations?: readonly string[] | undefined;
  /** For each caller by itself. */
  readonly limits?: readonly Limit[] | undefined;
  /** For all callers that are known in the same way, together. */
  readonly together?: readonly Limit[] | undefined;
  /** Whether jobs may be ordered, which go on when the caller is gone. */
  readonly jobs?: boolean | undefined;
}

/** Whether the policy lets that operation be asked. */
export const permits = ({ providers, operations }: Policy, route: { provider: string; id: string }): boolean =>
  (!providers || providers.includes(route.provider)) && (!operations || operations.includes(route.id));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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

const readJobs = (value: unknown): boolean => {
  if (typeof value !== 'boolean') throw new TypeError('jobs: true or false');
  return value;
};

/** How each member is read. */
const members: { readonly [Name in keyof Policy]-?: (value: unknown) => NonNullable<Policy[Name]> } = {
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
