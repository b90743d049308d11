import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository, requireTool } from '../tools.ts';
import { type Hole, holes } from './holes.ts';
import { buildInto, launchBrowser, rebuiltCopy, removeBuilt, startApp } from './running-app.ts';

// The checks of the hardening, checked: each hole is made in a copy of the program, and must be seen.

/** Reads one source otherwise than it stands in the repository. */
function withHole({ file, from, to }: Pick<Hole, 'file' | 'from' | 'to'>): Plugin {
  const path = join(repository, 'electron', file);
  const source = readFileSync(path, 'utf8');
  if (source.split(from).length !== 2)
    throw new Error(`${file} does not hold once what the hole changes: ${from}`);
  return {
    name: 'hole',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, (loaded) =>
        loaded.path === path ? { contents: source.replace(from, () => to), loader: 'ts' } : null,
      );
    },
  };
}

const hasChromium = requireTool('chromium');
describe.skipIf(!hasChromium)('a hole is seen', () => {
  let browser: Browser;
  let whole: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    whole = await buildInto();
  });
  afterAll(async () => {
    await browser?.close();
    removeBuilt(whole);
  });

  it.each(holes)('$name', async (hole) => {
    const folder = await rebuiltCopy(whole, [withHole(hole)], [hole.program ?? 'main.mjs']);
    const app = await startApp(browser, folder, { words: hole.words ?? [] });
    try {
      await expect(hole.seenBy(app)).rejects.toMatchObject({ name: 'AssertionError' });
    } finally {
      await app.electron.end();
      removeBuilt(folder);
    }
  });

  // Electron waits for the main module before it is ready; a program that waits for Electron there never starts.
  it('the main module waits for what comes after it', async () => {
    const hole = {
      file: 'main/main.ts',
      from: 'app\n    .whenReady()',
      to: 'await app.whenReady();\n  Promise.resolve()',
    };
    const folder = await rebuiltCopy(whole, [withHole(hole)], ['main.mjs']);
    try {
      await expect(startApp(browser, folder)).rejects.toThrow('does not run to its end');
    } finally {
      removeBuilt(folder);
    }
  });
});
