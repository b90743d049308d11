import { QuorateError } from '@quorate/crypto-core/errors';
import type { Findings } from '@quorate/custody/folder/findings';
import { locateFolder } from '@quorate/custody/folder/locate';
import { readPaperHash } from '@quorate/custody/folder/paper-hash';
import { type CeremonyFolder, readFolder } from '@quorate/custody/folder/read';
import { tamperingSentence } from '@quorate/custody/folder/tampering-sentence';
import type { Arguments, OptionTable } from './command.ts';
import { confirm } from './confirm.ts';
import type { Io } from './io.ts';

/** Options of every command that reads a ceremony folder. */
export const folderOptions: OptionTable = { 'folder-hash': { type: 'string' } };

/** Help lines of {@link folderOptions}. */
export const folderHelp = [
  ['--folder-hash HEX', 'the folder hash from a card: authenticates the whole folder against paper'],
] as const;

/** Option of the commands that can go on with bundle and cards alone. */
export const tamperingOptions: OptionTable = { 'despite-tampering': { type: 'boolean' } };

/** Help lines of {@link tamperingOptions}. */
export const tamperingHelp = [
  [
    '--despite-tampering',
    'go on with bundle and cards alone, after a sentence typed in full at the terminal',
  ],
] as const;

/** Finds and reads the folder a command is about. */
export function folderOf(args: Arguments): CeremonyFolder {
  return folderAt(args.positionals[0] as string, args);
}

/** The same for one of several. */
export function folderAt(path: string, args: Arguments): CeremonyFolder {
  return readFolder(locateFolder(path), paperHash(args));
}

function paperHash(args: Arguments): string | null {
  const given = args.text('folder-hash');
  if (given === undefined) return null;
  const hash = readPaperHash(given);
  if (hash !== null) return hash;
  const { length } = given.replace(/[\s:-]/g, '');
  throw new QuorateError(
    'usage-option',
    `--folder-hash takes the 64 digits of the folder hash, not ${length} characters`,
    'it stands in full on every card and on the transcript',
  );
}

/** Says what reading a folder brought to light, worst first. */
export function sayFindings(io: Io, findings: Findings): void {
  const word = { tampering: 'TAMPERING', addition: 'ADDED FILE', note: 'note' } as const;
  for (const severity of ['tampering', 'addition', 'note'] as const) {
    for (const finding of findings.all.filter((entry) => entry.severity === severity)) {
      io.say(`${word[severity]}: ${finding.message}`);
    }
  }
}

/**
 * Stops at tampering, unless `--despite-tampering` was given and a person types the whole sentence.
 * @returns true when somebody went on despite tampering
 * @throws `folder-tampered`, `terminal-needed`, `not-confirmed`
 */
export async function stopAtTampering(args: Arguments, io: Io, findings: Findings): Promise<boolean> {
  const [first, ...others] = findings.tamperings;
  if (first === undefined) return false;
  if (!args.flag('despite-tampering')) {
    const more =
      others.length === 0 ? '' : `, and ${others.length} more finding${others.length === 1 ? '' : 's'} above`;
    throw new QuorateError(
      'folder-tampered',
      `${first.message}${more}`,
      'take another stick of this ceremony; bundle and cards alone are enough with --despite-tampering',
    );
  }
  const question = `This folder was changed. To use its bundle and the cards alone, type "${tamperingSentence}":`;
  await confirm(io, [], question, tamperingSentence);
  return true;
}
