import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage, t } from '../../../renderer/strings/catalogue.ts';
import { readImage, typeCard } from './drive/after-seal.ts';
import { mouse } from './drive/hands.ts';
import { Keyboard } from './drive/keyboard.ts';
import {
  askForPlan,
  begin,
  chooseFiles,
  chooseFolder,
  giveHeight,
  giveState,
  open,
  readCards,
  sayStopped,
  takeStick,
  toGuard,
  typeWholeCard,
  write,
} from './drive/recovery.ts';
import { folderOn } from './outcome.ts';
import { folderInMemory, isSameFile, pastCeremony } from './past-ceremony.ts';
import { hasTools, Stage } from './stage.ts';
import { mistyped } from './typos.ts';

// A recovery on the screens, from the stick to the files.

const key = 'config/priv_validator_key.json';
const state = 'data/priv_validator_state.json';
const files = [key, 'config/node_key.json', state];

describe.skipIf(!hasTools)('a recovery on the screens', { timeout: 300_000 }, () => {
  const stage = Stage.forTests();
  const past = pastCeremony(stage);
  afterEach(() => setLanguage('en'));

  it('three cards, shown, as a picture and mistyped, bring every file back byte for byte', async () => {
    const { home, cards, stick } = past();
    const { person, app, watch } = await stage.start(mouse);
    const [own, memory] = [stick(), folderInMemory()];
    for (const { text } of cards) watch.knows(text);
    await takeStick(person, own);
    await begin(person);
    const [first, second, third] = cards;
    stage.camera.show(first?.pdf ?? '');
    await person.arrives(t.attempt.cards.titleNext);
    stage.camera.showNothing();
    await person.sees(t.attempt.cards.more(2, 1));
    await readImage(person, second?.picture ?? '');
    await person.sees(t.attempt.cards.more(1, 2));
    const { typed, changes } = mistyped(third?.text ?? '', { 17: 'x', 41: 'x' });
    await typeCard(person, typed);
    await person.arrives(t.reading.correctedTitle);
    for (const { sentence } of changes) await person.sees(sentence);
    await person.press(t.reading.yes);
    await person.arrives(t.recovery.cards.openTitle);
    await watch.holdsNoCard();
    await open(person);
    const view = await app.want('attempt.look', {});
    for (const { fingerprint } of view.keys) {
      if (fingerprint !== null) await person.sees(fingerprint.slice(0, 4));
    }
    await chooseFiles(person);
    await chooseFolder(person, memory, 'keys');
    await toGuard(person);
    await sayStopped(person);
    await giveState(person, join(home, state));
    await askForPlan(person);
    await person.arrives(t.recovery.plan.title);
    expect(readdirSync(memory)).toEqual([]);
    await write(person, files.length);
    await person.sees(t.recovery.result.inTime);
    for (const file of files) {
      expect([file, isSameFile(join(memory, 'keys/validator', file), join(home, file))]).toEqual([
        file,
        true,
      ]);
    }
    expect(statSync(join(memory, 'keys/validator', key)).mode & 0o777).toBe(0o600);
    // The record is on the stick, and its hash on the screen.
    const { record } = await app.want('attempt.look', {});
    if (record === null || 'why' in record) throw new Error('a record was to be left');
    expect(execFileSync('sha256sum', [join(folderOn(own), record.file)], { encoding: 'utf8' })).toContain(
      record.hash.hex,
    );
    await person.sees(record.hash.hex.slice(0, 8));
    // Nobody leaves without the report unasked.
    await person.press(t.common.leave);
    await person.press(t.recovery.result.leaveStay, person.dialog);
    await person.press(t.attempt.report.print);
    await person.sees(t.closed.sent);
    await person.pick(t.attempt.report.save, memory);
    await person.sees(t.attempt.report.saved);
    expect(readdirSync(memory).filter((name) => name.startsWith('recovery-'))).not.toEqual([]);
    await watch.holdsNoCard();
    await watch.isQuiet();
    await person.press(t.common.leave);
    await person.arrives(t.home.title);
    await watch.holdsNoCard();
  });

  it('in German, by keyboard alone, brings one key back with a height, late', async () => {
    const all: Keyboard[] = [];
    const { cards, home, stick } = past();
    const { person, watch } = await stage.start((page) => all[all.push(new Keyboard(page)) - 1] as Keyboard);
    const [own, memory] = [stick(), folderInMemory()];
    await person.button(t.languageNames.de).first().waitFor();
    await person.press(t.languageNames.de);
    setLanguage('de');
    await takeStick(person, own);
    await begin(person, '2026-01-01 03:00');
    await person.sees(t.attempt.side.past);
    await readImage(person, cards[4]?.picture ?? '');
    await person.arrives(t.attempt.cards.titleNext);
    await typeWholeCard(person, cards[1]?.text ?? '', t.attempt.cards.titleNext);
    await readImage(person, cards[2]?.picture ?? '');
    await person.arrives(t.recovery.cards.openTitle);
    await open(person);
    const path = `validator/${key}`;
    await chooseFiles(person, [path]);
    await chooseFolder(person, memory, 'zurueck');
    await toGuard(person);
    await sayStopped(person);
    await giveHeight(person, '4.800.000');
    await person.sees(t.recovery.guard.heightRead('4\u202f800\u202f000'));
    await askForPlan(person);
    await person.arrives(t.recovery.plan.title);
    await person.sees(t.recovery.plan.decision({ basis: 'min-height', height: '4800001', reason: '' }));
    await write(person, 2);
    await person.sees(t.recovery.result.late);
    expect(isSameFile(join(memory, 'zurueck', path), join(home, key))).toBe(true);
    expect(JSON.parse(readFileSync(join(memory, 'zurueck/validator', state), 'utf8'))).toMatchObject({
      height: '4800001',
    });
    await watch.isQuiet();
    const [{ stops, walks } = { stops: 0, walks: 0 }] = all;
    expect(walks).toBeGreaterThan(8);
    expect(stops).toBeGreaterThan(30);
  });

  it('for an HSM a key comes as PKCS #8, and onto the stick nothing goes', async () => {
    const { cards, stick } = past();
    const { person, watch } = await stage.start(mouse);
    const [own, memory] = [stick(), folderInMemory()];
    await takeStick(person, own);
    await begin(person);
    await readCards(person, cards);
    await chooseFiles(person, ['validator/config/node_key.json']);
    await chooseFolder(person, own, 'keys');
    await person.choose(t.recovery.where.pkcs8);
    await person.choose(t.recovery.where.flat);
    await person.press(t.recovery.where.plan);
    expect(await person.refusal(/stick/)).toContain(t.recovery.remedies['restore-onto-stick']);
    await chooseFolder(person, memory, 'keys');
    await person.press(t.recovery.where.plan);
    await person.arrives(t.recovery.plan.title);
    await person.sees(t.recovery.plan.pkcs8);
    await write(person, 1);
    await person.sees(t.recovery.result.steps.hsm);
    const der = join(memory, 'keys/node_key.pkcs8.der');
    const shown = execFileSync('openssl', ['pkey', '-inform', 'DER', '-in', der, '-noout', '-text'], {
      encoding: 'utf8',
    });
    expect(shown).toMatch(/ED25519/i);
    await watch.isQuiet();
  });
});
