// @ts-check
// The configuration that an operator deploys, as wrangler itself reads and bundles it.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { nodeModules } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/run.mjs';

test('wrangler deploy would accept the worker', async () => {
  const out = mkdtempSync(path.join(os.tmpdir(), 'kontragent-deploy-'));
  const wrangler = path.join(nodeModules, 'wrangler', 'bin', 'wrangler.js');
  const printed = await run(process.execPath, [wrangler, 'deploy', '--dry-run', '--outdir', out, '-c', 'worker/wrangler.jsonc'], {
    env: { WRANGLER_SEND_METRICS: 'false' },
    quiet: true,
  });
  assert.match(printed, /env\.ORIGINS/);
  const files = readdirSync(out);
  assert.ok(files.includes('main.js'));
  assert.equal(files.filter((file) => file.endsWith('.wasm')).length, 1);
});
