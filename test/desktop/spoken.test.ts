import { beforeEach, describe, expect, it } from 'vitest';
import type { SpokenLanguage } from '../../electron/contract/app-channels.ts';
import { requireTool } from '../tools.ts';
import { belongingsIn, upToCards, upToKeys } from './rehearsal.ts';
import type { RunningApp } from './running-app.ts';
import { startedForEach } from './started-app.ts';

// What the system shows in windows of its own speaks what the screens speak.

const asked = ['keys', 'folder', 'plan', 'stick', 'image', 'state', 'destination', 'reports'] as const;

describe.skipIf(!requireTool('chromium'))('windows of the system', () => {
  const started = startedForEach();
  let app: RunningApp;
  beforeEach(() => {
    app = started();
  });

  /** Titles and names of filters of every dialog there is. */
  async function said(): Promise<string[]> {
    const before = app.electron.dialogs.length;
    for (const what of asked) await app.choose(what, []);
    return app.electron.dialogs
      .slice(before)
      .flatMap(({ options: { title = '', filters = [] } }) => [title, ...filters.map(({ name }) => name)]);
  }

  it('speak English at first, then what they are told, and nothing that was not agreed', async () => {
    const english = await said();
    expect(english).toHaveLength(asked.length + 3);
    expect(english).toContain('Where the stick is mounted');
    await app.want('app.speak', { language: 'de' });
    const german = await said();
    expect(german).toHaveLength(english.length);
    // "Plan" is the same in both.
    expect(german.filter((text) => english.includes(text))).toEqual(['Plan']);
    expect(german.filter((text) => /\b(the|of|where|a|shall)\b/i.test(text))).toEqual([]);
    const unknown = { language: 'xx' as SpokenLanguage };
    expect(await app.ask('app.speak', unknown)).toMatchObject({ ok: false, code: 'message-form' });
    const more = { language: 'en', title: 'Your passphrase' } as { language: SpokenLanguage };
    expect(await app.ask('app.speak', more)).toMatchObject({ ok: false, code: 'message-form' });
    expect(await said()).toEqual(german);
    await app.want('app.speak', { language: 'en' });
    expect(await said()).toEqual(english);
  });

  it('ask in that language whether a card may be shown', async () => {
    const belongings = belongingsIn(app.electron.printer.folder);
    await upToKeys(app, belongings);
    await upToCards(app, belongings);
    const byHand = { card: 1, how: 'by-hand', reprint: null } as const;
    for (const language of ['en', 'de'] as const) {
      await app.want('app.speak', { language });
      app.electron.pressed.push(0);
      expect(await app.ask('ceremony.printCard', byHand)).toMatchObject({ code: 'not-confirmed' });
    }
    const { messages } = app.electron;
    expect(messages.map(({ message }) => message)).toEqual([
      'Show card 1 on the screen, row by row?',
      'Karte 1 Zeile für Zeile auf dem Bildschirm zeigen?',
    ]);
    // Whatever it speaks: the first button, and closing it, is a no.
    for (const { buttons, defaultId, cancelId } of messages) {
      expect([buttons?.length, defaultId, cancelId]).toEqual([2, 0, 0]);
    }
    expect(messages.map(({ buttons }) => buttons?.[0])).toEqual(['Do not show it', 'Nicht zeigen']);
  });
});
