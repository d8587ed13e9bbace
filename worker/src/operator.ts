import { type CallerMethod, type Identity, bearerOf } from './callers.js';
import { isSame } from './secret.js';

/** The group of whoever has the operator's token. */
const operatorGroup = 'operator';

export const isOperator = (identity: Identity | undefined): boolean => identity?.group === operatorGroup;

/** The operator: may see usage, metrics and the audit trail, and asks providers nothing. */
export const operator = (secrets: readonly string[]): CallerMethod => ({
  name: 'operator',
  identify(request) {
    const token = secrets.length ? bearerOf(request) : undefined;
    if (!token) return undefined;
    return Promise.all(secrets.map((secret) => isSame(token, secret))).then((same) =>
      same.includes(true) ? { id: 'operator', group: operatorGroup, policies: [{ providers: [] }] } : undefined,
    );
  },
});
