// @ts-check
// npm start: set-up, build, and then the whole of it on this machine: the providers' sandbox, the worker, the page.
// Only modules that need no npm package may be imported before set-up has run.
import { Failure, main } from './lib/run.mjs';
import { setup } from './setup.mjs';

const start = async () => {
  await setup({ browser: false });
  const { build } = await import('./build.mjs');
  const { buildPage } = await import('./lib/page.mjs');
  const { startServices } = await import('./lib/services.mjs');
  await build();
  await buildPage();
  const { urls, stop } = await startServices();
  if (!Object.keys(urls).length) throw new Failure('there is nothing to start yet: neither worker nor page is written');
  console.log('');
  for (const [name, url] of Object.entries(urls)) console.log(`  ${name.padEnd(8)} ${url}`);
  console.log('\nStop with Ctrl+C.');
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop().finally(() => process.exit()));
};

main(import.meta.url, start);
