import type { CallEvent, Client, Companies } from 'kontragent';
import type { Locale } from 'kontragent/identifiers';
import { loadConfig } from './config';

/** Somebody waits in front of the page: shorter than the client's own patience. */
const patience = { timeoutMs: 15_000, deadlineMs: 40_000 };

const connect = async (locale: Locale, onEvent?: (event: CallEvent) => void): Promise<Client> => {
  const [{ connect }, { proxy }] = await Promise.all([import('kontragent'), loadConfig()]);
  return connect({ proxy, locale, onEvent, ...patience });
};

/** A client for each language, because error messages come in the language of the client. */
const clients = new Map<Locale, Promise<Client>>();

/** The client that speaks this language. */
export const connected = (locale: Locale): Promise<Client> => {
  const known = clients.get(locale);
  if (known) return known;
  const client = connect(locale);
  clients.set(locale, client);
  // What failed once may work the next time.
  client.catch(() => clients.delete(locale));
  return client;
};

/** A client of its own for somebody who wants to know what happens to the one question that it is for. */
export const observed = (locale: Locale, onEvent: (event: CallEvent) => void): Promise<Client> => connect(locale, onEvent);

/** Loads the client before it is needed. Whatever is wrong with it is told when it is. */
export const prepare = (locale: Locale): void => {
  connected(locale).catch(() => {});
};

/** What an answer says of one company; nothing when the provider does not know it there. */
export const about = <T extends { ogrn: string }>({ found, failed }: Companies<T>, ogrn: string): T | undefined => {
  const [failure] = failed;
  if (failure) throw failure.error;
  return found.find((company) => company.ogrn === ogrn);
};
