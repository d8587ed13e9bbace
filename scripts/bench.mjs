// @ts-check
// npm run bench: every measurement of bench/, one after the other. `npm run bench -- decode` runs some only.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './lib/paths.mjs';
import { main, run } from './lib/run.mjs';
import { setup } from './setup.mjs';

/** What measurements share, and no measurement itself. */
const shared = ['driving.mjs', 'engine.mjs', 'measure.mjs', 'page.mjs'];

main(import.meta.url, async () => {
  await setup({ browser: false });
  const { build } = await import('./build.mjs');
  await build();
  const wanted = process.argv.slice(2);
  const files = readdirSync(inRoot('bench')).filter((file) => file.endsWith('.mjs') && !shared.includes(file));
  for (const file of files.filter((each) => !wanted.length || wanted.includes(path.parse(each).name))) {
    await run(process.execPath, [inRoot('bench', file)]);
  }
});
