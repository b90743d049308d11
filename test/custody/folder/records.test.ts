import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateFolder } from '@quorate/custody/folder/locate';
import { readFolder } from '@quorate/custody/folder/read';
import { appendRecord, deliverClosing, type NewRecord } from '@quorate/custody/folder/records';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type CeremonyOnStick, copyOf, onStick } from '../../cli/ceremony-folder.ts';
import { refusalOf } from '../../refusal.ts';
import { sealSample } from './sample-folder.ts';

let root: string;
let ceremony: CeremonyOnStick;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quorate-records-'));
  ceremony = await onStick(await sealSample({ 'app/.env': Buffer.from('TOKEN=x\n') }), root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const signature = `SHA256SUMS.${'A1'.repeat(20)}.asc`;

it('a file under the name of a signature is listed as one', () => {
  const folder = copyOf(ceremony, root);
  writeFileSync(join(folder, 'records', signature), '-----BEGIN PGP SIGNATURE-----\n');
  const { records, findings } = readFolder(folder, ceremony.folderHash);
  expect(records.signatures).toEqual([signature]);
  expect(findings.all).toEqual([]);
});

it.each<[string, (path: string) => void]>([
  ['a FIFO', (path) => execFileSync('mkfifo', [path])],
  ['a folder', (path) => mkdirSync(path)],
  ['a link to a file', (path) => symlinkSync('closing.jsonl', path)],
  ['a link to nothing', (path) => symlinkSync('nowhere', path)],
])('%s under the name of a signature is reported, and is none', (_, make) => {
  const folder = copyOf(ceremony, root);
  make(join(folder, 'records', signature));
  const { records, findings } = readFolder(folder, ceremony.folderHash);
  expect(records.signatures).toEqual([]);
  expect(findings.all).toMatchObject([{ severity: 'addition', subject: `records/${signature}` }]);
});

it('a folder that is a link to the folder of another stick is reported, and takes no record', async () => {
  const link = join(root, 'link');
  symlinkSync(copyOf(ceremony, root), link);
  const { findings } = readFolder(link, ceremony.folderHash);
  expect(findings.tamperings).toMatchObject([{ message: 'the folder is a link' }]);
  expect((await refusalOf(() => deliverClosing(link, new Uint8Array(1)))).code).toBe('file-is-link');
});

it('a file system that leads in circles comes to an end', () => {
  const deep = copyOf(ceremony, root);
  mkdirSync(join(deep, 'recover', ...Array.from({ length: 100 }, () => 'a')), { recursive: true });
  const { additions } = looked(deep);
  expect(additions).toEqual(
    expect.arrayContaining([expect.stringMatching(/^recover(\/a){16} lies deeper than anything/)]),
  );
  expect(additions.length).toBeLessThan(20);

  // Thousands of files take seconds where they go to a disk.
  const memory = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'quorate-records-'));
  onTestFinished(() => rmSync(memory, { recursive: true, force: true }));
  const wide = copyOf(ceremony, memory);
  mkdirSync(join(wide, 'wide'));
  for (let at = 0; at < 5000; at++) writeFileSync(join(wide, 'wide', `${at}`), '');
  expect(looked(wide).additions.filter((message) => /of over 5000 names/.test(message))).toHaveLength(1);
});

it('records without end come to one', () => {
  const memory = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'quorate-records-'));
  onTestFinished(() => rmSync(memory, { recursive: true, force: true }));
  const fill = (count: number, bytes: number) => {
    const folder = copyOf(ceremony, memory);
    for (let at = 1; at <= count; at++) {
      const name = `${String(at).padStart(4, '0')}-drill-20260101T000000Z.json`;
      writeFileSync(join(folder, 'records', name), '');
      if (bytes > 0) truncateSync(join(folder, 'records', name), bytes);
    }
    const { records, findings } = readFolder(folder, ceremony.folderHash);
    const ends = findings.all.filter(({ message }) => /too many records: /.test(message));
    return { read: records.stored.length, ends: ends.map(({ message }) => message.slice(0, 45)) };
  };
  expect(fill(1000, 0)).toEqual({ read: 1000, ends: [] });
  expect(fill(1001, 0)).toEqual({ read: 1000, ends: ['records holds too many records: 1001-drill-20'] });
  expect(fill(9, 8 * 1024 * 1024)).toEqual({
    read: 8,
    ends: ['records holds too many records: 0009-drill-20'],
  });
});

function looked(folder: string): { additions: string[] } {
  const { findings } = readFolder(folder, ceremony.folderHash);
  return {
    additions: findings.all.filter(({ severity }) => severity === 'addition').map(({ message }) => message),
  };
}

it('a stick that gives only errors has findings, and nothing is thrown', () => {
  const loop = join(root, 'loop');
  symlinkSync('loop', loop);
  const { findings, records } = readFolder(loop, ceremony.folderHash);
  expect(records).toMatchObject({ closing: null, stored: [] });
  expect(findings.tamperings.map(({ subject }) => subject)).toContain('records');
});

it('a closing record that was delivered before the stick was pulled is delivered; a damaged one is not', async () => {
  const folder = copyOf(ceremony, root);
  const path = join(folder, 'records/closing.jsonl');
  const closing = readFileSync(path);
  deliverClosing(folder, closing);
  expect(readFileSync(path)).toEqual(closing);

  writeFileSync(path, '');
  const refused = await refusalOf(() => deliverClosing(folder, closing));
  expect(refused).toMatchObject({ code: 'file-exists', hint: expect.stringMatching(/^delete this file/) });
  rmSync(path);
  deliverClosing(folder, closing);
  expect(readFileSync(path)).toEqual(closing);
});

it('of several folders on a stick, the one that was never closed is marked', async () => {
  const stick = join(root, 'several');
  for (const name of ['closed', 'open']) cpSync(ceremony.folder, join(stick, name), { recursive: true });
  rmSync(join(stick, 'open/records/closing.jsonl'));
  const refusal = await refusalOf(() => locateFolder(stick));
  expect(refusal.code).toBe('folder-several');
  expect(refusal.hint).toBe(
    `give one of: ${join(stick, 'closed')}, ${join(stick, 'open')} (no closing record)`,
  );
});

it.each<[string, { people?: string[]; data?: Record<string, string> }, RegExp]>([
  ['a name that is too long', { people: ['x'.repeat(300)] }, /member people\.0 is longer than 120/],
  ['a name that reads backwards', { people: ['a\u202eb'] }, /member people\.0 holds a control/],
  ['a text over two lines', { data: { bag: 'a\nb' } }, /member data holds a control/],
  ['a text without an end', { data: { reason: 'x'.repeat(100_000) } }, /member data holds a string longer/],
])('what nobody could read as a record is never written: %s', async (_, told, message) => {
  const folder = copyOf(ceremony, root);
  const { records, manifest } = readFolder(folder, ceremony.folderHash);
  const before = readdirSync(join(folder, 'records'));
  const entry: NewRecord = {
    type: 'lost',
    time: '2026-12-01T09:00:00Z',
    people: ['Ada'],
    data: {},
    ceremonyId: manifest?.ceremony.id as string,
    folderHash: ceremony.folderHash,
    recordKey: null,
  };
  const refused = await refusalOf(() => appendRecord(folder, records, { ...entry, ...told }));
  expect(refused.code).toBe('usage-option');
  expect(refused.message).toMatch(message);
  expect(readdirSync(join(folder, 'records'))).toEqual(before);
  expect(readFolder(folder, ceremony.folderHash).findings.all).toEqual([]);
});

it('no record follows from a stick that is not there any more: all of a ceremony may be mounted at one path', async () => {
  const folder = copyOf(ceremony, root);
  const read = readFolder(folder, ceremony.folderHash);
  const entry: NewRecord = {
    type: 'check',
    time: '2026-12-01T09:00:00Z',
    people: ['Ada'],
    data: {},
    ceremonyId: read.manifest?.ceremony.id as string,
    folderHash: ceremony.folderHash,
    recordKey: null,
  };
  appendRecord(folder, read.records, entry);
  const before = readdirSync(join(folder, 'records'));
  const later = { ...entry, time: '2026-12-01T09:00:01Z' };
  // As it was before that record: of another stick, or by another program meanwhile.
  expect((await refusalOf(() => appendRecord(folder, read.records, later))).code).toBe('file-changed');
  const now = readFolder(folder, ceremony.folderHash);
  const other = copyOf(ceremony, root);
  expect((await refusalOf(() => appendRecord(other, now.records, later))).code).toMatch(/^file-/);
  const changed = { ...later, folderHash: 'ab'.repeat(32) };
  expect((await refusalOf(() => appendRecord(folder, now.records, changed))).code).toBe('file-changed');
  expect(readdirSync(join(folder, 'records'))).toEqual(before);
  appendRecord(folder, now.records, later);
  expect(readFolder(folder, ceremony.folderHash).findings.all).toEqual([]);
});
