import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readFolder } from '@quorate/custody/folder/read';
import { leaveRecord } from '@quorate/custody/records/leave-record';
import { beforeEach, describe, expect, it } from 'vitest';
import { setLanguage, t } from '../../../renderer/strings/catalogue.ts';
import { type CeremonyOnStick, copyOf, edit, onStick } from '../../cli/ceremony-folder.ts';
import { sealSample } from '../../custody/folder/sample-folder.ts';
import { repository, run } from '../../tools.ts';
import { type HandsFor, mouse } from './drive/hands.ts';
import { Keyboard } from './drive/keyboard.ts';
import type { Person } from './drive/person.ts';
import { Gallery } from './gallery.ts';
import { hasTools, reload, Stage } from './stage.ts';

// Sticks and cards between ceremonies, by somebody in front of the screen.

const program = join(repository, 'cli/dist/quorate.mjs');
const operator = 'Emmy Noether';
/** Each screen in two languages, three sizes and two themes. */
const patience = 300_000;

const recordsOf = (folder: string) => readdirSync(join(folder, 'records')).filter((name) => /^\d/.test(name));

describe.skipIf(!hasTools)('sticks and cards on the screen', () => {
  const stage = Stage.forTests();
  let ceremony: CeremonyOnStick;
  let sticks: string[];
  beforeEach(async () => {
    ceremony = await onStick(await sealSample(undefined, { purpose: 'rehearsal' }), stage.root);
    sticks = [ceremony.folder, copyOf(ceremony, stage.root)];
  });

  /** Opens the care of sticks. */
  async function opened(hands: HandsFor) {
    const started = await stage.start(hands);
    await started.person.press(t.home.works.care.title);
    await started.person.arrives(t.care.title);
    return started;
  }

  async function take(person: Person, path: string, number: number) {
    await person.pick(number === 1 ? t.care.take : t.care.takeMore, path);
    await person.page.getByRole('article', { name: t.attempt.stick(number), exact: true }).waitFor();
  }

  const article = (person: Person, number: number) =>
    person.page.getByRole('article', { name: t.attempt.stick(number), exact: true });

  async function typePeople(person: Person) {
    await person.write(t.care.people.operator, operator);
    await person.write(t.care.people.witnesses, 'Ada Lovelace');
  }

  /** Rots one bit of the bundle, and makes away with a file. */
  function rot(stick: string) {
    edit(stick, 'bundle.quorate', (bytes) => bytes.map((byte, at) => (at === 999 ? byte ^ 1 : byte)));
    edit(stick, 'recover/words.txt', () => '');
  }

  it('are handed over, lost, compared, repaired and copied by keyboard alone', async () => {
    const all: Keyboard[] = [];
    const { person, watch } = await opened((page) => all[all.push(new Keyboard(page)) - 1] as Keyboard);
    const [first = '', second = ''] = sticks;
    rot(second);
    await take(person, first, 1);
    await person.hands.write(person.field(t.attempt.paper.label), ceremony.folderHash);
    await person.press(t.attempt.paper.do);
    await person.sees(t.care.onPaper);

    await person.press(t.care.doorHandover);
    await person.arrives(t.care.handover.title);
    await person.choose(t.care.cardName(2));
    await person.write(t.care.handover.from, 'Di Prima');
    await person.write(t.care.handover.to, 'di prima');
    await person.write(t.care.handover.newBag, 'A1201');
    await typePeople(person);
    await person.press(t.care.writeOn(1));
    await person.refusal(/name one person/);
    expect(await person.field(t.care.handover.newBag).inputValue()).toBe('A1201');
    await person.write(t.care.handover.to, 'Grace Hopper');
    await person.press(t.care.writeOn(1));
    await person.arrives(t.care.handover.done(2, 'Di Prima', 'Grace Hopper'));
    await person.sees(t.care.handover.reshare);
    expect(recordsOf(first)).toHaveLength(1);

    for (const [card, says] of [
      [1, t.care.lost.exact(2)],
      [3, t.care.lost.below(1, 2)],
    ] as const) {
      await person.press(t.care.back);
      await person.arrives(t.care.title);
      await person.press(t.care.doorLost);
      await person.arrives(t.care.lost.title);
      await person.choose(t.care.lost.card);
      await person.choose(t.care.cardName(card));
      await person.press(t.care.writeOn(1));
      await person.arrives(t.care.lost.doneCard(card));
      await person.sees(says);
    }
    const loud = person.page.getByRole('alert').filter({ hasText: t.care.lost.below(1, 2) });
    expect(await loud.innerText()).toContain(t.care.lost.nothing);
    const orders = person.page.getByRole('list').filter({ hasText: t.care.lost.rotate(2) });
    expect(await orders.getByRole('listitem').allInnerTexts()).toEqual([
      t.care.lost.rotate(2),
      t.care.lost.sealAnew,
    ]);
    // A bundle that cannot be opened is not shared anew.
    expect(await person.page.getByText(t.care.lost.power).count()).toBe(0);

    await person.press(t.care.back);
    await take(person, second, 2);
    await article(person, 2).getByText(t.care.damaged, { exact: true }).waitFor();
    expect(await article(person, 2).getByText(t.care.onPaper, { exact: true }).count()).toBe(0);
    await person.sees(t.care.lostNow([1, 3], 1, 2));
    await person.sees(t.care.lost.belowText);
    await person.press(t.care.damagedDo);
    await person.arrives(t.care.compare.title);
    await person.press(t.care.compare.do);
    await person.sees(t.care.compare.damages(2));
    await person.hands.arrived();
    expect(await person.page.getByText(t.care.compare.paper).count()).toBe(0);
    const marks = await person.page.getByText(first, { exact: true }).allInnerTexts();
    expect([t.care.compare.good(1), marks.length]).toEqual(['Held against stick A.', 2]);
    const found = person.page.getByRole('listitem').filter({ hasText: t.care.compare.fault.changed });
    expect(await found.locator('code').allInnerTexts()).toEqual(['bundle.quorate', 'recover/words.txt']);
    expect(await person.field(t.care.people.operator).inputValue()).toBe(operator);
    expect(await person.button(t.care.compare.doRepair).getAttribute('aria-disabled')).toBe('true');
    await person.write(t.care.compare.sentence, 'replace 2 damaged files');
    await person.press(t.care.compare.doRepair);
    await person.arrives(t.care.compare.repaired);
    await person.press(t.care.compare.again);
    await person.arrives(t.care.compare.title);
    await person.press(t.care.compare.again);
    await person.sees(t.care.compare.alike(2));
    await person.sees(t.care.compare.paper);
    await person.press(t.care.compare.record);
    await person.arrives(t.care.compare.checked);

    const target = join(stage.root, 'new');
    mkdirSync(target);
    await person.press(t.care.back);
    await person.press(t.care.doorCopy);
    await person.arrives(t.care.copy.title);
    await person.pick(t.care.copy.choose, target);
    await person.sees(t.sticks.chosen);
    await person.press(t.care.copy.do);
    await person.arrives(t.care.copy.done);
    // Another stick that is plugged in is not taken for it.
    await person.pick(t.care.copy.again, copyOf(ceremony, stage.root));
    await person.sees(t.care.copy.other(3));
    await person.pick(t.care.copy.again, target);
    await person.arrives(t.care.copy.verified(4));
    const copy = join(target, basename(first));
    for (const folder of [second, copy]) {
      const verified = run(process.execPath, [
        program,
        'verify',
        folder,
        '--folder-hash',
        ceremony.folderHash,
      ]);
      expect(verified.code).toBe(0);
    }
    expect(
      readFileSync(join(copy, 'bundle.quorate')).equals(readFileSync(join(first, 'bundle.quorate'))),
    ).toBe(true);
    await watch.isQuiet();
    await person.press(t.care.leave);
    await person.arrives(t.home.title);
    const [{ walks } = { walks: 0 }] = all;
    expect(walks).toBeGreaterThan(12);
  });

  it('are not left unasked while one of them is written', async () => {
    const { person, app } = await opened(mouse);
    const [first = '', second = ''] = sticks;
    await take(person, first, 1);
    const target = join(stage.root, 'new');
    mkdirSync(target);
    await person.press(t.care.doorCopy);
    await person.pick(t.care.copy.choose, target);
    await person.sees(t.sticks.chosen);
    await person.write(t.care.people.operator, operator);
    // The process that writes is held in the middle of it.
    const worker = app.electron.processes.forked[0]?.child;
    worker?.kill('SIGSTOP');
    try {
      await person.press(t.care.copy.do);
      await person.sees(t.care.copy.writing);
      // The key that stops it would go with the screen.
      expect(await person.button(t.care.back).getAttribute('aria-disabled')).toBe('true');
      await person.press(t.care.leave);
      await person.dialog.getByText(t.care.leaving.text).waitFor();
      await person.press(t.care.leaving.stay, person.dialog);
      await person.dialog.waitFor({ state: 'hidden' });
      await person.button(t.common.stop).waitFor();
      await person.press(t.care.leave);
      await person.dialog.getByText(t.care.leaving.text).waitFor();
    } finally {
      worker?.kill('SIGCONT');
    }
    // With the writing the question goes.
    await person.dialog.waitFor({ state: 'hidden' });
    await person.arrives(t.care.copy.done);
    await person.press(t.care.back);
    await take(person, second, 2);
    worker?.kill('SIGSTOP');
    try {
      await person.press(t.care.doorCompare);
      await person.press(t.care.compare.do);
      await person.sees(t.care.compare.doing);
      // Reading harms nothing: nobody is asked.
      await person.press(t.care.leave);
      await person.arrives(t.home.title);
    } finally {
      worker?.kill('SIGCONT');
    }
  });

  it('say in German what is wrong, and ask before the window closes', async () => {
    const { person, app } = await opened(mouse);
    try {
      await reload(app);
      await person.sees(t.care.resumed);
      await person.press(t.bar.resumedClose);
      await person.press(t.languageNames.de);
      setLanguage('de');
      await person.arrives(t.care.title);
      const [first = '', second = ''] = sticks;
      const [third, fourth] = [copyOf(ceremony, stage.root), copyOf(ceremony, stage.root)];
      for (const stick of [first, second]) edit(stick, 'RECOVERY.txt', () => 'pay here');
      await take(person, first, 1);
      await take(person, second, 2);
      // Nothing but comparing is left to do with sticks of which none is whole.
      expect(await person.button(t.care.doorHandover).count()).toBe(0);
      await person.press(t.care.doorCompare);
      await person.press(t.care.compare.do);
      const said = await person.refusal(/Der Ordner ist nicht mehr, wie er geschrieben wurde/);
      expect(said).toContain('none of these sticks is as it was sealed');
      expect(app.window.askToClose()).toBe(false);
      await person.page.getByRole('heading', { name: t.care.close.title }).waitFor();
      await person.press(t.care.close.stay, person.dialog);
      await person.dialog.waitFor({ state: 'hidden' });
      await person.press(t.care.back);
      for (const stick of [1, 2]) await person.press(t.attempt.sticks.drop(stick));
      const told = { type: 'handover' as const, people: [operator], data: { card: 1 } };
      const { file } = leaveRecord(readFolder(fourth, null), told);
      edit(fourth, file, (bytes) => bytes.subarray(0, 40));
      await person.pick(t.care.take, third);
      await article(person, 3).waitFor();
      await person.pick(t.care.takeMore, fourth);
      await article(person, 4).waitFor();
      await person.press(t.care.damagedDo);
      await person.press(t.care.compare.do);
      await person.sees(t.care.compare.faults);
      const fault = person.page.getByRole('listitem').filter({ hasText: file });
      // Words that there are in English only are said to be.
      expect((await fault.innerText()).replace(/\s+/g, ' ')).toContain(
        `Stick D (${fourth}): ${t.common.original} ${file}`,
      );
      expect(await person.page.getByText(t.care.compare.alike(2)).count()).toBe(0);
      expect(await person.button(t.care.compare.record).count()).toBe(0);
      await person.press(t.care.leave);
      await person.arrives(t.home.title);
    } finally {
      setLanguage('en');
    }
  });

  it(
    'can be read by everybody',
    async () => {
      const { person, app } = await opened(mouse);
      const gallery = new Gallery(app);
      const [first = '', second = ''] = sticks;
      await gallery.visit('care-empty');
      await take(person, first, 1);
      await person.hands.write(person.field(t.attempt.paper.label), ceremony.folderHash);
      await person.press(t.attempt.paper.do);
      await person.sees(t.care.onPaper);
      await gallery.visit('care-one');
      rot(second);
      await take(person, second, 2);
      await gallery.visit('care-damaged');
      await person.press(t.care.doorCompare);
      await person.press(t.care.compare.do);
      await person.sees(t.care.compare.damages(2));
      await typePeople(person);
      await person.write(t.care.compare.sentence, 'replace 2 damaged');
      await gallery.visit('care-compare');
      await person.write(t.care.compare.sentence, 'replace 2 damaged files');
      await person.press(t.care.compare.doRepair);
      await person.arrives(t.care.compare.repaired);
      await gallery.visit('care-repaired');
      await person.press(t.care.compare.again);
      await person.press(t.care.compare.again);
      await person.sees(t.care.compare.alike(2));
      await gallery.visit('care-alike');
      await person.press(t.care.back);
      await person.press(t.care.doorHandover);
      await person.choose(t.care.cardName(2));
      await person.write(t.care.handover.from, 'Di Prima');
      await person.write(t.care.handover.to, 'di prima');
      await person.press(t.care.writeOn(2));
      await person.refusal(/one person/);
      await gallery.visit('care-handover');
      await person.write(t.care.handover.to, 'Grace Hopper');
      await person.press(t.care.writeOn(2));
      await person.arrives(t.care.handover.done(2, 'Di Prima', 'Grace Hopper'));
      await gallery.visit('care-handed-over');
      for (const card of [3, 1]) {
        await person.press(t.care.back);
        await person.press(t.care.doorLost);
        await person.choose(t.care.lost.card);
        await person.choose(t.care.cardName(card));
        if (card === 1) await gallery.visit('care-loss');
        await person.press(t.care.writeOn(2));
        await person.arrives(t.care.lost.doneCard(card));
      }
      await gallery.visit('care-lost');
      const target = join(stage.root, 'new');
      mkdirSync(target);
      await person.press(t.care.back);
      await person.press(t.care.doorCopy);
      await person.pick(t.care.copy.choose, target);
      await person.sees(t.sticks.chosen);
      await gallery.visit('care-copy');
      await person.press(t.care.copy.do);
      await person.arrives(t.care.copy.done);
      await gallery.visit('care-copied');
      const bundle = join(target, basename(first), 'bundle.quorate');
      const sealed = readFileSync(bundle);
      writeFileSync(bundle, 'x');
      await person.pick(t.care.copy.again, target);
      await person.arrives(t.care.copy.rottenTitle);
      await person.sees(t.care.copy.rotten);
      expect(await person.page.getByText(t.care.copy.done).count()).toBe(0);
      await gallery.visit('care-copy-rotten');
      await person.press(t.care.copy.elsewhere);
      await person.arrives(t.care.copy.title);
      writeFileSync(bundle, sealed);
      await person.press(t.care.back);
      await person.press(t.attempt.sticks.drop(3));
      await person.press(t.care.last);
      await person.pick(t.care.copy.again, target);
      await person.arrives(t.care.copy.verified(4));
      await gallery.visit('care-copy-verified');
      await person.press(t.care.back);
      await article(person, 1).locator('summary').filter({ hasText: t.care.more }).click();
      await gallery.visit('care-table');
      app.electron.processes.forked[0]?.child.kill('SIGKILL');
      await person.arrives(t.care.lostWork.title);
      await gallery.visit('care-lost-work');
      await person.press(t.common.leave);
      await person.arrives(t.home.title);
      expect(gallery.faults).toEqual([]);
    },
    patience,
  );
});
