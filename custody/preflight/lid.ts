import { type Finding, passes, unchecked, warns } from './check.ts';
import { type Files, namesIn, stateOf, textOf } from './files.ts';
import type { Machine } from './machine.ts';

/** What systemd-logind does when the lid is closed; null where nothing is set. */
export interface LidSettings {
  readonly onBattery: string | null;
  readonly onMains: string | null;
}

/** The settings in one logind.conf (logind.conf(5)): the last of each counts, in the section [Login]. */
export function parseLidSettings(text: string): LidSettings {
  let section = '';
  let onBattery: string | null = null;
  let onMains: string | null = null;
  for (const line of text.split('\n')) {
    section = /^\s*\[([^\]]*)\]/.exec(line)?.[1] ?? section;
    const [, key, value] =
      /^\s*(HandleLidSwitch|HandleLidSwitchExternalPower)\s*=\s*(\S*)\s*$/.exec(line) ?? [];
    if (section !== 'Login' || key === undefined || value === undefined) continue;
    // An empty value takes an earlier one back.
    if (key === 'HandleLidSwitch') onBattery = value === '' ? null : value;
    else onMains = value === '' ? null : value;
  }
  return { onBattery, onMains };
}

/** From the strongest to the weakest: a file hides one of the same name in a folder after it. */
const folders = ['/etc/systemd', '/run/systemd', '/usr/local/lib/systemd', '/usr/lib/systemd'];
/** What leaves the machine running. */
const harmless = new Set(['ignore', 'lock']);

/** Warns when closing the lid would end the ceremony. */
export function checkLid({ files }: Machine): Finding {
  if (!hasLid(files))
    return passes('no lid', ['/proc/acpi/button/lid: not there', 'no lid among the input devices']);
  if (files.list('/run/systemd/system').state !== 'read') {
    return unchecked('systemd does not run, so something else decides', [
      stateOf(files.list('/run/systemd/system')),
    ]);
  }
  const sources = configuration(files);
  let onBattery: string | null = null;
  let onMains: string | null = null;
  for (const path of sources) {
    const settings = parseLidSettings(textOf(files, path) ?? '');
    onBattery = settings.onBattery ?? onBattery;
    onMains = settings.onMains ?? onMains;
  }
  const battery = onBattery ?? 'suspend';
  const mains = onMains ?? battery;
  const evidence = [
    `lid closed on battery: ${battery}${onBattery === null ? ' (as systemd has it)' : ''}`,
    `lid closed on the mains: ${mains}`,
    ...sources,
  ];
  const worst = [battery, mains].find((action) => !harmless.has(action));
  if (worst !== undefined) return warns(`closing the lid leads to ${worst}`, evidence);
  return passes('closing the lid leaves the machine running', evidence);
}

function hasLid(files: Files): boolean {
  if (namesIn(files, '/proc/acpi/button/lid').length > 0) return true;
  return /^N: Name="Lid Switch"/m.test(textOf(files, '/proc/bus/input/devices') ?? '');
}

/** The files that count, the weakest first: the main one, then the drop-ins by their names. */
function configuration(files: Files): string[] {
  const main = folders
    .map((folder) => `${folder}/logind.conf`)
    .find((path) => files.read(path).state === 'read');
  const dropIns = new Map<string, string>();
  for (const folder of folders) {
    for (const name of namesIn(files, `${folder}/logind.conf.d`)) {
      if (name.endsWith('.conf') && !dropIns.has(name)) dropIns.set(name, `${folder}/logind.conf.d/${name}`);
    }
  }
  const ordered = [...dropIns.keys()].sort().flatMap((name) => dropIns.get(name) ?? []);
  return [...(main === undefined ? [] : [main]), ...ordered];
}
