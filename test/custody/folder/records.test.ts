import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateFolder } from '@quorate/custody/folder/locate';
import { readFolder } from '@quorate/custody/folder/read';
import { appendRecord, type NewRecord } from '@quorate/custody/folder/records';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
