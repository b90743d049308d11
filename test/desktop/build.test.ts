import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildRenderer } from '../../build/vite.renderer.ts';
import { newFolder, repository } from '../tools.ts';
import { buildInto, removeBuilt } from './running-app.ts';

// What is built, before anybody starts it.

describe('the built app', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await buildInto();
  });
  afterAll(() => removeBuilt(folder));
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');

  it('is the same when it is built again', async () => {
    const again = await buildInto();
    try {
      expect(sums(again)).toEqual(sums(folder));
    } finally {
      removeBuilt(again);
    }
  });

  it('holds what is needed and nothing else', () => {
    const parts = [
      'main.mjs',
      'package.json',
      'pages',
      'preload.cjs',
      'resources',
      'watcher.mjs',
      'worker.mjs',
    ];
    expect(readdirSync(folder).sort()).toEqual(parts);
    expect(readdirSync(join(folder, 'resources')).sort()).toEqual(['fonts', 'kit', 'usb']);
    expect(JSON.parse(text('package.json'))).toMatchObject({
      name: 'quorate',
      main: 'main.mjs',
      type: 'module',
    });
  });

  it('names no path of the machine it was built on', () => {
    for (const name of ['main.mjs', 'preload.cjs', 'worker.mjs'])
      expect(text(name)).not.toContain(repository);
  });

  it('has a preload that a sandbox can load: CommonJS that requires electron alone', () => {
    const required = [...text('preload.cjs').matchAll(/\brequire\(([^)]*)\)/g)].map(([, name]) => name);
    expect([...new Set(required)]).toEqual(['"electron"']);
    expect(text('preload.cjs')).not.toMatch(/^\s*(import|export)\s/m);
  });

  it('has a main program without custody in it', () => {
    expect(text('main.mjs')).toContain('from "electron"');
    expect(text('main.mjs')).not.toMatch(/^\/\/ (custody|crypto-core)\//m);
    expect(text('worker.mjs')).not.toContain('from "electron"');
  });
});

describe('what the window loads', () => {
  it('is small, compressed and without its fonts', async () => {
    const folder = newFolder();
    try {
      await buildRenderer(folder);
      const code = readdirSync(folder).filter((name) => !name.endsWith('.woff2'));
      expect(code.sort()).toEqual(['index.css', 'index.html', 'index.js']);
      const bytes = code.map((name) => gzipSync(readFileSync(join(folder, name))).length);
      const all = bytes.reduce((sum, size) => sum + size, 0);
      console.log(`pages: ${(all / 1000).toFixed(0)} kB compressed`);
      expect(all).toBeLessThan(350_000);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function sums(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(
    paths.map((path) => [
      path.slice(folder.length),
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]),
  );
}
