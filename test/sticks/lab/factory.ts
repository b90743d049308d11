import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache.ts';
import type { Machine } from './machine.ts';
import { type Format, Stick, stickPhrase } from './stick.ts';

const megabyte = 1024 * 1024;
/** Bytes of the sticks the lab makes. LUKS2 alone takes 16 MiB of one. */
const sizes: Readonly<Record<Format, number>> = {
  ext4: 24 * megabyte,
  luks: 40 * megabyte,
  vfat: 24 * megabyte,
  exfat: 24 * megabyte,
};

/** What formats a file without a device, for each file system that needs no machine. */
const formatters = {
  ext4: ['mke2fs', '-q', '-t', 'ext4', '-E', 'lazy_itable_init=0,lazy_journal_init=0,root_owner=0:0'],
  vfat: ['mkfs.vfat'],
  exfat: ['mkfs.exfat'],
} as const;

/** Programs of this machine that the factory needs. */
export const factoryPrograms = Object.values(formatters).map(([program]) => program);

/** Makes formatted sticks, each a copy of one that was formatted once. */
export class StickFactory {
  readonly #machine: Machine;
  readonly #templates = new Map<Format, Uint8Array>();
  #made = 0;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** A new stick, formatted and empty. */
  async make(format: Format): Promise<Stick> {
    const template = this.#templates.get(format) ?? (await this.#template(format));
    this.#templates.set(format, template);
    return new Stick(`${format}-${++this.#made}`, format, template.slice());
  }

  async #template(format: Format): Promise<Uint8Array> {
    const path = join(cacheFolder, `${format}-${sizes[format]}.img`);
    if (existsSync(path)) return new Uint8Array(readFileSync(path));
    mkdirSync(cacheFolder, { recursive: true });
    const partial = `${path}-${process.pid}`;
    try {
      writeFileSync(partial, format === 'luks' ? await this.#encrypted() : new Uint8Array(sizes[format]));
      if (format !== 'luks') {
        const [program, ...args] = formatters[format];
        execFileSync(program, [...args, partial], {
          env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` },
          stdio: 'pipe',
        });
      }
      renameSync(partial, path);
    } finally {
      rmSync(partial, { force: true });
    }
    return new Uint8Array(readFileSync(path));
  }

  /** Encryption needs a kernel: done in the machine. The cheapest key derivation, for it guards nothing here. */
  async #encrypted(): Promise<Uint8Array> {
    const blank = new Stick('blank', 'luks', new Uint8Array(sizes.luks));
    const device = await this.#machine.plug(blank);
    const make = `set -e
      echo -n "$1" > /tmp/phrase
      cryptsetup luksFormat --batch-mode --type luks2 --pbkdf pbkdf2 --pbkdf-force-iterations 1000 --key-file /tmp/phrase "$2"
      cryptsetup open --key-file /tmp/phrase "$2" blank
      /bin/mke2fs -q -t ext4 -E lazy_itable_init=0,lazy_journal_init=0 /dev/mapper/blank
      sync
      cryptsetup close blank`;
    await this.#machine.must(['sh', '-c', make, 'sh', stickPhrase, device]);
    await this.#machine.pull(blank, () => true);
    return blank.medium.flash;
  }
}
