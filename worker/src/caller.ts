import type { Context, Identity } from './context.js';

/** Finds out who asks. */
export const identify = async ({ request }: Context): Promise<Identity> => {
  const origin = request.headers.get('origin');
  return { id: origin === null ? 'local' : `page:${origin}` };
};
