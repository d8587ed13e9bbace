// Who asked about whom, whether a caller waits for the answer or a job asks in its name.
import type { Question } from '../generated/proxy.bindings.js';
import type { Audit } from './audit.js';
import type { Identity } from './callers.js';
import { type Context, Refusal } from './context.js';
import type { Route } from './rules.js';

/**
 * Writes it down, before anything is asked.
 * @throws {Refusal} when that cannot be: then it is not asked
 */
export const record = async ({ requestId, timings }: Context, audit: Audit, route: Route, question: Question, { id }: Identity): Promise<void> => {
  const now = Date.now();
  const entry = { at: new Date(now).toISOString(), requestId, caller: id, operation: route.id, question: question.told };
  await timings.of('audit', audit.append(entry, now)).catch(() => {
    throw new Refusal('audit-unavailable');
  });
};
