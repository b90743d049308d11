import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lsblkArguments } from '@quorate/custody/drives/lsblk';
import type { Equipment } from '../lab/initramfs.ts';
import type { Kernel } from '../lab/kernel.ts';
import { Machine } from '../lab/machine.ts';

/** What a machine needs to recognise drives as a desktop does: udev with its rules, lsblk, and what makes layouts. */
const equipment: Equipment = {
  programs: ['lsblk', 'udevadm', 'dmsetup', 'lvm', 'sfdisk', 'mkfs.exfat'],
  trees: ['/usr/lib/udev/rules.d', '/usr/lib/udev/scsi_id', '/usr/lib/udev/ata_id', '/usr/lib/udev/cdrom_id'],
  modules: ['nvme', 'loop', 'squashfs', 'overlay', 'sr_mod', 'isofs'],
  devices: [],
};

/** Programs of this machine that the recorder needs. */
export const recorderPrograms = [...equipment.programs, 'mksquashfs'];

/** Where the recorded system has its root; what is mounted below it is what the recorded lsblk sees. */
export const root = '/target';

const megabyte = 1024 * 1024;

/** What a slot says of itself, and what is in it. */
export interface Slot {
  readonly vendor?: string;
  readonly product?: string;
  /** That of the device, in its first slot. */
  readonly serial?: string;
  /** Bytes in MiB; null for a slot without a medium. */
  readonly size: number | null;
  /** The medium can be taken out of the device. */
  readonly isRemovable?: boolean;
}

/** A machine that is set up by shell commands, and whose lsblk is recorded. */
export class Bench {
  readonly #machine: Machine;
  readonly #folder: string;
  #made = 0;

  private constructor(machine: Machine, folder: string) {
    this.#machine = machine;
    this.#folder = folder;
  }

  /** Boots a machine with a blank NVMe disk, and udev running. */
  static async boot(kernel: Kernel): Promise<Bench> {
    const folder = mkdtempSync(join(tmpdir(), 'quorate-layouts-'));
    const disk = join(folder, 'nvme');
    writeFileSync(disk, '');
    truncateSync(disk, 512 * megabyte);
    const devices = [
      ...['-drive', `file=${disk},if=none,id=nvme,format=raw`],
      ...['-device', 'nvme,drive=nvme,serial=S6XNNG0R400000'],
    ];
    const bench = new Bench(await Machine.boot(kernel, { ...equipment, devices }), folder);
    await bench.do(`
      mkdir -p /sbin /usr/sbin /lib /run/lock ${root} /etc
      test -e /lib/udev || ln -s /usr/lib/udev /lib/udev
      for it in dmsetup lvm; do ln -s /bin/$it /sbin/$it; ln -s /bin/$it /usr/sbin/$it; done
      ln -s /bin/udevadm /bin/systemd-udevd
      systemd-udevd --daemon
      udevadm trigger --action=add
      udevadm settle`);
    return bench;
  }

  /** Runs shell commands in the machine; the first that fails ends them. */
  async do(commands: string): Promise<string> {
    return this.#machine.must(['sh', '-ec', commands]);
  }

  /** Plugs one USB device in, of one or more slots, and waits until udev has looked at all of them. */
  async plug(...slots: readonly Slot[]): Promise<void> {
    const before = await this.#disks();
    const id = `plug${++this.#made}`;
    const [{ serial } = {}] = slots;
    await this.#control('device_add', {
      driver: 'usb-bot',
      id,
      bus: 'usb.0',
      ...(serial === undefined ? {} : { serial }),
    });
    for (const [lun, slot] of slots.entries()) await this.#fill(id, lun, slot);
    await this.#control('qom-set', { path: id, property: 'attached', value: true });
    for (;;) {
      if ((await this.#disks()) >= before + slots.length) break;
    }
    await this.do('udevadm settle');
  }

  async #fill(id: string, lun: number, { vendor, product, size, isRemovable = true }: Slot) {
    const node = `${id}-${lun}`;
    if (size !== null) {
      const file = join(this.#folder, node);
      writeFileSync(file, '');
      truncateSync(file, size * megabyte);
      await this.#control('blockdev-add', {
        driver: 'raw',
        'node-name': node,
        file: { driver: 'file', filename: file },
      });
    }
    await this.#control('device_add', {
      driver: size === null ? 'scsi-cd' : 'scsi-hd',
      bus: `${id}.0`,
      lun,
      ...(size === null ? {} : { drive: node, removable: isRemovable }),
      ...(vendor === undefined ? {} : { vendor }),
      ...(product === undefined ? {} : { product }),
    });
  }

  async #disks(): Promise<number> {
    return Number(await this.do('ls /sys/block | grep -cE "^(sd|sr)" || true'));
  }

  /** Puts a file of this machine there. */
  async put(path: string, bytes: Uint8Array): Promise<void> {
    await this.#machine.put(path, bytes);
  }

  /** A file system that is read only, as live systems have it. */
  squashfs(): Buffer {
    const [from, to] = [join(this.#folder, 'live'), join(this.#folder, 'live.squashfs')];
    mkdirSync(join(from, 'etc'), { recursive: true });
    copyFileSync('/etc/debian_version', join(from, 'etc/debian_version'));
    execFileSync('mksquashfs', [from, to, '-quiet', '-no-progress']);
    return execFileSync('cat', [to]);
  }

  /** What lsblk prints in the system at {@link root}. */
  async lsblk(): Promise<string> {
    await this.do(`
      udevadm settle
      for it in proc sys dev run bin usr lib lib64; do
        mkdir -p ${root}/$it
        mountpoint -q ${root}/$it || mount -o rbind /$it ${root}/$it
      done`);
    return this.#machine.must(['chroot', root, '/bin/lsblk', ...lsblkArguments]);
  }

  #control(execute: string, args: Record<string, unknown>): Promise<unknown> {
    return this.#machine.control(execute, args);
  }

  async off(): Promise<void> {
    await this.#machine.off();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
