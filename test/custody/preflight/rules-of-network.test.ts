import { type Change, forbidden } from './recorded.ts';
import { type Case, file, type NetworkCheck, tryRules } from './rules.ts';

const net = (name: string, members: Record<string, string>): Change => ({
  files: {
    '/proc/net/dev': `Inter-| Receive\n face |bytes\n    lo: 0 0\n${name.padStart(6)}: 0 0 0\n`,
    ...Object.fromEntries(
      Object.entries(members).map(([member, text]) => [`/sys/class/net/${name}/${member}`, `${text}\n`]),
    ),
  },
});
const tcp = (table: string, address: string, state: string, inode = '4711'): Change =>
  file(
    `/proc/net/${table}`,
    `  sl  local_address rem_address   st\n   0: ${address} 00000000:0000 ${state} 0:0 0:0 0 0 0 ${inode} 1\n`,
  );
const zoom = 'DEVTYPE=wlan\nINTERFACE=wlan0';

const cases: Readonly<Record<NetworkCheck, readonly Case[]>> = {
  program: [
    ['no hash is expected', {}, 'pass', /no hash is expected/],
    ['the expected one', { software: { expectedHash: 'AB'.repeat(32) } }, 'pass', /is the one expected/],
    ['another', { software: { expectedHash: 'cd'.repeat(32) } }, 'block', /not the one expected/],
    ['unknown', { software: { hash: null, expectedHash: 'cd'.repeat(32) } }, 'block', /not known/],
  ],
  debugger: [
    ['none', {}, 'pass', /no debugger/],
    ['a tracer', file('/proc/self/status', 'Name:\tnode\nTracerPid:\t980\n'), 'block', /attached/],
    ['--inspect', { host: { execArgv: ['--inspect=9229'] } }, 'block', /started for a debugger/],
    [
      '--inspect-brk in NODE_OPTIONS',
      { host: { nodeOptionNames: ['--inspect-brk'] } },
      'block',
      /started for/,
    ],
    [
      'a port opened by a signal',
      {
        files: {
          ...tcp('tcp', '0100007F:240D', '0A', '5566').files,
          '/proc/self/fd/19': { link: 'socket:[5566]' },
        },
      },
      'block',
      /waits for a debugger/,
    ],
    ['a port of somebody else', tcp('tcp', '0100007F:240D', '0A', '5566'), 'pass', /no debugger/],
    ['status unreadable', file('/proc/self/status', forbidden), 'warn', /could not be checked/],
  ],
  'injected-code': [
    ['nothing', {}, 'pass', /nothing is loaded/],
    ['LD_PRELOAD', { host: { environmentNames: ['LD_PRELOAD'] } }, 'warn', /LD_PRELOAD/],
    ['--require', { host: { nodeOptionNames: ['--require'] } }, 'warn', /--require/],
    ['--import', { host: { execArgv: ['--import', './x.mjs'] } }, 'warn', /--import/],
    ['other options', { host: { execArgv: ['--max-old-space-size=100'] } }, 'pass', /nothing/],
  ],
  interfaces: [
    ['a card that is down', {}, 'pass', /every interface but loopback is down/],
    ['only loopback', file('/proc/net/dev', '    lo: 0 0\n'), 'pass', /only the loopback/],
    [
      'a bar in its name',
      net('a|b', { type: '1', flags: '0x1003', operstate: 'up' }),
      'block',
      /^a\|b can reach/,
    ],
    ['up', net('eth9', { type: '1', flags: '0x1003', operstate: 'down', carrier: '0' }), 'block', /eth9/],
    ['operstate up', net('eth9', { type: '1', flags: '0x1002', operstate: 'up' }), 'block', /eth9/],
    [
      'carrier',
      net('eth9', { type: '1', flags: '0x1002', operstate: 'down', carrier: '1' }),
      'block',
      /eth9 can reach/,
    ],
    [
      'an IPv6 address',
      {
        files: {
          ...net('eth9', { type: '1', flags: '0x1002', operstate: 'down' }).files,
          '/proc/net/if_inet6': '20010db8000000000000000000000001 02 40 00 80 eth9\n',
        },
      },
      'block',
      /eth9/,
    ],
    [
      'an address that the system tells of',
      { host: { addresses: [{ name: 'utun3', address: '10.0.0.9', isLoopback: false }] } },
      'block',
      /utun3/,
    ],
    [
      'an address without an interface',
      file('/proc/net/fib_trie', 'Main:\n  |-- 192.0.2.7\n    /32 host LOCAL\n'),
      'block',
      /192\.0\.2\.7/,
    ],
    ['a state nobody knows', net('eth9', {}), 'block', /eth9/],
    [
      'another card that is called lo',
      { files: { '/sys/class/net/lo/type': '1\n', '/sys/class/net/lo/flags': '0x1003\n' } },
      'block',
      /lo can reach/,
    ],
    ['no list', file('/proc/net/dev', null), 'warn', /could not be checked/],
  ],
  routes: [
    ['none', {}, 'pass', /no route/],
    [
      'IPv4',
      file('/proc/net/route', 'Iface\tDestination\neth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\n'),
      'block',
      /there is a route/,
    ],
    [
      'IPv6',
      file(
        '/proc/net/ipv6_route',
        `${'0'.repeat(32)} 00 ${'0'.repeat(32)} 00 fe80${'0'.repeat(27)}1 00000400 1 0 00000003     eth0\n`,
      ),
      'block',
      /there is a route/,
    ],
    [
      'another table',
      file('/proc/net/fib_trie', 'Id 200:\n  |-- 10.0.0.0\n    /8 link UNICAST\n'),
      'block',
      /there is a route/,
    ],
    [
      'the main table, by loopback',
      file('/proc/net/fib_trie', 'Main:\n  |-- 10.0.0.0\n    /8 link UNICAST\n'),
      'pass',
      /no route/,
    ],
    [
      'one that refuses',
      file('/proc/net/route', 'Iface\tDestination\n*\t0000000A\t00000000\t0201\t0\t0\t0\t000000FF\t0\n'),
      'pass',
      /no route/,
    ],
    [
      'not shown',
      { files: { '/proc/net/route': null, '/proc/net/fib_trie': forbidden } },
      'warn',
      /could not be checked/,
    ],
  ],
  radios: [
    ['none', {}, 'pass', /no radio/],
    ['all blocked', {}, 'pass', /every radio is blocked/, 'wifi-killed'],
    [
      'Bluetooth on',
      file('/sys/class/rfkill/rfkill0/soft', '0\n'),
      'block',
      /hci0 \(bluetooth\) is/,
      'wifi-killed',
    ],
    ['Wi-Fi on', file('/sys/class/rfkill/rfkill1/hard', '0\n'), 'block', /phy0 \(wlan\)/, 'wifi-killed'],
    ['modem on', file('/sys/class/rfkill/rfkill2/soft', '0\n'), 'block', /\(wwan\)/, 'wifi-killed'],
    ['state unknown', file('/sys/class/rfkill/rfkill0/soft', forbidden), 'block', /hci0/, 'wifi-killed'],
    ['Wi-Fi without a switch', file('/sys/class/ieee80211/phy3/index', '3\n'), 'block', /phy3/],
    ['Wi-Fi known by its interface alone', file('/sys/class/net/wlan0/uevent', zoom), 'block', /wlan0/],
    ['Bluetooth without a switch', file('/sys/class/bluetooth/hci7/uevent', '\n'), 'block', /hci7/],
    [
      'a Bluetooth connection is no radio',
      file('/sys/class/bluetooth/hci7:11/uevent', '\n'),
      'pass',
      /no radio/,
    ],
    ['a modem without a switch', file('/sys/class/wwan/wwan0/uevent', '\n'), 'block', /wwan0/],
    [
      'a receiver',
      {
        files: {
          '/sys/class/rfkill/rfkill4/type': 'gps\n',
          '/sys/class/rfkill/rfkill4/soft': '0\n',
        },
      },
      'pass',
      /every radio/,
    ],
    ['not listed', { files: { '/sys/class/net': null, '/sys/class/rfkill': null } }, 'warn', /could not be/],
  ],
  'network-namespace': [
    ['the machine itself', {}, 'pass', /the network of the machine/],
    [
      'another namespace',
      file('/proc/self/ns/net', { link: 'net:[4026599999]' }),
      'warn',
      /another network than the machine: start the program without unshare/,
    ],
    [
      '/sys shows more',
      file('/sys/class/net/eth5/type', '1\n'),
      'warn',
      /another network than the machine: start the program without unshare/,
    ],
    ['nobody may see process 1', file('/proc/1/ns/net', null), 'pass', /that \/sys shows/],
    ['no /sys', file('/sys/class/net', null), 'warn', /could not be checked/],
  ],
  sockets: [
    ['none', {}, 'pass', /no socket beyond/],
    ['loopback', tcp('tcp', '0100007F:0277', '0A'), 'pass', /no socket/],
    ['everywhere', tcp('tcp', '00000000:0016', '0A'), 'warn', /1 socket is open/],
    ['connected', tcp('tcp', '2A01A8C0:D2F4', '01'), 'warn', /1 socket is open/],
    ['waiting to close', tcp('tcp', '2A01A8C0:D2F4', '06'), 'pass', /no socket/],
    ['IPv6 loopback', tcp('tcp6', '00000000000000000000000001000000:0277', '0A'), 'pass', /no socket/],
    [
      'IPv4 loopback in IPv6',
      tcp('tcp6', '0000000000000000FFFF00000100007F:0277', '0A'),
      'pass',
      /no socket/,
    ],
    ['IPv6 everywhere', tcp('tcp6', `${'0'.repeat(32)}:0016`, '0A'), 'warn', /1 socket/],
    ['UDP', tcp('udp', '00000000:14E9', '07'), 'warn', /1 socket/],
    [
      'not shown',
      {
        files: {
          '/proc/net/tcp': null,
          '/proc/net/tcp6': null,
          '/proc/net/udp': null,
          '/proc/net/udp6': null,
        },
      },
      'warn',
      /could not be checked/,
    ],
  ],
  'name-servers': [
    ['none', {}, 'pass', /no name server/],
    ['one', file('/etc/resolv.conf', '# by hand\nnameserver 9.9.9.9\n'), 'warn', /9\.9\.9\.9/],
    [
      'a stub that asks nobody',
      file('/etc/resolv.conf', 'nameserver 127.0.0.53\n'),
      'pass',
      /no name server/,
    ],
    [
      'a stub that asks',
      file('/run/systemd/resolve/resolv.conf', 'nameserver fe80::1%2\n'),
      'warn',
      /fe80::1/,
    ],
    ['a comment', file('/etc/resolv.conf', '#nameserver 9.9.9.9\n'), 'pass', /no name server/],
    [
      'unreadable',
      { files: { '/etc/resolv.conf': forbidden, '/run/systemd/resolve/resolv.conf': forbidden } },
      'warn',
      /could not be checked/,
    ],
  ],
};

tryRules(cases);
