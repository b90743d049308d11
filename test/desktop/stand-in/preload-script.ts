import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const world = (name: string) => fileURLToPath(new URL(`world/${name}.ts`, import.meta.url));

async function bundled(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [world(name)],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}

let halves: Promise<readonly [string, string]> | null = null;

/**
 * The scripts that go into every new document of a window: the page's half, and the preload with what it may require.
 * @param inSubframes whether frames inside have a preload as well
 */
export async function preloadScripts(path: string, token: string, inSubframes: boolean) {
  halves ??= Promise.all([bundled('page-world'), bundled('preload-world')]);
  const [page, preload] = await halves;
  const constants = `const quorateToken = ${JSON.stringify(token)};`;
  // A frame inside gets the raw way to the browser's side, as a renderer that was taken over would have it.
  const when = inSubframes ? 'true' : 'window.top === window';
  const run = `function runPreload(require) {
    if (!(${when})) return;
    const module = { exports: {} };
    (function (require, module, exports) {\n${readFileSync(path, 'utf8')}\n})(require, module, module.exports);
  }`;
  return {
    page: `(() => { ${constants} ${page} })();`,
    preload: `(() => { ${constants} ${run} ${preload} })();`,
  };
}
