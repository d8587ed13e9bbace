// @ts-check
// A worker whose configuration changes: `x-password` says to what, so that one worker serves the test.
import { Sessions as Own, createProxy } from 'kontragent/worker';

/** Tells when it will wake itself. */
export class Sessions extends Own {
  alarmAt() {
    return /** @type {any} */ (this).ctx.storage.getAlarm();
  }
}

export default {
  /** @param {Request} request @param {any} env @param {any} platform */
  fetch: async (request, env, platform) => {
    if (new URL(request.url).pathname === '/alarm') return new Response(String((await env.SESSIONS.get(env.SESSIONS.idFromName('astral:0')).alarmAt()) ?? 0));
    const password = decodeURIComponent(request.headers.get('x-password') ?? '');
    return createProxy({
      providers: { astral: { email: env.ASTRAL_EMAIL, password, baseUrl: env.ASTRAL_BASE_URL } },
      sessions: env.SESSIONS,
    }).fetch(request, platform);
  },
};
