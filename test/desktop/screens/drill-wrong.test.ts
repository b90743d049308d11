import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { tamperingSentence } from '@quorate/custody/folder/tampering-sentence';
import { describe, expect, it } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { edit, onStick } from '../../cli/ceremony-folder.ts';
import { sealSample } from '../../custody/folder/sample-folder.ts';
import { readImage, typeCard } from './drive/after-seal.ts';
import {
  beginDrill,
  chooseKind,
  compareHash,
  openBundle,
  readPictures,
  takeDrillStick,
} from './drive/drill.ts';
import { mouse } from './drive/hands.ts';
import { folderOn } from './outcome.ts';
import { forged, pastCeremony } from './past-ceremony.ts';
import { hasTools, Stage } from './stage.ts';

// What goes wrong in a drill, on the screens: what is said, what to do, and that nothing typed is lost by it.

describe.skipIf(!hasTools)('a drill in which something is wrong', () => {
  const stage = Stage.forTests();
  const held = pastCeremony(stage);

  it('names each wrong card, takes the right ones all the same, and fails', async () => {
    const { cards, stick } = await held();
    const { person, app, watch } = await stage.start(mouse);
    const other = await onStick(await sealSample(undefined, { purpose: 'rehearsal' }), stage.root);
    await takeDrillStick(person, stick());
    await chooseKind(person, 'restore');
    await beginDrill(person, 'restore', 'no hash at all');
    // What was typed is still there.
    await person.refusal(/64 digits, or 12 words/);
    expect(await person.field(t.drill.people.lastRecord).inputValue()).toBe('no hash at all');
    await person.write(t.drill.people.lastRecord, 'ab'.repeat(32));
    await person.press(t.drill.people.begin);
    await person.arrives(t.attempt.cards.title);
    await person.sees('the record named by the last report is not on this stick');

    const [first = '', second = ''] = cards.map(({ text }) => text);
    for (const text of [first, second, ...other.texts]) watch.knows(text);
    // A slip is no wrong card: it is said, and counts for nothing.
    await typeCard(person, 'QS1'.padEnd(82, 'Z'));
    await person.refusal(/differ|checksum|correct/i);
    expect(await person.field(t.reading.group('A', 2)).inputValue()).toBe('••••');
    await person.press(t.reading.typedClear);
    await typeCard(person, other.texts[0] ?? '');
    await person.refusal(/set/);
    await person.sees(t.attempt.refused['other-set']);
    await person.press(t.reading.typedClear);
    await typeCard(
      person,
      forged(second, ({ share }) => ({ share: share.map((byte) => byte ^ 1) })),
    );
    await person.sees(t.attempt.refused.unknown);
    await readImage(person, cards[0]?.picture ?? '');
    await person.arrives(t.attempt.cards.titleNext);
    await readImage(person, cards[0]?.picture ?? '');
    await person.refusal(/already/);
    await person.sees(t.attempt.refused['given-twice']);
    await watch.holdsNoCard();
    await readPictures(person, cards.slice(1, 3));
    await openBundle(person);
    await person.press(t.drill.compare.do);
    await person.arrives(t.drill.result.failed);
    await person.sees(t.drill.result.lastRecord.missing);
    const { refused } = await app.want('attempt.look', {});
    expect(refused.map(({ state }) => state)).toEqual(['other-set', 'unknown', 'given-twice']);
    await watch.isQuiet();
  });

  it('stops at a changed folder until the sentence was typed, and fails', async () => {
    const { cards, stick: newStick } = await held();
    const stick = newStick();
    edit(folderOn(stick), 'RECOVERY.txt', (bytes) => `${bytes}run evil.sh\n`);
    const { person } = await stage.start(mouse);
    await takeDrillStick(person, stick);
    await person.sees(t.attempt.findings.tampering);
    await chooseKind(person, 'restore');
    await beginDrill(person, 'restore');
    await person.arrives(t.attempt.tampering.title);
    await person.write(t.attempt.tampering.label, 'go on');
    await person.press(t.attempt.tampering.do);
    await person.refusal(/typed/);
    expect(await person.field(t.attempt.tampering.label).inputValue()).toBe('go on');
    await person.write(t.attempt.tampering.label, tamperingSentence);
    await person.press(t.attempt.tampering.do);
    await person.arrives(t.attempt.cards.title);
    await readPictures(person, cards.slice(2, 5));
    await openBundle(person);
    await person.press(t.drill.compare.do);
    await person.arrives(t.drill.result.failed);
    await person.sees('Set this stick aside as evidence, and hold this drill on another stick today');
  });

  it('says that the closing record is missing, refuses a stick without bundle, and can be given up', async () => {
    const { cards, stick: newStick } = await held();
    const stick = newStick();
    rmSync(join(folderOn(stick), 'records/closing.jsonl'));
    const { person, app } = await stage.start(mouse);
    await takeDrillStick(person, stick);
    await person.sees(t.attempt.notClosed);
    // A hash of another ceremony: the verdict is loud, and the stick is not what it says it is.
    await compareHash(person, 'ab'.repeat(32));
    await person.sees(t.attempt.findings.tampering);
    await person.press(t.attempt.sticks.drop(2));
    await person.arrives(t.attempt.sticks.title);
    await person.pick(t.sticks.choose, stage.root);
    await person.refusal(/more than one|several|holds no/);
    await person.pick(t.sticks.choose, stick);
    await person.arrives(t.attempt.sticks.titleOne);
    await chooseKind(person, 'opening', 3);
    await beginDrill(person, 'opening');
    await person.arrives(t.attempt.cards.title);
    await readPictures(person, cards.slice(0, 1), false);
    await person.press(t.attempt.end.button);
    await person.dialog.getByText(t.attempt.end.recorded).waitFor();
    await person.press(t.attempt.end.do, person.dialog);
    await person.arrives(t.drill.result.failed);
    expect(await app.want('attempt.look', {})).toMatchObject({ step: 'failed' });
    await person.press(t.common.leave);
    await person.press(t.common.leave, person.dialog);
    await person.arrives(t.home.title);
  });

  it('says that the process is gone, and that nothing of sticks and cards is used up', async () => {
    const { cards, stick } = await held();
    const { person, app } = await stage.start(mouse);
    await takeDrillStick(person, stick());
    await chooseKind(person, 'restore');
    await beginDrill(person, 'restore');
    await person.arrives(t.attempt.cards.title);
    await readPictures(person, cards.slice(0, 1), false);
    // Nobody closes the window by mistake.
    expect(app.window.askToClose()).toBe(false);
    await person.page.getByRole('heading', { name: t.attempt.close.title }).waitFor();
    await person.press(t.attempt.close.stay, person.dialog);
    await person.dialog.waitFor({ state: 'hidden' });
    app.electron.processes.forked.at(-1)?.child.kill('SIGKILL');
    await person.arrives(t.attempt.lost.title);
    await person.sees(t.attempt.lost.safe);
    await person.press(t.common.leave);
    await person.arrives(t.home.title);
  });
});
