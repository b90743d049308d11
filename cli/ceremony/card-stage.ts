import { QuorateError } from '@quorate/crypto-core/errors';
import { type CardFiles, type CardOptions, writeCardFiles } from '@quorate/custody/ceremony/card-files';
import type { Ceremony } from '@quorate/custody/ceremony/ceremony';
import type { Io } from '../io.ts';
import type { Room } from './room.ts';

/**
 * Writes the cards one by one and has each read back from paper before the next one is made; then the roll call.
 * @param folder in memory, for the files to print
 */
export async function holdCards(
  ceremony: Ceremony,
  folder: string,
  options: CardOptions,
  room: Room,
  io: Io,
): Promise<CardFiles[]> {
  const listed = ceremony.sealed?.cards ?? [];
  const written: CardFiles[] = [];
  for (const { number } of listed) {
    const files = ceremony.printCard(number, options, (card) => writeCardFiles(folder, card));
    written.push(files);
    io.say(`card ${number} of ${listed.length} to print: ${files.html}`);
    await proveOne(ceremony, files, listed, room, io);
    io.say(`card ${number}: read, unchanged since it was dealt`);
  }
  ceremony.finishCards();
  io.say(`roll call: ${written.length} of ${listed.length} cards proved`);
  return written;
}

async function proveOne(
  ceremony: Ceremony,
  files: CardFiles,
  listed: NonNullable<Ceremony['sealed']>['cards'],
  room: Room,
  io: Io,
): Promise<void> {
  for (;;) {
    try {
      const { card, how } = await room.readBack(files, listed);
      ceremony.proveCard(files.number, card, how);
      return;
    } catch (error) {
      if (!room.isPatient || !(error instanceof QuorateError) || error.group !== 'shares') throw error;
      io.say(`not proved: ${error.message}`, ...(error.hint === undefined ? [] : [`hint: ${error.hint}`]));
    }
  }
}
