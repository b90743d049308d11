import { randomBytes } from 'node:crypto';
import type { DrivesView, DriveView, FollowedView } from '../../contract/drives-views.ts';
import type { FromWatcher, WatchedDrive } from '../../contract/watcher-messages.ts';

/** A drive as it was told last, with what it is chosen by. */
interface Plugged extends WatchedDrive {
  readonly id: string;
  readonly handle: string | null;
}

/** What tells one stick from another. */
type Stick = Pick<WatchedDrive, 'plug' | 'likeness'>;

/** A stick that the ceremony wrote. */
interface Followed {
  readonly stick: Stick;
  /** Name of the ceremony's folder on it. */
  readonly folder: string;
  /** It was not seen for a while since it was written. */
  wasOut: boolean;
}

/**
 * What is plugged in, as the watcher tells it. A mounted stick has a handle by which a window chooses it, valid for this
 * very plug: after a pull, or at another place, it is another one. Nothing is decided by it: whoever writes to a stick
 * looks at what lies there.
 */
export class PluggedDrives {
  #told: { readonly isComing: boolean; readonly drives: readonly Plugged[] } | null = null;
  readonly #followed = new Map<number, Followed>();

  /** Takes what was told. */
  take({ drives, isComing }: Extract<FromWatcher, { kind: 'drives' }>): void {
    const before = this.#told?.drives ?? [];
    const now = drives.map((drive): Plugged => {
      const was = before.find((one) => isSamePlug(one, drive));
      if (was !== undefined) return { ...drive, id: was.id, handle: was.handle };
      return { ...drive, id: newId('drive'), handle: drive.shown.place === null ? null : newId('handle') };
    });
    this.#told = { isComing, drives: now };
    for (const followed of this.#followed.values()) {
      if (this.#find(followed) === null) followed.wasOut = true;
    }
  }

  /** Nobody tells any more: every handle ends. */
  lose(): void {
    this.#told = null;
  }

  /** Where the stick of a handle is mounted; undefined for a handle of no stick that is plugged in. */
  pathOf(handle: string): string | undefined {
    return this.#told?.drives.find((drive) => drive.handle === handle)?.shown.place ?? undefined;
  }

  /** What is mounted at a place; null where nothing is that the watcher told of. */
  at(place: string): Stick | null {
    return this.#told?.drives.find(({ shown }) => shown.place === place) ?? null;
  }

  /** Follows a stick that was written. @param stick as it was when its writing began */
  follow(number: number, stick: Stick, folder: string): void {
    const followed: Followed = { stick, folder, wasOut: false };
    this.#followed.set(number, followed);
    // It may have been ejected before anybody said that it was written.
    followed.wasOut = this.#told !== null && this.#find(followed) === null;
  }

  /** Follows a stick no more: it failed, or is written anew. */
  unfollow(number: number): void {
    this.#followed.delete(number);
  }

  /** Follows none: the ceremony is over. */
  unfollowAll(): void {
    this.#followed.clear();
  }

  get view(): DrivesView {
    const told = this.#told;
    if (told === null) return { isWatched: false, isComing: false, drives: [], followed: [] };
    const drives = told.drives.map(({ id, handle, shown }): DriveView => ({ ...shown, id, handle }));
    const followed = [...this.#followed].map(([stick, one]) => this.#whereIs(stick, one));
    return { isWatched: true, isComing: told.isComing, drives, followed };
  }

  #whereIs(stick: number, followed: Followed): FollowedView {
    const found = this.#find(followed);
    if (found === null) return { stick, drive: null, state: 'out' };
    const isIn = !followed.wasOut && found.plug === followed.stick.plug;
    return { stick, drive: found.id, state: isIn ? 'in' : found.shown.place === null ? 'closed' : 'back' };
  }

  /** The drive that a stick is now. One without a serial is known by the folder on it, once that is seen. */
  #find({ stick, folder }: Followed): Plugged | null {
    const drives = this.#told?.drives ?? [];
    const others = [...this.#followed.values()].filter((other) => other.stick !== stick);
    const free = drives.filter(({ plug }) => !others.some((other) => other.stick.plug === plug));
    const holds = ({ shown }: Plugged) => shown.ceremonies.some((one) => one.folder === folder);
    return (
      drives.find(({ plug }) => plug === stick.plug) ??
      free.find(({ likeness }) => likeness === stick.likeness && likeness !== null) ??
      (stick.likeness === null ? free.find((drive) => drive.likeness === null && holds(drive)) : null) ??
      null
    );
  }
}

function isSamePlug(one: WatchedDrive, other: WatchedDrive): boolean {
  const { place, device } = other.shown;
  return one.plug === other.plug && one.shown.place === place && one.shown.device === device;
}

function newId(kind: 'drive' | 'handle'): string {
  return `${kind}:${randomBytes(16).toString('hex')}`;
}
