import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { type CeremonyOnStick, onStick } from '../../cli/ceremony-folder.ts';
import { sealSample } from '../../custody/folder/sample-folder.ts';
import { locked } from '../../electron/plugged.ts';
import { takeDrillStick } from './drive/drill.ts';
import { mouse } from './drive/hands.ts';
import type { Person } from './drive/person.ts';
import { Gallery } from './gallery.ts';
import { blank, card, plug, stickAt, take, takeKey, unlocking } from './plugged-sticks.ts';
import { hasTools, Stage } from './stage.ts';

// Sticks that hold a ceremony, where a drill, a recovery and the care of sticks ask for one: taken with a press, and
// with what to do about those that cannot be.

const patience = 180_000;

/** For the page: whenever the choosing key of an empty table can be pressed from now on, it is noted. */
const noteLiveKeys = (label: string) => `{
  globalThis.liveKeys = [];
  new MutationObserver(() => {
    for (const button of document.querySelectorAll('button[aria-disabled="false"]')) {
      if (button.textContent === ${JSON.stringify(label)}) liveKeys.push(button.textContent);
    }
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}`;

describe.skipIf(!hasTools)('sticks of a ceremony that are plugged in', () => {
  const stage = Stage.forTests();
  let ceremony: CeremonyOnStick;
  let stick: string;
  beforeEach(async () => {
    ceremony = await onStick(await sealSample(undefined, { purpose: 'rehearsal' }), stage.root);
    stick = join(ceremony.folder, '..');
  });

  /** A stick without any ceremony. */
  function foreign(): string {
    const place = join(stage.root, 'foreign');
    mkdirSync(place);
    return place;
  }

  /** Every kind of stick at once: what is said of each. */
  async function saysOfEach(person: Person) {
    const [own, other] = [stickAt(stick, 1, 1), stickAt(foreign(), 2, 1)];
    plug(person.app, own, other, { ...locked, connection: '9' }, blank);
    await person.sees(unlocking);
    await person.sees(t.plugged.locked);
    await person.sees(t.plugged.blankOther);
    // A stick of the ceremony may only look blank: nobody is told how to erase one here.
    expect(await person.page.getByText('quorate stick prepare').count()).toBe(0);
    expect(await card(person, other).innerText()).toContain(t.plugged.foreignText);
    expect(await card(person, own).innerText()).not.toContain(t.plugged.foreign);
    return { own, other };
  }

  for (const work of ['drill', 'recovery'] as const) {
    it(
      `are taken with a press in a ${work}; what is locked, blank or foreign has its remedy`,
      async () => {
        const { person, app } = await stage.start(mouse);
        await person.press(t.home.works[work].title);
        await person.arrives(t.attempt.sticks.title);
        await person.sees(t.plugged.none);
        const { own, other } = await saysOfEach(person);
        if (work === 'drill') {
          const gallery = new Gallery(app);
          await gallery.visit('drill-plugged');
          expect(gallery.faults).toEqual([]);
        }
        await take(person, other);
        await person.refusal(/holds no ceremony folder/);
        await take(person, own);
        await person.arrives(t.attempt.sticks.titleOne);
        await card(person, own).getByText(t.plugged.taken).waitFor();
        expect(await person.button(takeKey(own)).count()).toBe(0);
        expect(await person.refusals()).toEqual([]);
        // Put aside, it is offered anew.
        await person.press(t.attempt.sticks.drop(1));
        await take(person, own);
        await person.press(t.attempt.sticks.use(2));
        await person.arrives(work === 'drill' ? t.drill.kind.title : t.recovery.begin.title);
      },
      patience,
    );
  }

  it('keep their place, and the keys still, while a mistyped hash has them read again', async () => {
    const { person } = await stage.start(mouse);
    await takeDrillStick(person, stick);
    await person.unfold(t.attempt.paper.summary(false));
    await person.write(t.attempt.paper.label, `${'ab'.repeat(31)}xy`);
    // Whatever is drawn in between: no live key that takes a stick while the one on the table is away.
    await person.page.evaluate(noteLiveKeys(t.sticks.choose));
    await person.press(t.attempt.paper.do);
    await person.refusal(/no folder hash/);
    await person.page.getByRole('article', { name: t.attempt.stick(2), exact: true }).waitFor();
    expect(await person.page.evaluate('globalThis.liveKeys')).toEqual([]);
  });

  it(
    'are taken with a press in the care of sticks, and a copy is written onto one and verified',
    async () => {
      const { person, app } = await stage.start(mouse);
      await person.press(t.home.works.care.title);
      await person.arrives(t.care.title);
      const { own, other } = await saysOfEach(person);
      const gallery = new Gallery(app);
      await gallery.visit('care-plugged');
      await take(person, own);
      await person.page.getByRole('article', { name: t.attempt.stick(1), exact: true }).waitFor();
      await card(person, own).getByText(t.plugged.taken).waitFor();

      await person.press(t.care.doorCopy);
      await person.arrives(t.care.copy.title);
      await person.sees(t.care.copy.plugHere);
      // Here a blank stick may be made anew.
      await person.sees('quorate stick prepare /dev/sdd');
      await take(person, other);
      await person.sees(t.sticks.chosen);
      plug(app, own);
      await person.sees(t.plugged.write.gone);
      expect(await person.button(t.care.copy.do).count()).toBe(0);
      plug(app, own, { ...other, connection: '22' });
      await take(person, other);
      await person.sees(t.sticks.chosen);
      await gallery.visit('care-copy-plugged');
      await person.write(t.care.people.operator, 'Emmy Noether');
      for (const box of await person.page.getByRole('checkbox').all()) await person.hands.mark(box);
      await person.press(t.care.copy.do);
      await person.arrives(t.care.copy.done);
      const back = stickAt(other.mountPoint ?? '', 2, 3);
      plug(app, own, back);
      await card(person, back)
        .getByText(/Holds the ceremony/)
        .waitFor();
      await gallery.visit('care-copied-plugged');
      await take(person, back);
      await person.arrives(t.care.copy.verified(2));
      expect(gallery.faults).toEqual([]);
      const [copied = ''] = readdirSync(other.mountPoint ?? '');
      const bundle = (folder: string) => readFileSync(join(folder, 'bundle.quorate'));
      expect(bundle(join(other.mountPoint ?? '', copied)).equals(bundle(ceremony.folder))).toBe(true);
    },
    patience,
  );
});
