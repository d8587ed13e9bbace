// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './paths.mjs';

/** @param {string} file @returns {string[]} */
const filesUnder = (file) =>
  !existsSync(file)
    ? []
    : statSync(file).isDirectory()
      ? readdirSync(file)
          .sort()
          .flatMap((name) => filesUnder(path.join(file, name)))
      : [file];

/**
 * One hash of files and folders (relative to the project), by name and content.
 * @param {readonly string[]} inputs
 */
export const hashOf = (inputs) => {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesUnder(inRoot(input)))) {
    hash.update(path.relative(inRoot(), file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
};

/** @param {Uint8Array | string} bytes */
export const hashOfBytes = (bytes) => createHash('sha256').update(bytes).digest('hex');
