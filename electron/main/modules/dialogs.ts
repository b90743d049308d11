import type { BrowserWindow, Dialog, OpenDialogOptions } from 'electron';
import type { ChosenFile } from '../../contract/views.ts';
import type { ChosenPaths, What } from './files.ts';

const dialogs: Readonly<Record<What, OpenDialogOptions>> = {
  keys: {
    title: 'Key files',
    properties: ['openFile', 'showHiddenFiles', 'dontAddToRecent'],
  },
  folder: {
    title: 'Folder of key files',
    properties: ['openDirectory', 'showHiddenFiles', 'dontAddToRecent'],
  },
  plan: {
    title: 'Plan of the ceremony',
    properties: ['openFile', 'dontAddToRecent'],
    filters: [{ name: 'Plan', extensions: ['json'] }],
  },
  stick: { title: 'Where the stick is mounted', properties: ['openDirectory', 'dontAddToRecent'] },
  image: {
    title: 'Picture of a card',
    properties: ['openFile', 'dontAddToRecent'],
    filters: [{ name: 'Pictures', extensions: ['png', 'jpg', 'jpeg'] }],
  },
  state: {
    title: 'Signing state of the original',
    properties: ['openFile', 'showHiddenFiles', 'dontAddToRecent'],
    filters: [{ name: 'Signing state', extensions: ['json'] }],
  },
  destination: {
    title: 'Where the keys shall go',
    properties: ['openDirectory', 'createDirectory', 'showHiddenFiles', 'dontAddToRecent'],
  },
  reports: {
    title: 'Where the report shall go',
    properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
  },
};

/**
 * Lets a person choose files or a folder, and gives out handles for them.
 * @param startIn where the dialog opens: always said, for without it the system opens where it last was
 * @returns nothing chosen gives an empty list
 */
export async function chooseFiles(
  dialog: Dialog,
  window: BrowserWindow,
  what: What,
  startIn: string,
  paths: ChosenPaths,
): Promise<readonly ChosenFile[]> {
  const chosen = await dialog.showOpenDialog(window, { ...dialogs[what], defaultPath: startIn });
  return chosen.canceled ? [] : chosen.filePaths.map((path) => paths.add(path, what));
}
