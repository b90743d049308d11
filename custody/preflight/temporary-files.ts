import { type Finding, listed, passes, unchecked, warns } from './check.ts';
import type { Machine } from './machine.ts';
import { isInMemory, mountAt, mountsOf } from './mounts.ts';

const spool = '/var/spool/cups';

/** Warns when temporary files or print jobs would reach a disk: a printed card passes through both. */
export function checkTemporaryFiles({ files, host }: Machine): Finding {
  const mounts = mountsOf(files);
  if (mounts === null) return unchecked('the kernel does not show what is mounted');
  const hasSpool = files.list(spool).state !== 'absent';
  const folders = [host.temporaryFolder, ...(hasSpool ? [spool] : [])];
  const evidence = folders.map((folder) => {
    const type = mountAt(mounts, folder)?.type ?? 'an unknown file system';
    return `${folder}: ${type}${isInMemory(mounts, folder) ? ', in memory' : ''}`;
  });
  if (!hasSpool) evidence.push(`${spool}: not there`);
  const onDisk = folders.filter((folder) => !isInMemory(mounts, folder));
  if (onDisk.length > 0) return warns(`not in memory: ${listed(onDisk)}`, evidence);
  return passes('temporary files and print jobs stay in memory', evidence);
}
