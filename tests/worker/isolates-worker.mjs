// @ts-check
// Several isolates that ask for one caller, with one real ledger: POST { caller, room, isolates, questions, atOnce, … } and get what passed.
import { openBudget } from '../../pkg/worker/quota.js';

export { Ledger } from '../../pkg/worker/objects.js';

const route = /** @type {any} */ ({ id: 'focus.req', provider: 'focus', operation: 'req', cost: 'company' });

/** @param {any} space @param {Record<string, number>} messages @param {boolean} dies  before it gives back or tells anything */
const isolate = (space, messages, dies) => ({
  ledger: {
    idFromName: (/** @type {string} */ name) => space.idFromName(name),
    get: (/** @type {any} */ id) => {
      const stub = space.get(id);
      const counted = (/** @type {string} */ name) => (/** @type {unknown[]} */ ...args) => {
        messages[name] = (messages[name] ?? 0) + 1;
        return stub[name](...args);
      };
      const hear = dies ? () => Promise.reject(new Error('dead')) : counted('hear');
      return { hold: counted('hold'), settle: counted('settle'), advance: counted('advance'), hear };
    },
  },
});

export default {
  /** @param {Request} request @param {any} env */
  async fetch(request, env) {
    const { caller, room, isolates, questions, atOnce, failing = 0, dying = 0, all = false } = await request.json();
    /** @type {Record<string, number>} */
    const messages = {};
    const books = Array.from({ length: isolates }, (_, at) => /** @type {any} */ (isolate(env.LEDGER, messages, at < dying)));
    const identity = { id: caller, group: 'group', policies: [{ limits: [{ per: /** @type {const} */ ('day'), companies: room }] }] };
    /** @type {Promise<unknown>[]} */
    const works = [];
    const later = (/** @type {Promise<unknown>} */ work) => void works.push(work);
    const done = { passed: 0, refused: 0, back: 0 };
    let asked = 0;
    await Promise.all(Array.from({ length: atOnce }, async () => {
      while (asked < questions) {
        asked += 1;
        try {
          const budget = openBudget(identity, route, books[Math.floor(Math.random() * isolates)], { later });
          const reservation = await budget.reserve(1);
          done.passed += 1;
          await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 40));
          const fails = Math.random() < failing;
          if (fails) done.back += 1;
          reservation.settle(fails ? 0 : undefined);
        } catch {
          done.refused += 1;
        }
      }
    }));
    // One that has nothing in advance asks for everything that nobody spent, whoever has it now.
    if (all) {
      const rest = room - done.passed;
      await openBudget(identity, route, /** @type {any} */ (isolate(env.LEDGER, messages, false)), { later }).reserve(rest);
      done.passed += rest;
    }
    for (let at = 0; at < works.length; at += 1) await works[at];
    const stub = env.LEDGER.get(env.LEDGER.idFromName(`caller:${caller}`));
    const [report, left] = [await stub.report(), await stub.left([{ per: 'day', unit: 'companies', most: room }])];
    return Response.json({ ...done, messages, charged: report[0].companies, questions: report[0].questions, left: left[0].left });
  },
};
