import { createHash } from 'node:crypto';
import { Medium } from './medium.ts';

/** What a stick holds when it comes from the factory of the lab. */
export type Format = 'ext4' | 'luks' | 'vfat' | 'exfat';

/** The file system in the end, as `mount -t` calls it. */
export const fileSystems: Readonly<Record<Format, string>> = {
  ext4: 'ext4',
  luks: 'ext4',
  vfat: 'vfat',
  exfat: 'exfat',
};

/** What opens the sticks of the lab that are encrypted. */
export const stickPhrase = 'six generated words for a stick';

/** A USB stick: a medium, and what it says of itself. */
export class Stick {
  readonly medium: Medium;
  readonly serial: string;
  readonly format: Format;
  isReadOnly = false;

  constructor(serial: string, format: Format, flash: Uint8Array) {
    this.serial = serial;
    this.format = format;
    this.medium = new Medium(flash);
  }

  /** Another stick that holds the same to the last bit. */
  twin(serial: string): Stick {
    return new Stick(serial, this.format, this.medium.flash.slice());
  }

  /** SHA-256 of all that lasts on it. */
  hash(): string {
    return createHash('sha256').update(this.medium.flash).digest('hex');
  }

  /** Where it is mounted in the machine. */
  get folder(): string {
    return `/mnt/${this.serial}`;
  }
}
