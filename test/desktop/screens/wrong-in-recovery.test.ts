import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleHeight } from '@quorate/custody/rehearsal/sample-keys';
import { describe, expect, it } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { readImage, typeCard } from './drive/after-seal.ts';
import { mouse } from './drive/hands.ts';
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
import { folderInMemory, forged, isSameFile, pastCeremony } from './past-ceremony.ts';
import { hasTools, Stage } from './stage.ts';

// What goes wrong in a recovery: it is said where it is put right, with its remedy, and nothing typed is lost.

const key = 'config/priv_validator_key.json';
const state = 'data/priv_validator_state.json';
const remedy = new RegExp(`${t.common.remedy}: .+`);

describe.skipIf(!hasTools)('what goes wrong in a recovery', { timeout: 300_000 }, () => {
  const stage = Stage.forTests();
  const past = pastCeremony(stage);

  /** With the bundle open, and where the files go chosen. */
  async function upToGuard() {
    const { home, cards, stick } = past();
    const started = await stage.start(mouse);
    const { person } = started;
    const memory = folderInMemory();
    await takeStick(person, stick());
    await begin(person);
    await readCards(person, cards);
    await chooseFiles(person);
    await chooseFolder(person, memory, 'keys');
    await toGuard(person);
    return { ...started, home, memory, to: join(memory, 'keys') };
  }

  it('the guard refuses, says what to do where it is answered, and nothing typed is lost', async () => {
    const { person, watch, home, memory, to } = await upToGuard();
    // Nobody said anything.
    await askForPlan(person);
    expect(await refusedIn(person, t.recovery.guard.stopped)).toMatch(remedy);
    await person.write(t.recovery.guard.stoppedLabel, 'stopped');
    await person.sees(t.recovery.guard.stoppedNot);
    await askForPlan(person);
    await refusedIn(person, t.recovery.guard.stopped);
    await sayStopped(person);
    // Nothing says how far it has signed.
    await askForPlan(person);
    expect(await refusedIn(person, t.recovery.guard.evidence)).toMatch(remedy);
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
    expect(isSameFile(join(to, 'validator', state), join(home, state))).toBe(true);
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
    const { cards, stick } = past();
    const { person, watch } = await stage.start(mouse);
    await takeStick(person, stick());
    await begin(person);
    const [first, second, third] = cards.map(({ text }) => text) as [string, string, string];
    await typeWholeCard(person, first, t.attempt.cards.titleNext);
    await typeCard(person, first);
    expect(await person.refusal(/already/)).toMatch(remedy);
    await person.press(t.reading.typedClear);
    await typeCard(
      person,
      forged(second, () => ({ setId: 'deadbeef' })),
    );
    expect(await person.refusal(/deadbeef/)).toMatch(remedy);
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
    const { cards, stick } = past();
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
    const { person, watch, home, to } = await upToGuard();
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
    expect(isSameFile(there, join(home, key))).toBe(true);
    await watch.isQuiet();
  });

  it('an older state at the destination sends people back to where it is answered', async () => {
    const { person, home, to } = await upToGuard();
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

  it('is given up where it stands, with a record of the cards that were read', async () => {
    const { cards, stick } = past();
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
