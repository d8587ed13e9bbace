/** Which fields of an object are shown elsewhere: wholly, or as far as a shape of their own says. */
export interface Shape {
  readonly [field: string]: true | Shape;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What of a value the shape does not name; `undefined` when nothing is left. A list is judged by its items. */
export const leftover = (value: unknown, shape: true | Shape): unknown => {
  if (shape === true) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => leftover(item, shape)).filter((item) => item !== undefined);
    return items.length ? items : undefined;
  }
  if (!isObject(value)) return value;
  const rest = Object.entries(value).flatMap(([field, inner]) => {
    const known = Object.hasOwn(shape, field) ? shape[field] : undefined;
    const left = known ? leftover(inner, known) : inner;
    return left === undefined ? [] : [[field, left]];
  });
  return rest.length ? Object.fromEntries(rest) : undefined;
};
