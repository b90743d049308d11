import { copyFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bip39Words } from '@quorate/crypto-core/passphrase/words';
import { cardFontFiles } from '@quorate/custody/cards/card-fonts';
import { build, type Plugin } from 'esbuild';
import { copyNativeUsb, nativeUsb } from './native-usb.ts';

// Makes what `npx quorate` runs, cli/dist: the command and the recovery kit as one file each, and what goes with
// them. Building twice gives the same bytes: nothing of this machine, its paths or its clock enters.

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const finished = join(root, 'cli/dist');
// Made beside it and put in its place when it is whole: a build that fails, or another that runs, loses nothing.
const dist = join(root, `cli/dist-${process.pid}`);
const requireHere = createRequire(import.meta.url);

// Some packages are CommonJS and ask for Node's own modules by require, which an ES module does not have.
const requireForCommonJs =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

// An import of Node's own modules would be lifted to the top of the file and load them all at every start, --help
// included. As a require behind an import each is loaded with the first module of ours that needs it.
const builtInsOnDemand: Plugin = {
  name: 'built-ins-on-demand',
  setup({ onResolve, onLoad }) {
    const names = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
    onResolve({ filter: /^[a-z_:/]+$/ }, ({ path, kind }) => {
      if (!names.has(path)) return null;
      return kind === 'import-statement' ? { path, namespace: 'built-in' } : { path, external: true };
    });
    // One constant for each name, of which only those that are used stay: looking at all of them would load more.
    onLoad({ filter: /.*/, namespace: 'built-in' }, ({ path }) => {
      const names = Object.keys(requireHere(path)).filter((name) => name !== 'default');
      const constants = names.map(
        (name) => `export const ${name} = /* @__PURE__ */ (() => module.${name})();`,
      );
      return {
        contents: [`const module = require('${path}');`, 'export default module;', ...constants].join('\n'),
      };
    });
  },
};

async function bundle(entry: string, output: string, banner: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: output,
    bundle: true,
    format: 'esm',
    platform: 'node',
    // The kit must run on what will be found in a drawer in five years, and on what is there today.
    target: 'node18',
    banner: { js: `${banner}\n${requireForCommonJs}` },
    plugins: [nativeUsb('usb'), builtInsOnDemand],
    legalComments: 'eof',
    logLevel: 'warning',
  });
}

function buildKit(): void {
  const kit = join(dist, 'kit');
  if (/native-usb|usb\/index/.test(readFileSync(join(kit, 'recover.mjs'), 'utf8')))
    throw new Error('the recovery kit would need a native module, and is one file for every machine');
  copyFileSync(join(root, 'cli/kit/recover.py'), join(kit, 'recover.py'));
  copyFileSync(join(root, 'docs/formats.md'), join(kit, 'FORMATS.txt'));
  writeFileSync(join(kit, 'words.txt'), bip39Words.map((word) => `${word}\n`).join(''));
}

function copyFonts(): void {
  const { resolve } = createRequire(import.meta.url);
  for (const { family, file } of Object.values(cardFontFiles)) {
    const packageFolder = dirname(resolve(`@fontsource/${family}/package.json`));
    cpSync(join(packageFolder, 'files', file), join(dist, 'fonts', file));
  }
}

try {
  mkdirSync(join(dist, 'kit'), { recursive: true });
  mkdirSync(join(dist, 'fonts'), { recursive: true });
  const kitBanner =
    '// Quorate recovery kit: node recover.mjs --help. One file, no other is needed. See RECOVERY.txt.';
  await bundle(
    'cli/programs/quorate.ts',
    join(dist, 'quorate.mjs'),
    '// Built from cli/ by build/bundle.ts.',
  );
  await bundle('cli/programs/recover.ts', join(dist, 'kit/recover.mjs'), kitBanner);
  buildKit();
  copyFonts();
  copyNativeUsb(join(dist, 'usb'));
  rmSync(finished, { recursive: true, force: true });
  renameSync(dist, finished);
} finally {
  rmSync(dist, { recursive: true, force: true });
}
