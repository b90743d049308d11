import type { BrowserWindow, Dialog } from 'electron';

/**
 * Asks, in a window of the system's own, whether a card may be shown to be copied by hand. The page cannot answer for
 * people: whoever took it over would read every card.
 * @returns true for a yes
 */
export async function askByHand(dialog: Dialog, window: BrowserWindow, card: number): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: `Show card ${card} on the screen, row by row?`,
    detail: 'Only when no printer works. Switch the projector off: whoever sees the rows has the card.',
    buttons: ['Do not show it', `Show card ${card}`],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
