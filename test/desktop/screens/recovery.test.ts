import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { sampleHeight } from '@quorate/custody/rehearsal/sample-keys';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { setLanguage, t } from '../../../renderer/strings/catalogue.ts';
import { readImage, typeCard } from './drive/after-seal.ts';
import { type HandsFor, mouse } from './drive/hands.ts';
import { Keyboard } from './drive/keyboard.ts';
import type { Person } from './drive/person.ts';
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
import { forged, pastCeremony } from './past-ceremony.ts';
import { hasTools, Stage } from './stage.ts';
import { mistyped } from './typos.ts';

// A recovery on the screens, from the stick to the files.

const key = 'config/priv_validator_key.json';
const state = 'data/priv_validator_state.json';
const files = [key, 'config/node_key.json', state];
const remedy = () => new RegExp(`${t.common.remedy}: .+`);

describe.skipIf(!hasTools)('a recovery on the screens', () => {
  const stage = Stage.forTests();
  const past = pastCeremony(stage);
  afterEach(() => setLanguage('en'));

  /** A folder in memory, as people are told to take. */
  function inMemory(): string {
    const folder = mkdtempSync('/dev/shm/quorate-test-');
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }

  /** With the bundle open, and where the files go chosen. */
  async function upToGuard(hands: HandsFor, only: readonly string[] | null = null) {
    const { home, cards, stick } = await past();
    const started = await stage.start(hands);
    const { person } = started;
    const [own, memory] = [stick(), inMemory()];
    await takeStick(person, own);
    await begin(person);
    await readCards(person, cards);
    await chooseFiles(person, only);
    await chooseFolder(person, memory, 'keys');
    await toGuard(person);
    return { ...started, home, stick: own, memory, to: join(memory, 'keys') };
  }

  function same(one: string, other: string): boolean {
    return readFileSync(one).equals(readFileSync(other));
  }

  it('three cards, shown, as a picture and mistyped, bring every file back byte for byte', async () => {
    const { home, cards, stick } = await past();
    const { person, app, watch } = await stage.start(mouse);
    const [own, memory] = [stick(), inMemory()];
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
      expect([file, same(join(memory, 'keys/validator', file), join(home, file))]).toEqual([file, true]);
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
    const { cards, home, stick } = await past();
    const { person, watch } = await stage.start((page) => all[all.push(new Keyboard(page)) - 1] as Keyboard);
    const [own, memory] = [stick(), inMemory()];
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
    await chooseFolder(person, memory, '');
    await toGuard(person);
    await sayStopped(person);
    await giveHeight(person, '4.800.000');
    await person.sees(t.recovery.guard.heightRead('4\u202f800\u202f000'));
    await askForPlan(person);
    await person.arrives(t.recovery.plan.title);
    await person.sees(t.recovery.plan.decision({ basis: 'min-height', height: '4800001', reason: '' }));
    await write(person, 2);
    await person.sees(t.recovery.result.late);
    expect(same(join(memory, path), join(home, key))).toBe(true);
    expect(JSON.parse(readFileSync(join(memory, 'validator', state), 'utf8'))).toMatchObject({
      height: '4800001',
    });
    await watch.isQuiet();
    const [{ stops, walks } = { stops: 0, walks: 0 }] = all;
    expect(walks).toBeGreaterThan(8);
    expect(stops).toBeGreaterThan(30);
  }, 300_000);

  it('the guard refuses, says what to do where it is answered, and nothing typed is lost', async () => {
    const { person, watch, home, memory, to } = await upToGuard(mouse);
    // Nobody said anything.
    await askForPlan(person);
    expect(await refusedIn(person, t.recovery.guard.stopped)).toMatch(remedy());
    await person.write(t.recovery.guard.stoppedLabel, 'stopped');
    await person.sees(t.recovery.guard.stoppedNot);
    await askForPlan(person);
    await refusedIn(person, t.recovery.guard.stopped);
    await sayStopped(person);
    // Nothing says how far it has signed.
    await askForPlan(person);
    expect(await refusedIn(person, t.recovery.guard.evidence)).toMatch(remedy());
    expect(await person.field(t.recovery.guard.stoppedLabel).inputValue()).toBe(
      t.recovery.guard.stoppedWords,
    );
    // A height that is none is asked about before anybody is asked.
    await giveHeight(person, '4.7 million');
    await person.sees(t.recovery.guard.heightWrong);
    expect(await person.button(t.recovery.guard.go).getAttribute('aria-disabled')).toBe('true');
    await giveHeight(person, '4,700,000');
    await person.sees(t.recovery.guard.heightBelow('4\u202f700\u202f000', '4\u202f711\u202f042'));
    await askForPlan(person);
    const low = await refusedIn(person, t.recovery.guard.evidence);
    expect(low).toContain(t.recovery.remedies['guard-height-too-low']);
    expect(low).toContain(String(sampleHeight));
    expect(await person.field(t.recovery.guard.heightLabel).inputValue()).toBe('4,700,000');
    // A file that is no state.
    await giveState(person, join(home, 'config/node_key.json'));
    await askForPlan(person);
    expect(await refusedIn(person, t.recovery.guard.evidence)).toContain(
      t.recovery.remedies['signing-state'],
    );
    expect(readdirSync(memory)).toEqual([]);
    // The backup's own state: its height is typed, and a wrong one writes nothing.
    await person.choose(t.recovery.guard.backup);
    await person.sees(t.recovery.guard.backupRiskText);
    await askForPlan(person);
    await person.arrives(t.recovery.plan.title);
    const label = t.recovery.plan.staleLabel(`validator/${key}`);
    await person.write(label, '4711043');
    await person.sees(t.recovery.plan.staleNot('4\u202f711\u202f042'));
    expect(await person.button(t.recovery.plan.do(3)).getAttribute('aria-disabled')).toBe('true');
    expect(readdirSync(memory)).toEqual([]);
    await person.write(label, '4711042');
    await write(person, 3);
    expect(same(join(to, 'validator', state), join(home, state))).toBe(true);
    await watch.isQuiet();
  });

  /** What is refused, beside the question that answers it. */
  async function refusedIn(person: Person, question: string): Promise<string> {
    const section = person.page.getByRole('region', { name: question, exact: true });
    const said = section.getByRole('alert').filter({ hasText: t.common.error });
    await said.waitFor();
    await expect.poll(() => person.button(t.recovery.guard.go).getAttribute('aria-disabled')).toBe('false');
    return said.innerText();
  }

  it('wrong cards are named, and the right ones go on', async () => {
    const { cards, stick } = await past();
    const { person, watch } = await stage.start(mouse);
    await takeStick(person, stick());
    await begin(person);
    const [first, second, third] = cards.map(({ text }) => text) as [string, string, string];
    await typeWholeCard(person, first, t.attempt.cards.titleNext);
    await typeCard(person, first);
    expect(await person.refusal(/already/)).toMatch(remedy());
    await person.press(t.reading.typedClear);
    await typeCard(
      person,
      forged(second, () => ({ setId: 'deadbeef' })),
    );
    expect(await person.refusal(/deadbeef/)).toMatch(remedy());
    await person.press(t.reading.typedClear);
    const odd = forged(second, ({ share }) => ({
      share: share.map((byte, at) => (at === 3 ? byte ^ 1 : byte)),
    }));
    watch.knows(odd);
    await typeCard(person, odd);
    await person.arrives(t.recovery.unlisted.title);
    await watch.holdsNoCard();
    expect(await person.button(t.recovery.unlisted.do).getAttribute('aria-disabled')).toBe('true');
    await person.press(t.recovery.unlisted.no);
    await person.arrives(t.attempt.cards.titleNext);
    await typeWholeCard(person, second, t.attempt.cards.titleNext);
    await typeWholeCard(person, third, t.recovery.cards.openTitle);
    await open(person);
    await watch.isQuiet();
  });

  it('an unlisted card that is used all the same is a wrong one: nothing opens, and a record says so', async () => {
    const { cards, stick } = await past();
    const { person, app } = await stage.start(mouse);
    await takeStick(person, stick());
    await begin(person);
    const [first, second, third] = cards.map(({ text }) => text) as [string, string, string];
    await typeWholeCard(person, first, t.attempt.cards.titleNext);
    await typeWholeCard(person, second, t.attempt.cards.titleNext);
    await typeCard(
      person,
      forged(third, ({ share }) => ({ share: share.map((byte, at) => (at === 3 ? byte ^ 1 : byte)) })),
    );
    await person.arrives(t.recovery.unlisted.title);
    await person.write(t.recovery.unlisted.label, t.recovery.unlisted.word);
    await person.press(t.recovery.unlisted.do);
    await person.arrives(t.recovery.cards.openTitle);
    await person.press(t.recovery.cards.openDo);
    await person.arrives(t.recovery.failed.title);
    await person.refusal(/./);
    const { step, record } = await app.want('attempt.look', {});
    expect([step, record]).toEqual(['failed', expect.objectContaining({ hash: expect.anything() })]);
    await person.press(t.common.leave);
    await person.arrives(t.home.title);
  });

  it('what is in the way is refused, then renamed once that was typed', async () => {
    const { person, watch, home, to } = await upToGuard(mouse);
    mkdirSync(join(to, 'validator/config'), { recursive: true });
    const there = join(to, 'validator', key);
    writeFileSync(there, 'another key');
    await sayStopped(person);
    await giveState(person, join(home, state));
    await askForPlan(person);
    await person.arrives(t.recovery.where.title);
    expect(await person.refusal(/priv_validator_key/)).toContain(t.recovery.remedies['restore-conflict']);
    await person.choose(t.recovery.where.move);
    await toGuard(person);
    await person.sees(t.recovery.guard.stoppedSaid);
    await askForPlan(person);
    await person.arrives(t.recovery.plan.title);
    await person.sees(there);
    expect(await person.button(t.recovery.plan.do(3)).getAttribute('aria-disabled')).toBe('true');
    await person.write(t.recovery.plan.moveLabel, 'move 1 file');
    await write(person, 3);
    const beside = readdirSync(join(to, 'validator/config'));
    const old = beside.find((name) => name.startsWith('priv_validator_key.json.old-')) ?? '';
    expect(readFileSync(join(to, 'validator/config', old), 'utf8')).toBe('another key');
    expect(same(there, join(home, key))).toBe(true);
    await watch.isQuiet();
  });

  it('an older state at the destination sends people back to where it is answered', async () => {
    const { person, home, to } = await upToGuard(mouse);
    mkdirSync(join(to, 'validator/data'), { recursive: true });
    const there = join(to, 'validator', state);
    copyFileSync(join(home, state), there);
    writeFileSync(there, readFileSync(there, 'utf8').replace(String(sampleHeight), '17'));
    await sayStopped(person);
    await giveHeight(person, '4800000');
    await askForPlan(person);
    await person.arrives(t.recovery.where.title);
    expect(await person.refusal(/17/)).toContain(t.recovery.remedies['guard-destination-older']);
  });

  it('for an HSM a key comes as PKCS #8, and onto the stick nothing goes', async () => {
    const { cards, stick } = await past();
    const { person, watch } = await stage.start(mouse);
    const [own, memory] = [stick(), inMemory()];
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
    await person.sees(t.recovery.result.todoHsm);
    const der = join(memory, 'keys/node_key.pkcs8.der');
    const shown = execFileSync('openssl', ['pkey', '-inform', 'DER', '-in', der, '-noout', '-text'], {
      encoding: 'utf8',
    });
    expect(shown).toMatch(/ED25519/i);
    await watch.isQuiet();
  });

  it('is given up where it stands, with a record of the cards that were read', async () => {
    const { cards, stick } = await past();
    const { person, app } = await stage.start(mouse);
    await takeStick(person, stick());
    await begin(person);
    await readImage(person, cards[0]?.picture ?? '');
    await person.arrives(t.attempt.cards.titleNext);
    await person.press(t.attempt.end.button);
    await person.press(t.attempt.end.do, person.dialog);
    await person.arrives(t.recovery.failed.title);
    await person.sees(t.recovery.failed.wasGivenUp);
    expect((await app.want('attempt.look', {})).record).toMatchObject({ hash: expect.anything() });
    await person.press(t.common.leave);
    await person.arrives(t.home.title);
  });
});
