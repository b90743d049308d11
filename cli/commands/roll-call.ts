import type { UnverifiedCard } from '@quorate/crypto-core/cards/payload';
import { UntrustedQuorum } from '@quorate/crypto-core/cards/quorum';
import { type ErrorCode, errorGroups, QuorateError } from '@quorate/crypto-core/errors';
import type { CeremonyFolder } from '@quorate/custody/folder/read';
import { bundleOf } from '@quorate/custody/recovery/open';
import type { Command } from '../command.ts';
import { exitCodeOf } from '../exit-codes.ts';
import {
  folderHelp,
  folderOf,
  folderOptions,
  sayFindings,
  stopAtTampering,
  tamperingHelp,
  tamperingOptions,
} from '../folder-options.ts';
import type { Io } from '../io.ts';
import { warnOfMachine } from '../machine-warning.ts';
import { askForCardOrEnd, givenCards, shareHelp, shareOptions } from '../shares.ts';

/** What became of one card. */
interface Answer {
  readonly what: string;
  readonly number: number | null;
  readonly state: 'proved' | 'refused';
  readonly code: ErrorCode | null;
  readonly message: string;
}

/** `quorate roll-call`: each card on its own, proved against the manifest or named as wrong. */
export const rollCall: Command = {
  name: 'roll-call',
  summary: 'prove each card on its own against the manifest; nothing is opened',
  usage: ['roll-call DIR --share FILE [--share FILE …] [--folder-hash HEX]'],
  example: 'quorate roll-call /media/stick --share card-1.png --share card-2.png',
  help: [...shareHelp, ...folderHelp, ...tamperingHelp],
  options: { ...shareOptions, ...folderOptions, ...tamperingOptions },
  positionals: [1, 1],
  async run(args, io) {
    const folder = folderOf(args);
    await warnOfMachine(io);
    sayFindings(io, folder.findings);
    await stopAtTampering(args, io, folder.findings);
    const manifest = folder.manifest;
    if (manifest === null) {
      throw new QuorateError(
        'folder-tampered',
        'there is no manifest to prove cards against',
        'take another stick of this ceremony',
      );
    }
    const given = await givenCards(args, io, manifest.shareSet.cards);
    const answers: Answer[] = [];
    const sources = given.length > 0 ? given : fromTerminal(io, folder);
    for await (const source of sources) {
      const answer = await prove(source, folder, answers);
      if (answer === null) break;
      io.print(`${answer.what}: ${answer.message}`);
      answers.push(answer);
      if (given.length === 0 && provedIn(answers).size === manifest.shareSet.count) break;
    }
    const proved = provedIn(answers);
    const absent = manifest.shareSet.cards.map((card) => card.number).filter((number) => !proved.has(number));
    const refused = answers.filter((answer) => answer.state === 'refused');
    // A file that cannot be read says nothing about its card.
    const isMedium = refused.every(({ code }) => code !== null && errorGroups[code] === 'medium');
    io.print(
      `${proved.size} of ${manifest.shareSet.count} cards proved${absent.length === 0 ? '' : `; not proved: ${absent.join(', ')}`}`,
    );
    return {
      json: { ok: refused.length === 0, cards: answers, proved: [...proved], notProved: absent },
      exitCode: refused.length === 0 ? 0 : exitCodeOf(isMedium ? 'medium' : 'shares'),
    };
  },
};

function provedIn(answers: readonly Answer[]): Set<number | null> {
  return new Set(answers.flatMap(({ state, number }) => (state === 'proved' ? [number] : [])));
}

/** Where cards come from here; null ends the roll-call. */
interface RollCallSource {
  readonly what: string;
  read(): Promise<UnverifiedCard | null>;
}

async function* fromTerminal(io: Io, folder: CeremonyFolder): AsyncGenerator<RollCallSource> {
  const cards = folder.manifest?.shareSet.cards ?? [];
  const question = 'Type the text of the next card, then press Return (Return alone ends the roll-call):';
  // A mistyped card may be typed again: only a person or the last card ends it.
  for (;;) yield { what: 'card', read: () => askForCardOrEnd(io, question, cards) };
}

/** Reads one card, answers for it, and zeroes it before the next is read; null where nobody had one more. */
async function prove(
  source: RollCallSource,
  folder: CeremonyFolder,
  before: readonly Answer[],
): Promise<Answer | null> {
  const { what } = source;
  const { supersededSets, shareSet } = folder.manifest as NonNullable<CeremonyFolder['manifest']>;
  // A quorum of one: it knows how to refuse a card of another or of a superseded set by name.
  const quorum = new UntrustedQuorum({
    setId: bundleOf(folder).header.setId,
    supersededSets,
    digests: shareSet.cards,
  });
  try {
    const card = await source.read();
    if (card === null) return null;
    const { number } = card;
    try {
      quorum.add(card);
      if (before.some((answer) => answer.state === 'proved' && answer.number === number)) {
        return {
          what,
          number,
          state: 'refused',
          code: 'card-twice',
          message: `card ${number} was already proved`,
        };
      }
      return {
        what,
        number,
        state: 'proved',
        code: null,
        message: `card ${number} read, unchanged since the ceremony`,
      };
    } finally {
      card.share.fill(0);
    }
  } catch (error) {
    if (!(error instanceof QuorateError) || error.code === 'interrupted' || error.code === 'terminal-needed')
      throw error;
    const hint = error.hint === undefined ? '' : ` (${error.hint})`;
    return { what, number: null, state: 'refused', code: error.code, message: `${error.message}${hint}` };
  } finally {
    quorum.wipe();
  }
}
