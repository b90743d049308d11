import { type ErrorCode, QuorateError } from '@quorate/crypto-core/errors';
import { isOfSystem } from '../../drives/system-place.ts';
import type { Disk } from './disk.ts';

/** Why a disk will not be made into a stick. */
export interface Refusal {
  readonly id:
    | 'virtual'
    | 'partition'
    | 'system'
    | 'in-use'
    | 'not-removable'
    | 'no-medium'
    | 'read-only'
    | 'too-small';
  readonly message: string;
  readonly remedy: string;
}

/** LUKS2 takes 16 MiB, a journal 8; below this nothing useful is left. */
export const smallestStick = 64 * 1024 * 1024;

type Predicate = (disk: Disk) => readonly [message: string, remedy: string] | null;

/** One predicate a refusal, in the order in which they are told. Pure. */
const predicates: readonly (readonly [Refusal['id'], Predicate])[] = [
  [
    'virtual',
    ({ path, kind }) =>
      kind === 'virtual'
        ? [`${path} is not a device that can be plugged in`, 'give the whole stick, such as /dev/sdX']
        : null,
  ],
  [
    'partition',
    ({ path, kind, disk }) =>
      kind === 'partition'
        ? [`${path} is a part of a disk`, `the whole stick is made anew: if that is meant, give /dev/${disk}`]
        : null,
  ],
  [
    'system',
    (disk) => {
      const place = disk.uses.find(({ as, what }) => as === 'mount' && isOfSystem(what));
      return place === undefined
        ? null
        : [`${nameOf(disk)} carries this running system (${place.what})`, 'give a stick'];
    },
  ],
  [
    'in-use',
    (disk) => {
      const [use] = disk.uses;
      if (use === undefined) return null;
      const says = { mount: 'mounted at', swap: 'used as swap space:', holder: 'in use by' }[use.as];
      return [
        `${nameOf(disk)} is ${says} ${use.what}`,
        `look what is there; if it may be lost: quorate stick eject ${disk.path}, plug it in again, and leave it unmounted`,
      ];
    },
  ],
  [
    'not-removable',
    (disk) =>
      disk.isRemovable
        ? null
        : [`${nameOf(disk)} does not say that it can be taken out`, 'only sticks on USB are made anew'],
  ],
  [
    'no-medium',
    (disk) => (disk.size > 0 ? null : [`${nameOf(disk)} is empty: a slot without a card`, 'put one in']),
  ],
  [
    'read-only',
    (disk) => (disk.isReadOnly ? [`${nameOf(disk)} is read-only`, 'look for a switch on the stick'] : null),
  ],
  [
    'too-small',
    (disk) =>
      disk.size < smallestStick
        ? [
            `${nameOf(disk)} has ${disk.size} bytes, and at least ${smallestStick} are needed`,
            'take a larger one',
          ]
        : null,
  ],
];

/** All that speaks against making a disk into a stick. Pure. */
export function refusalsOf(disk: Disk): Refusal[] {
  return predicates.flatMap(([id, predicate]) => {
    const refusal = predicate(disk);
    return refusal === null ? [] : [{ id, message: refusal[0], remedy: refusal[1] }];
  });
}

/**
 * Refuses a disk that must not be made into a stick.
 * @throws `stick-unfit`, `medium-read-only`: the first refusal
 */
export function refuseDisk(disk: Disk): void {
  const [first] = refusalsOf(disk);
  if (first === undefined) return;
  const code: ErrorCode = first.id === 'read-only' ? 'medium-read-only' : 'stick-unfit';
  throw new QuorateError(code, first.message, first.remedy);
}

/**
 * What a person types back: the serial number, or where there is none that can be typed, or one that does not tell this
 * stick from another that is plugged in, name and size.
 */
export function phraseOf(disk: Disk): { readonly text: string; readonly isSerial: boolean } {
  const serial = disk.serial?.replace(/\s+/g, ' ').trim() ?? '';
  return /^[!-~]([ -~]*[!-~])?$/.test(serial) && !disk.isSerialShared
    ? { text: serial, isSerial: true }
    : { text: `${disk.disk} ${disk.size}`, isSerial: false };
}

/** Vendor, model and device, as far as it says. */
export function nameOf({ vendor, model, path }: Disk): string {
  const named = [vendor, model].filter((part) => part !== null && part !== '').join(' ');
  return named === '' ? path : `${named} (${path})`;
}
