import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFolder } from '@quorate/custody/folder/read';
import { damagedFiles, repairFile } from '@quorate/custody/sticks/repair';
import { describe, expect, it } from 'vitest';
import { copyOf, edit, onStick } from '../../cli/ceremony-folder.ts';
import { refusal } from '../../refusal.ts';
import { temporaryFolder } from '../../tools.ts';
import { sealSample } from '../folder/sample-folder.ts';

describe('a damaged file that is repaired', () => {
  it.each(['bundle.quorate', 'recover/words.txt'])(
    '%s: is right again, and what a repair left that was cut short is gone',
    async (path) => {
      const root = temporaryFolder();
      const sealed = await onStick(await sealSample(), root);
      const folder = copyOf(sealed, root);
      edit(folder, path, (bytes) => Buffer.concat([bytes, Buffer.from('rot')]));
      const [place, name] = [join(folder, path, '..'), path.split('/').at(-1)];
      writeFileSync(join(place, `.quorate-partial-a0db5485-${name}`), 'cut sh');
      const [stick, good] = [readFolder(folder, null), readFolder(sealed.folder, null)];
      expect(damagedFiles(stick, good).map((damage) => damage.path)).toEqual([path]);

      repairFile(stick, good, path);

      expect(readFileSync(join(folder, path))).toEqual(readFileSync(join(sealed.folder, path)));
      expect(readdirSync(place).filter((entry) => entry.startsWith('.quorate-partial-'))).toEqual([]);
      expect(readFolder(folder, sealed.folderHash).findings.all).toEqual(
        readFolder(sealed.folder, sealed.folderHash).findings.all,
      );
    },
  );

  it('is not written through a link that somebody put on the stick', async () => {
    const root = temporaryFolder();
    const sealed = await onStick(await sealSample(), root);
    const folder = copyOf(sealed, root);
    const elsewhere = join(root, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'words.txt'), 'of this computer');
    rmSync(join(folder, 'recover'), { recursive: true });
    symlinkSync(elsewhere, join(folder, 'recover'));
    const [stick, good] = [readFolder(folder, null), readFolder(sealed.folder, null)];
    expect(damagedFiles(stick, good).map(({ path }) => path)).toContain('recover/words.txt');

    const refused = refusal(() => repairFile(stick, good, 'recover/words.txt'));

    expect([refused.code, refused.message]).toEqual(['file-is-link', expect.stringContaining('recover')]);
    expect(readFileSync(join(elsewhere, 'words.txt'), 'utf8')).toBe('of this computer');
    expect(readdirSync(elsewhere)).toEqual(['words.txt']);
  });
});
