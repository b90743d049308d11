import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { readImage, typeCard } from './drive/after-seal.ts';
import { mouse } from './drive/hands.ts';
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
  write,
} from './drive/recovery.ts';
import { Gallery } from './gallery.ts';
import { folderInMemory, forged, pastCeremony } from './past-ceremony.ts';
import { hasTools, Stage } from './stage.ts';

// Every screen of a recovery in every light: axe, contrast of 7 to 1, nothing cut off at 200 %, both languages.

const patience = 300_000;
const key = 'validator/config/priv_validator_key.json';

describe.skipIf(!hasTools)('the screens of a recovery', () => {
  const stage = Stage.forTests();
  const past = pastCeremony(stage);

  it(
    'up to the open bundle can be read by everybody',
    async () => {
      const { cards, stick } = past();
      const { person, app } = await stage.start(mouse);
      const gallery = new Gallery(app);
      await takeStick(person, stick());
      await person.press(t.attempt.sticks.use(1));
      await person.arrives(t.recovery.begin.title);
      await person.unfold(t.attempt.times.title);
      await person.write(t.attempt.times.detected, '3 in the morning');
      await person.press(t.recovery.begin.do);
      await person.refusal(/UTC/);
      await gallery.visit('recovery-1-begin');
      await person.press(t.recovery.begin.other);
      await person.arrives(t.attempt.sticks.titleOne);
      await begin(person, '2026-01-01 03:00');
      await gallery.visit('recovery-2-cards');
      const text = cards[1]?.text ?? '';
      const odd = ({ share }: { share: Uint8Array }) => ({
        share: share.map((byte, at) => (at === 3 ? byte ^ 1 : byte)),
      });
      await typeCard(person, forged(text, odd));
      await person.arrives(t.recovery.unlisted.title);
      await gallery.visit('recovery-2-unlisted');
      await person.press(t.recovery.unlisted.no);
      for (const [index, { picture }] of cards.slice(0, 3).entries()) {
        await readImage(person, picture);
        await person.arrives(index === 2 ? t.recovery.cards.openTitle : t.attempt.cards.titleNext);
      }
      await gallery.visit('recovery-2-enough');
      await open(person);
      await gallery.visit('recovery-3-bundle');
      await person.choose(t.recovery.bundle.some);
      await person.unfold(t.recovery.bundle.compare);
      await gallery.visit('recovery-3-none-chosen');
      await person.choose(t.recovery.bundle.all);
      await person.field(t.keys.compareLabel).first().fill('ABCD');
      await person.sees(t.recovery.bundle.mismatch);
      await gallery.visit('recovery-3-mismatch');
      await person.field(t.keys.compareLabel).first().fill('');
      expect(gallery.faults).toEqual([]);
    },
    patience,
  );

  it(
    'up to files that came late can be read by everybody',
    async () => {
      const { home, cards, stick } = past();
      const { person, app } = await stage.start(mouse);
      const gallery = new Gallery(app);
      await takeStick(person, stick());
      await begin(person, '2026-01-01 03:00');
      await readCards(person, cards);
      await chooseFiles(person);
      await gallery.visit('recovery-4-where');
      const to = join(stage.root, 'keys');
      await chooseFolder(person, stage.root, 'a b');
      await gallery.visit('recovery-4-where-chosen');
      await chooseFolder(person, stage.root, 'keys');
      mkdirSync(join(to, 'validator/config'), { recursive: true });
      writeFileSync(join(to, key), 'another key');
      await toGuard(person);
      await gallery.visit('recovery-5-guard');
      await askForPlan(person);
      await person.refusal(/./);
      await gallery.visit('recovery-5-guard-running');
      await sayStopped(person);
      await giveState(person, join(home, 'config/node_key.json'));
      await askForPlan(person);
      await person.refusal(/state/);
      await gallery.visit('recovery-5-guard-state');
      await giveHeight(person, '4,700,000');
      await askForPlan(person);
      await person.refusal(/too low/);
      await gallery.visit('recovery-5-guard-height');
      await person.choose(t.recovery.guard.backup);
      await gallery.visit('recovery-5-guard-backup');
      await askForPlan(person);
      await person.arrives(t.recovery.where.title);
      await person.refusal(/already exists/);
      await gallery.visit('recovery-4-where-conflict');
      await person.choose(t.recovery.where.move);
      await toGuard(person);
      await askForPlan(person);
      await person.arrives(t.recovery.plan.title);
      await person.write(t.recovery.plan.staleLabel(key), '12');
      await gallery.visit('recovery-6-plan');
      await person.write(t.recovery.plan.staleLabel(key), '4711042');
      await person.write(t.recovery.plan.moveLabel, 'move 1 file');
      await write(person, 3);
      await gallery.visit('recovery-7-result-late');
      await person.press(t.common.leave);
      await gallery.visit('recovery-7-question');
      await person.press(t.recovery.result.leaveStay, person.dialog);
      expect(gallery.faults).toEqual([]);
    },
    patience,
  );

  it(
    'that goes well, is given up or is lost can be read by everybody',
    async () => {
      const { home, cards, stick } = past();
      const memory = folderInMemory();
      const own = stick();
      const { person, app } = await stage.start(mouse);
      const gallery = new Gallery(app);
      await takeStick(person, own);
      await begin(person);
      await readCards(person, cards);
      await chooseFiles(person, [key]);
      await chooseFolder(person, memory, 'keys');
      await person.choose(t.recovery.where.pkcs8);
      await toGuard(person);
      await sayStopped(person);
      await giveState(person, join(home, 'data/priv_validator_state.json'));
      await askForPlan(person);
      await person.arrives(t.recovery.plan.title);
      await gallery.visit('recovery-6-plan-pkcs8');
      await write(person, 2);
      await gallery.visit('recovery-7-result');
      const other = await stage.start(mouse);
      const ends = new Gallery(other.app);
      await takeStick(other.person, own);
      await begin(other.person);
      await readImage(other.person, cards[0]?.picture ?? '');
      await other.person.arrives(t.attempt.cards.titleNext);
      await other.person.press(t.attempt.end.button);
      await other.person.press(t.attempt.end.do, other.person.dialog);
      await other.person.arrives(t.recovery.failed.title);
      await ends.visit('recovery-8-given-up');
      await other.person.press(t.common.leave);
      await takeStick(other.person, own);
      const worker = other.app.electron.processes.forked.at(-1);
      worker?.child.kill('SIGKILL');
      await other.person.arrives(t.attempt.lost.title);
      await ends.visit('recovery-8-lost');
      expect([...gallery.faults, ...ends.faults]).toEqual([]);
    },
    patience,
  );
});
