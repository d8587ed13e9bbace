// @ts-check
import assert from 'node:assert/strict';
import { KontragentError } from 'kontragent';

/**
 * How a call ends that must fail with an error of ours; one that does not end in time fails the test.
 * @param {Promise<unknown>} call
 * @returns {Promise<KontragentError>}
 */
export const failure = async (call) => {
  let timer;
  const hung = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error('the promise never settled')), 5000); });
  const error = await Promise.race([call.then((value) => assert.fail(`resolved to ${JSON.stringify(value)}`), (thrown) => thrown), hung]);
  clearTimeout(timer);
  assert.ok(error instanceof KontragentError, `no error of ours: ${String(error)}`);
  return error;
};
