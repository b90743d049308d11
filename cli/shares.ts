import type { ListedCard, UnverifiedCard } from '@quorate/crypto-core/cards/payload';
import { UntrustedQuorum } from '@quorate/crypto-core/cards/quorum';
import { printedPlace, readQrText } from '@quorate/crypto-core/cards/text';
import { type Change, readTypedText } from '@quorate/crypto-core/cards/typed-text';
import { fromUtf8 } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { isCardImage } from '@quorate/custody/cards/image-header';
import { readFileOnce } from '@quorate/custody/files/read';
import type { Arguments, OptionTable } from './command.ts';
import { confirm } from './confirm.ts';
import type { Io } from './io.ts';
import { refuseSecretAsName } from './secrets-refused.ts';

/** Options of every command that reads cards. */
export const shareOptions: OptionTable = {
  share: { type: 'string', multiple: true },
  'yes-correct': { type: 'boolean' },
};

/** Help lines of {@link shareOptions}. */
export const shareHelp = [
  [
    '--share FILE',
    'a card: a text file, a PNG or JPEG of it, or - for lines on standard input; again for each card',
  ],
  ['--yes-correct', 'accept corrected typing mistakes without asking'],
] as const;

/** Somewhere a card's text can come from. `what` names it in messages. */
export interface CardSource {
  readonly what: string;
  read(): Promise<UnverifiedCard>;
}

/** What the reader of a card's text has to know. */
export interface Reading {
  readonly io: Io;
  readonly digests: readonly ListedCard[] | undefined;
  readonly yesCorrect: boolean;
}

const maxCardFileBytes = 32 * 1024 * 1024;

/**
 * The cards named by `--share`, in order; nothing is read before its turn.
 * @throws `secret-in-arguments` for a card or passphrase in place of a file's name
 */
export async function givenCards(
  args: Arguments,
  io: Io,
  digests?: readonly ListedCard[],
): Promise<CardSource[]> {
  const reading: Reading = { io, digests, yesCorrect: args.flag('yes-correct') };
  const sources: CardSource[] = [];
  args.texts('share').forEach(refuseSecretAsName);
  for (const share of args.texts('share')) {
    if (share !== '-') {
      sources.push({ what: share, read: () => readCardFile(share, reading) });
      continue;
    }
    const lines = (await io.readInput()).split('\n').filter((line) => line.trim() !== '');
    for (const [index, line] of lines.entries()) {
      const what = `standard input, line ${index + 1}`;
      sources.push({ what, read: () => readTyped(line, what, reading) });
    }
  }
  return sources;
}

/** One more card, typed at the terminal. */
export async function askForCard(
  io: Io,
  question: string,
  digests?: readonly ListedCard[],
): Promise<UnverifiedCard> {
  for (;;) {
    const card = await askForCardOrEnd(io, question, digests);
    if (card !== null) return card;
  }
}

/** One more card, typed at the terminal, or null where Return alone was pressed. */
export async function askForCardOrEnd(
  io: Io,
  question: string,
  digests?: readonly ListedCard[],
): Promise<UnverifiedCard | null> {
  const terminal = io.terminal();
  if (terminal === null) {
    throw new QuorateError(
      'terminal-needed',
      'no cards were given and there is no terminal to ask for them',
      'give each card with --share FILE, or - for standard input',
    );
  }
  const text = await terminal.askCard(question);
  return text === '' ? null : readTyped(text, 'the card', { io, digests, yesCorrect: false });
}

/** One card from a text file or an image. */
export async function readCardFile(path: string, reading: Reading): Promise<UnverifiedCard> {
  const { bytes } = readFileOnce(path, maxCardFileBytes);
  try {
    if (isCardImage(bytes)) {
      // The decoders are large: nobody who types cards waits for them.
      const { readCardImage } = await import('@quorate/custody/cards/read-card-image');
      return about(path, () => readQrText(readCardImage(bytes, path)));
    }
    if (bytes.length > 64 * 1024) {
      throw new QuorateError('card-text', `${path} is neither an image nor the text of a card`);
    }
    return await readTyped(textOfFile(bytes, path), path, reading);
  } finally {
    bytes.fill(0);
  }
}

/** The text without what editors and spreadsheets put around it: a byte order mark, quotation marks. */
function textOfFile(bytes: Uint8Array, path: string): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = fromUtf8(hasMark ? bytes.subarray(3) : bytes, path).trim();
  return /^(["'])(.*)\1$/s.exec(text)?.[2] ?? /^[“„‘](.*)[”“’]$/s.exec(text)?.[1] ?? text;
}

/** A card from what was typed. @param what names it in messages */
export async function readTyped(
  text: string,
  what: string,
  { io, digests, yesCorrect }: Reading,
): Promise<UnverifiedCard> {
  const read = about(what, () => readTypedText(text, digests === undefined ? {} : { digests }));
  if (read.status === 'clean') return read.card;
  const card = read.accept();
  try {
    await acceptChanges(read.changes, what, io, yesCorrect);
    return card;
  } catch (error) {
    card.share.fill(0);
    throw error;
  }
}

/** Goes on only when a person, or `--yes-correct`, says that the card says so. */
async function acceptChanges(
  changes: readonly Change[],
  what: string,
  io: Io,
  yesCorrect: boolean,
): Promise<void> {
  const count = changes.length;
  io.say(`${what}: ${count} character${count === 1 ? ' was' : 's were'} corrected`);
  if (!yesCorrect) {
    const terminal = io.terminal();
    if (terminal === null) {
      throw new QuorateError(
        'card-correction',
        `${what} was read with ${count} corrected characters, and nobody can be asked about them`,
        'compare it with the card; --yes-correct accepts corrections',
      );
    }
    const shown = changes.map(({ index, typed, corrected }) => {
      const { letter, group } = printedPlace(index);
      return `  row ${letter}, group ${group}: "${typed}" was typed, the card says "${corrected}"`;
    });
    io.say(`${what} needs these corrections:`, ...shown);
    const answer = await terminal.ask('Does the card say so? Type yes:');
    if (!/^y(es)?$/i.test(answer)) {
      throw new QuorateError(
        'card-correction',
        `the corrections of ${what} were not confirmed`,
        'type the card again',
      );
    }
  }
}

/** Puts the source's name in front of what is wrong with a card. */
function about<Result>(what: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof QuorateError) || error.message.includes(what)) throw error;
    throw new QuorateError(error.code, `${what}: ${error.message}`, error.hint);
  }
}

/** What is known before the first card is read. */
export type Expectation = NonNullable<ConstructorParameters<typeof UntrustedQuorum>[0]>;

/**
 * Reads cards until they are enough: those given with `--share`, or, where none were given, at the terminal one by
 * one, where a card that does not fit is named and another one asked for.
 */
export async function gatherCards(args: Arguments, io: Io, expected: Expectation): Promise<UntrustedQuorum> {
  const quorum = new UntrustedQuorum(expected);
  try {
    const given = await givenCards(args, io, expected.digests);
    for (const source of given) await admit(quorum, await source.read(), source.what, io);
    if (given.length === 0) await askUntilEnough(quorum, io, expected);
    return quorum;
  } catch (error) {
    quorum.wipe();
    throw error;
  }
}

async function askUntilEnough(quorum: UntrustedQuorum, io: Io, expected: Expectation): Promise<void> {
  if (io.terminal() === null) await askForCard(io, '');
  while (quorum.missing !== 0) {
    const left = quorum.missing === null ? '' : ` (${quorum.missing} more)`;
    try {
      const card = await askForCard(
        io,
        `Type the text of the next card${left}, then press Return:`,
        expected.digests,
      );
      await admit(quorum, card, `card ${card.number}`, io);
    } catch (error) {
      if (!(error instanceof QuorateError) || error.group !== 'shares') throw error;
      io.say(`not taken: ${error.message}`, ...(error.hint === undefined ? [] : [`hint: ${error.hint}`]));
    }
  }
}

async function admit(quorum: UntrustedQuorum, card: UnverifiedCard, what: string, io: Io): Promise<void> {
  try {
    const admission = quorum.add(card);
    const state = admission.state === 'proved' ? 'read, unchanged since the ceremony' : 'read';
    io.say(
      `card ${admission.number}: ${state}; ${admission.missing === 0 ? 'that is enough' : `${admission.missing} more needed`}`,
    );
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    if (error.code !== 'card-unlisted' || io.terminal() === null) {
      card.share.fill(0);
      throw error.message.includes(what)
        ? error
        : new QuorateError(error.code, `${what}: ${error.message}`, error.hint);
    }
    try {
      const phrase = `use card ${card.number}`;
      await confirm(io, [error.message], `Use card ${card.number} all the same? Type "${phrase}":`, phrase);
      quorum.add(card, { unlistedAccepted: true });
    } catch (refusal) {
      card.share.fill(0);
      throw refusal;
    }
  }
}
