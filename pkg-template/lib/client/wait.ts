import type { CallOptions, Locale, WaitOptions } from '../api.js';
import { AbortError, TimeoutError } from '../errors.js';
import { pause } from '../pause.js';
import { wrongOption } from '../wrong.js';
import type { Waiting } from './kinds.js';
import { membersOf } from './options.js';

/** The first pause, how much longer every further one is, and the longest. */
const FIRST_MS = 1_000;
const GROWTH = 1.5;
const LONGEST_MS = 30_000;
const DEADLINE_MS = 600_000;

/** Asks until it is ready. Pauses differ by a quarter, so that many who wait do not ask at once. */
export const waiter = (
  poll: (params: unknown, options: CallOptions) => Promise<unknown>,
  { poll: operation, id: name, ready }: Waiting,
  provider: string,
  locale: Locale | undefined,
) =>
  async (id: string, given?: WaitOptions<unknown> | null): Promise<unknown> => {
    const about = { provider, operation };
    const { signal, deadlineMs = DEADLINE_MS, onProgress, ...patience } = membersOf(given, about);
    if (typeof deadlineMs !== 'number' || !(deadlineMs > 0) || deadlineMs === Infinity) {
      throw wrongOption('deadlineMs', 'must be a positive number of milliseconds', about);
    }
    if (!['undefined', 'function'].includes(typeof (onProgress ?? undefined))) throw wrongOption('onProgress', 'must be a function', about);
    const say = (en: string, ru: string) => (locale === 'ru' ? ru : en);
    const start = Date.now();
    const left = () => start + deadlineMs - Date.now();
    for (let polls = 1; ; polls += 1) {
      const answer = await poll({ [name]: id }, { ...patience, signal, deadlineMs: Math.max(left(), 1) });
      if ((answer as Record<string, unknown>)[ready] !== undefined) return answer;
      try {
        onProgress?.({ polls, elapsedMs: Date.now() - start, answer });
      } catch {
        // Whoever looks on must not disturb.
      }
      const ms = Math.min(LONGEST_MS, FIRST_MS * GROWTH ** (polls - 1)) * (0.75 + Math.random() / 2);
      if (ms >= left()) {
        throw new TimeoutError({ code: 'deadline', message: say('not ready before the deadline', 'не готово в отведённое время'), attempts: polls, ...about });
      }
      await pause(ms, signal).catch((reason: unknown) => {
        throw new AbortError({ code: 'aborted', message: say('the wait was aborted', 'ожидание прервано'), attempts: polls, ...about }, reason);
      });
    }
  };
