import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { run } from '../../tools.ts';
import { scan } from '../rehearsal.ts';
import { readImage, typeCard } from './drive/after-seal.ts';
import { keyCard } from './drive/before-seal.ts';
import {
  beginDrill,
  chooseKind,
  compareHash,
  openBundle,
  readPictures,
  takeDrillStick,
} from './drive/drill.ts';
import { mouse } from './drive/hands.ts';
import type { Person } from './drive/person.ts';
import { folderOn } from './outcome.ts';
import { pastCeremony } from './past-ceremony.ts';
import { hasTools, Stage } from './stage.ts';
import { mistyped } from './typos.ts';

// Drills on the screens, with the sticks and cards of a rehearsal that the desktop app held.

const validatorKey = 'validator/config/priv_validator_key.json';

describe.skipIf(!hasTools)('a drill on the screens', () => {
  const stage = Stage.forTests();
  const held = pastCeremony(stage);

  it('opens the bundle with a scanned, a typed and a photographed card, and compares with production', async () => {
    const { cards, stick: newStick } = await held();
    const stick = newStick();
    const { person, app, watch } = await stage.start(mouse);
    for (const { text } of cards) watch.knows(text);
    await takeDrillStick(person, stick);
    const { sticks } = await app.want('attempt.look', {});
    await compareHash(person, sticks[0]?.folderHash?.hex ?? '');
    await person.sees(t.attempt.paper.summary(true));
    await chooseKind(person, 'restore', 2);
    await beginDrill(person, 'restore');
    await person.arrives(t.attempt.cards.title);
    await person.sees(t.attempt.cards.anyNumber(3));

    await person.choose(t.reading.camera);
    stage.camera.show(cards[0]?.pdf ?? '');
    await person.sees(t.attempt.cards.taken(t.attempt.card(1), t.attempt.taken.unchanged));
    // The card stays before the camera, and is not read again.
    await person.sees(t.reading.cameraSame);
    stage.camera.showNothing();
    const { typed, changes } = mistyped(cards[3]?.text ?? '', { 17: 'x', 41: '?' });
    await typeCard(person, typed, async () => {
      await person.sees(t.reading.checkCorrectable(changes.length));
      await watch.holdsNoCard();
    });
    await person.arrives(t.reading.correctedTitle);
    await person.press(t.reading.yes);
    await person.sees(t.attempt.cards.taken(t.attempt.card(4), t.attempt.taken.corrected));
    expect(await person.field(t.reading.group('A', 2)).inputValue()).toBe('');
    await readImage(person, cards[4]?.picture ?? '');
    await person.arrives(t.drill.open.title);
    await watch.holdsNoCard();

    await openBundle(person);
    const { keys } = await app.want('attempt.look', {});
    const right = keys.find(({ path }) => path === validatorKey)?.fingerprint ?? '';
    const key = keyCard(person, validatorKey);
    await person.write(t.keys.compareLabel, `${right.slice(0, -1)}${right.endsWith('0') ? '1' : '0'}`, key);
    await key.getByText(t.keys.mismatch, { exact: true }).waitFor();
    await person.sees(t.drill.compare.mismatch);
    stage.camera.showCode(right);
    await person.press(t.keys.scanOf(validatorKey), key);
    await key.getByText(t.keys.match, { exact: true }).waitFor();
    stage.camera.showNothing();
    await person.press(t.drill.compare.do);
    await person.arrives(t.drill.result.passed);
    await person.sees(t.drill.result.cards([1, 4, 5]));

    const { record } = await app.want('attempt.look', {});
    const left = record !== null && 'hash' in record ? record : null;
    expect(existsSync(join(folderOn(stick), left?.file ?? 'none'))).toBe(true);
    const code = join(stage.root, 'code.png');
    await person.page.getByRole('img', { name: t.attempt.record.code }).screenshot({ path: code });
    expect(scan(code).toLowerCase()).toBe(left?.hash.hex);
    await printAndSave(person, left?.hash.words ?? '');
    await watch.holdsNoCard();
    await watch.isQuiet();
    await person.press(t.common.leave);
    await person.arrives(t.home.title);
    expect(await app.ask('attempt.look', {})).toMatchObject({ ok: false });

    // The next one begins with the record of this.
    await takeDrillStick(person, stick);
    await chooseKind(person, 'integrity');
    await beginDrill(person, 'integrity', left?.hash.words ?? '');
    await person.arrives(t.drill.result.passed);
    await person.sees(t.drill.result.lastRecord.same);
    // Without its report nobody leaves unasked.
    await person.press(t.common.leave);
    await person.press(t.drill.result.leaveStay, person.dialog);
    await person.sees(t.drill.result.noCards);
  });

  async function printAndSave(person: Person, words: string): Promise<void> {
    const { printer } = person.app.electron;
    await person.press(t.attempt.report.print);
    await person.sees(t.closed.sent);
    const page = run('pdftotext', [printer.jobs.at(-1)?.file ?? '', '-']).stdout.replace(/\s+/g, ' ');
    expect(page).toContain(words);
    await person.pick(t.attempt.report.save, stage.root);
    await person.sees(t.attempt.report.saved);
    const saved = readdirSync(stage.root).filter((name) => name.startsWith('drill-'));
    expect(saved.map((name) => name.split('.').at(-1)).sort()).toEqual(['html', 'json', 'md']);
    const json = saved.find((name) => name.endsWith('.json')) ?? '';
    expect(JSON.parse(readFileSync(join(stage.root, json), 'utf8'))).toMatchObject({ verdict: 'passed' });
  }

  it('restores into memory, and removes what it restored', async () => {
    const { cards, stick: newStick, home } = await held();
    const { person, app } = await stage.start(mouse);
    await takeDrillStick(person, newStick());
    await chooseKind(person, 'full');
    expect(await person.button(t.drill.kind.go).getAttribute('aria-disabled')).toBe('true');
    await person.pick(t.drill.kind.sandboxDo, stage.root);
    await person.sees(stage.root.split('/').at(-1) ?? '');
    await beginDrill(person, 'full');
    // A folder on a disk is refused; what was typed is still there, and another is chosen.
    await person.refusal(/not in memory/);
    await person.press(t.common.back);
    await person.pick(t.drill.kind.sandboxOther, '/dev/shm');
    await person.sees('shm');
    await beginDrill(person, 'full');
    await person.arrives(t.attempt.cards.title);
    await readPictures(person, cards.slice(1, 4));
    await openBundle(person);
    await person.press(t.drill.compare.doFull);
    await person.arrives(t.drill.restore.doneTitle);
    const view = await app.want('attempt.look', {});
    const path = (view.work === 'drill' ? view.sandbox?.path : null) ?? '';
    try {
      const restored = readFileSync(join(path, validatorKey));
      expect(restored.equals(readFileSync(join(home, 'config/priv_validator_key.json')))).toBe(true);
      // Whoever closes the window is told of the real keys that stay behind, before the end and after it.
      const isWarned = async () => {
        expect(app.window.askToClose()).toBe(false);
        await person.dialog.getByText(t.drill.result.leaveSandbox(path)).waitFor();
        await person.button(t.drill.restore.remove, person.dialog).waitFor();
        await person.press(t.attempt.close.stay, person.dialog);
        await person.dialog.waitFor({ state: 'hidden' });
      };
      await isWarned();
      await person.press(t.drill.finish);
      await person.arrives(t.drill.result.passed);
      await isWarned();
      await person.press(t.common.leave);
      await person.dialog.getByText(path).waitFor();
      await person.press(t.drill.result.leaveStay, person.dialog);
      expect(app.window.askToClose()).toBe(false);
      await person.press(t.drill.restore.remove, person.dialog);
      await person.dialog.getByText(path).first().waitFor({ state: 'detached' });
      await person.press(t.attempt.close.stay, person.dialog);
      await person.sees(t.attempt.record.title);
      await person.button(t.drill.restore.remove).waitFor({ state: 'detached' });
      expect(existsSync(path)).toBe(false);
    } finally {
      rmSync(path, { recursive: true, force: true });
    }
  });
});
