import { decodeExistingPassphrase } from '@quorate/crypto-core/passphrase/existing';
import { passphraseWords } from '@quorate/crypto-core/passphrase/generated';
import type { Command } from '../command.ts';
import { askTwoNames } from '../confirm.ts';
import { gatherCards, shareHelp, shareOptions } from '../shares.ts';

/** `quorate combine`: the passphrase itself, for other tools. */
export const combine: Command = {
  name: 'combine',
  summary: 'print the passphrase that the cards give, for use with other tools',
  usage: ['combine --share FILE [--share FILE …]'],
  example: 'quorate combine --share card-1.txt --share card-3.png --share card-5.png',
  help: shareHelp,
  options: shareOptions,
  positionals: [0, 0],
  async run(args, io) {
    io.say('This shows the passphrase itself: whoever sees it can open the bundle without any card.');
    const people = await askTwoNames(io);
    const quorum = await gatherCards(args, io, {});
    try {
      const combined = await quorum.combine();
      try {
        const passphrase =
          combined.kind === 'generated'
            ? passphraseWords(combined.secret)
            : decodeExistingPassphrase(combined.secret);
        io.say(`set ${combined.setId}, shown to ${people.operator} and ${people.witness}`);
        io.print(passphrase);
        return { json: { ok: true, setId: combined.setId, kind: combined.kind, passphrase } };
      } finally {
        combined.secret.fill(0);
      }
    } finally {
      quorum.wipe();
    }
  },
};
