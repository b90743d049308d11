import * as v from 'valibot';
import type { ChannelTable } from './channel.ts';
import type { DrivesView } from './drives-views.ts';
import { nothing } from './fields.ts';
import type { AboutView, ChosenFile } from './views.ts';
import type { WorkView } from './work.ts';

const language = v.picklist(['en', 'de']);

/** A language in which main has words. */
export type SpokenLanguage = v.InferOutput<typeof language>;

/** What the program itself is asked for, whatever it is used for. */
export const appChannels = {
  'app.about': { owner: 'main', request: nothing },
  'app.quit': { owner: 'main', request: nothing },
  /** The language of the screens, for what the system shows of its own: dialogs, and one question. */
  'app.speak': { owner: 'main', request: v.strictObject({ language }) },
  'files.choose': {
    owner: 'main',
    request: v.strictObject({
      what: v.picklist(['keys', 'folder', 'plan', 'stick', 'image', 'state', 'destination', 'reports']),
    }),
  },
  /** What is plugged in, for a window that was not there when it was told. */
  'drives.look': { owner: 'main', request: nothing },
  'scan.camera': { owner: 'main', request: v.strictObject({ isOpen: v.boolean() }) },
  /** A drill, a recovery, or the care of sticks and cards: each in a process of its own. A ceremony has `ceremony.open`. */
  'work.open': {
    owner: 'main',
    request: v.strictObject({ work: v.picklist(['drill', 'recovery', 'care']) }),
  },
  /** Ends it, wherever it stands: what it held goes with its process. */
  'work.leave': { owner: 'main', request: nothing },
} as const satisfies ChannelTable;

/** What answers them. */
export interface AppValues {
  'app.about': AboutView;
  'app.quit': null;
  'app.speak': null;
  'files.choose': readonly ChosenFile[];
  'drives.look': DrivesView;
  'scan.camera': null;
  'work.open': WorkView;
  'work.leave': null;
}
