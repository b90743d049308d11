import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { leftoverAdvice, leftoverLines, leftoversOn } from '@quorate/custody/folder/leftovers';
import { expect, it } from 'vitest';
import { onStick } from '../../cli/ceremony-folder.ts';
import { repository, requireRoot, temporaryFolder } from '../../tools.ts';
import { sealSample } from './sample-folder.ts';

it('a stick tells apart what is closed, what was never closed and what was never finished', async () => {
  const root = temporaryFolder();
  const sealed = await sealSample();
  const { id } = sealed;
  const { folder, setId } = await onStick(sealed, root);
  const stick = join(root, 'stick');
  mkdirSync(stick);
  expect(leftoversOn(stick)).toEqual({ found: [], unexamined: 0 });
  const closed = join(stick, basename(folder));
  cpSync(folder, closed, { recursive: true });
  mkdirSync(join(stick, 'photographs'));
  expect(leftoversOn(stick)).toEqual({ found: [], unexamined: 0 });

  rmSync(join(closed, 'records'), { recursive: true });
  const [unclosed] = leftoversOn(stick).found;
  expect(unclosed).toMatchObject({ path: closed, kind: 'unclosed', setId, label: 'Validators Q4' });
  if (unclosed === undefined) throw new Error('it was found');
  // A good stick that was taken away too early looks the same: what to look for comes first.
  expect(leftoverAdvice(unclosed)).toBe(
    `${closed} (ceremony ${id}) has no closing record. Look for the signed transcript of ceremony ${id}, or ` +
      `another stick of it with records/closing.jsonl: if there is one, keep the cards of set ${setId} and do not use this stick; only if that ceremony was aborted, destroy ` +
      `every card of set ${setId} and delete the folder`,
  );

  // What writing left behind when the power went: the bundle alone, then not even that.
  const partial = join(stick, '.quorate-partial-0badcafe');
  mkdirSync(partial);
  cpSync(join(closed, 'bundle.quorate'), join(partial, 'bundle.quorate'));
  rmSync(closed, { recursive: true });
  const [unfinished] = leftoversOn(stick).found;
  expect(unfinished).toMatchObject({ path: partial, kind: 'partial', setId, label: null });
  if (unfinished === undefined) throw new Error('it was found');
  // A copy of a living ceremony that was cut short looks the same.
  expect(leftoverAdvice({ ...unfinished, ceremonyId: id })).toBe(
    `${partial} (ceremony ${id}) is an unfinished folder. Look for the signed transcript of ceremony ${id}, or ` +
      `another stick of it with records/closing.jsonl: if there is one, the ceremony was closed and the cards of set ${setId} are alive, so keep them and delete this folder alone; only if that ceremony never came to its end, destroy ` +
      `every card of set ${setId} and delete the folder`,
  );
  writeFileSync(join(partial, 'bundle.quorate'), 'QUORATE-BUN');
  expect(leftoversOn(stick).found).toMatchObject([{ kind: 'partial', setId: null }]);
  symlinkSync('/etc', join(stick, 'link'));
  expect(leftoversOn(stick).found).toHaveLength(1);
});

it('an ordinary stick holds folders that are none of ours', () => {
  const stick = temporaryFolder();
  mkdirSync(join(stick, 'music'));
  writeFileSync(join(stick, 'music/records'), 'vinyl');
  expect(leftoversOn(stick)).toEqual({ found: [], unexamined: 0 });
});

it.skipIf(!requireRoot('folders of another user'))('a folder of root alone is passed over by others', () => {
  const stick = temporaryFolder();
  mkdirSync(join(stick, 'lost+found'), { mode: 0o700 });
  chmodSync(stick, 0o755);
  const look = `import { leftoversOn } from '@quorate/custody/folder/leftovers';
    console.log(JSON.stringify(leftoversOn(${JSON.stringify(stick)})))`;
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', look], {
    cwd: repository,
    encoding: 'utf8',
    uid: 65534,
    gid: 65534,
  });
  expect(child.stderr).toBe('');
  expect(JSON.parse(child.stdout)).toEqual({ found: [], unexamined: 0 });
});

it('of hundreds of folders a hundred are looked at, those with our names first, and ten are shown', () => {
  const stick = temporaryFolder();
  for (let at = 0; at < 150; at++) mkdirSync(join(stick, `a${at}`));
  for (let at = 0; at < 12; at++) {
    const folder = join(stick, `quorate-20261120-0badcaf${at.toString(16)}`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'SHA256SUMS'), '');
  }
  // The last by name: not among the hundred.
  mkdirSync(join(stick, 'z'));
  writeFileSync(join(stick, 'z/SHA256SUMS'), '');
  const left = leftoversOn(stick);
  expect(left.found).toHaveLength(12);
  expect(left.found[11]).toMatchObject({ kind: 'unclosed', ceremonyId: '0badcafb', setId: null });
  const lines = leftoverLines(left, stick);
  expect(lines).toHaveLength(12);
  expect(lines.slice(10)).toEqual([
    `and 2 more on ${stick}`,
    `${stick} holds 63 more folders, which were not looked at: only the first 100 were`,
  ]);
});
