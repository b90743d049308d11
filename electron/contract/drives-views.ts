import type { DutyView } from './folder-views.ts';

// What a window may know of the sticks that are plugged in. All of it is what a stick or its system says, and none of
// it is trusted: whoever writes or reads a stick looks at it anew. Drives of the system itself are never among them.

/** A ceremony's folder on a stick that is mounted, as far as it is read without any card and in little time. */
export interface StickCeremonyView {
  /** Name of the folder, which is the same on every stick of the ceremony. */
  readonly folder: string;
  /** Null where the manifest cannot be read, or was not within the time that is given to a stick. */
  readonly told: {
    readonly label: string;
    readonly isRehearsal: boolean;
    /** `YYYY-MM-DD` */
    readonly date: string;
    readonly setId: string;
    readonly duties: readonly DutyView[];
  } | null;
  /** False: the ceremony was never seen closed here, or did not come to its end. */
  readonly isClosed: boolean;
}

/** Something plugged in that could be a stick. */
export interface DriveView {
  /** The same for as long as this very plug lasts, and its place does not change. */
  readonly id: string;
  /** To choose it by; null where nothing of it is mounted. It ends when the stick is pulled or unmounted. */
  readonly handle: string | null;
  /** Where it is mounted; null when it is not. */
  readonly place: string | null;
  readonly device: string;
  /** The whole medium that it is part of: `/dev/sdb`; null where the system does not tell. */
  readonly disk: string | null;
  /** Vendor and model as it says of itself; null where it says nothing. */
  readonly model: string | null;
  readonly serial: string | null;
  readonly sizeBytes: number;
  /** Null where nothing is mounted. */
  readonly freeBytes: number | null;
  readonly fileSystem: string | null;
  /** Null where nobody can tell. */
  readonly isEncrypted: boolean | null;
  /** Encrypted, and not unlocked yet. */
  readonly isLocked: boolean;
  readonly isReadOnly: boolean;
  /** How this system is asked was never tried on one: to be said wherever the drive is shown. */
  readonly notYetTried: boolean;
  readonly ceremonies: readonly StickCeremonyView[];
  /** Ceremony folders beyond those that were looked at. */
  readonly moreCeremonies: number;
  /** What is on it is still being read. */
  readonly isBeingRead: boolean;
}

/** A stick that the ceremony wrote, and where it is since. */
export interface FollowedView {
  /** Number of the stick. */
  readonly stick: number;
  /** Id of the drive that it is now; null while it is out. */
  readonly drive: string | null;
  /** `in`: not taken out since. `out`: not seen. `closed`: back, but locked or not mounted. `back`: mounted again. */
  readonly state: 'in' | 'out' | 'closed' | 'back';
}

/** All that is plugged in. */
export interface DrivesView {
  /** False: nobody tells what is plugged in; sticks are chosen by where they are mounted. */
  readonly isWatched: boolean;
  readonly drives: readonly DriveView[];
  /** A stick that was plugged in, of which nothing is seen as a drive yet. */
  readonly isComing: boolean;
  readonly followed: readonly FollowedView[];
}
