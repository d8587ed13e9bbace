// @ts-check
// A client with a key of its own asks for a file, in whichever engine this runs.
import { KontragentError, connect } from 'kontragent';

/** How large the file is, or why there is none. @param {string} baseUrl @param {number} retries */
export const excerpt = async (baseUrl, retries) => {
  const k = await connect({ providers: { focus: { key: 'key', baseUrl } }, retries });
  try {
    const { blob } = await k.focus.excerpt({ inn: '6663003127' });
    return blob.size;
  } catch (thrown) {
    if (!(thrown instanceof KontragentError)) throw thrown;
    return `${thrown.name} ${thrown.code}`;
  }
};

export default {
  /** @param {Request} request @param {{ BASE_URL: string }} env */
  fetch: async (request, env) => Response.json(await excerpt(env.BASE_URL, Number(new URL(request.url).searchParams.get('retries')))),
};
