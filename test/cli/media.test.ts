import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { samplePlan } from '../sample-plan.ts';
import { requireRoot, run } from '../tools.ts';
import { type CeremonyOnStick, onStick } from './ceremony-folder.ts';
import { errorOf, quorate } from './program.ts';

// Media that are full, read-only or not ours: each a small file system of its own.

describe.skipIf(!requireRoot('mounting small file systems'))('media', () => {
  let root: string;
  let ceremony: CeremonyOnStick;
  const mounted: string[] = [];
  const settled = ['--original-stopped', '--min-height', '5000000'];

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'quorate-media-'));
    chmodSync(root, 0o755);
    const large = Object.fromEntries([['app/data', new Uint8Array(300_000).fill(7)]]);
    ceremony = await onStick(await sealSample(large), root);
  });
  afterAll(() => {
    for (const folder of mounted) run('umount', [folder]);
    rmSync(root, { recursive: true, force: true });
  });

  function mount(name: string, options: string): string {
    const folder = join(root, name);
    mkdirSync(folder);
    expect(run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])).toMatchObject({ code: 0 });
    mounted.push(folder);
    return folder;
  }
  const recoverTo = (to: string) =>
    quorate([
      'recover',
      ceremony.folder,
      '--to',
      to,
      '--json',
      ...settled,
      ...ceremony.cards.slice(0, 2).flatMap((card) => ['--share', card]),
    ]);

  it.each([
    ['full', 'size=200k', 'medium-full'],
    ['read-only', 'size=2m,ro', 'medium-read-only'],
  ])('a destination that is %s: refused, nothing left', (name, options, code) => {
    const folder = mount(`to-${name}`, options);
    const outcome = recoverTo(join(folder, 'keys'));
    expect(errorOf(outcome).code).toBe(code);
    expect(outcome.code).toBe(6);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['full', 'size=100k', 'medium-full'],
    ['read-only', 'size=2m,ro', 'medium-read-only'],
  ])('a stick that is %s: refused, no folder under its final name on it', (name, options, code) => {
    const good = join(root, `good-${name}`);
    const stick = mount(`stick-${name}`, options);
    mkdirSync(good);
    const source = join(root, `source-${name}`);
    writeFileSync(source, new Uint8Array(200_000));
    const plan = join(root, `${name}.plan.json`);
    writeFileSync(plan, samplePlan());
    const words = [
      'seal',
      `validator=${source}`,
      '--plan',
      plan,
      '--to',
      stick,
      '--to',
      good,
      '--cards',
      join(root, `cards-${name}`),
      '--json',
    ];
    const outcome = quorate(words);
    expect(errorOf(outcome).code).toBe(code);
    expect(outcome.code).toBe(6);
    expect(readdirSync(stick)).toEqual([]);
    expect(readdirSync(good)).toEqual([]);
  });

  it('a stick that cannot be written: the recovery works and says that it left no record', () => {
    const stick = mount('stick-ro', 'size=4m');
    run('cp', ['-r', ceremony.folder, stick]);
    expect(run('mount', ['-o', 'remount,ro', stick]).code).toBe(0);
    const words = [
      'recover',
      stick,
      '--to',
      join(root, 'from-ro'),
      ...settled,
      ...ceremony.cards.slice(0, 2).flatMap((card) => ['--share', card]),
    ];
    expect(quorate(words)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('no record was left on the stick'),
    });
  });

  it('a destination and a key file that belong to somebody else: refused', () => {
    const nobody = 65534;
    const theirs = join(root, 'theirs');
    mkdirSync(theirs, { mode: 0o700 });
    const key = join(root, 'unreadable.json');
    writeFileSync(key, '{}', { mode: 0o600 });
    const open = join(root, 'nobody');
    mkdirSync(open);
    chownSync(open, nobody, nobody);
    const asNobody = (words: readonly string[]) => quorate(words, { as: nobody, cwd: open });
    for (const card of ceremony.cards) chmodSync(card, 0o644);
    const shares = ceremony.cards.slice(0, 2).flatMap((card) => ['--share', card]);
    const restored = asNobody([
      'recover',
      ceremony.folder,
      '--to',
      join(theirs, 'keys'),
      '--json',
      ...settled,
      ...shares,
    ]);
    expect(errorOf(restored).code).toBe('file-permission');
    expect(existsSync(join(theirs, 'keys'))).toBe(false);
    const inspected = asNobody(['inspect', key, '--json']);
    expect(errorOf(inspected)).toMatchObject({
      code: 'file-permission',
      message: expect.stringContaining('unreadable.json'),
    });
    expect(inspected.code).toBe(6);
  });
});
