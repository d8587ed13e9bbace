// The way to an answer for whoever asks, a caller or a job: with a token of the provider's session where it has one, and a
// last look at what comes back.
import type { Question } from '../../generated/proxy.bindings.js';
import type { Identity } from '../callers.js';
import { type Answering, type Budget, type Context, type Outcome, Refusal } from '../context.js';
import { givesBack, leaksOf } from '../leaks.js';
import type { Route } from '../rules.js';
import { hasLogin, inSession } from '../sessions.js';

/**
 * Answers through `answering`.
 * @throws {Refusal} when there is no session, or the answer has a secret of ours in it
 */
export const guarded = (answering: Answering): Answering => ({
  answer: (context: Context, route: Route, question: Question, identity: Identity, budget: Budget): Promise<Outcome> => {
    const { provider } = route;
    const answer = async (inside: Context): Promise<Outcome> => {
      const outcome = await answering.answer(inside, route, question, identity, budget);
      if (givesBack(outcome.body, leaksOf(inside.config, inside.rules, provider))) throw new Refusal('secret-returned');
      return outcome;
    };
    const base = context.rules.baseUrls.get(provider) ?? '';
    return hasLogin(context.config, provider) ? inSession(context, provider, base, answer) : answer(context);
  },
});
