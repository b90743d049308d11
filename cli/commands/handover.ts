import { QuorateError } from '@quorate/crypto-core/errors';
import type { JsonObject } from '@quorate/crypto-core/json/value';
import { isSamePerson } from '@quorate/custody/people/same-person';
import type { Command } from '../command.ts';
import { folderHelp, folderOptions, sayFindings } from '../folder-options.ts';
import {
  cardOption,
  checkText,
  foldersOf,
  leaveOnAll,
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
    if (isSamePerson(from, to)) {
      throw new QuorateError(
        'usage-option',
        '--from and --to name one person',
        'a handover has two: for a new bag alone, leave a check instead',
      );
    }
    const bags = { bag: textOption(args, 'bag', 'name'), newBag: textOption(args, 'new-bag', 'name') };
    const folders = foldersOf(args);
    const [first] = folders as [(typeof folders)[number]];
    const card = cardOption(args, first);
    for (const { findings } of folders) sayFindings(io, findings);
    // Who finds a stick must not learn whom to press: names go onto it only where the plan published them.
    const isPublic = first.manifest?.shareSet.cards.some(({ custodian }) => custodian !== null) === true;
    const data: JsonObject = { card, ...bags, ...(isPublic ? { from, to } : {}) };
    const records = leaveOnAll(folders, { type: 'handover', people, data }, io);
    io.print(
      `Card ${card} went from ${from} to ${to}${isPublic ? '' : ' (the names stand here for the minutes, not on the stick)'}.`,
      'This changes who is asked, not what the card can do: whoever copied it still has its power.',
      'Only a re-share takes the power from a card: hold one when somebody leaves.',
    );
    return { json: { ok: true, card, from, to, ...bags, records } };
  },
};
