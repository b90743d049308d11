import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { equalBytes } from '@quorate/crypto-core/encoding';
import { ClosingRecord } from '@quorate/custody/ceremony/journal';
import type { SealedCeremony } from '@quorate/custody/ceremony/seal';
import { deliver, verifyStick, writeStick } from '@quorate/custody/ceremony/sticks';
import { isBadMedium } from '@quorate/custody/files/errors';
import { readFolder } from '@quorate/custody/folder/read';
import type { WriteProgress } from '@quorate/custody/folder/write';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { expectRefusal, refusal } from '../../refusal.ts';
import { temporaryFolder } from '../../tools.ts';
import { sealSample } from '../folder/sample-folder.ts';

let ceremony: SealedCeremony;
let closing: Uint8Array;

beforeAll(async () => {
  ceremony = await sealSample();
  const record = new ClosingRecord(
    () => '2026-11-20T12:30:00Z',
    ceremony.afterJournal,
    ceremony.folder.folderHash,
  );
  closing = record.close({}).bytes;
});

/** Changes the last byte but one of a file, which all of them have. */
function damage(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length - 2] = (bytes[bytes.length - 2] as number) ^ 1;
  writeFileSync(path, bytes);
}

describe('a stick that was written', () => {
  it('verifies, closing record included', async () => {
    const folder = await writeStick(temporaryFolder(), ceremony);
    deliver(folder, ceremony, closing);
    const { findings, records, isAuthenticated } = readFolder(folder, ceremony.folder.folderHash);
    expect(findings.all).toEqual([]);
    expect(records.closing).not.toBeNull();
    expect(isAuthenticated).toBe(true);
  });

  const everyFile = [
    'bundle.quorate',
    'manifest.json',
    'journal.jsonl',
    'RECOVERY.txt',
    'recover/words.txt',
    'recover/FORMATS.txt',
    'SHA256SUMS',
  ];

  it('has every file that the next test damages, and no other', () => {
    expect(ceremony.folder.files.map(({ path }) => path).sort()).toEqual([...everyFile].sort());
  });

  it.each(everyFile)('is read once more when it is complete: a changed %s is found', async (file) => {
    const stick = temporaryFolder();
    // The last step, after each file was compared as it was written.
    const onProgress = ({ isFinal }: WriteProgress) => {
      if (isFinal) damage(join(stick, ceremony.folder.name, file));
    };
    await expectRefusal(
      () => writeStick(stick, ceremony, { onProgress }),
      'medium-differs',
      /does not verify/,
    );
  });

  it('takes the closing record only onto the same folder', async () => {
    const folder = await writeStick(temporaryFolder(), ceremony);
    damage(join(folder, 'SHA256SUMS'));
    await expectRefusal(() => deliver(folder, ceremony, closing), 'stick-unfit', /SHA256SUMS was changed/);
    const gone = await writeStick(temporaryFolder(), ceremony);
    rmSync(join(gone, 'SHA256SUMS'));
    await expectRefusal(() => deliver(gone, ceremony, closing), 'stick-unfit', /SHA256SUMS/);
  });

  it('takes no closing record of another ceremony, and shows one that was delivered', async () => {
    const folder = await writeStick(temporaryFolder(), ceremony);
    const other = await sealSample();
    const foreign = new ClosingRecord(
      () => '2026-11-20T12:30:00Z',
      other.afterJournal,
      ceremony.folder.folderHash,
    );
    await expectRefusal(
      () => deliver(folder, ceremony, foreign.close({}).bytes),
      'medium-differs',
      /closing\.jsonl/,
    );
    await expectRefusal(() => deliver(folder, ceremony, closing), 'file-exists', /closing\.jsonl/);
  });

  it('is refused with records that do not belong to it', async () => {
    const folder = await writeStick(temporaryFolder(), ceremony);
    mkdirSync(join(folder, 'records'), { recursive: true });
    writeFileSync(join(folder, 'records/0001-drill-20261120T120000Z.json'), '{}\n');
    await expectRefusal(() => deliver(folder, ceremony, closing), 'medium-differs', /0001-drill/);
    expect(equalBytes(readFileSync(join(folder, 'records/closing.jsonl')), closing)).toBe(true);
  });
});

describe('a stick that is all right', () => {
  it('is not condemned for what a system or a person left on it, and serves when that is removed', async () => {
    const stick = temporaryFolder();
    const folder = await writeStick(stick, ceremony);
    const added = ['.DS_Store', 'recover/Thumbs.db'].map((name) => join(folder, name));
    for (const path of added) writeFileSync(path, 'droppings');
    const refused = refusal(() => verifyStick(folder, ceremony));
    expect(refused).toMatchObject({
      code: 'folder-added',
      message: `${folder} holds what was not written there: .DS_Store, recover/Thumbs.db`,
      hint: expect.stringMatching(/remove it; then try this same stick again/),
    });
    expect(isBadMedium(refused.code)).toBe(false);
    for (const path of added) rmSync(path);
    // As the ceremony tries it again: what is there is taken as written.
    expect(await writeStick(stick, ceremony, { isRetry: true })).toBe(folder);
    deliver(folder, ceremony, closing);
  });

  it('has only some of many such files named', async () => {
    const folder = await writeStick(temporaryFolder(), ceremony);
    for (let number = 1; number <= 8; number++) writeFileSync(join(folder, `._${number}`), '');
    expect(refusal(() => verifyStick(folder, ceremony)).message).toMatch(/: (\S+, ){4}\S+ and 3 more$/);
  });

  it('is not condemned where this user may not read it', async () => {
    const folder = await writeStick(temporaryFolder(), ceremony);
    chmodSync(join(folder, 'journal.jsonl'), 0);
    unprivileged(folder);
    const refused = refusal(() => verifyStick(folder, ceremony));
    expect(refused).toMatchObject({
      code: 'file-permission',
      message: expect.stringMatching(/cannot be read: .*journal\.jsonl may not be accessed/),
      hint: expect.stringMatching(/try this stick again/),
    });
    expect(isBadMedium(refused.code)).toBe(false);
  });

  it('is another matter when a byte is wrong, whatever was left on it besides', async () => {
    const folder = await writeStick(temporaryFolder(), ceremony);
    writeFileSync(join(folder, '.DS_Store'), 'droppings');
    damage(join(folder, 'recover/words.txt'));
    await expectRefusal(() => verifyStick(folder, ceremony), 'medium-differs', /words\.txt was changed/);
  });
});

/** For the rest of the test, as somebody who may only read what everybody may. */
function unprivileged(folder: string): void {
  if (process.getuid?.() !== 0) return;
  chmodSync(dirname(folder), 0o755);
  process.seteuid?.(65_534);
  onTestFinished(() => process.seteuid?.(0));
}
