import { QuorateError } from '@quorate/crypto-core/errors';
import type { JsonObject } from '@quorate/crypto-core/json/value';
import { standingAfterLoss } from '@quorate/custody/records/lost';
import type { Command } from '../command.ts';
import { folderHelp, folderOptions, sayFindings } from '../folder-options.ts';
import {
  cardOption,
  foldersOf,
  leaveAndSay,
  peopleOf,
  recordHelp,
  recordOptions,
  textOption,
} from '../records/record-options.ts';

/** `quorate report-lost`: a card or a stick is gone. */
export const reportLost: Command = {
  name: 'report-lost',
  summary: 'record that a card or a stick is lost, and say what is left',
  usage: ['report-lost DIR [DIR2 …] --card N | --stick TEXT [--reason TEXT] --operator NAME'],
  example: 'quorate report-lost /media/a --card 3 --reason "bag A1187 found open" --operator "Emmy Noether"',
  help: [
    ['--card N', 'the number of the lost card'],
    ['--stick TEXT', 'the lost stick: its serial, or its number in the ceremony'],
    ['--reason TEXT', 'what happened; it stands on the stick for its finder to read'],
    ...recordHelp,
    ...folderHelp,
  ],
  options: {
    card: { type: 'string' },
    stick: { type: 'string' },
    reason: { type: 'string' },
    ...recordOptions,
    ...folderOptions,
  },
  positionals: [1, 99],
  async run(args, io) {
    const people = peopleOf(args);
    const stick = textOption(args, 'stick', 'name');
    const reason = textOption(args, 'reason', 'reason');
    if ((args.text('card') === undefined) === (stick === null)) {
      throw new QuorateError('usage-arguments', 'say what is lost: either --card N or --stick TEXT');
    }
    const folders = foldersOf(args);
    const [first] = folders as [(typeof folders)[number]];
    for (const { findings } of folders) sayFindings(io, findings);
    const what: JsonObject = stick === null ? { card: cardOption(args, first) } : { stick };
    const data = { ...what, reason };
    const records = leaveAndSay(folders, { type: 'lost', people, data }, io);
    const standing = standingAfterLoss([first], data);
    io.print(...standing.allAdvice);
    return { json: { ok: true, ...data, lostCards: standing.lost, cardsLeft: standing.left, records } };
  },
};
