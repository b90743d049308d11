import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ListedDrive } from '@quorate/custody/drives/list';
import { isCeremonyFolder } from '@quorate/custody/folder/locate';
import { t } from '../../../renderer/strings/catalogue.ts';
import { locked, open } from '../../electron/plugged.ts';
import { plugIn, type RunningApp } from '../running-app.ts';
import type { Person } from './drive/person.ts';

// Sticks as a test plugs them in, and as a person finds them on the screen.

/** The stick of a number, mounted at a folder, as the system lists it at its n-th plug. */
export const stickAt = (place: string, number: number, plug: number): ListedDrive => ({
  ...open,
  device: `/dev/mapper/stick${number}`,
  physicalDevice: `sd${'abcd'[number]}`,
  model: number === 1 ? 'DataTraveler 3.0' : 'Ultra Fit',
  vendor: number === 1 ? 'Kingston' : 'SanDisk',
  serial: `E0D55E${number}`,
  connection: String(10 * number + plug),
  mountPoint: place,
  ceremonyFolders: existsSync(place)
    ? readdirSync(place).filter((name) => isCeremonyFolder(join(place, name)))
    : [],
});

/** One that says nothing to the system: blank, or encrypted in a way that it does not know. */
export const blank: ListedDrive = {
  ...locked,
  isLocked: false,
  encryption: 'none',
  serial: null,
  connection: '7',
  device: '/dev/sdd',
  physicalDevice: 'sdd',
};

/** What is typed as root to unlock and mount {@link locked}. */
export const unlocking =
  'cryptsetup open /dev/sdb1 stick && mkdir -p /mnt/stick && mount /dev/mapper/stick /mnt/stick';

export const nameOf = ({ vendor, model, serial }: ListedDrive) => `${vendor} ${model}, ${serial}`;

/** Plugs these in, and everything else out. */
export const plug = ({ folder }: RunningApp, ...drives: ListedDrive[]) => plugIn(folder, drives);

/** What stands on the screen of a stick that is plugged in. */
export const card = ({ page }: Person, drive: ListedDrive) =>
  page.getByRole('article', { name: nameOf(drive), exact: true });

export const takeKey = (drive: ListedDrive) => t.plugged.takeOf(nameOf(drive));

export const take = (person: Person, drive: ListedDrive) => person.press(takeKey(drive));
