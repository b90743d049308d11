import { type Bench, root } from './bench.ts';

/** How drives lie in a machine. */
export interface Layout {
  readonly name: string;
  /** What stands there, in a sentence for the README beside the recordings. */
  readonly what: string;
  readonly setUp: (bench: Bench) => Promise<void>;
}

const sandisk = { vendor: 'SanDisk', product: 'Ultra Fit', serial: '4C530001230907115151' };
const kingston = { vendor: 'Kingston', product: 'DataTraveler 3.0', serial: '60A44C413FAEF321A91B0F3C' };
const openLuks = (device: string, name: string) => `
  echo -n secret > /tmp/phrase
  cryptsetup luksFormat -q --type luks2 --pbkdf pbkdf2 --pbkdf-force-iterations 1000 --key-file /tmp/phrase ${device}
  cryptsetup open --key-file /tmp/phrase ${device} ${name}`;
const partitioned = (device: string, sizes = ',,83') => `
  printf '${sizes}\\n' | sfdisk -q ${device}
  udevadm settle`;
const mounted = (device: string, at: string) => `
  mkdir -p ${root}${at}
  mount ${device} ${root}${at}`;
const ext4 = (device: string) => `/bin/mke2fs -q -t ext4 ${device}`;

/** An internal disk without encryption: EFI, and the root. */
async function plainLaptop(bench: Bench): Promise<void> {
  await bench.do(`
    printf 'label: gpt\\n,64M,U\\n,,L\\n' | sfdisk -q /dev/nvme0n1
    udevadm settle
    mkdosfs /dev/nvme0n1p1 > /dev/null
    ${ext4('/dev/nvme0n1p2')}
    mount /dev/nvme0n1p2 ${root}
    ${mounted('/dev/nvme0n1p1', '/boot/efi')}`);
}

/** An internal disk as an installer makes it that was asked for encryption: EFI, boot, and LVM in LUKS. */
async function encryptedLaptop(bench: Bench): Promise<void> {
  await bench.do(`
    printf 'label: gpt\\n,64M,U\\n,64M,L\\n,,L\\n' | sfdisk -q /dev/nvme0n1
    udevadm settle
    mkdosfs /dev/nvme0n1p1 > /dev/null
    ${ext4('/dev/nvme0n1p2')}
    ${openLuks('/dev/nvme0n1p3', 'nvme0n1p3_crypt')}
    lvm pvcreate -q /dev/mapper/nvme0n1p3_crypt
    lvm vgcreate -q laptop-vg /dev/mapper/nvme0n1p3_crypt
    lvm lvcreate -q -n root -L 200M laptop-vg
    lvm lvcreate -q -n swap_1 -l 100%FREE laptop-vg
    udevadm settle
    ${ext4('/dev/laptop-vg/root')}
    mkswap /dev/laptop-vg/swap_1 > /dev/null
    mount /dev/laptop-vg/root ${root}
    swapon /dev/laptop-vg/swap_1
    ${mounted('/dev/nvme0n1p2', '/boot')}
    ${mounted('/dev/nvme0n1p1', '/boot/efi')}`);
}

/** The layouts that are recorded. */
export const layouts: readonly Layout[] = [
  {
    name: 'luks-on-partition',
    what: 'two sticks with LUKS on a partition: one opened and mounted, one still locked; internal disk with LVM in LUKS',
    async setUp(bench) {
      await encryptedLaptop(bench);
      await bench.plug({ ...sandisk, size: 64 });
      await bench.plug({ ...kingston, size: 64 });
      await bench.do(`
        ${partitioned('/dev/sda')}
        ${openLuks('/dev/sda1', 'luks-4a5b')}
        ${ext4('/dev/mapper/luks-4a5b')}
        ${mounted('/dev/mapper/luks-4a5b', '/media/ada/backup')}
        ${partitioned('/dev/sdb')}
        ${openLuks('/dev/sdb1', 'locked')}
        cryptsetup close locked`);
    },
  },
  {
    name: 'luks-on-disk',
    what: 'a stick with LUKS on the whole disk, opened and mounted, and one with exFAT on the whole disk; plain internal disk',
    async setUp(bench) {
      await plainLaptop(bench);
      await bench.plug({ ...sandisk, size: 64 });
      await bench.plug({ ...kingston, size: 64 });
      await bench.do(`
        ${openLuks('/dev/sda', 'stick')}
        ${ext4('/dev/mapper/stick')}
        ${mounted('/dev/mapper/stick', '/media/ada/stick')}
        mkfs.exfat -L SECOND /dev/sdb
        ${mounted('/dev/sdb', '/media/ada/SECOND')}`);
    },
  },
  {
    name: 'lvm-in-luks',
    what: 'a stick with two logical volumes in LUKS on a partition, one of them mounted; internal disk with LVM in LUKS',
    async setUp(bench) {
      await encryptedLaptop(bench);
      await bench.plug({ ...sandisk, size: 96 });
      await bench.do(`
        ${partitioned('/dev/sda')}
        ${openLuks('/dev/sda1', 'vault')}
        lvm pvcreate -q /dev/mapper/vault
        lvm vgcreate -q vault-vg /dev/mapper/vault
        lvm lvcreate -q -n keys -L 32M vault-vg
        lvm lvcreate -q -n rest -L 32M vault-vg
        udevadm settle
        ${ext4('/dev/vault-vg/keys')}
        ${ext4('/dev/vault-vg/rest')}
        ${mounted('/dev/vault-vg/keys', '/media/ada/keys')}`);
    },
  },
  {
    name: 'card-reader',
    what: 'a card reader with a card in its first slot and nothing in its second; a stick in a case that says it is fixed',
    async setUp(bench) {
      await plainLaptop(bench);
      const reader = { vendor: 'Generic-', serial: '058F63666485' };
      await bench.plug(
        { ...reader, product: 'SD/MMC', size: 64 },
        { ...reader, product: 'Compact Flash', size: null },
      );
      await bench.plug({
        vendor: 'JMicron',
        product: 'Tech',
        serial: 'DD56419883',
        size: 64,
        isRemovable: false,
      });
      await bench.do(`
        ${partitioned('/dev/sda', ',,c')}
        mkdosfs /dev/sda1 > /dev/null
        ${mounted('/dev/sda1', '/media/ada/CARD')}
        ${partitioned('/dev/sdb')}
        ${ext4('/dev/sdb1')}`);
    },
  },
  {
    name: 'nvme',
    what: 'an internal NVMe disk without encryption, a stick that was never formatted, an empty optical drive',
    async setUp(bench) {
      await plainLaptop(bench);
      await bench.plug({ ...sandisk, size: 64 });
      await bench.plug({ vendor: 'HL-DT-ST', product: 'DVDRAM GP65NB60', serial: 'M37I1GL', size: null });
    },
  },
  {
    name: 'loop',
    what: 'a mounted image file, an image file with partitions, an image file on a stick, and one with LUKS',
    async setUp(bench) {
      await plainLaptop(bench);
      await bench.plug({ ...sandisk, size: 64 });
      await bench.do(`
        for it in plain parts luks; do truncate -s 32M ${root}/$it.img; done
        ${ext4(`${root}/plain.img`)}
        losetup /dev/loop0 ${root}/plain.img
        ${mounted('/dev/loop0', '/mnt/plain')}
        printf ',,83\\n' | sfdisk -q ${root}/parts.img
        losetup -P /dev/loop1 ${root}/parts.img
        losetup /dev/loop2 ${root}/luks.img
        ${openLuks('/dev/loop2', 'image')}
        ${ext4('/dev/mapper/image')}
        ${mounted('/dev/mapper/image', '/mnt/image')}
        ${ext4('/dev/sda')}
        ${mounted('/dev/sda', '/media/ada/stick')}
        truncate -s 8M ${root}/media/ada/stick/inner.img
        ${ext4(`${root}/media/ada/stick/inner.img`)}
        losetup /dev/loop3 ${root}/media/ada/stick/inner.img
        ${mounted('/dev/loop3', '/mnt/inner')}`);
    },
  },
  {
    name: 'live-system',
    what: 'a live system started from a stick (squashfs in a loop, an overlay as root); a second stick, and the internal disk of the machine, not mounted',
    async setUp(bench) {
      await bench.plug({ vendor: 'USB', product: 'Live', serial: '0401396c88181b8c', size: 64 });
      await bench.plug({ ...sandisk, size: 64 });
      const image = bench.squashfs();
      await bench.do(`
        printf 'label: gpt\\n,64M,U\\n,,L\\n' | sfdisk -q /dev/nvme0n1
        udevadm settle
        ${ext4('/dev/nvme0n1p2')}
        ${partitioned('/dev/sda', ',,c')}
        mkdosfs /dev/sda1 > /dev/null
        mkdir -p /live/medium /live/lower /live/cow
        mount /dev/sda1 /live/medium
        mkdir -p /live/medium/live`);
      await bench.put('/live/medium/live/filesystem.squashfs', image);
      await bench.do(`
        losetup -r /dev/loop0 /live/medium/live/filesystem.squashfs
        mount -t squashfs -o ro /dev/loop0 /live/lower
        mount -t tmpfs tmpfs /live/cow
        mkdir /live/cow/up /live/cow/work
        mount -t overlay -o lowerdir=/live/lower,upperdir=/live/cow/up,workdir=/live/cow/work overlay ${root}
        mkdir -p ${root}/run /run/live/medium /run/live/rootfs/filesystem.squashfs
        mount --move /live/medium /run/live/medium
        mount --move /live/lower /run/live/rootfs/filesystem.squashfs
        ${partitioned('/dev/sdb')}
        ${openLuks('/dev/sdb1', 'stick')}
        ${ext4('/dev/mapper/stick')}
        ${mounted('/dev/mapper/stick', '/media/user/backup')}`);
    },
  },
  {
    name: 'identical-sticks',
    what: 'two sticks of one make with one serial number, and the same contents down to the UUIDs; both mounted',
    async setUp(bench) {
      await encryptedLaptop(bench);
      const twin = { vendor: 'Generic', product: 'Flash Disk', serial: '0123456789ABCDEF', size: 64 };
      await bench.plug(twin);
      await bench.plug(twin);
      await bench.do(`
        ${partitioned('/dev/sda', ',,c')}
        mkdosfs -n BACKUP /dev/sda1 > /dev/null
        cat /dev/sda > /dev/sdb
        sync
        blockdev --rereadpt /dev/sdb
        udevadm settle
        ${mounted('/dev/sda1', '/media/ada/BACKUP')}
        ${mounted('/dev/sdb1', '/media/ada/BACKUP1')}`);
    },
  },
];
