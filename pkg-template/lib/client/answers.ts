// The answers to all requests of a question, put together.
import type { Inquiry } from '../../generated/client.bindings.js';
import type { Asked, Companies } from '../api.js';
import type { KontragentError } from '../errors.js';
import type { Run } from './connection.js';
import { errorOf } from './failure.js';
import type { MethodKind } from './kinds.js';
import { type Answered, answerTo, tell } from './request.js';

/** A part of a question: the identifiers that it is about, and its answer or why there is none. */
export interface Part {
  readonly asked: readonly Asked[];
  readonly answered?: Answered;
  readonly error?: KontragentError;
}

/** An entry of an answer about companies. */
type Company = Record<string, unknown> & Asked;

/** Asks all requests of a question, as many at once as the gate lets through, and tells how far it is. */
export const partsOf = async (run: Run, inquiry: Inquiry): Promise<Part[]> => {
  const total = run.core.ask(() => inquiry.length);
  let done = 0;
  const part = async (at: number): Promise<Part[]> => {
    const asked = JSON.parse(run.core.ask(() => inquiry.asked(at))) as Asked[];
    const parts = await answerTo(run, inquiry, at).then(
      (answered): Part[] => (answered.part
        ? [{ asked: answered.part.asked, answered }, { asked: answered.part.failed, error: errorOf(answered.part.error) }]
        : [{ asked, answered }]),
      (error: KontragentError): Part[] => [{ asked, error }],
    );
    done += 1;
    if (total > 1) tell(run, 0, 'progress', { unit: 'requests', done, total });
    return parts;
  };
  return (await Promise.all(Array.from({ length: total }, (_, at) => part(at)))).flat();
};

/** What an answer is to its caller. */
const valueOf = ({ error, answered }: Part): unknown => {
  if (error) throw error;
  const { kind, text, file } = answered as Answered;
  return kind === 'json' ? JSON.parse(text as string) : kind === 'file' ? file : text;
};

/**
 * Those that are not in the answer. Items of a few companies have no ИНН: any company that was asked about by one may be such an
 * item, so that none of these is missing unless more are not there than there are such items.
 */
const missingOf = (asked: readonly Asked[], items: readonly Company[]): readonly Asked[] => {
  // By identifiers and never by position: providers leave unknown companies out, and one ИНН may have several ОГРН.
  const known = new Set(items.flatMap(({ inn, ogrn }) => [inn, ogrn]));
  const missing = asked.filter(({ inn, ogrn }) => !known.has(inn ?? ogrn));
  const nameless = items.filter(({ inn, ogrn }) => inn === undefined && !asked.some((each) => each.ogrn === ogrn)).length;
  const byInn = missing.filter(({ inn }) => inn !== undefined).length;
  return byInn > nameless ? missing : missing.filter(({ inn }) => inn === undefined);
};

/** What was found, what is missing, what could not be asked. @throws {KontragentError} nothing could be asked, unless these are `some` of the parts only */
const companiesOf = (parts: readonly Part[], some: boolean): Companies<Company> => {
  const companies: Companies<Company> = { found: [], missing: [], failed: [] };
  for (const part of parts) {
    const { asked, error } = part;
    if (error) {
      companies.failed.push(...asked.map((identifier) => ({ ...identifier, error })));
      continue;
    }
    const items = valueOf(part) as Company[];
    companies.missing.push(...missingOf(asked, items));
    for (const item of items) companies.found.push(item);
  }
  const [first] = parts;
  if (!some && first?.error && parts.every(({ error }) => error)) throw first.error;
  return companies;
};

/** The parts as one value; `some`: others follow. @throws {KontragentError} */
export const together = (parts: readonly Part[], { answer }: MethodKind, raw: boolean, some = false): unknown => {
  const [only] = parts;
  // Documents, and what has no list to be put into.
  if (!answer || (only?.answered && only.answered.kind !== 'json')) return only && valueOf(only);
  if (answer === 'companies' && !raw) return companiesOf(parts, some);
  // A list has no place to say what is not in it.
  const items = parts.flatMap((part) => valueOf(part) as unknown[]);
  return raw ? items : { items };
};
