import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { setLanguage, t } from '../../../renderer/strings/catalogue.ts';
import { faults } from '../../../renderer/strings/de/faults/index.ts';
import { requireRoot, run } from '../../tools.ts';
import { people } from '../rehearsal.ts';
import { readImage } from './drive/after-seal.ts';
import { keyCard } from './drive/before-seal.ts';
import { beginDrill, chooseKind, openBundle, readPictures, takeDrillStick } from './drive/drill.ts';
import { mouse } from './drive/hands.ts';
import { folderOn } from './outcome.ts';
import { folderInMemory, pastCeremony } from './past-ceremony.ts';
import { hasTools, Stage } from './stage.ts';

// The kinds of drill that are held less often, each to its end on the screens.

const validatorKey = 'validator/config/priv_validator_key.json';
const mayMount = requireRoot('a stick that cannot be written');

describe.skipIf(!hasTools)('a drill on the screens', () => {
  const stage = Stage.forTests();
  const held = pastCeremony(stage);
  afterEach(() => setLanguage('en'));

  it('that is a roll call asks for every card, opens nothing, and is recorded', async () => {
    const { cards, stick: newStick } = await held();
    const stick = newStick();
    const { person, app, watch } = await stage.start(mouse);
    for (const { text } of cards) watch.knows(text);
    await takeDrillStick(person, stick);
    await chooseKind(person, 'roll-call');
    await beginDrill(person, 'roll-call');
    await person.arrives(t.attempt.cards.title);
    for (const [index, { picture }] of cards.entries()) {
      await readImage(person, picture);
      const isLast = index === cards.length - 1;
      await person.arrives(isLast ? t.drill.open.rollCallTitle : t.attempt.cards.titleNext);
    }
    await person.sees(t.drill.open.rollCallText);
    await person.press(t.drill.open.rollCallDo);
    await person.arrives(t.drill.opened.rollCall);
    await person.press(t.drill.finish);
    await person.arrives(t.drill.result.passed);
    await person.sees(t.drill.result.cards([1, 2, 3, 4, 5]));
    // Who took cards out is sent to a screen to note their bags, not to the command line.
    await person.sees(t.home.works.care.title);
    const view = await app.want('attempt.look', {});
    expect(view).toMatchObject({ kind: 'roll-call', keys: [], result: { verdict: 'passed' } });
    expect(readdirSync(join(folderOn(stick), 'records')).some((name) => name.includes('-drill-'))).toBe(true);
    await watch.holdsNoCard();
  });

  it('opens the bundle and no more, and counts from the typed time beside the screen and in the end', async () => {
    const { cards, stick } = await held();
    const { person, app } = await stage.start(mouse);
    await takeDrillStick(person, stick());
    await chooseKind(person, 'opening');
    await person.press(t.drill.kind.go);
    await person.arrives(t.drill.people.title);
    await person.write(t.people.operator, people.operator);
    await person.unfold(t.attempt.times.title);
    await person.write(t.attempt.times.detected, 'three in the morning');
    await person.press(t.drill.people.begin);
    expect(await person.refusal(/no time in UTC/)).toContain('"2027-02-18 09:00"');
    expect(await person.field(t.attempt.times.detected).inputValue()).toBe('three in the morning');
    await person.write(t.attempt.times.detected, '2026-01-01 03:00');
    await person.press(t.drill.people.begin);
    await person.arrives(t.attempt.cards.title);
    await person.sees(t.attempt.side.past);
    await readPictures(person, cards.slice(0, 3));
    await person.press(t.drill.open.do);
    await person.arrives(t.drill.opened.title);
    await person.press(t.drill.finish);
    await person.arrives(t.drill.result.passed);
    await person.sees(t.attempt.side.past);
    await person.sees(/since the loss was noticed \(Thursday, 1 January 2026, 03:00 UTC\).*MISSED/);
    expect(await person.page.getByText(t.attempt.side.within, { exact: true }).count()).toBe(0);
    const { elapsed, objective } = await app.want('attempt.look', {});
    expect(elapsed).toBeGreaterThan(objective);
  });

  it.skipIf(!mayMount)(
    'that fails before it restores says so, and why the stick holds no record of it, in either language',
    async () => {
      const { cards, stick: newStick } = await held();
      const stick = newStick();
      expect(run('mount', ['--bind', stick, stick]).code).toBe(0);
      onTestFinished(() => void run('umount', [stick]));
      expect(run('mount', ['-o', 'remount,bind,ro', stick]).code).toBe(0);
      const memory = folderInMemory();
      const { person, app } = await stage.start(mouse);
      await takeDrillStick(person, stick);
      await chooseKind(person, 'full');
      await person.pick(t.drill.kind.sandboxDo, memory);
      await beginDrill(person, 'full');
      await person.arrives(t.attempt.cards.title);
      await readPictures(person, cards.slice(1, 4));
      await openBundle(person);
      const { keys } = await app.want('attempt.look', {});
      const right = keys.find(({ path }) => path === validatorKey)?.fingerprint ?? '';
      const wrong = `${right.slice(0, -1)}${right.endsWith('0') ? '1' : '0'}`;
      await person.write(t.keys.compareLabel, wrong, keyCard(person, validatorKey));
      await person.sees(t.drill.compare.mismatch);
      await person.press(t.drill.compare.doFull);
      await person.arrives(t.drill.result.failed);
      await person.refusal(/this drill has failed before it/);
      await person.sees(t.attempt.record.none);
      await person.sees(/read-only/);
      expect(readdirSync(memory)).toEqual([]);
      expect(readdirSync(join(folderOn(stick), 'records'))).toEqual(['closing.jsonl']);

      await person.press(t.languageNames.de);
      setLanguage('de');
      await person.arrives(t.drill.result.failed);
      await person.refusal(new RegExp(faults['drill-failed-before']?.text ?? '^$'));
      await person.sees(t.attempt.record.none);
      const why = person.page.getByText(/read-only/).locator('..');
      expect(await why.first().innerText()).toContain(t.common.original);
      const shown = await person.page.getByRole('main').innerText();
      expect(shown).not.toContain(faults['sandbox-unfit']?.text);
      expect(shown).not.toMatch(/(?<!\S)--[a-z]/);
      // What the system shows speaks what the screens do.
      await person.pick(t.attempt.report.save, null);
      await expect.poll(() => app.electron.dialogs.at(-1)?.options.title).toBe('Wohin der Bericht kommt');
      expect(app.electron.dialogs[0]?.options.title).toBe('Where the stick is mounted');
    },
  );
});
