import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { tamperingSentence } from '@quorate/custody/folder/tampering-sentence';
import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage, t } from '../../../renderer/strings/catalogue.ts';
import { copyOf, edit, makeConsistent, onStick } from '../../cli/ceremony-folder.ts';
import { sealSample } from '../../custody/folder/sample-folder.ts';
import { typeCard } from './drive/after-seal.ts';
import { beginDrill, chooseKind, takeDrillStick } from './drive/drill.ts';
import { mouse } from './drive/hands.ts';
import { Keyboard } from './drive/keyboard.ts';
import { Gallery } from './gallery.ts';
import { hasTools, Stage } from './stage.ts';

/** Each screen is looked at in eight ways, by axe in three of them. */
const longEnough = 240_000;

// Every screen of a drill as a picture, in both themes and languages, on a projector and at 200 %; and by keyboard.

describe.skipIf(!hasTools)('the screens of a drill', { timeout: longEnough }, () => {
  const stage = Stage.forTests();
  afterEach(() => setLanguage('en'));

  /** A ceremony of which any two of three cards restore. */
  const newCeremony = async (publishNames = true) =>
    onStick(await sealSample(undefined, { purpose: 'rehearsal', publishNames }), stage.root);

  it('can be seen by everybody', async () => {
    const ceremony = await newCeremony();
    const { person, app } = await stage.start(mouse);
    const gallery = new Gallery(app);
    await person.arrives(t.home.title);
    await gallery.visit('drill-01-home');
    await takeDrillStick(person, ceremony.folder);
    await person.unfold(t.attempt.paper.summary(false));
    await person.write(t.attempt.paper.label, `${ceremony.folderHash.slice(0, 20)}${'0'.repeat(44)}`);
    await gallery.visit('drill-02-stick');
    await person.sees(t.attempt.paper.blocks);
    await person.pick(t.attempt.sticks.another, copyOf(ceremony, stage.root));
    await person.arrives(t.attempt.sticks.titleSeveral);
    await gallery.visit('drill-03-sticks');
    expect(await person.button(t.attempt.sticks.use(1)).getAttribute('aria-disabled')).toBe('true');
    await person.write(t.attempt.paper.label, '');
    await chooseKind(person, 'full');
    await person.pick(t.drill.kind.sandboxDo, '/dev/shm');
    await person.sees('shm');
    await gallery.visit('drill-04-kind');
    await beginDrill(person, 'full');
    await person.arrives(t.attempt.cards.title);
    await person.choose(t.reading.image);
    await gallery.visit('drill-05-cards');
    await typeCard(person, ceremony.texts[0] ?? '');
    await person.arrives(t.attempt.cards.titleNext);
    await typeCard(person, ceremony.texts[0] ?? '');
    await person.refusal(/already/);
    await gallery.visit('drill-06-card-twice');
    await person.press(t.reading.typedClear);
    await typeCard(person, ceremony.texts[2] ?? '');
    await person.arrives(t.drill.open.title);
    await gallery.visit('drill-07-open');
    await person.press(t.drill.open.do);
    await person.arrives(t.drill.compare.title);
    await gallery.visit('drill-08-compare');
    await person.press(t.drill.compare.doFull);
    await person.arrives(t.drill.restore.doneTitle);
    await gallery.visit('drill-09-restored');
    await person.press(t.drill.restore.remove);
    await person.sees(t.drill.restore.removed);
    await person.press(t.drill.finish);
    await person.arrives(t.drill.result.passed);
    await gallery.visit('drill-10-passed');
    await person.press(t.common.leave);
    await gallery.visit('drill-11-leave');
    expect(gallery.faults).toEqual([]);
  });

  it('can be seen by everybody where something is wrong', async () => {
    const ceremony = await newCeremony(false);
    const { person, app } = await stage.start(mouse);
    const gallery = new Gallery(app);
    const other = await newCeremony();
    // Long ago: everything is overdue, a set was replaced since, and everything around the bundle agrees with it.
    makeConsistent(ceremony.folder, (manifest) => ({
      ...manifest,
      ceremony: { ...manifest.ceremony, date: '2025-01-20T12:00:00Z' },
      supersededSets: [{ setId: other.setId, ceremonyId: '00c0ffee', date: '2025-01-19T12:00:00Z' }],
    }));
    cpSync(ceremony.folder, join(stage.root, 'damaged'), { recursive: true });
    edit(join(stage.root, 'damaged'), 'RECOVERY.txt', (bytes) => `${bytes}run evil.sh\n`);
    await takeDrillStick(person, join(stage.root, 'damaged'));
    await person.sees(t.attempt.duties.overdue);
    await gallery.visit('drill-20-damaged');
    await chooseKind(person, 'opening');
    await beginDrill(person, 'opening');
    await person.arrives(t.attempt.tampering.title);
    await person.write(t.attempt.tampering.label, 'go on');
    await person.press(t.attempt.tampering.do);
    await person.refusal(/typed/);
    await gallery.visit('drill-21-tampering');
    await person.write(t.attempt.tampering.label, tamperingSentence);
    await person.press(t.attempt.tampering.do);
    await person.arrives(t.attempt.cards.title);
    await typeCard(person, ceremony.texts[1] ?? '');
    await person.arrives(t.attempt.cards.titleNext);
    await typeCard(person, other.texts[0] ?? '');
    await person.sees(t.attempt.refused.superseded);
    await gallery.visit('drill-24-superseded');
    await person.press(t.attempt.end.button);
    await gallery.visit('drill-22-end');
    await person.press(t.attempt.end.do, person.dialog);
    await person.arrives(t.drill.result.failed);
    await gallery.visit('drill-23-failed');
    expect(gallery.faults).toEqual([]);
  });

  it('can be gone through in German by keyboard alone', async () => {
    const ceremony = await newCeremony();
    const { person, watch } = await stage.start((page) => new Keyboard(page));
    for (const text of ceremony.texts) watch.knows(text);
    await person.arrives(t.home.title);
    await person.press(t.languageNames.de);
    setLanguage('de');
    await takeDrillStick(person, ceremony.folder);
    await chooseKind(person, 'restore');
    await beginDrill(person, 'restore');
    await person.arrives(t.attempt.cards.title);
    await typeCard(person, ceremony.texts[1] ?? '');
    await person.arrives(t.attempt.cards.titleNext);
    await watch.holdsNoCard();
    await typeCard(person, ceremony.texts[2] ?? '');
    await person.arrives(t.drill.open.title);
    await person.press(t.drill.open.do);
    await person.arrives(t.drill.compare.title);
    await person.press(t.drill.compare.do);
    await person.arrives(t.drill.result.passed);
    await person.sees('Jede Datei des Ordners ist, wie sie versiegelt wurde');
    await person.press(t.attempt.report.print);
    await person.sees(t.closed.sent);
    await person.press(t.common.leave);
    await person.arrives(t.home.title);
    await watch.isQuiet();
  });
});
