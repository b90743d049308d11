/** A device as lsblk prints it, with what a layout says of it. */
export type LsblkNode = { readonly [member: string]: unknown };

const plain = {
  size: 15_376_318_464,
  ro: false,
  rm: false,
  hotplug: false,
  tran: null,
  vendor: null,
  model: null,
  serial: null,
  fstype: null,
  fsavail: null,
  mountpoints: [null],
};

function node(kname: string, type: string, more: LsblkNode = {}, children?: readonly LsblkNode[]): LsblkNode {
  const path = type === 'crypt' || type === 'lvm' ? `/dev/mapper/${kname}` : `/dev/${kname}`;
  return { path, kname, type, ...plain, ...more, ...(children === undefined ? {} : { children }) };
}

const usb = { rm: true, hotplug: true, tran: 'usb', vendor: 'Kingston', model: 'DataTraveler 3.0' };
const part = (kname: string, more: LsblkNode = {}, children?: readonly LsblkNode[]) =>
  node(kname, 'part', { rm: true, hotplug: true, ...more }, children);
const mounted = (target: string, fstype = 'ext4') => ({
  fstype,
  fsavail: 14_000_000_000,
  mountpoints: [target],
});

/** The laptop's own disk, of which nothing may ever be offered. */
const laptop = node('nvme0n1', 'disk', { tran: 'nvme', model: 'Samsung SSD 980' }, [
  node('nvme0n1p1', 'part', mounted('/boot/efi', 'vfat')),
  node('nvme0n1p2', 'part', { fstype: 'crypto_LUKS' }, [
    node('dm-0', 'crypt', { fstype: 'LVM2_member' }, [
      node('dm-1', 'lvm', mounted('/')),
      node('dm-2', 'lvm', { fstype: 'swap', mountpoints: ['[SWAP]'] }),
    ]),
  ]),
]);

/**
 * Layouts as lsblk of util-linux 2.38 prints them, with what must be found: device, mount point, encryption. Written by
 * hand after its output on such machines.
 */
export const layouts: readonly {
  readonly name: string;
  readonly devices: readonly LsblkNode[];
  /** `device at place, file system, encryption, locked`. */
  readonly found: readonly string[];
}[] = [
  {
    name: 'LUKS on a partition, opened and mounted',
    devices: [
      laptop,
      node('sda', 'disk', { ...usb, serial: '60A44C' }, [
        part('sda1', { fstype: 'crypto_LUKS' }, [node('luks-1', 'crypt', mounted('/media/ada/stick'))]),
      ]),
    ],
    found: ['/dev/mapper/luks-1 at /media/ada/stick, ext4, luks'],
  },
  {
    name: 'LUKS on a whole disk, still locked',
    devices: [laptop, node('sda', 'disk', { ...usb, fstype: 'crypto_LUKS' })],
    found: ['/dev/sda at nowhere, null, luks, locked'],
  },
  {
    name: 'LVM in LUKS on a stick',
    devices: [
      node('sda', 'disk', usb, [
        part('sda1', { fstype: 'crypto_LUKS' }, [
          node('crypt', 'crypt', { fstype: 'LVM2_member' }, [
            node('vg-keys', 'lvm', mounted('/mnt/keys', 'xfs')),
            node('vg-more', 'lvm', { fstype: 'ext4' }),
          ]),
        ]),
      ]),
    ],
    found: ['/dev/mapper/vg-keys at /mnt/keys, xfs, luks', '/dev/mapper/vg-more at nowhere, ext4, luks'],
  },
  {
    name: 'a card reader with one card and one empty slot',
    devices: [
      node('sdb', 'disk', { ...usb, vendor: 'Generic-', model: 'SD/MMC' }, [
        part('sdb1', mounted('/media/ada/CARD', 'exfat')),
      ]),
      node('sdc', 'disk', { ...usb, vendor: 'Generic-', model: 'Compact Flash', size: 0 }),
    ],
    found: ['/dev/sdb1 at /media/ada/CARD, exfat'],
  },
  {
    name: 'a laptop with nothing plugged in',
    devices: [laptop, node('zram0', 'disk', { size: 4_000_000_000, mountpoints: ['[SWAP]'] })],
    found: [],
  },
  {
    name: 'loops and a disc drive beside a plain stick',
    devices: [
      node('loop0', 'loop', mounted('/snap/core')),
      node('sr0', 'rom', { rm: true, hotplug: true, tran: 'usb' }),
      node('sda', 'disk', { ...usb, ...mounted('/mnt', 'vfat') }),
    ],
    found: ['/dev/sda at /mnt, vfat'],
  },
  {
    name: 'a live system that runs from a stick',
    devices: [
      node('sda', 'disk', { ...usb, model: 'Live' }, [
        part('sda1', mounted('/run/live/medium', 'iso9660')),
        part('sda2', { fstype: 'vfat' }),
      ]),
      node('sdb', 'disk', usb, [part('sdb1', mounted('/media/user/keys', 'exfat'))]),
    ],
    found: ['/dev/sdb1 at /media/user/keys, exfat'],
  },
  {
    name: 'two identical sticks',
    devices: ['sda', 'sdb'].map((name) =>
      node(name, 'disk', { ...usb, serial: '0123456789' }, [part(`${name}1`, mounted(`/media/${name}`))]),
    ),
    found: ['/dev/sda1 at /media/sda, ext4', '/dev/sdb1 at /media/sdb, ext4'],
  },
  {
    name: 'a USB disk that does not say that it can be taken out, and a stick of Windows',
    devices: [
      node('sda', 'disk', { tran: 'usb', model: 'Elements' }, [
        node('sda1', 'part', mounted('/media/disk', 'ntfs')),
      ]),
      node('sdb', 'disk', usb, [part('sdb1', { fstype: 'BitLocker' })]),
    ],
    found: ['/dev/sda1 at /media/disk, ntfs', '/dev/sdb1 at nowhere, null, bitlocker, locked'],
  },
];
