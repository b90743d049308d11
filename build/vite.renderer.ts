import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

const root = join(dirname(dirname(fileURLToPath(import.meta.url))), 'renderer');

/**
 * How the window's pages are built: flat names that stay the same, for they are served from an exact list; nothing
 * inline, for the content security policy allows none.
 */
function rendererConfig(outDir: string): InlineConfig {
  return {
    root,
    base: './',
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      modulePreload: false,
      sourcemap: false,
      reportCompressedSize: false,
      // What the pages may weigh is held by a test, gzipped (test/desktop/build.test.ts).
      chunkSizeWarningLimit: 1024,
      rolldownOptions: {
        output: {
          entryFileNames: 'index.js',
          codeSplitting: false,
          assetFileNames: ({ names }) =>
            names.some((name) => name.endsWith('.css')) ? 'index.css' : '[name][extname]',
        },
      },
    },
  };
}

/**
 * Builds the window's pages.
 * @param outDir folder that then holds `index.html`, `index.js`, `index.css` and the fonts; what was in it is removed
 */
export async function buildRenderer(outDir: string): Promise<void> {
  await build(rendererConfig(outDir));
}
