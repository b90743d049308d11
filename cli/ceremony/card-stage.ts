import { QuorateError } from '@quorate/crypto-core/errors';
import {
  type CardFiles,
  type CardOptions,
  type PrintableCard,
  writeCardFiles,
} from '@quorate/custody/ceremony/card-files';
import type { Ceremony } from '@quorate/custody/ceremony/ceremony';
import { removeFile } from '@quorate/custody/files/write';
import type { Io } from '../io.ts';
import { type Room, untilAccepted } from './room.ts';

/** Where the cards of a ceremony go, and what they say. */
export interface CardPlace {
  /** In memory, for the files to print. */
  readonly folder: string;
  readonly options: CardOptions;
}

/**
 * Writes the cards one by one and has each read back from paper before the next one is made; then the roll call. With
 * people there the files of a card are removed as soon as it is proved: another print is a reprint.
 */
export async function holdCards(
  ceremony: Ceremony,
  { folder, options }: CardPlace,
  room: Room,
  io: Io,
): Promise<CardFiles[]> {
  const count = ceremony.sealed?.cards.length ?? 0;
  const kept: CardFiles[] = [];
  for (let number = 1; number <= count; number++) {
    const print = (card: PrintableCard) => writeCardFiles(folder, card);
    const files = ceremony.printCard(number, options, print);
    try {
      io.say(`card ${number} of ${count} to print: ${files.html}`);
      while ((await proveOne(ceremony, files, room, io)) === 'reprint') {
        removeCard(files);
        await untilAccepted(room, io, async () => {
          const reason = await room.reason(`Why is card ${number} printed once more?`);
          const people = await room.twoPeople(`reprinting card ${number}`);
          ceremony.reprintCard(number, { reason, people }, options, print);
        });
        io.say(`card ${number} to print once more: ${files.html}; destroy the other print`);
      }
    } finally {
      if (room.isPatient) removeCard(files);
    }
    if (!room.isPatient) kept.push(files);
    io.say(`card ${number}: read, unchanged since it was dealt`);
  }
  ceremony.finishCards();
  io.say(`roll call: ${count} of ${count} cards proved`);
  return kept;
}

function removeCard({ html, png }: CardFiles): void {
  removeFile(html);
  removeFile(png);
}

async function proveOne(
  ceremony: Ceremony,
  files: CardFiles,
  room: Room,
  io: Io,
): Promise<'proved' | 'reprint'> {
  for (;;) {
    try {
      const read = await room.readBack(files, ceremony.sealed?.cards ?? []);
      if (read === 'reprint') return read;
      ceremony.proveCard(files.number, read.card, read.how);
      return 'proved';
    } catch (error) {
      if (!room.isPatient || !(error instanceof QuorateError) || error.group !== 'shares') throw error;
      io.say(`not proved: ${error.message}`, ...(error.hint === undefined ? [] : [`hint: ${error.hint}`]));
    }
  }
}
