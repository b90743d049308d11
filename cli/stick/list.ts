import { listDrives } from '@quorate/custody/drives/list';
import type { Outcome } from '../command.ts';
import type { Io } from '../io.ts';
import { listLines } from './drive-lines.ts';

/** What could be a stick, to be held against the one in the hand. */
export function listSticks(io: Io): Outcome {
  const drives = listDrives();
  io.print(...listLines(drives));
  if (drives.length === 0) io.say('no stick is plugged in, as far as this system tells');
  return { json: { ok: true, drives } };
}
