import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { languages, setLanguage, t } from '../../../renderer/strings/catalogue.ts';
import { people } from '../rehearsal.ts';
import { readImage, typeCard } from './drive/after-seal.ts';
import { beginDrill, chooseKind, openBundle, readPictures, takeDrillStick } from './drive/drill.ts';
import { mouse } from './drive/hands.ts';
import {
  askForPlan,
  begin,
  chooseFiles,
  chooseFolder,
  giveState,
  open,
  sayStopped,
  takeStick,
  toGuard,
  write,
} from './drive/recovery.ts';
import { folderOn } from './outcome.ts';
import { folderInMemory, isSameFile, pastCeremony } from './past-ceremony.ts';
import { hasTools, Stage } from './stage.ts';
import { mistyped } from './typos.ts';

// The life of a set of cards, in one window, in each language: a rehearsal, a drill, a card that changes hands, and the
// day on which the keys come back from a card that is shown, one in a picture, and one that is typed with slips.

describe.skipIf(!hasTools)('rehearsal, drill, handover and recovery', { timeout: 300_000 }, () => {
  const stage = Stage.forTests();
  const past = pastCeremony(stage);
  afterEach(() => setLanguage('en'));

  it.each(languages)('end with the same bytes: %s', async (language) => {
    const { home, cards, stick } = past();
    const { person, app, watch } = await stage.start(mouse);
    const [own, memory] = [stick(), folderInMemory()];
    for (const { text } of cards) watch.knows(text);
    if (language !== 'en') {
      await person.button(t.languageNames[language]).first().waitFor();
      await person.press(t.languageNames[language]);
      setLanguage(language);
    }

    await takeDrillStick(person, own);
    await chooseKind(person, 'restore');
    await beginDrill(person, 'restore');
    await readPictures(person, cards.slice(0, 3));
    await openBundle(person);
    await person.press(t.drill.compare.do);
    await person.arrives(t.drill.result.passed);
    await person.press(t.common.leave);
    await person.press(t.common.leave, person.dialog);

    await person.arrives(t.home.title);
    await person.press(t.home.works.care.title);
    await person.arrives(t.care.title);
    await person.pick(t.care.take, own);
    await person.press(t.care.doorHandover);
    await person.arrives(t.care.handover.title);
    await person.choose(t.care.cardName(4));
    await person.write(t.care.handover.from, 'Di Prima');
    await person.write(t.care.handover.to, 'Grace Hopper');
    await person.write(t.care.people.operator, people.operator);
    await person.write(t.care.people.witnesses, people.witness);
    await person.press(t.care.writeOn(1));
    await person.arrives(t.care.handover.done(4, 'Di Prima', 'Grace Hopper'));
    await person.press(t.care.leave);

    await takeStick(person, own);
    await begin(person);
    stage.camera.show(cards[1]?.pdf ?? '');
    await person.arrives(t.attempt.cards.titleNext);
    stage.camera.showNothing();
    await person.sees(t.attempt.cards.more(2, 1));
    await readImage(person, cards[3]?.picture ?? '');
    await person.sees(t.attempt.cards.more(1, 2));
    await typeCard(person, mistyped(cards[4]?.text ?? '', { 11: 'x', 52: '?' }).typed);
    await person.arrives(t.reading.correctedTitle);
    await person.press(t.reading.yes);
    await person.arrives(t.recovery.cards.openTitle);
    await open(person);
    await chooseFiles(person);
    await chooseFolder(person, memory, 'keys');
    await toGuard(person);
    await sayStopped(person);
    const state = 'data/priv_validator_state.json';
    await giveState(person, join(home, state));
    await askForPlan(person);
    await person.arrives(t.recovery.plan.title);
    const files = ['config/priv_validator_key.json', 'config/node_key.json', state];
    await write(person, files.length);
    await person.sees(t.recovery.result.inTime);
    for (const file of files) {
      const same = isSameFile(join(memory, 'keys/validator', file), join(home, file));
      expect([file, same]).toEqual([file, true]);
    }
    const records = readdirSync(join(folderOn(own), 'records')).filter((name) => /^\d/.test(name));
    expect(records.map((name) => name.split('-')[1])).toEqual(['drill', 'handover', 'recovery']);
    const newest = readFileSync(join(folderOn(own), 'records', records[2] ?? ''), 'utf8');
    expect(JSON.parse(newest)).toMatchObject({ data: { cards: [2, 4, 5], outcome: 'restored' } });
    await watch.holdsNoCard();
    await watch.isQuiet();
    expect((await app.want('attempt.look', {})).step).toBe('done');
  });
});
