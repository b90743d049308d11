import { QuorateError } from '@quorate/crypto-core/errors';
import type { Command } from '../command.ts';
import { folderHelp, folderOptions } from '../folder-options.ts';
import { recordHelp, recordOptions } from '../records/record-options.ts';
import { checkSticks } from '../stick/check.ts';
import { copyStick } from '../stick/copy.ts';
import { listSticks } from '../stick/list.ts';

/** `quorate stick`: what is plugged in, a replacement for a stick, and sticks compared and repaired. */
export const stick: Command = {
  name: 'stick',
  summary: 'list what could be a stick, copy a ceremony onto another, compare sticks and repair them',
  usage: [
    'stick list',
    'stick copy DIR --to STICK [--folder-hash HEX] --operator NAME [--witness NAME …]',
    'stick check DIR DIR2 [DIR3 …] [--repair] [--folder-hash HEX] --operator NAME [--witness NAME …]',
  ],
  example: 'quorate stick copy /media/a --to /media/new --operator "Ada Lovelace" --witness "Grace Hopper"',
  help: [
    ['--to STICK', 'copy: where the other stick is mounted'],
    ['--repair', 'check: put damaged files right from a good stick, after a yes'],
    ...folderHelp,
    ...recordHelp,
  ],
  options: { to: { type: 'string' }, repair: { type: 'boolean' }, ...folderOptions, ...recordOptions },
  positionals: [1, 99],
  async run(args, io) {
    const [action, ...paths] = args.positionals as [string, ...string[]];
    if (action === 'list' && paths.length === 0) return listSticks(io);
    if (action === 'copy' && paths.length === 1) return copyStick(paths[0] as string, args, io);
    if (action === 'check' && paths.length > 1) return checkSticks(paths, args, io);
    throw new QuorateError(
      'usage-arguments',
      'quorate stick knows "list", "copy DIR" and "check DIR DIR2 …"',
      'see quorate stick --help',
    );
  },
};
