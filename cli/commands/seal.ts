import { ceremonyScryptN } from '@quorate/crypto-core/bundle/header';
import { type Plan, phraseOnCards } from '@quorate/crypto-core/documents/plan';
import { QuorateError } from '@quorate/crypto-core/errors';
import { isCleanText } from '@quorate/crypto-core/json/fields';
import { longestPhrase } from '@quorate/custody/cards/card-page-check';
import { type CardFiles, writeCards } from '@quorate/custody/ceremony/card-files';
import type { RecognisedFile } from '@quorate/custody/ceremony/input';
import { ClosingRecord, utcNow } from '@quorate/custody/ceremony/journal';
import { type SealedCeremony, sealCeremony } from '@quorate/custody/ceremony/seal';
import { deliver, writeStick } from '@quorate/custody/ceremony/sticks';
import { zeroFiles } from '@quorate/custody/import/sources';
import { cardFonts, recoveryKit } from '../assets.ts';
import { readBackCards } from '../card-read-back.ts';
import type { Command } from '../command.ts';
import { confirm } from '../confirm.ts';
import { hashLines } from '../hash-lines.ts';
import type { Io } from '../io.ts';
import { keyTable } from '../key-table.ts';
import { cardsFolderOf, importSources, paperOf, readPlanFile, required, sticksOf } from '../seal-input.ts';
import { software } from '../version.ts';

/** `quorate seal`: the ceremony without a screen, driven by the plan. */
export const seal: Command = {
  name: 'seal',
  summary: 'hold a ceremony: seal keys, write sticks and cards, prove every card',
  usage: ['seal [NAME=]PATH… --plan FILE --to STICK --to STICK2 … --cards DIR'],
  example:
    'quorate seal validator=/media/import/config --plan q4.plan.json --to /media/a --to /media/b --cards /dev/shm/cards',
  help: [
    ['--plan FILE', 'the reviewed plan: the whole input of the ceremony'],
    ['--to STICK', 'the folder where a stick is mounted; once for each stick of the plan'],
    ['--cards DIR', 'a new or empty folder in memory (tmpfs) for the cards to print'],
    ['--paper SIZE', 'a6, the default, or letter-quarter'],
  ],
  options: {
    plan: { type: 'string' },
    to: { type: 'string', multiple: true },
    cards: { type: 'string' },
    paper: { type: 'string' },
  },
  positionals: [1, Number.POSITIVE_INFINITY],
  async run(args, io) {
    const { plan, planSha256 } = readPlanFile(required(args, 'plan', 'the reviewed plan of the ceremony'));
    io.say(...hashLines('plan', planSha256));
    const isRehearsal = plan.purpose === 'rehearsal';
    if (!isRehearsal && io.terminal() === null) {
      throw new QuorateError(
        'terminal-needed',
        'a ceremony needs a terminal: every card is read back by hand',
        'run it in a terminal; a plan with the purpose rehearsal runs without one',
      );
    }
    const sticks = sticksOf(args, plan);
    const cardsFolder = cardsFolderOf(args, plan);
    const paper = paperOf(args);
    const stickPhrase = await askStickPhrase(plan, io);
    const files = await importSources(args, plan, io);
    const keys = files.map(({ path, content, description }) => ({
      path,
      bytes: content.length,
      ...description,
    }));
    if (!isRehearsal) await confirmKeys(files, io);
    const cost = { N: ceremonyScryptN, r: 8, p: 1 };
    const input = { plan, planSha256, files, time: utcNow(), cost, software, kit: recoveryKit() };
    const ceremony = await sealCeremony(input, io.progress).finally(() => zeroFiles(files));
    const written: string[] = [];
    try {
      const closing = new ClosingRecord(utcNow, ceremony.afterJournal, ceremony.folder.folderHash);
      const folders = writeSticks(sticks, ceremony, closing, io, written);
      const cards = writeCards(cardsFolder, ceremony, {
        plan,
        software,
        fonts: cardFonts(),
        paper,
        stickPhrase,
      });
      for (const card of cards) closing.add('card.written', { card: card.number });
      io.say(`${cards.length} cards to print in ${cardsFolder}`);
      const readBack = isRehearsal ? cards : null;
      await readBackCards(readBack, folders[0] as string, ceremony, closing, io);
      const { bytes, head } = closing.close({ sticks: folders.length, cards: cards.length });
      for (const folder of folders) deliver(folder, ceremony, bytes);
      io.say('closing record delivered to every stick');
      io.print(...summary(ceremony, head, folders), '', ...keyTable(keys));
      if (!isRehearsal) io.say(...whatNow(cardsFolder));
      return { json: toJson(ceremony, head, folders, cards) };
    } catch (error) {
      io.say(...unfinished(ceremony, written, cardsFolder));
      throw error;
    } finally {
      for (const payload of ceremony.payloads) payload.fill(0);
    }
  },
};

/** The phrase that unlocks the sticks, where the plan wants it printed on every card. */
async function askStickPhrase(plan: Plan, io: Io): Promise<string | null> {
  if (plan.stickPhrase !== phraseOnCards || plan.purpose === 'rehearsal') return null;
  const phrase = await io
    .terminal()
    ?.ask('The phrase that unlocks the sticks, to be printed on every card (Return if they have none):');
  if (phrase === undefined || phrase === '') return null;
  if (phrase.length <= longestPhrase && isCleanText(phrase)) return phrase;
  throw new QuorateError(
    'card-page',
    `the phrase cannot be printed: a card has room for ${longestPhrase} characters`,
    'keep it elsewhere and say where in the plan (stickPhrase)',
  );
}

function writeSticks(
  sticks: readonly string[],
  ceremony: SealedCeremony,
  closing: ClosingRecord,
  io: Io,
  written: string[],
): string[] {
  return sticks.map((stick, index) => {
    const folder = writeStick(stick, ceremony, io.progress);
    written.push(folder);
    io.say(`stick ${index + 1} of ${sticks.length}: written and read back, ${folder}`);
    closing.add('stick.verified', { stick: index + 1 });
    return folder;
  });
}

/** Shows what is about to be sealed: the wrong folder is the likeliest mistake of a long night. */
async function confirmKeys(files: readonly RecognisedFile[], io: Io): Promise<void> {
  io.say(
    ...keyTable(
      files.map(({ path, content, description }) => ({ path, bytes: content.length, ...description })),
    ),
  );
  const withKey = new Set(
    files.filter(({ description }) => description.publicKey !== null).map(({ name }) => name),
  );
  const without = [...new Set(files.map(({ name }) => name))].filter((name) => !withKey.has(name));
  const warnings = without.map((name) => `WARNING: no key was recognised in the source "${name}"`);
  await confirm(io, warnings, `Seal these ${files.length} files? Type yes:`, 'yes').catch(
    (error: unknown) => {
      zeroFiles(files);
      throw error;
    },
  );
}

/** What a ceremony that did not come to its end leaves behind, and what to do with it. */
function unfinished(ceremony: SealedCeremony, folders: readonly string[], cardsFolder: string): string[] {
  return [
    `UNFINISHED: ceremony ${ceremony.id} was not closed. Nothing is lost: start again from the beginning. Before that:`,
    `  destroy every card of set ${ceremony.setId}, printed or in ${cardsFolder}`,
    ...folders.map((folder) => `  delete ${folder}`),
  ];
}

function summary(ceremony: SealedCeremony, closingHead: string, folders: readonly string[]): string[] {
  return [
    `ceremony      ${ceremony.id}, card set ${ceremony.setId}`,
    ...folders.map((folder) => `stick         ${folder}`),
    ...hashLines('folder hash', ceremony.folder.folderHash),
    ...hashLines('chain head', ceremony.chainHead),
    ...hashLines('closing head', closingHead),
  ];
}

function whatNow(cardsFolder: string): string[] {
  return [
    'What to do now:',
    `  hand out the cards, then remove ${cardsFolder} and empty the printer's queue`,
    '  write the closing head into the minutes; the next ceremony names it',
    '  keep sticks and cards apart, and no two cards of one person together',
    '  run quorate verify on each stick once more after it was plugged in again',
  ];
}

function toJson(
  ceremony: SealedCeremony,
  closingHead: string,
  folders: readonly string[],
  cards: readonly CardFiles[],
) {
  const { id, setId, chainHead, folder } = ceremony;
  return {
    ok: true,
    ceremonyId: id,
    setId,
    folderHash: folder.folderHash,
    chainHead,
    closingHead,
    folders,
    cards,
  };
}
