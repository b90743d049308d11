import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { readImage } from './drive/after-seal.ts';
import { beginDrill, chooseKind, openBundle, readPictures, takeDrillStick } from './drive/drill.ts';
import { mouse } from './drive/hands.ts';
import type { Person } from './drive/person.ts';
import {
  askForPlan,
  begin,
  chooseFiles,
  chooseFolder,
  giveState,
  sayStopped,
  takeStick,
  toGuard,
  write,
} from './drive/recovery.ts';
import { folderInMemory, isSameFile, pastCeremony } from './past-ceremony.ts';
import { hasTools, reload, Stage } from './stage.ts';

// The window is loaded anew in the middle of a drill and of a recovery: it is found where it was, said to have been
// loaded anew, and goes on to its end.

const files = ['config/priv_validator_key.json', 'config/node_key.json', 'data/priv_validator_state.json'];

describe.skipIf(!hasTools)('a window that is loaded anew', { timeout: 300_000 }, () => {
  const stage = Stage.forTests();
  const past = pastCeremony(stage);

  async function loadAnew(person: Person) {
    await reload(person.app);
    await person.sees(t.attempt.resumed);
    await person.press(t.bar.resumedClose);
    await person.page.getByText(t.attempt.resumed).waitFor({ state: 'detached' });
  }

  it('finds a drill where it was, at each of its steps', async () => {
    const { cards, stick } = past();
    const { person, app, watch } = await stage.start(mouse);
    await takeDrillStick(person, stick());
    await loadAnew(person);
    // Nobody knows how the stick was chosen: said, in place of a field that leads nowhere.
    await person.arrives(t.attempt.sticks.titleOne);
    await person.unfold(t.attempt.paper.summary(false));
    await person.sees(t.attempt.paper.chooseAgain);
    expect(await person.field(t.attempt.paper.label).count()).toBe(0);
    await chooseKind(person, 'full');
    await person.pick(t.drill.kind.sandboxDo, '/dev/shm');
    await person.sees('shm');
    await beginDrill(person, 'full');
    await person.arrives(t.attempt.cards.title);
    await readImage(person, cards[0]?.picture ?? '');
    await person.arrives(t.attempt.cards.titleNext);
    await loadAnew(person);
    await person.arrives(t.attempt.cards.titleNext);
    await person.sees(t.attempt.cards.more(2, 1));
    await readPictures(person, cards.slice(1, 3));
    await loadAnew(person);
    await person.arrives(t.drill.open.title);
    await openBundle(person);
    await loadAnew(person);
    await person.arrives(t.drill.compare.title);
    await person.press(t.drill.compare.doFull);
    await person.arrives(t.drill.restore.doneTitle);
    const { work, ...view } = await app.want('attempt.look', {});
    const path = work === 'drill' && 'sandbox' in view ? (view.sandbox?.path ?? '') : '';
    onTestFinished(() => rmSync(path, { recursive: true, force: true }));
    await loadAnew(person);
    await person.arrives(t.drill.restore.doneTitle);
    await person.sees(path);
    await person.press(t.drill.restore.remove);
    await person.sees(t.drill.restore.removed);
    await person.press(t.drill.finish);
    await person.arrives(t.drill.result.passed);
    await reload(app);
    await person.arrives(t.drill.result.passed);
    await person.sees(t.drill.result.cards([1, 2, 3]));
    await watch.isQuiet();
  });

  it('finds a recovery where it was, and no file is written before somebody agreed anew', async () => {
    const { home, cards, stick } = past();
    const { person, app, watch } = await stage.start(mouse);
    const memory = folderInMemory();
    await takeStick(person, stick());
    await begin(person);
    await readImage(person, cards[0]?.picture ?? '');
    await person.arrives(t.attempt.cards.titleNext);
    await loadAnew(person);
    await person.arrives(t.attempt.cards.titleNext);
    for (const [index, { picture }] of cards.slice(1, 3).entries()) {
      await readImage(person, picture);
      await person.arrives(index === 1 ? t.recovery.cards.openTitle : t.attempt.cards.titleNext);
    }
    await loadAnew(person);
    await person.press(t.recovery.cards.openDo);
    await person.page.getByRole('heading', { name: t.recovery.bundle.title }).waitFor({ timeout: 120_000 });
    const decide = async () => {
      await chooseFiles(person);
      await chooseFolder(person, memory, 'keys');
      await toGuard(person);
      await sayStopped(person);
      await giveState(person, join(home, 'data/priv_validator_state.json'));
      await askForPlan(person);
      await person.arrives(t.recovery.plan.title);
    };
    await decide();
    await loadAnew(person);
    // What was typed is gone, so the decisions are made anew, with the bundle still open.
    await person.arrives(t.recovery.bundle.title);
    await decide();
    await write(person, files.length);
    await reload(app);
    await person.arrives(t.recovery.result.title);
    await person.sees(t.recovery.result.inTime);
    for (const file of files) {
      expect([file, isSameFile(join(memory, 'keys/validator', file), join(home, file))]).toEqual([
        file,
        true,
      ]);
    }
    await watch.isQuiet();
  });
});
