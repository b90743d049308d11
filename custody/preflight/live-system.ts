import { type Finding, passes, unchecked, warns } from './check.ts';
import { type Files, textOf } from './files.ts';
import type { Machine } from './machine.ts';
import { isInMemory, type Mount, mountAt, mountsOf } from './mounts.ts';

/** Words on the kernel's command line by which live systems start: Debian, Ubuntu, Fedora, Arch, openSUSE. */
const liveWords = [/^boot=(live|casper)$/, /^rd\.live\.image/, /^root=live:/, /^archisobasedir=/, /^toram\b/];

/** The word that starts a live system, or null. */
export function liveWord(commandLine: string): string | null {
  return commandLine.split(/\s+/).find((word) => liveWords.some((pattern) => pattern.test(word))) ?? null;
}

/** The word by which a live system keeps what is written to it, or null. */
export function persistenceWord(commandLine: string): string | null {
  return (
    commandLine.split(/\s+/).find((word) => /^(persistence|persistent)(=|$)|^cow_device=/.test(word)) ?? null
  );
}

/** True when nothing that is written to the system's own files outlives it. */
export function forgetsEverything(files: Files, mounts: readonly Mount[]): boolean {
  const commandLine = textOf(files, '/proc/cmdline') ?? '';
  const root = mountAt(mounts, '/');
  if (root === null || persistenceWord(commandLine) !== null) return false;
  if (liveWord(commandLine) !== null || isInMemory(mounts, '/')) return true;
  return root.options.includes('ro') || root.type === 'squashfs' || root.type === 'erofs';
}

/** Warns when the system that runs would remember the ceremony. */
export function checkLiveSystem({ files }: Machine): Finding {
  const mounts = mountsOf(files);
  const root = mounts === null ? null : mountAt(mounts, '/');
  if (mounts === null || root === null) return unchecked('the kernel does not show what is mounted');
  const commandLine = textOf(files, '/proc/cmdline') ?? '';
  const evidence = [
    `/ is ${root.type} from ${root.source}, ${root.options.includes('ro') ? 'read-only' : 'writable'}`,
    `started as a live system: ${liveWord(commandLine) ?? 'no word of it on the command line'}`,
  ];
  const persistence = persistenceWord(commandLine);
  if (persistence !== null) return warns(`the live system keeps what is written (${persistence})`, evidence);
  if (forgetsEverything(files, mounts)) return passes('a live or read-only system', evidence);
  return warns('the system is installed and writable: it remembers', evidence);
}
