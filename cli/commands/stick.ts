import { QuorateError } from '@quorate/crypto-core/errors';
import type { Command } from '../command.ts';
import { folderHelp, folderOptions } from '../folder-options.ts';
import { recordHelp, recordOptions } from '../records/record-options.ts';
import { checkSticks } from '../stick/check.ts';
import { copyStick } from '../stick/copy.ts';
import { ejectPlugged } from '../stick/eject.ts';
import { listSticks } from '../stick/list.ts';
import { probeStick } from '../stick/probe.ts';
import { watchSticks } from '../stick/watch.ts';

/** `quorate stick`: what is plugged in, sticks made anew and put away, copied, compared and repaired. */
export const stick: Command = {
  name: 'stick',
  summary: 'list, prepare and eject sticks, copy a ceremony onto another, compare sticks and repair them',
  usage: [
    'stick list [--watch]',
    'stick prepare DEVICE [--file-system luks|exfat] [--label NAME] [--phrase-of-another-stick]',
    'stick eject PATH|DEVICE',
    'stick copy DIR --to STICK [--folder-hash HEX] --operator NAME [--witness NAME …]',
    'stick check DIR DIR2 [DIR3 …] [--repair] [--folder-hash HEX] --operator NAME [--witness NAME …]',
    'stick probe STICK [--full]',
  ],
  example: 'quorate stick copy /media/a --to /media/new --operator "Ada Lovelace" --witness "Grace Hopper"',
  help: [
    ['--file-system KIND', 'prepare: luks (LUKS2 with ext4, unless given) or exfat (not encrypted)'],
    ['--label NAME', 'prepare: the name that people see; none unless given'],
    [
      '--phrase-of-another-stick',
      'prepare: type the unlock phrase of another stick, for all of a ceremony share one',
    ],
    ['--watch', 'list: go on, with a line for each stick that is plugged in, pulled, unlocked or mounted'],
    ['--to STICK', 'copy: where the other stick is mounted'],
    ['--repair', 'check: put damaged files right from a good stick, after a yes'],
    ['--full', 'probe: all that is free, not samples; takes as long as filling the stick and reading it'],
    ...folderHelp,
    ...recordHelp,
  ],
  options: {
    to: { type: 'string' },
    repair: { type: 'boolean' },
    watch: { type: 'boolean' },
    full: { type: 'boolean' },
    'file-system': { type: 'string' },
    label: { type: 'string' },
    'phrase-of-another-stick': { type: 'boolean' },
    ...folderOptions,
    ...recordOptions,
  },
  positionals: [1, 99],
  async run(args, io) {
    const [action, ...paths] = args.positionals as [string, ...string[]];
    if (action === 'list' && paths.length === 0) return args.flag('watch') ? watchSticks(io) : listSticks(io);
    // Loaded when it is called: nobody who lists sticks waits for it.
    if (action === 'prepare' && paths.length === 1)
      return (await import('../stick/prepare.ts')).prepareNewStick(paths[0] as string, args, io);
    if (action === 'eject' && paths.length === 1) return ejectPlugged(paths[0] as string, io);
    if (action === 'copy' && paths.length === 1) return copyStick(paths[0] as string, args, io);
    if (action === 'probe' && paths.length === 1) return probeStick(paths[0] as string, args, io);
    if (action === 'check' && paths.length > 1) return checkSticks(paths, args, io);
    throw new QuorateError(
      'usage-arguments',
      'quorate stick knows "list", "prepare DEVICE", "probe STICK", "eject PATH", "copy DIR" and "check DIR DIR2 …"',
      'see quorate stick --help',
    );
  },
};
