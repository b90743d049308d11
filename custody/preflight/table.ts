import type { Check } from './check.ts';
import { checkClock } from './clock.ts';
import { checkCoreDumps } from './core-dumps.ts';
import { checkCrashHandlers } from './crash-handlers.ts';
import { checkDebugger } from './debugger.ts';
import { checkDiskEncryption } from './disk-encryption.ts';
import { checkHibernation } from './hibernation.ts';
import { checkInjectedCode } from './injected-code.ts';
import { checkInterfaces } from './interfaces.ts';
import { checkLid } from './lid.ts';
import { checkLiveSystem } from './live-system.ts';
import { checkNameServers } from './name-servers.ts';
import { checkNetworkNamespace } from './network-namespace.ts';
import { checkPower } from './power.ts';
import { checkPrinters } from './printers.ts';
import { checkProgram } from './program.ts';
import { checkRadios } from './radios.ts';
import { checkRemovableMedia } from './removable-media.ts';
import { checkRoutes } from './routes.ts';
import { checkSockets } from './sockets.ts';
import { checkSwap } from './swap.ts';
import { checkTemporaryFiles } from './temporary-files.ts';
import { checkTimeZone } from './time-zone.ts';
import { checkVirtualMachine } from './virtual-machine.ts';

/** The preflight, one row a check, in the order of `checkIds`. docs/preflight.md shows the same rows; a test compares. */
export const preflightTable: readonly Check[] = [
  {
    id: 'program',
    title: 'the program itself',
    reads: 'SHA-256 of the file that runs, and the hash given for it',
    blocksWhen: 'a hash is expected and the program has another, or its own is unknown',
    warnsWhen: null,
    remedy: 'start the program from the checked medium; compare its hash with paper, aloud',
    lookYourself: 'compute the SHA-256 of the program file on another computer',
    everywhere: true,
    evaluate: checkProgram,
  },
  {
    id: 'debugger',
    title: 'debugger',
    reads: '/proc/self/status, /proc/self/fd, /proc/net/tcp, options of Node, NODE_OPTIONS (names only)',
    blocksWhen: 'a process traces this one, an option lets a debugger in, or this process listens on a port',
    warnsWhen: null,
    remedy: 'close the debugger, unset NODE_OPTIONS, start the program again without --inspect',
    lookYourself: 'restart the machine and start nothing but this program',
    everywhere: true,
    evaluate: checkDebugger,
  },
  {
    id: 'injected-code',
    title: 'other code in the program',
    reads: 'options of Node, NODE_OPTIONS, names of environment variables',
    blocksWhen: null,
    warnsWhen: 'an option or a variable loads code into the program (--require, --import, LD_PRELOAD, …)',
    remedy: 'start the program from a new terminal with that option or variable unset',
    lookYourself: 'start the program from a new terminal',
    everywhere: true,
    evaluate: checkInjectedCode,
  },
  {
    id: 'interfaces',
    title: 'network interfaces',
    reads:
      '/proc/net/{dev,if_inet6,fib_trie}, /sys/class/net/*/{type,flags,operstate,carrier}, addresses from the system',
    blocksWhen: 'an interface other than loopback is up, has carrier or has an address',
    warnsWhen: null,
    remedy: 'pull the cable, leave the dock, then: ip link set NAME down',
    lookYourself:
      'pull every cable; macOS: System Settings, Network; Windows: Settings, Network & internet: every adapter off',
    everywhere: false,
    evaluate: checkInterfaces,
  },
  {
    id: 'routes',
    title: 'routes',
    reads: '/proc/net/{route,ipv6_route,fib_trie}',
    blocksWhen: 'a route leaves by anything but loopback',
    warnsWhen: null,
    remedy: 'turn the interface off that the route names, then look again with ip route and ip -6 route',
    lookYourself: 'macOS: netstat -rn; Windows: route print: nothing but loopback may stand there',
    everywhere: false,
    evaluate: checkRoutes,
  },
  {
    id: 'radios',
    title: 'radios',
    reads: '/sys/class/rfkill/*, /sys/class/{ieee80211,bluetooth,wwan,net}/*',
    blocksWhen: 'Wi-Fi, Bluetooth, mobile broadband or another sender is not blocked',
    warnsWhen: null,
    remedy: 'flight mode, or rfkill block all; better: take the radio out, or turn it off in the firmware',
    lookYourself: 'flight mode on, Wi-Fi and Bluetooth off in the settings; better off in the firmware too',
    everywhere: false,
    evaluate: checkRadios,
  },
  {
    id: 'network-namespace',
    title: 'network of its own',
    reads: '/proc/self/ns/net, /proc/1/ns/net, /proc/net/dev against /sys/class/net',
    blocksWhen: null,
    warnsWhen:
      'the program sees another network than the machine has, so that the rows above say nothing about it',
    remedy:
      'start the program without unshare and outside of any container, or check the machine outside too',
    lookYourself: 'start the program on the machine itself, not in a container',
    everywhere: false,
    evaluate: checkNetworkNamespace,
  },
  {
    id: 'sockets',
    title: 'open sockets',
    reads: '/proc/net/{tcp,tcp6,udp,udp6}',
    blocksWhen: null,
    warnsWhen: 'a socket listens or is connected beyond loopback',
    remedy: 'stop the service that listens: ss -tulpn names it; a live system without services is better',
    lookYourself: 'macOS: netstat -an; Windows: netstat -ano: nothing may listen beyond 127.0.0.1 and ::1',
    everywhere: false,
    evaluate: checkSockets,
  },
  {
    id: 'name-servers',
    title: 'name servers',
    reads: '/etc/resolv.conf, /run/systemd/resolve/resolv.conf',
    blocksWhen: null,
    warnsWhen: 'a name server beyond this machine is set: it was on a network, or expects one',
    remedy: 'empty /etc/resolv.conf, after asking why it is set on a machine that was never online',
    lookYourself: 'macOS: scutil --dns; Windows: ipconfig /all: no DNS server may be set',
    everywhere: false,
    evaluate: checkNameServers,
  },
  {
    id: 'swap',
    title: 'swap',
    reads: '/proc/swaps, /sys/block/*/{dm/uuid,slaves,backing_dev}, /proc/mounts',
    blocksWhen: 'memory may be written to a device that is not encrypted',
    warnsWhen: null,
    remedy: 'swapoff -a',
    lookYourself:
      'macOS: FileVault on (its swap is encrypted); Windows: BitLocker on, or no paging file in System, Performance',
    everywhere: false,
    evaluate: checkSwap,
  },
  {
    id: 'hibernation',
    title: 'hibernation',
    reads: '/sys/power/{state,disk,resume}, /proc/swaps',
    blocksWhen: null,
    warnsWhen: 'the kernel can hibernate and has a place to write memory to',
    remedy: 'swapoff -a, and systemctl mask hibernate.target hybrid-sleep.target',
    lookYourself: 'macOS: sudo pmset -a hibernatemode 0; Windows: powercfg /hibernate off',
    everywhere: false,
    evaluate: checkHibernation,
  },
  {
    id: 'core-dumps',
    title: 'core dumps',
    reads: '/proc/sys/kernel/core_pattern, /proc/self/limits',
    blocksWhen: null,
    warnsWhen: 'dumps are piped to a program, or their size is not limited to 0',
    remedy: 'sysctl kernel.core_pattern=/dev/null, and ulimit -c 0 before the program is started',
    lookYourself: 'macOS: ulimit -c must say 0; Windows: no LocalDumps key of Windows Error Reporting',
    everywhere: false,
    evaluate: checkCoreDumps,
  },
  {
    id: 'crash-handlers',
    title: 'crash handlers',
    reads: '/proc/*/comm',
    blocksWhen: null,
    warnsWhen: 'apport, whoopsie, abrtd, systemd-coredump, crashpad or the like runs',
    remedy: 'stop it: systemctl stop apport whoopsie abrtd; close every browser',
    lookYourself: 'macOS: Privacy & Security, Analytics off; Windows: turn the Error Reporting Service off',
    everywhere: false,
    evaluate: checkCrashHandlers,
  },
  {
    id: 'virtual-machine',
    title: 'virtual machine',
    reads: '/proc/cpuinfo, /sys/class/dmi/id/*, /sys/hypervisor/type, marks of containers',
    blocksWhen: null,
    warnsWhen: 'this is a virtual machine or a container: what runs it can read its memory',
    remedy: 'use a laptop of its own, without a virtual machine',
    lookYourself: 'make sure that this is a real machine that stands before you',
    everywhere: false,
    evaluate: checkVirtualMachine,
  },
  {
    id: 'live-system',
    title: 'live system',
    reads: '/proc/mounts, /proc/cmdline',
    blocksWhen: null,
    warnsWhen: 'the system is neither live nor read-only, or a live one that keeps what is written',
    remedy: 'start the machine from a live medium without persistence',
    lookYourself: 'use a live system, or wipe this one afterwards',
    everywhere: false,
    evaluate: checkLiveSystem,
  },
  {
    id: 'disk-encryption',
    title: 'disk encryption',
    reads: '/proc/mounts, /sys/block/*/{dm/uuid,slaves}',
    blocksWhen: null,
    warnsWhen: 'a file system is mounted for writing and its device is not under dm-crypt',
    remedy:
      'unmount it, or use a live system or an encrypted disk; a drive that encrypts itself is not seen here',
    lookYourself: 'macOS: fdesetup status; Windows: manage-bde -status',
    everywhere: false,
    evaluate: checkDiskEncryption,
  },
  {
    id: 'temporary-files',
    title: 'temporary files and print spool',
    reads: 'TMPDIR, /var/spool/cups, /proc/mounts',
    blocksWhen: null,
    warnsWhen: 'temporary files or print jobs would reach a disk',
    remedy: 'set TMPDIR=/dev/shm, and mount -t tmpfs tmpfs /var/spool/cups before CUPS starts',
    lookYourself: 'macOS and Windows keep both on the disk: encrypt it, and wipe it afterwards',
    everywhere: false,
    evaluate: checkTemporaryFiles,
  },
  {
    id: 'printers',
    title: 'printers',
    reads: '/etc/cups/printers.conf (schemes of addresses only), /proc/*/comm',
    blocksWhen: null,
    warnsWhen: 'a printer is reached by a network, or cups-browsed would add one',
    remedy: 'remove it with lpadmin -x NAME, stop cups-browsed, connect a printer by cable',
    lookYourself: 'lpstat -v as root; macOS, Windows: the list of printers: only one on a cable',
    everywhere: false,
    evaluate: checkPrinters,
  },
  {
    id: 'removable-media',
    title: 'removable media',
    reads: '/sys/block/*/{removable,size,device}, /proc/mounts',
    blocksWhen: null,
    warnsWhen: 'a stick or card is in that the system was not started from',
    remedy: 'eject and pull it; it is plugged in when the script calls for it',
    lookYourself: 'look at every port and slot of the machine',
    everywhere: false,
    evaluate: checkRemovableMedia,
  },
  {
    id: 'power',
    title: 'power',
    reads: '/sys/class/power_supply/*',
    blocksWhen: null,
    warnsWhen: 'a battery of the machine is below half',
    remedy: 'plug the machine in and wait, or take a charged battery',
    lookYourself: 'look at the battery: at least half, and plugged in',
    everywhere: false,
    evaluate: checkPower,
  },
  {
    id: 'lid',
    title: 'closing the lid',
    reads: '/proc/acpi/button/lid, /proc/bus/input/devices, logind.conf and logind.conf.d',
    blocksWhen: null,
    warnsWhen: 'closing the lid suspends the machine or turns it off',
    remedy: 'leave the lid open, or start under systemd-inhibit --what=handle-lid-switch:sleep:idle',
    lookYourself: 'leave the lid open; set the machine to stay awake in its energy settings',
    everywhere: false,
    evaluate: checkLid,
  },
  {
    id: 'clock',
    title: 'date and time',
    reads: 'the clock, the day this program was made, /proc/version, /sys/class/rtc/rtc0/since_epoch',
    blocksWhen: null,
    warnsWhen: 'the clock cannot be right; date and time are compared with a watch in any case',
    remedy: 'set the clock: date -u -s "YYYY-MM-DD HH:MM", then start again',
    lookYourself: 'compare date and time with a watch',
    everywhere: true,
    evaluate: checkClock,
  },
  {
    id: 'time-zone',
    title: 'time zone',
    reads: '/etc/localtime, /etc/timezone, TZ, the zone Node goes by',
    blocksWhen: null,
    warnsWhen: 'the machine names several time zones, or one that does not exist',
    remedy: 'unset TZ, then: timedatectl set-timezone ZONE',
    lookYourself: 'look at the time zone in the settings',
    everywhere: true,
    evaluate: checkTimeZone,
  },
];
