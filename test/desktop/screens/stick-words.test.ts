import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFolder } from '@quorate/custody/folder/write';
import { describe, expect, it } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { sealSample } from '../../custody/folder/sample-folder.ts';
import { verifyStick, writeStick } from './drive/after-seal.ts';
import { mouse } from './drive/hands.ts';
import type { Person } from './drive/person.ts';
import { card, plug, stickAt } from './plugged-sticks.ts';
import { hasTools, Stage } from './stage.ts';

// What a person must know of sticks before trusting what the screen says of them.

const patience = 180_000;

describe.skipIf(!hasTools)('the screens say', () => {
  const stage = Stage.forTests();
  const said = ({ page }: Person) => page.getByText(t.plugged.notYetTried).count();

  it(
    'that finding sticks was never tried on this system, wherever those that are plugged in are shown',
    async () => {
      const vault = join(stage.root, 'vault');
      mkdirSync(vault);
      await writeFolder(vault, (await sealSample(undefined, { label: 'Vault A' })).folder);
      const home = await stage.start(mouse);
      plug(home.app, stickAt(vault, 1, 1));
      await home.person.page.getByRole('article', { name: 'Vault A', exact: true }).waitFor();
      expect(await said(home.person)).toBe(0);
      plug(home.app, { ...stickAt(vault, 1, 2), notYetTried: true });
      await home.person.sees(t.plugged.notYetTried);
      await home.app.electron.end();

      const { person, app } = await stage.sealed(mouse);
      const [one = ''] = stage.belongings.sticks;
      plug(app, stickAt(one, 1, 1));
      await card(person, stickAt(one, 1, 1)).waitFor();
      expect(await said(person)).toBe(0);
      plug(app, { ...stickAt(one, 1, 2), notYetTried: true });
      await person.sees(t.plugged.notYetTried);
    },
    patience,
  );

  it(
    'that nothing speaks against a stick on which something was left; the same one serves',
    async () => {
      const { person } = await stage.sealed(mouse);
      const [one = ''] = stage.belongings.sticks;
      await writeStick(person, 1, one);
      const [folder = ''] = readdirSync(one);
      const left = join(one, folder, '.DS_Store');
      writeFileSync(left, 'droppings');
      await person.press(t.sticks.verifyWithout);
      expect(await person.refusal(/holds what was not written there: \.DS_Store/)).toMatch(/remove it/);
      await person.sees(t.sticks.sparedText);
      expect(await person.page.getByText(t.sticks.failedText).count()).toBe(0);
      rmSync(left);
      await writeStick(person, 1, one);
      await verifyStick(person, t.sticks.titleWrite(2, 2));
    },
    patience,
  );
});
