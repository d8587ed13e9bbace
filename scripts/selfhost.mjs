// @ts-check
// npm run selfhost: the worker without Cloudflare, in plain workerd. Builds and bundles it for worker/workerd.capnp, and serves;
// what follows `--` is for workerd, such as `--socket-addr=http=127.0.0.1:9000` or `--directory-path=state=/var/lib/kontragent`.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inRoot } from './lib/paths.mjs';
import { main, run } from './lib/run.mjs';
import { setup } from './setup.mjs';

/** The workerd that wrangler brings, so that both always are of one version. */
export const workerdBinary = () => {
  const require = createRequire(createRequire(import.meta.url).resolve('wrangler'));
  return require('workerd').default;
};

/** Puts what workerd.capnp embeds into worker/dist. */
export const bundle = async () => {
  const { bundleWorker } = await import('./lib/bundle.mjs');
  return bundleWorker(inRoot('worker', 'main.ts'), inRoot('worker', 'dist'));
};

main(import.meta.url, async () => {
  await setup({ browser: false });
  const { build } = await import('./build.mjs');
  await build();
  await bundle();
  mkdirSync(inRoot('worker', 'state'), { recursive: true });
  const args = process.argv.slice(2);
  const state = args.some((arg) => arg.startsWith('--directory-path=state=')) ? [] : [`--directory-path=state=${inRoot('worker', 'state')}`];
  await run(workerdBinary(), ['serve', path.join('worker', 'workerd.capnp'), ...state, ...args]);
});
