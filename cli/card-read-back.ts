import type { UnverifiedCard } from '@quorate/crypto-core/cards/payload';
import { UntrustedQuorum } from '@quorate/crypto-core/cards/quorum';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { CardFiles } from '@quorate/custody/ceremony/card-files';
import type { ClosingRecord } from '@quorate/custody/ceremony/journal';
import type { SealedCeremony } from '@quorate/custody/ceremony/seal';
import { readFolder } from '@quorate/custody/folder/read';
import type { Io } from './io.ts';
import { askForCard, readCardFile } from './shares.ts';

/**
 * Reads every card back and proves it against the manifest on the first stick: from the files just written in a
 * rehearsal, else typed or scanned by hand, card after card until it is right.
 * @param written the card files to read, or null to ask at the terminal
 */
export async function readBackCards(
  written: readonly CardFiles[] | null,
  folder: string,
  ceremony: SealedCeremony,
  closing: ClosingRecord,
  io: Io,
): Promise<void> {
  const listed = readFolder(folder, ceremony.folder.folderHash).manifest?.shareSet.cards ?? [];
  for (const { number } of listed) {
    const files = written?.[number - 1];
    const reading = { io, digests: listed, yesCorrect: false };
    for (;;) {
      try {
        const question = `Card ${number}: print it, then type its text from the paper and press Return:`;
        const card = files ? await readCardFile(files.png, reading) : await askForCard(io, question, listed);
        prove(card, number, ceremony.setId, listed);
        break;
      } catch (error) {
        if (!(error instanceof QuorateError) || error.group !== 'shares' || files) throw error;
        io.say(`not proved: ${error.message}`, ...(error.hint === undefined ? [] : [`hint: ${error.hint}`]));
      }
    }
    io.say(`card ${number}: read back, as it was dealt`);
    closing.add('card.proved', { card: number });
  }
}

function prove(
  card: UnverifiedCard,
  number: number,
  setId: string,
  digests: readonly { readonly number: number; readonly digest: string }[],
): void {
  const quorum = new UntrustedQuorum({ setId, digests });
  try {
    quorum.add(card);
    if (card.number !== number) {
      throw new QuorateError(
        'card-other-number',
        `this is card ${card.number}, card ${number} is due`,
        `read card ${number}`,
      );
    }
  } finally {
    card.share.fill(0);
    quorum.wipe();
  }
}
