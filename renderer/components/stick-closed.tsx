import type { DriveView } from '../../electron/contract/drives-views.ts';
import { useStore } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';
import kit from './components.module.css';
import { Notice } from './notice.tsx';

interface ClosedProps {
  readonly drive: DriveView;
  /** A stick is looked for that may be made anew. */
  readonly mayPrepare: boolean;
}

/** A stick that is plugged in and cannot be used yet, and what to do: unlock, mount, prepare. */
export function StickClosed({ drive, mayPrepare }: ClosedProps) {
  const { about } = useStore().state;
  const isBlank = drive.fileSystem === null && !drive.isLocked;
  const why = isBlank ? t.plugged.blank : drive.isLocked ? t.plugged.locked : t.plugged.unmounted;
  const command = isBlank && !mayPrepare ? null : commandFor(drive, isBlank);
  const text = isBlank
    ? t.plugged.blankText
    : drive.isLocked
      ? t.plugged.lockedText
      : t.plugged.unmountedText;
  return (
    <Notice mood="warn">
      <b>{why}</b>
      {isBlank && !mayPrepare && <span className={kit.body}>{t.plugged.blankOther}</span>}
      {about?.platform !== 'linux' && !isBlank && <span className={kit.body}>{t.plugged.elsewhere}</span>}
      {about?.platform === 'linux' && command !== null && (
        <span className={kit.body}>
          {text} <code>{command}</code>
        </span>
      )}
    </Notice>
  );
}

/** What is typed on Linux. Names of devices come from the kernel; what is no plain one is left to the file manager. */
function commandFor({ device, disk, isLocked }: DriveView, isBlank: boolean): string | null {
  const target = isBlank ? (disk ?? device) : device;
  if (!/^\/dev\/[\w/.:+-]+$/.test(target)) return null;
  if (isBlank) return `quorate stick prepare ${target}`;
  const mount = 'mkdir -p /mnt/stick && mount';
  return isLocked
    ? `cryptsetup open ${target} stick && ${mount} /dev/mapper/stick /mnt/stick`
    : `${mount} ${target} /mnt/stick`;
}
