import { type ErrorCode, QuorateError } from '@quorate/crypto-core/errors';

const mediumError = [
  'medium-failed',
  'cannot be read or written: the medium reports an error',
  'use another stick',
] as const;

/** What Linux says of a file system that does not hold together; Node has no names for them. */
const damagedFileSystem: ReadonlySet<number> = new Set([-117, -74]); // EUCLEAN, EBADMSG

const causes: Readonly<Record<string, readonly [ErrorCode, string, string]>> = {
  ENOENT: ['file-not-found', 'does not exist', 'check the path'],
  ENOTDIR: ['file-not-found', 'does not exist: a part of its path is not a folder', 'check the path'],
  EACCES: ['file-permission', 'may not be accessed by this user', 'check its owner and modes'],
  EPERM: ['file-permission', 'may not be changed by this user', 'check its owner and modes'],
  EEXIST: [
    'file-exists',
    'already exists',
    'nothing is ever overwritten: move it away or choose another place',
  ],
  ENOTEMPTY: [
    'file-exists',
    'already exists',
    'nothing is ever overwritten: move it away or choose another place',
  ],
  EISDIR: ['file-not-regular', 'is a folder', 'give a file'],
  ELOOP: ['file-is-link', 'is a link', 'links are never followed: give the file it points to'],
  EMLINK: ['file-is-link', 'is a link', 'links are never followed: give the file it points to'],
  ENOSPC: ['medium-full', 'does not fit: the medium is full', 'make room or use a larger medium'],
  EDQUOT: ['medium-full', 'does not fit: the quota is used up', 'make room or use a larger medium'],
  EFBIG: ['medium-full', 'is too large for this file system', 'use a medium with ext4 or exFAT'],
  EROFS: [
    'medium-read-only',
    'is on a read-only file system',
    'release the write protection; a stick that errors have turned read-only is plugged in again, and replaced if it does so once more',
  ],
  EIO: mediumError,
  // What Linux makes of a broken sector, a failed target and a stick that does not answer, past its cache.
  ENODATA: mediumError,
  EREMOTEIO: mediumError,
  ETIMEDOUT: mediumError,
  ENODEV: ['medium-failed', 'is on a medium that is no longer there', 'plug the stick in again'],
  ENXIO: ['medium-failed', 'is on a medium that is no longer there', 'plug the stick in again'],
  ENAMETOOLONG: [
    'file-name',
    'has a name this file system cannot hold',
    'use another file system or a shorter name',
  ],
  EINVAL: [
    'file-name',
    'has a name this file system cannot hold',
    'use another file system or a shorter name',
  ],
  EILSEQ: [
    'file-name',
    'has a name this file system cannot hold',
    'use another file system or a shorter name',
  ],
};

/**
 * What a failed file operation means for a person; anything that is not a system error is given back as it is.
 * @param path the thing the operation was about
 */
export function fileError(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (error instanceof QuorateError || typeof code !== 'string') return error;
  const [ours, what, hint] = isDamage(error)
    ? ([
        'medium-failed',
        'cannot be used: the file system on the medium is damaged',
        'use another stick',
      ] as const)
    : (causes[code] ?? (['file-failed', `cannot be used (${code})`, undefined] as const));
  return new QuorateError(ours, `${path} ${what}`, hint, { cause: error });
}

function isDamage(error: unknown): boolean {
  const { errno } = error as NodeJS.ErrnoException;
  return process.platform === 'linux' && errno !== undefined && damagedFileSystem.has(errno);
}

/**
 * True for what a medium does of itself that ends all trust in it: it gives back other bytes than were written, or
 * it has less room than it says. A stick that reports errors, or is gone, may have been pulled: `medium-failed` alone
 * does not condemn it.
 */
export function isBadMedium(code: ErrorCode): boolean {
  return code === 'medium-differs' || code === 'medium-fake';
}

/** Runs a file operation and turns what it throws into a {@link fileError}. */
export function aboutFile<Result>(path: string, operation: () => Result): Result {
  try {
    return operation();
  } catch (error) {
    throw fileError(error, path);
  }
}
