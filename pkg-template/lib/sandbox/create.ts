import { createGlue, importName } from '../../generated/sandbox.js';
import type { Answer } from '../../generated/sandbox.bindings.js';
import { bind } from '../bind.js';
import { wrongOption } from '../wrong.js';
import type { CreateSandbox, Sandbox, SandboxCompany, SandboxPerson } from './api.js';
import { bodyOf, isRedirect } from './answer.js';
import { pause } from '../pause.js';

type Glue = ReturnType<typeof createGlue>;

interface Listing {
  companies: SandboxCompany[];
  magic: SandboxCompany[];
  people: SandboxPerson[];
  providers: { name: string; baseUrl: string }[];
}

const instantiate = async (module: WebAssembly.Module): Promise<Glue> => {
  const glue = createGlue();
  return bind(glue, await WebAssembly.instantiate(module, { [importName]: glue as never }));
};

const notFound = () => new Response('This is a sandbox, and there is nothing here.', { status: 404 });

/** Worth another attempt; see `failures` of `sandbox::Memory`. */
const isPassing = (status: number) => status === 429 || status >= 500;

const take = (answer: Answer) => {
  const { status, body, delayMs, cut, state } = answer;
  const flat = answer.headers;
  const headers = new Headers();
  for (let at = 0; at + 1 < flat.length; at += 2) headers.append(flat[at] as string, flat[at + 1] as string);
  answer.free();
  return { status, body, headers, delayMs, cut, state };
};

/** What plays with switches. @throws {InvalidInputError} one of them is wrong */
const playerOf = <T>(make: () => T): T => {
  try {
    return make();
  } catch (thrown) {
    throw wrongOption('options', thrown instanceof Error ? thrown.message : String(thrown));
  }
};

/** `createSandbox` for a platform, which knows how to load the module. */
export const creator = (load: () => Promise<WebAssembly.Module>): CreateSandbox => {
  let glue: Promise<Glue> | undefined;
  return async (given) => {
    const { delayScale = 1, ...switches } = given ?? {};
    if (typeof delayScale !== 'number' || !(delayScale >= 0)) throw wrongOption('delayScale', 'must be a number from 0');
    glue ??= load().then(instantiate);
    const { Sandbox: Player, listing, owner: ownerOf } = await glue.catch((error: unknown) => {
      glue = undefined; // loading may succeed another time
      throw error;
    });
    const player = playerOf(() => new Player(switches));
    const { companies, magic, people, providers } = listing() as Listing;
    /** How often in a row a question was answered with a passing failure. */
    const failures = new Map<string, number>();
    /** What the providers remember, by provider and credentials. */
    const states = new Map<string, string>();

    const route = (url: URL) => {
      const own = providers.find(({ baseUrl }) => url.href.startsWith(`${baseUrl}/`));
      if (own) return { provider: own.name, path: url.pathname.slice(new URL(own.baseUrl).pathname.replace(/\/$/, '').length) };
      const [, provider = '', ...rest] = url.pathname.split('/');
      return { provider, path: `/${rest.join('/')}` };
    };

    const fetch: Sandbox['fetch'] = async (input, init) => {
      // A request made of a foreign signal would hide its reason.
      const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
      const request = new Request(input, { ...init, signal: null });
      const bytes = new Uint8Array(await request.arrayBuffer());
      signal?.throwIfAborted();

      const url = new URL(request.url);
      const { provider, path } = route(url);
      const question = `${request.method} ${provider} ${path}${url.search}`;
      const failed = failures.get(question) ?? 0;
      const search = url.search.slice(1);
      const sent = [...request.headers].flat();
      const owner = `${provider} ${ownerOf(provider, search, sent)}`;
      const played = player.respond(provider, request.method, path, search, sent, bytes, failed, states.get(owner), Date.now());
      if (!played) return notFound();
      const { status, body, headers, delayMs, cut, state } = take(played);
      if (state !== undefined) states.set(owner, state);
      if (isPassing(status)) failures.set(question, failed + 1);
      else failures.delete(question);

      await pause(delayMs * delayScale, signal);
      const location = headers.get('location');
      if (isRedirect(status) && location !== null && request.redirect !== 'manual') {
        if (request.redirect === 'error') throw new TypeError('unexpected redirect');
        return fetch(new URL(location, url), { signal: signal ?? null });
      }
      return new Response(bodyOf(body, cut, status), { status, headers });
    };

    const baseUrls = Object.fromEntries(providers.map(({ name, baseUrl }) => [name, baseUrl]));
    return { fetch, baseUrls, companies, magic, people };
  };
};
