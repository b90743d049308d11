import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFolder } from '@quorate/custody/folder/write';
import { describe, expect, it } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { sealSample } from '../../custody/folder/sample-folder.ts';
import { locked } from '../../electron/plugged.ts';
import { compareHash } from './drive/drill.ts';
import { mouse } from './drive/hands.ts';
import type { Person } from './drive/person.ts';
import { Gallery } from './gallery.ts';
import { blank, card, plug, stickAt, take, unlocking } from './plugged-sticks.ts';
import { hasTools, reload, Stage } from './stage.ts';

// Sticks that are plugged in, as the screens show them: the first screen, and the stick step of a ceremony from plug to
// plug. What is plugged in comes from a file in the place of the system (stand-in/plugged-watcher.ts).

const patience = 180_000;

describe.skipIf(!hasTools)('sticks that are plugged in', () => {
  const stage = Stage.forTests();

  const noted = async ({ page }: Person, state: 'in' | 'out' | 'closed' | 'back') => {
    await page.getByRole('status').filter({ hasText: t.plugged.replug.state[state] }).waitFor();
  };

  it(
    'are known on the first screen: whose they are and what is due; a press begins the drill',
    async () => {
      const stick = join(stage.root, 'vault');
      mkdirSync(stick);
      const { folder } = await sealSample(undefined, { label: 'Vault A', purpose: 'backup' });
      await writeFolder(stick, folder);
      // Of a year nobody remembers: everything is overdue.
      const manifest = join(stick, folder.name, 'manifest.json');
      writeFileSync(
        manifest,
        readFileSync(manifest, 'utf8').replace('"2026-11-20T12:00:00Z"', '"2019-11-20T12:00:00Z"'),
      );
      const { person, app } = await stage.start(mouse);
      const gallery = new Gallery(app);
      plug(app, stickAt(stick, 1, 1));
      const found = person.page.getByRole('article', { name: 'Vault A', exact: true });
      await found.waitFor();
      const said = await found.innerText();
      expect(said.match(/OVERDUE for [\d\p{Zs},]+ days/gu)).toHaveLength(3);
      expect(said).toContain('Kingston DataTraveler 3.0');
      await gallery.visit('0-sticks-in');
      expect(gallery.faults).toEqual([]);
      plug(app);
      await found.waitFor({ state: 'detached' });
      plug(app, stickAt(stick, 1, 2));
      await person.press(t.plugged.home.drillOf('Vault A'));
      // The drill takes the stick up, which a person would else choose once more.
      const taken = async () => {
        const answer = await app.ask('attempt.look', {});
        return answer.ok ? answer.value.sticks.map(({ ceremony }) => ceremony?.label) : [];
      };
      await expect.poll(taken, { timeout: 30_000 }).toEqual(['Vault A']);
      await person.arrives(t.attempt.sticks.titleOne);
      // It can be held against paper, as one that was chosen by hand: after another plug and a reload too.
      const { sticks } = await app.want('attempt.look', {});
      plug(app, stickAt(stick, 1, 3));
      await reload(app);
      await card(person, stickAt(stick, 1, 3)).waitFor();
      await compareHash(person, sticks[0]?.folderHash?.hex ?? '');
      await person.sees(t.attempt.paper.summary(true));
    },
    patience,
  );

  it('begin a recovery with a press; of a rehearsal nothing is overdue', async () => {
    const stick = join(stage.root, 'vault');
    mkdirSync(stick);
    const { folder } = await sealSample(undefined, { label: 'Vault A', purpose: 'rehearsal' });
    await writeFolder(stick, folder);
    const { person, app } = await stage.start(mouse);
    plug(app, stickAt(stick, 1, 1));
    const found = person.page.getByRole('article', { name: 'Vault A', exact: true });
    await found.waitFor();
    expect(await found.innerText()).not.toMatch(/overdue|due on|due today/i);
    await person.press(t.plugged.home.recoverOf('Vault A'));
    await person.arrives(t.attempt.sticks.titleOne);
    const { sticks } = await app.want('attempt.look', {});
    expect(sticks.map(({ ceremony }) => ceremony?.label)).toEqual(['Vault A']);
  });

  it('that hold several ceremonies are refused where the drill begins, with what to do', async () => {
    const stick = join(stage.root, 'vault');
    mkdirSync(stick);
    for (const label of ['Vault A', 'Vault B']) {
      await writeFolder(stick, (await sealSample(undefined, { label })).folder);
    }
    const { person, app } = await stage.start(mouse);
    plug(app, stickAt(stick, 1, 1));
    await person.press(t.plugged.home.drillOf('Vault A'));
    await person.arrives(t.attempt.sticks.title);
    expect(await person.refusal(/2 ceremony folders/)).toContain(t.attempt.sticks.several);
    const [folder = ''] = readdirSync(stick);
    await person.pick(t.sticks.choose, join(stick, folder));
    await person.arrives(t.attempt.sticks.titleOne);
  });

  it(
    'go through the stick step: locked, chosen with a press, written, out, in again, verified',
    async () => {
      const { person, app } = await stage.sealed(mouse);
      const gallery = new Gallery(app);
      const [one = '', two = ''] = stage.belongings.sticks;
      await person.press(t.bar.resumedClose);
      await person.sees(t.plugged.none);
      plug(app, { ...locked, connection: '9' }, blank);
      await person.sees(unlocking);
      await person.sees('quorate stick prepare /dev/sdd');
      await gallery.visit('5-plugged-locked');

      plug(app, stickAt(one, 1, 1));
      await take(person, stickAt(one, 1, 1));
      await person.sees(t.sticks.chosen);
      await gallery.visit('5-plugged-chosen');
      plug(app);
      await person.sees(t.plugged.write.gone);
      expect(await person.button(t.sticks.write(1)).count()).toBe(0);
      plug(app, stickAt(one, 1, 2));
      await take(person, stickAt(one, 1, 2));
      await agree(person, 1);
      await person.press(t.sticks.write(1));
      await person.arrives(t.sticks.titleVerify(1));
      await noted(person, 'in');
      plug(app);
      await noted(person, 'out');
      await gallery.visit('5-plugged-out');
      plug(app, { ...stickAt(one, 1, 3), isLocked: true, mountPoint: null });
      await noted(person, 'closed');
      plug(app, stickAt(one, 1, 3));
      await noted(person, 'back');
      await gallery.visit('5-plugged-back');
      await person.press(t.sticks.verify);
      await person.arrives(t.sticks.titleWrite(2, 2));

      // The first one is still in: it is known, and not offered.
      plug(app, stickAt(one, 1, 3), stickAt(two, 2, 1));
      await card(person, stickAt(two, 2, 1)).waitFor();
      expect(await card(person, stickAt(one, 1, 3)).innerText()).toContain(t.plugged.isStick(1));
      expect(
        await card(person, stickAt(one, 1, 3))
          .getByRole('button')
          .count(),
      ).toBe(0);
      expect(gallery.faults).toEqual([]);
    },
    patience,
  );

  it(
    'are not called bad when they are pulled while they are written',
    async () => {
      const { person, app } = await stage.sealed(mouse);
      const [one = '', two = ''] = stage.belongings.sticks;
      plug(app, stickAt(one, 1, 1));
      await take(person, stickAt(one, 1, 1));
      await agree(person, 1);
      // It is gone before a byte is on it; the list of drives tells so only after the error.
      rmSync(one, { recursive: true });
      await person.press(t.sticks.write(1));
      await person.refusal(/./);
      plug(app);
      await person.sees(t.plugged.write.pulled(1));
      await person.sees(t.plugged.write.pulledText);
      const gallery = new Gallery(app);
      await gallery.visit('5-plugged-pulled');
      expect(gallery.faults).toEqual([]);
      plug(app, stickAt(two, 1, 2));
      await take(person, stickAt(two, 1, 2));
      await agree(person, 1);
      await person.press(t.sticks.write(1));
      await person.arrives(t.sticks.titleVerify(1));
    },
    patience,
  );

  it('are chosen by their place where nobody tells what is plugged in', async () => {
    const { person, app } = await stage.sealed(mouse);
    await person.sees(t.plugged.none);
    const { watching } = app.electron.processes;
    for (let death = 0; death < 4; death++) {
      await expect.poll(() => watching.length, { timeout: 30_000 }).toBe(death + 1);
      watching[death]?.child.kill('SIGKILL');
    }
    await person.sees(t.sticks.plug);
    await person.pick(t.sticks.choose, stage.belongings.sticks[0] ?? '');
    await person.sees(t.sticks.chosen);
  });

  /** Says yes to whatever is asked before a stick is written. */
  async function agree(person: Person, stick: number): Promise<void> {
    await person.button(t.sticks.write(stick)).waitFor();
    for (const box of await person.page.getByRole('checkbox').all()) await person.hands.mark(box);
  }
});
