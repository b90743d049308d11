import { describe, expect, it } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { draft, people } from '../rehearsal.ts';
import { mouse } from './drive/hands.ts';
import { Gallery } from './gallery.ts';
import { hasTools, reload, Stage } from './stage.ts';

// What a real ceremony asks about key files, and a rehearsal only practises.

const patience = 180_000;

describe.skipIf(!hasTools)('the key step of a real ceremony', () => {
  const stage = Stage.forTests();

  it(
    'takes a keyring’s password unseen, and asks whether nodes were stopped',
    async () => {
      const { person, app } = await stage.start(mouse);
      await app.want('ceremony.open', { isRehearsal: false });
      const { checks } = await app.want('ceremony.preflight', {});
      for (const { id } of checks.filter(({ verdict }) => verdict === 'block')) {
        const reason = 'nothing is sealed here but samples';
        await app.want('ceremony.override', { check: id, reason, witness: people.witness });
      }
      const now = new Date();
      const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) =>
        String(part).padStart(2, '0'),
      );
      await app.want('ceremony.confirmDate', { date: date.join('-') });
      await app.want('ceremony.passPreflight', {});
      const { hash } = await app.want('ceremony.draftPlan', { draft });
      await app.want('ceremony.confirmPlan', { people, planSha256: hash.hex });
      await reload(app);
      const gallery = new Gallery(app);
      await person.arrives(t.keys.title);
      const [source = ''] = draft.sources;
      await person.pick(t.keys.folderOf(source), stage.belongings.home);
      await person.unfold(t.keyStep.keyring.open(source));
      const [one, again] = [
        person.hidden(t.keyStep.keyring.one(source)),
        person.hidden(t.keyStep.keyring.again),
      ];
      await person.hands.write(one, 'correct horse');
      await person.hands.write(again, 'correct house');
      await person.press(t.keys.read);
      await person.sees(t.keyStep.keyring.differs(source));
      await gallery.visit('3-keyring');
      await person.hands.write(again, 'correct horse');
      await person.press(t.keys.read);
      // It is tried on the keyring, and there is none: what was typed stays where it is.
      expect(await person.refusal(/no keyring item/)).not.toContain('correct');
      expect([await one.inputValue(), await again.inputValue()]).toEqual(['correct horse', 'correct horse']);
      expect(await one.getAttribute('type')).toBe('password');
      for (const line of [one, again]) await person.hands.write(line, '');
      await person.press(t.keys.read);

      await person.page.getByRole('heading', { name: t.keyStep.stopped.title }).waitFor();
      await person.sees(/signed up to height 4711042/);
      for (const box of await person.page.getByRole('checkbox').all()) await person.hands.mark(box);
      const go = person.button(t.keys.confirm);
      await person.write(t.keyStep.stopped.label, 'no');
      await person.sees(t.keyStep.stopped.no);
      await gallery.visit('3-stopped');
      expect(await go.getAttribute('aria-disabled')).toBe('true');
      expect(await app.ask('ceremony.confirmKeys', {})).toMatchObject({ ok: false, code: 'not-confirmed' });
      await person.write(t.keyStep.stopped.label, 'yes');
      expect(await go.getAttribute('aria-disabled')).toBe('false');
      await person.press(t.keys.confirm);
      await person.arrives(t.seal.title);
      expect(gallery.faults).toEqual([]);
    },
    patience,
  );
});
