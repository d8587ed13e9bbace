/** What is there now, or will be. Most requests have nothing to wait for at most steps, and waiting costs even so. */
export type Soon<T> = T | Promise<T>;
