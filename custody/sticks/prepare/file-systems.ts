import { runProgram } from './programs.ts';

/** Large sticks take their time. */
const patience = 1800;

/** Any user makes files at the root, and only their owner removes them: the next drill runs under another user. */
export const rootMode = 0o1777;

/**
 * Makes an ext4 file system. Nothing of it is left for the kernel to write later; it keeps no blocks back for root, and
 * has room for a few thousand files, so that a large stick is not busy with tables.
 * @throws `program-failed`
 */
export async function makeExt4(device: string, label: string | null): Promise<void> {
  await runProgram(
    'mke2fs',
    [
      ...['-q', '-t', 'ext4', '-m', '0', '-N', '8192', '-J', 'size=8'],
      ...['-E', 'lazy_itable_init=0,lazy_journal_init=0,root_owner=0:0'],
      ...(label === null ? [] : ['-L', label]),
      ...['--', device],
    ],
    { seconds: patience },
  );
}

/** @throws `program-failed` */
export async function makeExfat(device: string, label: string | null): Promise<void> {
  await runProgram('mkfs.exfat', [...(label === null ? [] : ['-L', label]), '--', device], {
    seconds: patience,
  });
}
