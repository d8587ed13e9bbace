// @ts-check
// What the worker may find wrong is named in TypeScript and described in Rust: neither knows anything that the other does not.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createGlue, importName } from '../../pkg/generated/proxy.js';
import { bind } from '../../pkg/lib/bind.js';
import { findings } from '../../pkg/worker/findings.js';
import { inRoot } from '../../scripts/lib/paths.mjs';

const glue = createGlue();
const module = new WebAssembly.Module(readFileSync(inRoot('pkg', 'generated', 'proxy.wasm')));
const rules = bind(glue, new WebAssembly.Instance(module, { [importName]: /** @type {any} */ (glue) }));

test('the codes are the same on both sides, and documented', () => {
  assert.deepEqual([...findings].sort(), rules.findings().split(' ').sort());
  const documented = readFileSync(inRoot('docs', 'errors.md'), 'utf8');
  assert.deepEqual(findings.filter((code) => !documented.includes(`\`${code}\``)), []);
});

test('a problem document is what RFC 9457 says, in both languages', () => {
  for (const code of findings) {
    for (const russian of [true, false]) {
      const problem = new rules.Caller(russian, 'request-1').problem(code, 0);
      const document = JSON.parse(problem.body);
      assert.deepEqual([document.status, document.code, document.requestId, document.provider], [problem.status, code, 'request-1', 'focus']);
      assert.equal(/[а-я]/.test(document.detail.replace('Контур.Фокус', '')), russian, code);
    }
  }
});
