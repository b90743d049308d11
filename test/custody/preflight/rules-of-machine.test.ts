import type { CheckId } from '@quorate/custody/preflight/check';
import { type Change, forbidden } from './recorded.ts';
import { type Case, file, type NetworkCheck, tryRules } from './rules.ts';

const swap = (line: string, more: Change['files'] = {}): Change => ({
  files: { '/proc/swaps': `Filename Type Size Used Priority\n${line}\n`, ...more },
});
const mounts = (...lines: string[]): Change => file('/proc/mounts', `${lines.join('\n')}\n`);
const battery = (capacity: string | null, more: Change['files'] = {}): Change => ({
  files: { '/sys/class/power_supply/BAT0/capacity': capacity, ...more },
});
const lid = (text: string): Change => file('/etc/systemd/logind.conf.d/zz-test.conf', text);
const printer = (uri: string): Change =>
  file('/etc/cups/printers.conf', `<Printer P>\nDeviceURI ${uri}\n</Printer>\n`);

const cases: Readonly<Record<Exclude<CheckId, NetworkCheck>, readonly Case[]>> = {
  swap: [
    ['zram', {}, 'pass', /stays in memory/],
    ['none', swap(''), 'pass', /no swap/],
    ['a partition', swap('/dev/nvme0n1p1 partition 1 0 -2'), 'block', /in clear to \/dev\/nvme0n1p1/],
    ['zram with a disk behind', file('/sys/block/zram0/backing_dev', '/dev/nvme0n1p1\n'), 'block', /zram0/],
    ['LUKS', swap('/dev/dm-0 partition 1 0 -2'), 'pass', /encrypted/, 'wifi-killed'],
    ['LUKS by its name', swap('/dev/mapper/vault partition 1 0 -2'), 'pass', /encrypted/, 'wifi-killed'],
    ['LVM on LUKS', {}, 'pass', /encrypted/, 'wifi-on'],
    [
      'LVM on LUKS and on a bare partition',
      file('/sys/devices/virtual/block/dm-2/slaves/nvme0n1p2', {
        link: '../../../../../class/block/nvme0n1p2',
      }),
      'block',
      /dm-2/,
      'wifi-on',
    ],
    [
      'LVM without LUKS',
      file('/sys/devices/virtual/block/dm-0/dm/uuid', 'LVM-x\n'),
      'block',
      /dm-2/,
      'wifi-on',
    ],
    ['a file on LUKS', swap('/swap\\040file file 1 0 -2'), 'pass', /encrypted/, 'wifi-killed'],
    ['a file on a bare disk', {}, 'block', /\/swapfile/, 'docking-station'],
    ['not shown', file('/proc/swaps', null), 'warn', /could not be checked/],
  ],
  hibernation: [
    ['nowhere to', {}, 'pass', /nowhere to hibernate/],
    ['a resume device', file('/sys/power/resume', '259:2\n'), 'warn', /can hibernate/],
    ['swap on a disk', swap('/dev/nvme0n1p1 partition 1 0 -2'), 'warn', /can hibernate/],
    [
      'the kernel forbids it',
      { files: { '/sys/power/resume': '259:2\n', '/sys/power/disk': '[disabled]\n' } },
      'pass',
      /cannot/,
    ],
    [
      'the kernel has it not',
      { files: { '/sys/power/resume': '259:2\n', '/sys/power/state': 'freeze mem\n' } },
      'pass',
      /cannot/,
    ],
    ['not readable', file('/sys/power/state', forbidden), 'warn', /could not be checked/],
  ],
  'core-dumps': [
    ['none', {}, 'pass', /leaves no dump/],
    [
      'piped',
      file('/proc/sys/kernel/core_pattern', '|/usr/lib/systemd/systemd-coredump %P\n'),
      'warn',
      /hands this/,
    ],
    ['piped to nothing', file('/proc/sys/kernel/core_pattern', '|/bin/false\n'), 'pass', /no dump/],
    [
      'unlimited',
      file('/proc/self/limits', 'Max core file size  unlimited  unlimited  bytes\n'),
      'warn',
      /to a file/,
    ],
    ['not readable', file('/proc/self/limits', null), 'warn', /could not be checked/],
  ],
  'crash-handlers': [
    ['none', {}, 'pass', /no crash handler/],
    ...['apport', 'whoopsie', 'abrtd', 'systemd-coredum', 'crashpad_handle'].map(
      (name): Case => [name, file('/proc/99/comm', `${name}\n`), 'warn', new RegExp(`${name} collects`)],
    ),
    ['hidden processes', mounts('proc /proc proc rw,hidepid=invisible 0 0'), 'warn', /could not be checked/],
    [
      'no process',
      { files: Object.fromEntries([1, 411, 702, 980].map((pid) => [`/proc/${pid}/comm`, null])) },
      'warn',
      /could not be checked/,
    ],
  ],
  'virtual-machine': [
    ['a laptop', {}, 'pass', /no sign/],
    [
      'the processor says so',
      file('/proc/cpuinfo', 'flags\t\t: fpu hypervisor lahf_lm\n'),
      'warn',
      /virtual machine/,
    ],
    ['the maker says so', file('/sys/class/dmi/id/product_name', 'VMware20,1\n'), 'warn', /virtual machine/],
    ['Xen', file('/sys/hypervisor/type', 'xen\n'), 'warn', /virtual machine/],
    ['a container', file('/.dockerenv', ''), 'warn', /container/],
    ['nothing known', { files: { '/proc/cpuinfo': null, '/sys/class/dmi': null } }, 'warn', /could not be/],
  ],
  'live-system': [
    ['live', {}, 'pass', /live or read-only/],
    ['installed', {}, 'warn', /installed and writable/, 'wifi-killed'],
    ['read-only', mounts('/dev/sda2 / ext4 ro,relatime 0 0'), 'pass', /read-only/, 'wifi-killed'],
    [
      'live with a memory of its own',
      file('/proc/cmdline', 'boot=live persistence\n'),
      'warn',
      /keeps what is/,
    ],
    ['an overlay in memory, without a word', file('/proc/cmdline', 'quiet\n'), 'pass', /live or read-only/],
    [
      'an overlay on a disk',
      {
        files: {
          '/proc/cmdline': 'quiet\n',
          ...mounts('/dev/sda2 /data ext4 rw 0 0', 'overlay / overlay rw,upperdir=/data/up 0 0').files,
        },
      },
      'warn',
      /installed/,
    ],
    ['not shown', file('/proc/mounts', null), 'warn', /could not be checked/],
  ],
  'disk-encryption': [
    ['no disk', {}, 'pass', /no disk is mounted/],
    ['LUKS', {}, 'pass', /is encrypted/, 'wifi-killed'],
    ['a bare disk', mounts('/dev/nvme0n1p1 /mnt ext4 rw 0 0'), 'warn', /\/dev\/nvme0n1p1/],
    ['a bare disk, read-only', mounts('/dev/nvme0n1p1 /mnt ext4 ro 0 0'), 'pass', /no disk/],
    ['the files that start a machine', mounts('/dev/nvme0n1p1 /boot/efi vfat rw 0 0'), 'pass', /no disk/],
    ['a stick', mounts('/dev/sda1 /mnt vfat rw 0 0'), 'pass', /no disk/],
    ['a server', mounts('files:/home /home nfs4 rw 0 0'), 'warn', /files:\/home/],
    ['not shown', file('/proc/mounts', null), 'warn', /could not be checked/],
  ],
  'temporary-files': [
    ['in memory', {}, 'pass', /stay in memory/],
    [
      'TMPDIR on a disk',
      { host: { temporaryFolder: '/home/ada/tmp' } },
      'warn',
      /\/home\/ada\/tmp/,
      'wifi-killed',
    ],
    [
      'spool on a disk',
      mounts('/dev/dm-0 / ext4 rw 0 0', 'tmpfs /tmp tmpfs rw 0 0'),
      'warn',
      /: \/var\/spool\/cups$/,
      'wifi-killed',
    ],
    [
      'a folder that only begins alike',
      { host: { temporaryFolder: '/tmpx' } },
      'warn',
      /\/tmpx/,
      'wifi-killed',
    ],
    ['not shown', file('/proc/mounts', null), 'warn', /could not be checked/],
  ],
  printers: [
    ['a cable that speaks IPP', {}, 'pass', /every printer is local/],
    ['none', file('/etc/cups/printers.conf', null), 'pass', /no printer/],
    ['USB', printer('usb://HP/LaserJet'), 'pass', /local/],
    ["HP's driver on a cable", printer('hp:/usb/LaserJet?serial=1'), 'pass', /local/],
    ["HP's driver on a network", printer('hp:/net/LaserJet?ip=10.0.0.4'), 'warn', /a network reaches P/],
    ...[
      'ipp://p.local/',
      'ipps://10.0.0.2/',
      'socket://10.0.0.2:9100',
      'lpd://p/q',
      'smb://u:p@h/q',
      'dnssd://P/',
    ].map((uri): Case => [uri, printer(uri), 'warn', /a network reaches P/]),
    ['a host that begins alike', printer('ipp://localhost.example/'), 'warn', /a network/],
    ['a user called localhost', printer('ipp://localhost@10.0.0.2/'), 'warn', /a network/],
    ['printers found by themselves', file('/proc/99/comm', 'cups-browsed\n'), 'warn', /by themselves/],
    ['unreadable', file('/etc/cups/printers.conf', forbidden), 'warn', /could not be checked: the list/],
  ],
  'removable-media': [
    ['the live medium', {}, 'pass', /only the medium/],
    ['none', file('/sys/block/sda', null), 'pass', /no removable/],
    ['a stick', file('/proc/cmdline', 'quiet\n'), 'warn', /already in: sdb/, 'docking-station'],
    ['an empty card reader', file('/sys/block/sdb', null), 'pass', /no removable/, 'docking-station'],
    [
      'a disk on USB',
      {
        files: {
          '/sys/block/sdc': { link: '../devices/pci0000:00/usb2/2-1/block/sdc' },
          '/sys/devices/pci0000:00/usb2/2-1/block/sdc/removable': '0\n',
          '/sys/devices/pci0000:00/usb2/2-1/block/sdc/size': '1000\n',
        },
      },
      'warn',
      /already in: sdc/,
    ],
    ['not listed', { files: { '/sys/block': forbidden } }, 'warn', /could not be checked/],
  ],
  power: [
    ['half full or more', {}, 'pass', /at least half full/],
    ['just half', battery('50\n'), 'pass', /at least/],
    ['below half', battery('49\n'), 'warn', /BAT0 is below half/],
    ["a mouse's battery", {}, 'pass', /at least/, 'wifi-killed'],
    ['no battery', {}, 'pass', /no battery/, 'server'],
    ['unknown', battery(null), 'warn', /could not be checked/],
    [
      'a bay without a battery',
      battery(null, { '/sys/class/power_supply/BAT0/present': '0\n' }),
      'pass',
      /no battery/,
    ],
    ['not readable', file('/sys/class/power_supply', forbidden), 'warn', /could not be checked/],
  ],
  lid: [
    ['it locks', {}, 'pass', /leaves the machine running/],
    ['no lid', {}, 'pass', /no lid/, 'server'],
    ['as systemd has it', file('/usr/lib/systemd/logind.conf.d/live.conf', null), 'warn', /leads to suspend/],
    ['on the mains', lid('[Login]\nHandleLidSwitchExternalPower=poweroff\n'), 'warn', /leads to poweroff/],
    ['another section', lid('[Sleep]\nHandleLidSwitch=suspend\n'), 'pass', /running/],
    ['a comment', lid('[Login]\n#HandleLidSwitch=suspend\n'), 'pass', /running/],
    [
      'a file of the same name in /etc hides it',
      file('/etc/systemd/logind.conf.d/live.conf', ''),
      'warn',
      /suspend/,
    ],
    ['something else decides', file('/run/systemd/system', null), 'warn', /could not be checked/, 'wifi-on'],
  ],
  clock: [
    ['plausible', {}, 'pass', /plausible/],
    ['before the program', { now: new Date('2026-10-31T23:59:59Z') }, 'warn', /this program was made/],
    [
      'before the kernel',
      { now: new Date('2025-01-01T00:00:00Z'), software: { buildDate: null } },
      'warn',
      /the kernel/,
    ],
    ['far ahead', { now: new Date('2046-01-01T00:00:00Z') }, 'warn', /far ahead/],
    [
      'a hardware clock in local time',
      file('/sys/class/rtc/rtc0/since_epoch', '1795210000\n'),
      'pass',
      /plausible/,
    ],
    [
      'another day by the hardware clock',
      file('/sys/class/rtc/rtc0/since_epoch', '1795000000\n'),
      'warn',
      /disagree/,
    ],
  ],
  'time-zone': [
    ['UTC', {}, 'pass', /is UTC/],
    ['spelled in several ways', file('/etc/timezone', 'Etc/GMT\n'), 'pass', /is UTC/],
    ['two', file('/etc/timezone', 'Europe/Zurich\n'), 'warn', /several/],
    [
      'TZ says otherwise',
      { host: { timeZone: 'Asia/Tokyo', timeZoneVariable: 'Asia/Tokyo' } },
      'warn',
      /several/,
    ],
    ['none that exists', { host: { timeZone: 'Mars/Olympus' } }, 'warn', /does not exist/],
  ],
};

tryRules(cases);
