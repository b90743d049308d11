import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { requireRoot, requireTool, run as start, temporaryFolder } from '../tools.ts';
import { type CeremonyOnStick, copyOf, edit, onStick } from './ceremony-folder.ts';
import { errorOf, quorateOnTerminal, quorate as run } from './program.ts';

const quorate = (...words: string[]) => run(['stick', ...words]);
const people = ['--operator', 'Ada Lovelace', '--witness', 'Grace Hopper'];

let root: string;
let ceremony: CeremonyOnStick;
let stick: string;
beforeEach(async () => {
  root = temporaryFolder();
  ceremony = await onStick(await sealSample(undefined, { purpose: 'rehearsal' }), root);
  stick = join(root, 'new');
  mkdirSync(stick);
});

/** Every file of a folder with its bytes. */
function everything(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return Object.fromEntries(
    names.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1), readFileSync(path, 'base64')];
    }),
  );
}

describe('a copy', () => {
  it('is the same byte for byte, with a record on both', () => {
    const before = everything(ceremony.folder);
    const copied = quorate('copy', ceremony.folder, '--to', stick, ...people);
    expect([copied.code, copied.stderr]).toEqual([0, expect.any(String)]);
    const copy = join(stick, basename(ceremony.folder));
    const after = everything(copy);
    const added = Object.keys(after).filter((path) => !(path in before));
    expect(added).toEqual([expect.stringMatching(/^records\/0001-media-/)]);
    for (const [path, bytes] of Object.entries(before)) expect(after[path]).toBe(bytes);
    expect(Object.keys(everything(ceremony.folder)).sort()).toEqual(Object.keys(after).sort());
    const verify = run(['verify', copy, '--folder-hash', ceremony.folderHash]);
    expect(verify.code).toBe(0);
  });

  it('is not made of a stick that does not hold together, nor twice', () => {
    const rotten = copyOf(ceremony, root);
    edit(rotten, 'bundle.quorate', (bytes) => bytes.map((byte, at) => (at === 999 ? byte ^ 1 : byte)));
    expect(quorate('copy', rotten, '--to', stick, ...people)).toMatchObject({ code: 3 });
    expect(readdirSync(stick)).toEqual([]);
    expect(quorate('copy', ceremony.folder, '--to', stick, ...people).code).toBe(0);
    const onto = quorate('copy', ceremony.folder, '--to', join(ceremony.folder, 'RECOVERY.txt'), ...people);
    expect([onto.code, onto.stderr]).toEqual([6, expect.stringMatching(/RECOVERY\.txt is not a folder/)]);
    const again = quorate('copy', ceremony.folder, '--to', stick, ...people);
    expect([again.code, again.stderr]).toEqual([6, expect.stringMatching(/already exists/)]);
  });
});

const hasLoop = requireRoot('mounting an image') && requireTool('mkfs.ext4');

it.skipIf(!hasLoop)('a copy onto the stick that the folder is on already is no second copy', () => {
  const [image, first, second] = ['image', 'first', 'second'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(image, new Uint8Array(16 * 1024 * 1024));
  for (const folder of [first, second]) mkdirSync(folder);
  expect(start('mkfs.ext4', ['-q', '-F', image]).code).toBe(0);
  expect(start('mount', ['-o', 'loop', image, first]).code).toBe(0);
  try {
    mkdirSync(join(first, 'part'));
    expect(start('mount', ['--bind', join(first, 'part'), second]).code).toBe(0);
    const folder = join(first, basename(ceremony.folder));
    cpSync(ceremony.folder, folder, { recursive: true });
    const copied = quorate('copy', folder, '--to', second, '--json', ...people);
    expect(errorOf(copied)).toMatchObject({ code: 'stick-twice' });
    expect(readdirSync(second)).toEqual([]);
  } finally {
    start('umount', [second]);
    start('umount', [first]);
  }
});

describe('sticks that are compared', () => {
  it('are alike', () => {
    const alike = quorate('check', ceremony.folder, copyOf(ceremony, root), ...people);
    expect([alike.code, alike.stdout]).toEqual([
      0,
      expect.stringMatching(/all 2 sticks hold the same files/),
    ]);
  });

  it('say which file rotted on which, and are put right after a yes', () => {
    const rotten = copyOf(ceremony, root);
    edit(rotten, 'bundle.quorate', (bytes) => bytes.map((byte, at) => (at === 999 ? byte ^ 1 : byte)));
    edit(rotten, 'SHA256SUMS', (bytes) => `${bytes.toString()}\n`);
    rmSync(join(rotten, 'RECOVERY.txt'));
    const told = quorate('check', ceremony.folder, rotten, ...people);
    expect(told.code).toBe(3);
    for (const file of ['bundle.quorate', 'SHA256SUMS', 'RECOVERY.txt'])
      expect(told.stdout).toContain(`DAMAGED       ${join(rotten, file)}`);

    const given = ['stick', 'check', ceremony.folder, rotten, '--repair', ...people];
    // Two SHA256SUMS: only paper tells which is the real one.
    const unproved = run(given);
    expect([unproved.code, unproved.stderr]).toEqual([3, expect.stringMatching(/--folder-hash from a card/)]);
    const words = [...given, '--folder-hash', ceremony.folderHash];
    const unasked = run(words);
    expect([unasked.code, unasked.stderr]).toEqual([5, expect.stringMatching(/terminal/)]);
    // A stick that was pulled during an earlier repair.
    writeFileSync(join(rotten, '.quorate-partial-904a1dcb-RECOVERY.txt'), 'begun');
    const repaired = quorateOnTerminal(words, [['Type repair:', 'repair\r']]);
    expect(repaired.code).toBe(0);
    const { 'records/0001-media': _, ...whole } = everything(ceremony.folder);
    const mended = everything(rotten);
    for (const [path, bytes] of Object.entries(whole)) expect(mended[path]).toBe(bytes);
    expect(Object.keys(mended).some((path) => path.includes('-media-'))).toBe(true);
    expect(Object.keys(mended).some((path) => path.includes('partial'))).toBe(false);
  });

  it('are not alike where a closing record rotted, which is put right after a yes', () => {
    const rotten = copyOf(ceremony, root);
    const closing = join(rotten, 'records/closing.jsonl');
    edit(rotten, 'records/closing.jsonl', (bytes) => bytes.map((byte, at) => (at === 99 ? byte ^ 1 : byte)));
    expect(run(['verify', rotten]).code).toBe(3);
    const told = quorate('check', ceremony.folder, rotten, ...people);
    expect(told.code).toBe(3);
    expect(told.stdout).toContain(`DAMAGED       ${closing}: is not as it was delivered`);
    expect(told.stdout).not.toContain('hold the same files');
    expect(told.stderr).not.toContain('closing record');

    const words = ['stick', 'check', ceremony.folder, rotten, '--repair', ...people];
    // As many files as before, and not those that people agreed to.
    const swap = 'cp "$1" "$2" && echo rot >> "$3" && echo repair';
    const good = join(ceremony.folder, 'records/closing.jsonl');
    const meanwhile = ['sh', '-c', swap, 'sh', good, closing, join(rotten, 'RECOVERY.txt')];
    const refused = quorateOnTerminal(words, [['Type repair:', { run: meanwhile }]]);
    expect([refused.code, refused.stdout]).toEqual([6, expect.stringContaining('compare them once more')]);
    edit(rotten, 'records/closing.jsonl', (bytes) => bytes.map((byte, at) => (at === 99 ? byte ^ 1 : byte)));
    writeFileSync(join(rotten, 'RECOVERY.txt'), readFileSync(join(ceremony.folder, 'RECOVERY.txt')));
    const repaired = quorateOnTerminal(words, [['Type repair:', 'repair\r']]);
    expect([repaired.code, repaired.stdout]).toEqual([0, expect.stringContaining('1 file will be replaced')]);
    expect(readFileSync(closing)).toEqual(readFileSync(join(ceremony.folder, 'records/closing.jsonl')));
    expect(run(['verify', rotten]).code).toBe(0);
  });

  it('are not alike where a record rotted, which nothing puts right; the other files are put right elsewhere', () => {
    const [rotten, mendable] = [copyOf(ceremony, root), copyOf(ceremony, root)];
    const report = ['report-lost', rotten, '--card', '1', '--reason', 'gone', ...people];
    expect(run(report).code).toBe(0);
    const record = `records/${readdirSync(join(rotten, 'records')).find((name) => name.startsWith('0001-'))}`;
    edit(rotten, record, (bytes) => bytes.subarray(0, 50));
    edit(mendable, 'RECOVERY.txt', (bytes) => Buffer.concat([bytes, Buffer.from('rot')]));
    const sticks = [ceremony.folder, rotten, mendable];
    const told = quorate('check', ...sticks, '--json', ...people);
    expect(told.code).toBe(3);
    expect(JSON.parse(told.stdout)).toEqual({
      ok: false,
      damages: [{ stick: mendable, files: [expect.objectContaining({ path: 'RECOVERY.txt' })] }],
      faults: [{ stick: rotten, message: expect.stringContaining(record) }],
      added: [],
      notes: [],
    });
    const words = ['stick', 'check', ...sticks, '--repair', ...people];
    const repaired = quorateOnTerminal(words, [['Type repair:', 'repair\r']]);
    expect([repaired.code, repaired.stdout]).toEqual([
      3,
      expect.stringContaining(`TAMPERING     ${rotten}: `),
    ]);
    expect(run(['verify', mendable]).code).toBe(0);
  });

  it('are alike though one was never seen closed, which is said of it alone', () => {
    const early = copyOf(ceremony, root);
    rmSync(join(early, 'records/closing.jsonl'));
    const told = quorate('check', early, ceremony.folder, ...people);
    expect([told.code, told.stderr]).toEqual([
      0,
      expect.stringContaining(`NOTE: ${early}: it has no closing record: ${ceremony.folder} has one`),
    ]);
    expect(told.stderr.match(/closing record/g)).toHaveLength(1);
  });

  it('of which none is whole are not used for anything', () => {
    const sticks = [copyOf(ceremony, root), copyOf(ceremony, root)];
    for (const one of sticks) writeFileSync(join(one, 'manifest.json'), '{}');
    expect(quorate('check', ...sticks, '--repair', ...people)).toMatchObject({ code: 3 });
  });
});

it('a list of sticks is printed, or says that there is none', () => {
  const listed = quorate('list');
  expect(listed.code).toBe(0);
  expect(quorate('lst').code).toBe(2);
});
