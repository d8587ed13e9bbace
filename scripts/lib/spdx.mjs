// @ts-check

/**
 * Whether an SPDX licence expression can be satisfied with the allowed licences: one side of OR, both sides of AND.
 * `MIT/Apache-2.0` is crates.io's old way to write OR; an exception (WITH) only grants more than its licence.
 * @param {string} expression
 * @param {ReadonlySet<string>} allowed
 */
export const satisfies = (expression, allowed) => {
  const tokens = expression.replaceAll('/', ' OR ').match(/[()]|[^\s()]+/g) ?? [];
  const atom = () => {
    const token = tokens.shift() ?? '';
    if (token === '(') {
      const inner = either();
      tokens.shift(); // the closing parenthesis
      return inner;
    }
    if (tokens[0] === 'WITH') tokens.splice(0, 2);
    return allowed.has(token);
  };
  // Both sides are always read, so that the position in the tokens is right whatever the first side gives.
  const both = () => {
    let result = atom();
    while (tokens[0] === 'AND') tokens.shift(), (result = atom() && result);
    return result;
  };
  /** @returns {boolean} */
  const either = () => {
    let result = both();
    while (tokens[0] === 'OR') tokens.shift(), (result = both() || result);
    return result;
  };
  return either();
};
