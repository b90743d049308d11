import type { UnverifiedCard } from '@quorate/crypto-core/cards/payload';
import { type ErrorCode, QuorateError } from '@quorate/crypto-core/errors';
import type { Drill } from '@quorate/custody/drill/run';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import type { Arguments } from '../command.ts';
import type { Io } from '../io.ts';
import { askForCard, askForCardOrEnd, givenCards } from '../shares.ts';

/** What a person at a terminal gets wrong while typing: they type it again, and it is no finding. */
const typing: readonly ErrorCode[] = ['card-text', 'card-checksum', 'card-correction', 'card-twice'];

/**
 * Reads the cards of a drill, each proved on its own as it is read. Of given cards every one is read, so that all wrong
 * ones are named; at the terminal a wrong one is named and another asked for, until there are enough.
 * @throws the first refusal, where those that are left are too few; what only says that nobody is there
 */
export async function readCards(
  drill: Drill,
  folder: CeremonyFolder,
  args: Arguments,
  io: Io,
): Promise<void> {
  const digests = folder.manifest?.shareSet.cards;
  const given = await givenCards(args, io, digests);
  if (given.length === 0) return askForCards(drill, io, digests);
  let first: QuorateError | null = null;
  for (const { what, read } of given) {
    const refused = await take(drill, io, read);
    if (refused === null) continue;
    first ??= refused;
    drill.refuseCard(what, refused);
    io.say(
      `${what}: REFUSED: ${refused.message}`,
      ...(refused.hint === undefined ? [] : [`hint: ${refused.hint}`]),
    );
  }
  if (first !== null && drill.missing !== 0) throw first;
}

async function askForCards(
  drill: Drill,
  io: Io,
  digests: Parameters<typeof askForCardOrEnd>[2],
): Promise<void> {
  // Says what to do where nobody can be asked.
  if (io.terminal() === null) await askForCard(io, '');
  while (drill.missing !== 0) {
    const left = drill.missing === null ? '' : ` (${drill.missing} more)`;
    const question = `Type the text of the next card${left}, then press Return (Return alone ends the drill):`;
    let isOver = false;
    const refused = await take(drill, io, async () => {
      const card = await askForCardOrEnd(io, question, digests);
      isOver = card === null;
      return card;
    });
    if (isOver) return;
    if (refused === null) continue;
    io.say(`not taken: ${refused.message}`, ...(refused.hint === undefined ? [] : [`hint: ${refused.hint}`]));
    if (!typing.includes(refused.code)) drill.refuseCard('a card', refused);
  }
}

/** Reads and proves one card. @returns why it was refused, or null */
async function take(
  drill: Drill,
  io: Io,
  read: () => Promise<UnverifiedCard | null>,
): Promise<QuorateError | null> {
  try {
    const card = await read();
    if (card !== null) io.say(`card ${drill.addCard(card)} read, unchanged since the ceremony`);
    return null;
  } catch (error) {
    if (!(error instanceof QuorateError) || error.code === 'interrupted' || error.code === 'terminal-needed')
      throw error;
    return error;
  }
}
