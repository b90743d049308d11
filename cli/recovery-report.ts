import { join } from 'node:path';
import type { GuardedRestore } from '@quorate/custody/restore/signing';
import type { DerivedEntry } from './restore-options.ts';

/** What a recovery tells at its end: every file with its mode and public side, and how signing was settled. */
export function recoveryReport(
  destination: string,
  entries: readonly Pick<DerivedEntry, 'path' | 'address' | 'fingerprint'>[],
  { first, then, decisions }: GuardedRestore,
  milliseconds: number,
): string[] {
  const targets = [...first, ...then];
  const known = new Map(entries.map((entry) => [entry.path, entry]));
  const files = targets.flatMap(({ path, mode }) => {
    const key = known.get(path);
    const shown = key?.address ?? key?.fingerprint;
    const line = `${mode.toString(8).padStart(4, '0')}  ${join(destination, path)}`;
    return shown === null || shown === undefined ? [line] : [line, `      ${shown}`];
  });
  const signing = decisions.map(({ path, outcome }) => `signing state of ${path}: ${outcome.reason}`);
  return [
    ...files,
    ...signing,
    `${targets.length} files restored and read back in ${(milliseconds / 1000).toFixed(1)} s`,
    ...(decisions.length > 0
      ? ['Compare the addresses with those the network knows before you start anything.']
      : []),
  ];
}
