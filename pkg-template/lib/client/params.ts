/** What is no data, or refuses to be read. */
const UNREADABLE = 'unreadable';

/** Deeper than any parameter; the module reads no deeper either. */
const MOST_DEPTH = 64;

/** Half of a character: it would be sent as another, which finds nothing. */
const HALF = /\p{Surrogate}/u;

/** A value as JSON, its numbers as JavaScript spells them. Not `JSON.stringify`: it takes NaN for nothing, and drops functions. */
const written = (value: unknown, depth = 0): string => {
  if (depth > MOST_DEPTH) throw UNREADABLE;
  switch (typeof value) {
    case 'undefined':
      return 'null';
    case 'bigint':
      return String(value);
    case 'number':
      // No number that can be sent, but a number.
      return Number.isFinite(value) ? String(value) : '1e999';
    case 'string':
      if (HALF.test(value)) throw UNREADABLE;
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'object': {
      if (!value) return 'null';
      if (Array.isArray(value)) return `[${Array.from(value, (item) => written(item, depth + 1)).join()}]`;
      return `{${Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${written(member, depth + 1)}`).join()}}`;
    }
    default:
      throw UNREADABLE;
  }
};

/** A caller's parameters as JSON; no JSON when they cannot be read, which the module then says. */
export const paramsOf = (params: unknown): string => {
  try {
    return written(params);
  } catch {
    return '';
  }
};
