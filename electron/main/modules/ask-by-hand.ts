import type { BrowserWindow, Dialog } from 'electron';
import type { SpokenLanguage } from '../../contract/app-channels.ts';
import { words } from './words.ts';

/**
 * Asks, in a window of the system's own, whether a card may be shown to be copied by hand. The page cannot answer for
 * people: whoever took it over would read every card.
 * @returns true for a yes
 */
export async function askByHand(
  dialog: Dialog,
  window: BrowserWindow,
  card: number,
  language: SpokenLanguage,
): Promise<boolean> {
  const { message, detail, no, yes } = words[language].byHand;
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: message(card),
    detail,
    buttons: [no, yes(card)],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
