// @ts-check
import { readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { Failure, probe, run, which } from './run.mjs';

/** What rust-toolchain.toml asks for. */
const wanted = () => {
  const text = readFileSync(inRoot('rust-toolchain.toml'), 'utf8');
  const list = (/** @type {string} */ key) =>
    [...(new RegExp(`^${key} = \\[(.*)\\]`, 'm').exec(text)?.[1] ?? '').matchAll(/"([^"]+)"/g)].map(([, item]) => item ?? '');
  const channel = /^channel = "([^"]+)"/m.exec(text)?.[1];
  if (!channel) throw new Failure('rust-toolchain.toml names no channel');
  return { channel, components: list('components'), targets: list('targets') };
};

/** @param {string} text @param {string} prefix  whether one of the lines starts with it */
const hasLine = (text, prefix) => text.split('\n').some((line) => line.startsWith(prefix));

/** Makes the compiler, its components and targets of rust-toolchain.toml available. @param {(text: string) => void} say */
export const ensureToolchain = async (say) => {
  const { channel, components, targets } = wanted();
  if (!which('rustup')) {
    const version = await probe('rustc', ['--version']);
    if (version?.split(' ')[1] === channel && which('cargo')) {
      return say(`rustc ${channel} without rustup: taken as it is; it must have ${targets.join(', ')}`);
    }
    throw new Failure('Rust is needed. Install it with: curl --proto "=https" --tlsv1.2 -sSf https://sh.rustup.rs | sh');
  }
  const installed = (await probe('rustup', ['toolchain', 'list'])) ?? '';
  // Of a toolchain that is not there rustup would say nothing useful (or install it while asked).
  const has = hasLine(installed, `${channel}-`)
    ? {
        components: (await probe('rustup', ['component', 'list', '--installed', '--toolchain', channel])) ?? '',
        targets: (await probe('rustup', ['target', 'list', '--installed', '--toolchain', channel])) ?? '',
      }
    : undefined;
  const missing = has && {
    components: components.filter((name) => !hasLine(has.components, name)),
    targets: targets.filter((name) => !hasLine(has.targets, name)),
  };
  if (!missing) {
    say(`installing Rust ${channel} (rust-toolchain.toml) with ${[...components, ...targets].join(', ')}`);
    await run('rustup', ['toolchain', 'install', channel, '--profile', 'minimal', '--no-self-update',
      ...components.flatMap((name) => ['--component', name]), ...targets.flatMap((name) => ['--target', name])]);
    return;
  }
  if (missing.components.length) {
    say(`adding ${missing.components.join(', ')} to Rust ${channel}`);
    await run('rustup', ['component', 'add', '--toolchain', channel, ...missing.components]);
  }
  if (missing.targets.length) {
    say(`adding ${missing.targets.join(', ')} to Rust ${channel}: the package is WebAssembly`);
    await run('rustup', ['target', 'add', '--toolchain', channel, ...missing.targets]);
  }
  if (!missing.components.length && !missing.targets.length) say(`Rust ${channel} with ${targets.join(', ')}: there`);
};
