import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { samplePlan } from '../../sample-plan.ts';
import { people } from '../rehearsal.ts';
import {
  checkMachine,
  chooseKeys,
  confirmKeys,
  confirmPlan,
  fillIn,
  keyCard,
  passPreflight,
  readKeys,
  rehearse,
} from './drive/before-seal.ts';
import { abort } from './drive/ends.ts';
import { mouse } from './drive/hands.ts';
import { form } from './form.ts';
import { Gallery } from './gallery.ts';
import { hasTools, Stage } from './stage.ts';

// Every screen in every state: what axe finds, contrast of 7 to 1, nothing that moves by itself, nothing cut off at
// 200 %. The pictures are kept for people to look at.

/** Some thirty screens in two languages, three sizes and two themes: minutes on a machine that does other things too. */
const patience = 300_000;

describe.skipIf(!hasTools)('the screens before the seal', () => {
  const stage = Stage.forTests();

  it(
    'can be read by everybody',
    async () => {
      const { person, app } = await stage.start(mouse);
      const gallery = new Gallery(app);
      await person.arrives(t.home.title);
      await gallery.visit('home', true);
      await rehearse(person);
      await gallery.visit('1-preflight');
      await person.press(t.bar.abort);
      await gallery.visit('abort-nothing');
      await person.press(t.abort.stay, person.dialog);
      await checkMachine(person);
      await person.write(t.preflight.dateLabel, '2019-01-01');
      await person.press(t.preflight.dateDo);
      await person.refusal(/2019/);
      await person.sees(t.preflight.wouldBlock);
      await person.page.locator('summary').filter({ hasText: t.preflight.evidence }).first().click();
      await gallery.visit('1-preflight-checked');
      await passPreflight(person);
      await gallery.visit('2-people');
      await person.choose(t.people.file);
      const plan = join(stage.root, 'plan.json');
      writeFileSync(plan, '{}');
      await person.pick(t.people.choose, plan);
      await person.refusal(/./);
      await gallery.visit('2-people-file-refused');
      writeFileSync(plan, samplePlan({ purpose: 'rehearsal' }));
      await person.pick(t.people.choose, plan);
      await person.sees(t.people.hash);
      await gallery.visit('2-people-file');
      await person.choose(t.people.form);
      await gallery.visit('2-people-form-empty');
      await fillIn(person, form);
      await person.press(t.people.addCustodian);
      await person.sees(/Card 6 has no name and no place/);
      await gallery.visit('2-people-form-open');
      await person.press(t.common.remove(t.people.custodianName(6)));
      await person.sees(t.people.hash);
      await person.unfold(t.people.more2);
      await person.sign(people.operator, 'Somebody Else');
      await person.press(t.people.confirm);
      await person.refusal(/witness/);
      await gallery.visit('2-people-form');
      await confirmPlan(person, people.operator, people.witness);
      await gallery.visit('3-keys');
      const empty = join(stage.root, 'empty');
      mkdirSync(empty);
      await chooseKeys(person, 'validator', empty);
      await person.refusal(/./);
      await gallery.visit('3-keys-refused');
      writeFileSync(join(stage.belongings.home, 'config/unknown.bin'), 'unknown');
      writeFileSync(join(stage.belongings.home, 'config/priv_validator_key.json.old'), '{"priv_key": {"ty');
      await readKeys(person, 'validator', stage.belongings.home);
      const { keys } = await app.want('ceremony.look', {});
      await keyCard(person, 'validator/config/priv_validator_key.json.old')
        .getByText(t.keys.damagedYes)
        .waitFor();
      await keyCard(person, 'validator/config/unknown.bin').getByText(t.keys.opaqueYes).waitFor();
      await person.sees(new RegExp(`${t.keys.blockDamaged}; ${t.keys.blockOpaque}`));
      const [first, second] = keys.filter(({ fingerprint }) => fingerprint !== null);
      await person.write(t.keys.compareLabel, first?.fingerprint ?? '', keyCard(person, first?.path ?? ''));
      await person.write(t.keys.compareLabel, '!!!', keyCard(person, second?.path ?? ''));
      await gallery.visit('3-keys-compare');
      await person.press(t.keys.scanOf(second?.path ?? ''), keyCard(person, second?.path ?? ''));
      await person.sees(t.reading.cameraLooking);
      await gallery.visit('3-keys-scan');
      await person.press(t.keys.scanCloseOf(second?.path ?? ''));
      await person.write(t.keys.compareLabel, second?.fingerprint ?? '', keyCard(person, second?.path ?? ''));
      await confirmKeys(person);
      await gallery.visit('4-seal');
      expect(gallery.faults).toEqual([]);
    },
    patience,
  );

  it(
    'of a real ceremony on a machine that is not fit for it can be read by everybody',
    async () => {
      const { person, app } = await stage.start(mouse);
      const gallery = new Gallery(app);
      await person.press(t.home.newTitle);
      await person.arrives(t.preflight.title);
      await checkMachine(person);
      await person.page.locator('summary').filter({ hasText: t.preflight.override }).first().click();
      await gallery.visit('1-preflight-blocked');
      const reason = 'The radio was taken out of the machine, and two people saw it';
      await person.hands.write(person.field(t.preflight.reasonLabel).first(), reason);
      await person.hands.write(person.field(t.preflight.witnessLabel).first(), people.witness);
      await person.hands.press(person.button(t.preflight.overrideDo).first());
      await person.sees(t.preflight.overriddenBy(people.witness));
      await person.sees(reason);
      await gallery.visit('1-preflight-overridden');
      await abort(person, 'the machine is not fit', t.abort.nothing);
      await gallery.visit('aborted-nothing');
      expect(gallery.faults).toEqual([]);
    },
    patience,
  );
});
