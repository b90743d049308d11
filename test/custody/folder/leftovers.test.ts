import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { leftoverAdvice, leftoversOn } from '@quorate/custody/folder/leftovers';
import { expect, it } from 'vitest';
import { onStick } from '../../cli/ceremony-folder.ts';
import { temporaryFolder } from '../../tools.ts';
import { sealSample } from './sample-folder.ts';

it('a stick tells apart what is closed, what was never closed and what was never finished', async () => {
  const root = temporaryFolder();
  const { folder, setId } = onStick(await sealSample(), root);
  const stick = join(root, 'stick');
  mkdirSync(stick);
  expect(leftoversOn(stick)).toEqual([]);
  const closed = join(stick, basename(folder));
  cpSync(folder, closed, { recursive: true });
  mkdirSync(join(stick, 'photographs'));
  expect(leftoversOn(stick)).toEqual([]);

  rmSync(join(closed, 'records'), { recursive: true });
  const [unclosed] = leftoversOn(stick);
  expect(unclosed).toMatchObject({ path: closed, kind: 'unclosed', setId, label: 'Validators Q4' });
  if (unclosed === undefined) throw new Error('it was found');
  expect(leftoverAdvice(unclosed)).toContain(`destroy every card of set ${setId}, and delete the folder`);

  // What writing left behind when the power went: the bundle alone, then not even that.
  const partial = join(stick, '.quorate-partial-0badcafe');
  mkdirSync(partial);
  cpSync(join(closed, 'bundle.quorate'), join(partial, 'bundle.quorate'));
  rmSync(closed, { recursive: true });
  expect(leftoversOn(stick)).toMatchObject([{ path: partial, kind: 'partial', setId, label: null }]);
  writeFileSync(join(partial, 'bundle.quorate'), 'QUORATE-BUN');
  expect(leftoversOn(stick)).toMatchObject([{ kind: 'partial', setId: null }]);
  symlinkSync('/etc', join(stick, 'link'));
  expect(leftoversOn(stick)).toHaveLength(1);
});
