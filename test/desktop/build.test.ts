import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../tools.ts';
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
    const parts = ['main.mjs', 'package.json', 'pages', 'preload.cjs', 'resources', 'worker.mjs'];
    expect(readdirSync(folder).sort()).toEqual(parts);
    expect(readdirSync(join(folder, 'resources')).sort()).toEqual(['fonts', 'kit']);
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
