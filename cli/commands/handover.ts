import { handoverAdvice, handoverData, refuseOnePerson } from '@quorate/custody/records/handover';
import type { Command } from '../command.ts';
import { folderHelp, folderOptions, sayFindings } from '../folder-options.ts';
import {
  cardOption,
  checkText,
  foldersOf,
  leaveAndSay,
  peopleOf,
  recordHelp,
  recordOptions,
  textOption,
} from '../records/record-options.ts';
import { required } from '../seal-input.ts';

/** `quorate handover`: a card goes from one custodian to another. */
export const handover: Command = {
  name: 'handover',
  summary: 'record that a card went from one custodian to another',
  usage: ['handover DIR [DIR2 …] --card N --from NAME --to NAME [--bag OLD] [--new-bag NEW] --operator NAME'],
  example:
    'quorate handover /media/a --card 3 --from "Ada Lovelace" --to "Grace Hopper" --bag A1187 --new-bag A1201 --operator "Emmy Noether"',
  help: [
    ['--card N', 'the number printed on the card'],
    ['--from NAME', 'who held it'],
    ['--to NAME', 'who holds it now'],
    ['--bag NUMBER', 'the seal bag it came out of'],
    ['--new-bag NUMBER', 'the seal bag it went into'],
    ...recordHelp,
    ...folderHelp,
  ],
  options: {
    card: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    bag: { type: 'string' },
    'new-bag': { type: 'string' },
    ...recordOptions,
    ...folderOptions,
  },
  positionals: [1, 99],
  async run(args, io) {
    const people = peopleOf(args);
    const from = checkText('from', required(args, 'from', 'who held the card'), 'name');
    const to = checkText('to', required(args, 'to', 'who holds it now'), 'name');
    refuseOnePerson({ from, to }, { from: '--from', to: '--to' });
    const bags = { bag: textOption(args, 'bag', 'name'), newBag: textOption(args, 'new-bag', 'name') };
    const folders = foldersOf(args);
    const [first] = folders as [(typeof folders)[number]];
    const card = cardOption(args, first);
    for (const { findings } of folders) sayFindings(io, findings);
    const { data, isPublic } = handoverData({ card, from, to, ...bags }, first);
    const records = leaveAndSay(folders, { type: 'handover', people, data }, io);
    io.print(
      `Card ${card} went from ${from} to ${to}${isPublic ? '' : ' (the names stand here for the minutes, not on the stick)'}.`,
      ...handoverAdvice,
    );
    return { json: { ok: true, card, from, to, ...bags, records } };
  },
};
