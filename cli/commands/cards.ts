import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { toUtf8 } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { mostBlankCards, renderBlankCard } from '@quorate/custody/cards/blank-page';
import { aboutFile } from '@quorate/custody/files/errors';
import { writeFinishedFile } from '@quorate/custody/files/finish';
import { cardFonts } from '../assets.ts';
import type { Arguments, Command } from '../command.ts';
import { paperOf, required } from '../seal-input.ts';

const fileName = 'blank-card.html';

/** `quorate cards`: empty cards, for a ceremony where no printer works. */
export const cards: Command = {
  name: 'cards',
  summary: 'write empty cards to print before a ceremony, and fill in by hand where no printer works',
  usage: ['cards --blank --to DIR [--copies N] [--paper SIZE] [--rehearsal]'],
  example: 'quorate cards --blank --to to-print --copies 7',
  help: [
    ['--blank', 'empty cards: boxes for all that a printed card shows, and nothing secret'],
    ['--to DIR', `where ${fileName} is written; made if it is not there`],
    ['--copies N', `how many, a page each; 1 if not given, at most ${mostBlankCards}`],
    ['--paper SIZE', 'a6, the default, or letter-quarter'],
    ['--rehearsal', 'cards that say REHEARSAL, for sample keys'],
  ],
  options: {
    blank: { type: 'boolean' },
    to: { type: 'string' },
    copies: { type: 'string' },
    paper: { type: 'string' },
    rehearsal: { type: 'boolean' },
  },
  positionals: [0, 0],
  async run(args, io) {
    if (!args.flag('blank')) {
      throw new QuorateError(
        'usage-arguments',
        'quorate cards writes empty cards only, with --blank',
        'the cards of a ceremony are made by quorate seal',
      );
    }
    const folder = required(args, 'to', 'the folder for the page to print');
    const paper = paperOf(args);
    const copies = copiesOf(args);
    const isRehearsal = args.flag('rehearsal');
    const page = renderBlankCard({ isRehearsal, fonts: cardFonts(), paper, count: copies });
    aboutFile(folder, () => mkdirSync(folder, { recursive: true }));
    const file = join(folder, fileName);
    writeFinishedFile(file, toUtf8(page), 0o644);
    io.print(`${copies === 1 ? 'empty card ' : 'empty cards'}   ${file}`);
    io.say(
      'Print them before the ceremony: one for each custodian, and some to spare for slips of the pen.',
      'A card copied by hand is proved as a printed one is: typed back from the paper.',
    );
    return { json: { ok: true, file, copies, paper, rehearsal: isRehearsal } };
  },
};

function copiesOf(args: Arguments): number {
  const copies = args.number('copies') ?? 1;
  if (copies >= 1 && copies <= mostBlankCards) return copies;
  throw new QuorateError(
    'usage-option',
    `--copies takes a number from 1 to ${mostBlankCards}, not ${copies}`,
    'one for each custodian, and some to spare',
  );
}
