// @ts-check
import { existsSync } from 'node:fs';
import { inRoot } from './paths.mjs';

/** Builds the demo page in www/ into www/dist, where there is one. */
export const buildPage = async () => {
  if (!existsSync(inRoot('www', 'index.html'))) return;
  const { build } = await import('vite');
  await build({ root: inRoot('www'), logLevel: 'warn' });
};
