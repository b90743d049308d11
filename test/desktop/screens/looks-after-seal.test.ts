import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { people, photograph, scan } from '../rehearsal.ts';
import { preventable } from '../stand-in/window.ts';
import {
  bagCards,
  chooseStick,
  close,
  deliverAll,
  finishCards,
  goToCards,
  letGo,
  noteSealed,
  printCard,
  readImage,
  signOff,
  typeCard,
  verifyStick,
  writeStick,
} from './drive/after-seal.ts';
import { rehearse } from './drive/before-seal.ts';
import { abort, copyByHand, copyFacts, reprint } from './drive/ends.ts';
import { mouse } from './drive/hands.ts';
import { Gallery } from './gallery.ts';
import { hasTools, Stage } from './stage.ts';
import { mistyped } from './typos.ts';

// Every screen in every state: what axe finds, contrast of 7 to 1, nothing that moves by itself, nothing cut off at
// 200 %. The pictures are kept for people to look at.

/** Some thirty screens in two languages, three sizes and two themes: minutes on a machine that does other things too. */
const patience = 300_000;

describe.skipIf(!hasTools)('the screens after the seal', () => {
  const stage = Stage.forTests();

  it(
    'can be read by everybody',
    async () => {
      const { person, app } = await stage.justSealed(mouse);
      const gallery = new Gallery(app);
      const { sticks } = stage.belongings;
      await person.arrives(t.sealed.title);
      await gallery.visit('5-sealed');
      await noteSealed(person, sticks.length);
      await gallery.visit('5-sticks');
      await chooseStick(person, join(stage.root, 'pulled'));
      await gallery.visit('5-sticks-refused');
      await chooseStick(person, sticks[0] ?? '');
      await gallery.visit('5-sticks-chosen');
      await writeStick(person, 1, sticks[0] ?? '');
      await gallery.visit('5-sticks-verify');
      await verifyStick(person, t.sticks.titleWrite(2, 2));
      await person.unfold(t.sticks.fewer);
      await gallery.visit('5-sticks-fewer');
      await writeStick(person, 2, sticks[1] ?? '');
      await verifyStick(person, t.sticks.titleDone);
      await gallery.visit('5-sticks-done');
      await person.press(t.sticks.finish);
      await person.arrives(t.cards.phraseTitle);
      await person.hands.write(person.hidden(t.cards.phrase), 'a phrase');
      await person.hands.write(person.hidden(t.cards.phraseAgain), 'another');
      await gallery.visit('6-cards-phrase');
      await person.press(t.common.back);
      await goToCards(person, 'Ada', 'a phrase of ours');
      await person.unfold(t.cards.byHand);
      await gallery.visit('6-cards-print');
      app.electron.printer.failures.push('out of paper');
      await person.press(t.cards.print(1));
      await person.arrives(t.cards.titleFailed('Ada'));
      await gallery.visit('6-cards-no-paper');
      const pdf = await reprint(person, 1, 'the printer was out of paper', [people.operator, people.witness]);
      await person.arrives(t.cards.titleRead('Ada'));
      await person.unfold(t.cards.reprint);
      await gallery.visit('6-cards-reprint');
      await readImage(person, photograph(pdf));
      await person.arrives(t.cards.titlePrint('Bob'));
      app.window.windowEvents.emit('close', preventable());
      await person.dialog.waitFor();
      await gallery.visit('close-question');
      await person.press(t.close.stay, person.dialog);
      const second = await printCard(person, 2, 'Bob');
      stage.camera.show(pdf);
      await person.refusal(/card 1/);
      await gallery.visit('6-cards-wrong-card');
      stage.camera.showNothing();
      await person.choose(t.reading.image);
      await gallery.visit('6-cards-image');
      const text = scan(photograph(second));
      const { typed } = mistyped(text, { 17: 'x', 41: 'x' });
      await typeCard(person, typed, () => gallery.visit('6-cards-typing'));
      await person.arrives(t.reading.correctedTitle);
      await gallery.visit('6-cards-corrected');
      await person.press(t.reading.yes);
      await person.arrives(t.cards.titlePrint('Cyd'));
      const copied = await copyByHand(person, 3, () => gallery.visit('6-cards-by-hand'));
      await person.arrives(t.copy.phraseTitle('Cyd'));
      await person.press(t.copy.phraseFirst);
      await gallery.visit('6-cards-by-hand-phrase');
      await person.press(t.copy.phraseDone);
      await person.arrives(t.copy.factsTitle);
      await gallery.visit('6-cards-by-hand-facts');
      await copyFacts(person);
      await typeCard(person, copied);
      for (const [index, name] of ['Dee', 'Eve'].entries()) {
        await person.arrives(t.cards.titlePrint(name));
        await readImage(person, photograph(await printCard(person, index + 4, name)));
      }
      await person.arrives(t.cards.titleDone);
      await gallery.visit('6-cards-done');
      await finishCards(person);
      await gallery.visit('7-roll-call');
      await bagCards(person);
      await gallery.visit('7-roll-call-bagged');
      await person.press(t.rollCall.letGo);
      await gallery.visit('7-roll-call-question');
      await person.press(t.rollCall.keep, person.dialog);
      await letGo(person);
      await gallery.visit('8-sign-off');
      await signOff(person, people.operator, people.witness);
      await person.press(t.signOff.close);
      await gallery.visit('8-sign-off-question');
      await person.press(t.signOff.stay, person.dialog);
      await gallery.visit('8-sign-off-signed');
      await close(person);
      app.window.windowEvents.emit('close', preventable());
      await person.dialog.waitFor();
      await gallery.visit('9-close-question');
      await person.press(t.leaving.stay, person.dialog);
      await person.press(t.deliver.endEarly([1, 2]));
      await gallery.visit('9-deliver-question');
      await person.press(t.deliver.stay, person.dialog);
      await gallery.visit('9-deliver');
      await deliverAll(person, sticks.length);
      await gallery.visit('closed');
      await person.press(t.common.leave);
      await person.dialog.waitFor();
      await gallery.visit('closed-question');
      await person.press(t.closed.leaveStay, person.dialog);
      await person.press(t.closed.receipt);
      await person.sees(t.closed.receipts(1, 1));
      await gallery.visit('closed-printed');
      expect(gallery.faults).toEqual([]);
    },
    patience,
  );

  it('of a ceremony that was aborted or lost can be read by everybody', async () => {
    const { person, app } = await stage.sealed(mouse);
    const gallery = new Gallery(app);
    await gallery.visit('resumed');
    await writeStick(person, 1, stage.belongings.sticks[0] ?? '');
    const { setId } = await app.want('ceremony.look', {});
    await person.press(t.bar.abort);
    await gallery.visit('abort');
    await person.press(t.abort.stay, person.dialog);
    await abort(person, 'the printer broke', t.abort.cards(setId ?? ''));
    await gallery.visit('aborted');
    const other = await stage.start(mouse);
    await rehearse(other.person);
    const [worker] = other.app.electron.processes.forked;
    worker?.child.kill('SIGKILL');
    await worker?.ended;
    await other.person.arrives(t.lost.title);
    const lost = new Gallery(other.app);
    await lost.visit('lost');
    expect([...gallery.faults, ...lost.faults]).toEqual([]);
  });
});
