import { fileURLToPath } from 'node:url';
import { hashFile } from '@quorate/custody/files/hash';
import type { Software } from '@quorate/custody/preflight/machine';

// A program knows no later day than the one it was made on. Kept by hand: a build takes nothing from its machine's
// clock, so that building twice gives the same bytes.
const madeOn = '2026-11-20';
const maxProgramBytes = 64 * 1024 * 1024;

/** What a preflight is told about this program. @param expectedHash from paper, 64 hex digits, or null */
export function programFacts(expectedHash: string | null): Software {
  const program = fileURLToPath(import.meta.url);
  return { buildDate: madeOn, hash: hashFile(program, maxProgramBytes), expectedHash };
}
