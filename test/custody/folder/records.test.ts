import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateFolder } from '@quorate/custody/folder/locate';
import { readFolder } from '@quorate/custody/folder/read';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CeremonyOnStick, copyOf, onStick } from '../../cli/ceremony-folder.ts';
import { refusalOf } from '../../refusal.ts';
import { sealSample } from './sample-folder.ts';

let root: string;
let ceremony: CeremonyOnStick;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quorate-records-'));
  ceremony = onStick(await sealSample({ 'app/.env': Buffer.from('TOKEN=x\n') }), root);
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
