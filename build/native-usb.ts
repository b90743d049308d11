import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

// The package `usb` is a native module, and a loader that looks for it in many places: one that an environment variable
// names, and what `ldd` says. A built program loads the one file that lies beside it, and has no other of the package.

const { resolve } = createRequire(import.meta.url);
const home = dirname(resolve('usb/package.json'));
/** Where npm puts a package for each system; it installs those that run here. */
const binaries = join(dirname(home), '@node-usb');

/**
 * Puts a loader in the place of `usb/index.js`. It is run when the import is, not when the program starts.
 * @param folder where the files of {@link copyNativeUsb} lie, relative to the program
 */
export function nativeUsb(folder: string): Plugin {
  return {
    name: 'native-usb',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^usb(\/|$)/ }, ({ path }) => ({ path, namespace: 'native-usb' }));
      onLoad({ filter: /.*/, namespace: 'native-usb' }, ({ path }) =>
        path === 'usb/index.js'
          ? { contents: loaderOf(folder) }
          : { errors: [{ text: `${path} is not what a built program loads: take usb/index.js` }] },
      );
    },
  };
}

function loaderOf(folder: string): string {
  return `
    import { createRequire } from 'node:module';
    const load = createRequire(import.meta.url);
    const kinds = { linux: ['-gnu', '-musl'], win32: ['-msvc'], darwin: [''] }[process.platform] ?? [];
    const find = () => {
      for (const kind of kinds) {
        try {
          return load('./${folder}/usb.' + process.platform + '-' + process.arch + kind + '.node');
        } catch {}
      }
      throw new Error('no native module for USB');
    };
    export const { Emitter, nativeGetDevices } = find();
  `;
}

/** Copies the native modules for USB that are installed, with their licence. Nothing is copied where there is none. */
export function copyNativeUsb(folder: string): void {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(home, 'LICENSE.md'), join(folder, 'LICENSE.md'));
  for (const name of installed()) {
    for (const file of readdirSync(join(binaries, name)).filter((entry) => entry.endsWith('.node')))
      copyFileSync(join(binaries, name, file), join(folder, file));
  }
}

function installed(): string[] {
  try {
    return readdirSync(binaries);
  } catch {
    return [];
  }
}
