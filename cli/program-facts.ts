import { fileURLToPath } from 'node:url';
import { QuorateError } from '@quorate/crypto-core/errors';
import { hashFile } from '@quorate/custody/files/hash';
import type { Software } from '@quorate/custody/preflight/machine';
import type { Arguments } from './command.ts';

// A program knows no later day than the one it was made on. Kept by hand: a build takes nothing from its machine's
// clock, so that building twice gives the same bytes.
const madeOn = '2026-11-20';
const maxProgramBytes = 64 * 1024 * 1024;

/** What a preflight is told about this program. @param expectedHash from paper, 64 hex digits, or null */
export function programFacts(expectedHash: string | null): Software {
  const program = fileURLToPath(import.meta.url);
  return { buildDate: madeOn, hash: hashFile(program, maxProgramBytes), expectedHash };
}

/** Option of the commands that check the program itself. */
export const programHelp = ['--program-hash HEX', 'SHA-256 that this program must have, from paper'] as const;

/** The hash that the program must have, if one was given. @throws `usage-option` */
export function programHashOf(args: Arguments): string | null {
  const given = args.text('program-hash');
  if (given === undefined || /^[0-9a-fA-F]{64}$/.test(given)) return given?.toLowerCase() ?? null;
  throw new QuorateError(
    'usage-option',
    '--program-hash is not a SHA-256 of 64 hex digits',
    'copy it from paper in full',
  );
}
