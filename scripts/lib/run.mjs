// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { root, tools } from './paths.mjs';

/** A failure whose message tells the reader what to do; printed without a stack. */
export class Failure extends Error {}

const windows = process.platform === 'win32';

/**
 * The environment of every child: our own tools first, then what the shell has. rustup's folder is added because a shell
 * opened before rustup was installed does not have it yet.
 */
export const childEnv = () => {
  const extra = [path.join(tools, 'bin')];
  const cargoBin = path.join(process.env.CARGO_HOME ?? path.join(os.homedir(), '.cargo'), 'bin');
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const present = process.env[name] ?? '';
  return { ...process.env, [name]: [...extra, present, cargoBin].join(path.delimiter) };
};

/**
 * The full path of a program, or undefined. Looks where {@link childEnv} looks.
 * @param {string} program
 */
export const which = (program) => {
  const env = /** @type {Record<string, string | undefined>} */ (childEnv());
  const value = Object.entries(env).find(([key]) => key.toUpperCase() === 'PATH')?.[1] ?? '';
  const names = windows ? [`${program}.exe`, `${program}.cmd`] : [program];
  for (const folder of value.split(path.delimiter)) {
    for (const name of names) {
      const candidate = path.join(folder, name);
      if (folder && existsSync(candidate)) return candidate;
    }
  }
  return undefined;
};

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {Record<string, string>} [env]      added to the environment
 * @property {boolean} [quiet]                   keep the output back, show it only when the program fails
 * @property {string} [prefix]                   put before every line, for programs that run side by side
 */

/**
 * Runs a program and returns what it wrote to standard output.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>}
 */
export const run = (program, args, { cwd = root, env = {}, quiet = false, prefix } = {}) =>
  new Promise((resolve, reject) => {
    const captured = quiet || prefix !== undefined;
    const child = spawn(which(program) ?? program, args, {
      cwd,
      env: { ...childEnv(), ...env },
      stdio: ['ignore', captured ? 'pipe' : 'inherit', captured ? 'pipe' : 'inherit'],
      // npm and npx are .cmd files on Windows, which need a shell.
      shell: windows && /^(npm|npx)$/.test(program),
    });
    let out = '';
    let all = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => ((out += text), (all += text)));
    child.stderr?.setEncoding('utf8').on('data', (text) => (all += text));
    if (prefix !== undefined) {
      for (const stream of [child.stdout, child.stderr]) {
        if (stream) createInterface(stream).on('line', (line) => console.log(prefix + line));
      }
    }
    child.on('error', (cause) => reject(new Failure(`${program} could not be started: ${cause.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(out);
      if (quiet) process.stderr.write(all);
      reject(new Failure(`${[path.basename(program), ...args].join(' ')} failed (${signal ?? `exit code ${code}`})`));
    });
  });

/**
 * Like {@link run}, but a program that is missing or fails gives undefined.
 * @param {string} program
 * @param {readonly string[]} args
 */
export const probe = (program, args) =>
  new Promise((/** @type {(out: string | undefined) => void} */ resolve) => {
    if (!existsSync(program) && !which(program)) return resolve(undefined);
    const child = spawn(which(program) ?? program, args, {
      cwd: root,
      env: childEnv(),
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: windows && /^(npm|npx)$/.test(program),
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
    child.on('error', () => resolve(undefined));
    child.on('close', (code) => resolve(code === 0 ? out : undefined));
  });

/**
 * Runs the file's own work when node was started with that file, and turns a {@link Failure} into one clear line.
 * @param {string} url  import.meta.url
 * @param {() => Promise<unknown>} work
 */
export const main = (url, work) => {
  const [, started] = process.argv;
  if (!started || pathToFileURL(realpathSync(started)).href !== url) return;
  work().catch((error) => {
    console.error(error instanceof Failure ? `\n✗ ${error.message}` : error);
    process.exitCode = 1;
  });
};

/** @param {number} since  performance.now() of the start */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
