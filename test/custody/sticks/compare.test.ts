import { readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chainStart, positionAfter, readJournal } from '@quorate/crypto-core/documents/journal';
import { ClosingRecord } from '@quorate/custody/ceremony/journal';
import { readFolder } from '@quorate/custody/folder/read';
import { leaveRecord } from '@quorate/custody/records/leave-record';
import { compareFolders, refuseUnproved, repairStick } from '@quorate/custody/sticks/compare';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CeremonyOnStick, copyOf, edit, onStick } from '../../cli/ceremony-folder.ts';
import { refusal } from '../../refusal.ts';
import { temporaryFolder } from '../../tools.ts';
import { sealSample } from '../folder/sample-folder.ts';

/** The reading of a file whose path ends so fails this often, as a stick does that is dying. */
const bad = vi.hoisted(() => ({ end: '', times: 0 }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const readSync = (descriptor: number, ...rest: unknown[]) => {
    if (bad.times > 0 && readlinkSync(`/proc/self/fd/${descriptor}`).endsWith(bad.end)) {
      bad.times--;
      throw Object.assign(new Error('EIO'), { code: 'EIO', errno: -5 });
    }
    return (fs.readSync as (...all: unknown[]) => number)(descriptor, ...rest);
  };
  return { ...fs, default: fs, readSync };
});
afterEach(() => {
  bad.times = 0;
});

const closing = 'records/closing.jsonl';
const flip = (bytes: Buffer) => bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte));

let root: string;
let ceremony: CeremonyOnStick;
let stick: string;
beforeEach(async () => {
  root = temporaryFolder();
  ceremony = await onStick(await sealSample(), root);
  stick = copyOf(ceremony, root);
});

const read = (folder: string) => readFolder(folder, null);
const handover = { type: 'handover' as const, people: ['Ada'], data: { card: 1 } };

/** What came of it, with paths instead of folders. */
function compared(...folders: string[]) {
  const comparison = compareFolders((folders.length === 0 ? [ceremony.folder, stick] : folders).map(read));
  const { good, damages, faults, added, notes } = comparison;
  const plain = (told: typeof faults) => told.map((one) => [one.stick.path, one.message]);
  return {
    comparison,
    good: good.path,
    damages: damages.map((one) => [one.stick.path, one.files.map(({ path, fault }) => [path, fault])]),
    faults: plain(faults),
    added: plain(added),
    notes: plain(notes),
  };
}

function repaired() {
  const { comparison } = compared();
  for (const damage of comparison.damages) repairStick(damage, comparison.good, ['Ada'], read);
  const { findings } = read(stick);
  return findings.all.filter(({ subject }) => subject !== 'the folder');
}

const nothing = { damages: [], faults: [], added: [], notes: [] };

describe('a closing record', () => {
  it('that rotted is named, called neither missing nor never seen closed, and put right', () => {
    leaveRecord(read(stick), handover);
    edit(stick, closing, flip);
    expect(compared()).toMatchObject({ ...nothing, damages: [[stick, [[closing, 'changed']]]] });
    expect(repaired()).toEqual([]);
    expect(readFileSync(join(stick, closing))).toEqual(readFileSync(join(ceremony.folder, closing)));
    expect(compared()).toMatchObject(nothing);
  });

  it('that was cut short is put right', () => {
    edit(stick, closing, () => '');
    expect(compared()).toMatchObject({ ...nothing, damages: [[stick, [[closing, 'changed']]]] });
    expect(repaired()).toEqual([]);
  });

  it('that is gone from below a record that follows from it is missing, and put right', () => {
    leaveRecord(read(stick), handover);
    rmSync(join(stick, closing));
    expect(compared()).toMatchObject({ ...nothing, damages: [[stick, [[closing, 'missing']]]] });
    expect(repaired()).toEqual([]);
  });

  it('that never came is said, and none is made: the other stick is the good one', () => {
    rmSync(join(stick, closing));
    const never = `it has no closing record: ${ceremony.folder} has one, so this stick was not seen after it was written; do not rely on it alone`;
    const expected = { ...nothing, good: ceremony.folder, notes: [[stick, never]] };
    expect(compared(stick, ceremony.folder)).toMatchObject(expected);
    rmSync(join(ceremony.folder, closing));
    expect(compared().notes.map(([, message]) => message)).toEqual(
      Array(2).fill('it has no closing record: its ceremony was never seen closed; do not rely on it alone'),
    );
  });

  it('that is another than on the good stick is a fault that only paper settles', () => {
    const last = readJournal(
      new Uint8Array(readFileSync(join(stick, 'journal.jsonl'))),
      'journal',
      chainStart,
    ).at(-1);
    if (last === undefined) throw new Error('the journal is not empty');
    const other = new ClosingRecord(() => '2026-11-20T12:31:00Z', positionAfter(last), ceremony.folderHash);
    writeFileSync(join(stick, closing), other.close({}).bytes);
    expect(compared()).toMatchObject({
      ...nothing,
      faults: [[stick, expect.stringMatching(/^records\/closing\.jsonl is another than on .* closing head/)]],
    });
  });

  it('that is damaged on all sticks is a fault', () => {
    rmSync(join(ceremony.folder, closing));
    edit(stick, closing, flip);
    const { damages, faults } = compared();
    expect([damages, faults]).toEqual([[], [[stick, expect.stringContaining(closing)]]]);
  });
});

describe('a record of a stick', () => {
  beforeEach(() => {
    const { file } = leaveRecord(read(stick), handover);
    edit(stick, file, (bytes) => bytes.subarray(0, 40));
  });

  it('that rotted is a fault, and nothing puts it right', () => {
    const { damages, faults, notes } = compared();
    expect([damages, notes]).toEqual([[], []]);
    expect(faults).toEqual([[stick, expect.stringMatching(/records\/0001-handover-/)]]);
  });

  it('that rotted keeps its stick from being repaired, before anything is written', () => {
    edit(stick, 'RECOVERY.txt', flip);
    const before = readFileSync(join(stick, 'RECOVERY.txt'));
    const { comparison, damages } = compared();
    expect(damages).toEqual([[stick, [['RECOVERY.txt', 'changed']]]]);
    const [damage] = comparison.damages;
    if (damage === undefined) throw new Error('it is damaged');
    for (const refuse of [
      () => refuseUnproved(damage, comparison.good),
      () => repairStick(damage, comparison.good, ['Ada'], read),
    ]) {
      const refused = refusal(refuse);
      expect([refused.code, refused.message]).toEqual([
        'folder-tampered',
        expect.stringMatching(/cannot be put right: .*0001-handover/),
      ]);
    }
    expect(readFileSync(join(stick, 'RECOVERY.txt'))).toEqual(before);
  });
});

it.each(['journal.jsonl', 'SHA256SUMS', 'manifest.json', 'bundle.quorate'])(
  'a damaged %s is one damaged file, and whatever follows from it is not told besides',
  (file) => {
    leaveRecord(read(stick), handover);
    edit(stick, file, (bytes) => (file === 'SHA256SUMS' ? bytes.subarray(0, 200) : flip(bytes)));
    expect(compared()).toMatchObject({ ...nothing, damages: [[stick, [[file, 'changed']]]] });
  },
);

it('a SHA256SUMS that lists less than it should makes nothing of the ceremony an addition', () => {
  edit(stick, 'SHA256SUMS', (bytes) => bytes.toString().replace(/^.*words\.txt\n/m, ''));
  writeFileSync(join(stick, 'diary.txt'), 'of somebody');
  expect(compared()).toMatchObject({
    ...nothing,
    damages: [[stick, [['SHA256SUMS', 'changed']]]],
    added: [[stick, 'diary.txt is not listed in SHA256SUMS']],
  });
});

it('a folder of a stick that is a link is a fault, whatever it leads to', () => {
  const elsewhere = copyOf(ceremony, root);
  rmSync(join(stick, 'recover'), { recursive: true });
  symlinkSync(join(elsewhere, 'recover'), join(stick, 'recover'));
  expect(compared()).toMatchObject({ damages: [], faults: [[stick, 'recover is a link']] });
});

describe('a stick that reads badly', () => {
  it.each(['bundle.quorate', 'recover/words.txt', closing])('says so of %s, once', (file) => {
    Object.assign(bad, { end: `${stick}/${file}`, times: 1 });
    expect(compared()).toMatchObject({
      ...nothing,
      notes: [[stick, expect.stringMatching(new RegExp(`^${file} was read only at try 2, .* is dying`))]],
    });
  });

  it('says so also of what it gave at once when it was read for the first time', () => {
    const folders = [ceremony.folder, stick].map(read);
    Object.assign(bad, { end: `${stick}/recover/words.txt`, times: 1 });
    expect(compareFolders(folders).notes).toMatchObject([
      { message: expect.stringMatching(/^recover\/words/) },
    ]);
  });

  it('of which SHA256SUMS cannot be read is not said to hold another', () => {
    Object.assign(bad, { end: `${stick}/SHA256SUMS`, times: 1000 });
    const { comparison } = compared();
    expect(comparison.damages[0]?.files[0]).toMatchObject({
      path: 'SHA256SUMS',
      fault: 'unreadable',
      says: expect.stringMatching(/the medium reports an error/),
    });
  });

  it('of which SHA256SUMS is gone is said to miss it', () => {
    rmSync(join(stick, 'SHA256SUMS'));
    expect(compared()).toMatchObject({ ...nothing, damages: [[stick, [['SHA256SUMS', 'missing']]]] });
  });
});
