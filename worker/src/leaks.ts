// The last look at what a provider answered: an answer that gives our own secrets back goes no further.

/** Shorter ones may stand in an answer by chance. */
const leastLength = 16;

const escaped = (secret: string): string => JSON.stringify(secret).slice(1, -1);

/** The ways in which a secret may be spelt in an answer. */
const spellingsOf = (secret: string): readonly string[] => {
  const ways = [secret, encodeURIComponent(secret), escaped(secret), escaped(secret).replaceAll('/', '\\/')];
  return [...new Set(ways)];
};

/** Kept for the secrets that there are: an operator's handful. */
const known = new Map<string, readonly string[]>();

const spelt = (secret: string): readonly string[] => {
  const ways = known.get(secret) ?? spellingsOf(secret);
  known.set(secret, ways);
  return ways;
};

/** Whether an answer has one of the secrets in it that it was asked with. */
export const givesBack = (body: Uint8Array, secrets: readonly string[]): boolean => {
  const long = secrets.filter((secret) => secret.length >= leastLength);
  if (!long.length || !body.byteLength) return false;
  // Secrets are ASCII, so that any decoding finds them; this one is the fastest, and never fails.
  const text = new TextDecoder('latin1').decode(body);
  return long.some((secret) => spelt(secret).some((way) => text.includes(way)));
};
