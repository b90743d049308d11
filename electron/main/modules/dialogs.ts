import type { BrowserWindow, Dialog, OpenDialogOptions } from 'electron';
import type { SpokenLanguage } from '../../contract/app-channels.ts';
import type { ChosenFile } from '../../contract/views.ts';
import type { ChosenPaths, What } from './files.ts';
import { words } from './words.ts';

type Properties = NonNullable<OpenDialogOptions['properties']>;

const properties: Readonly<Record<What, Properties>> = {
  keys: ['openFile', 'showHiddenFiles', 'dontAddToRecent'],
  folder: ['openDirectory', 'showHiddenFiles', 'dontAddToRecent'],
  plan: ['openFile', 'dontAddToRecent'],
  stick: ['openDirectory', 'dontAddToRecent'],
  image: ['openFile', 'dontAddToRecent'],
  state: ['openFile', 'showHiddenFiles', 'dontAddToRecent'],
  destination: ['openDirectory', 'createDirectory', 'showHiddenFiles', 'dontAddToRecent'],
  reports: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
};

const extensions = { plan: ['json'], image: ['png', 'jpg', 'jpeg'], state: ['json'] } as const;

/** A dialog as it is opened. */
function dialogFor(what: What, language: SpokenLanguage): OpenDialogOptions {
  const { titles, filters } = words[language];
  const options = { title: titles[what], properties: properties[what] };
  if (what !== 'plan' && what !== 'image' && what !== 'state') return options;
  return { ...options, filters: [{ name: filters[what], extensions: [...extensions[what]] }] };
}

/** What a person is asked for, in which language, and where the dialog opens. */
interface Asked {
  readonly what: What;
  readonly language: SpokenLanguage;
  /** Always said, for without it the system opens where it last was. */
  readonly startIn: string;
}

/**
 * Lets a person choose files or a folder, and gives out handles for them.
 * @returns nothing chosen gives an empty list
 */
export async function chooseFiles(
  dialog: Dialog,
  window: BrowserWindow,
  { what, language, startIn }: Asked,
  paths: ChosenPaths,
): Promise<readonly ChosenFile[]> {
  const options = { ...dialogFor(what, language), defaultPath: startIn };
  const chosen = await dialog.showOpenDialog(window, options);
  return chosen.canceled ? [] : chosen.filePaths.map((path) => paths.add(path, what));
}
