import { type Finding, passes, unchecked, warns } from './check.ts';
import { type Files, stateOf } from './files.ts';
import { formatIpv4LittleEndian, formatIpv6Hex, networkOrder } from './internet-address.ts';
import type { Machine } from './machine.ts';

/** A socket that waits for others, or is connected to one. */
export interface Socket {
  readonly address: string;
  readonly port: number;
  readonly isLoopback: boolean;
  readonly state: 'listens' | 'is connected';
  /** By which /proc/PID/fd names it. */
  readonly inode: string;
}

// include/net/tcp_states.h: a UDP socket that is bound and has no peer stands as closed.
const listens = { tcp: '0A', udp: '07' } as const;
const isConnected = '01';

/** Sockets of /proc/net/{tcp,tcp6,udp,udp6}. */
export function parseSockets(text: string, protocol: 'tcp' | 'udp'): Socket[] {
  return text.split('\n').flatMap((line) => {
    const fields = line.trim().split(/\s+/);
    const [host, port] = (fields[1] ?? '').split(':');
    const code = fields[3]?.toUpperCase();
    const inode = fields[9] ?? '';
    if (host === undefined || port === undefined || !/^[0-9a-f]{4}$/i.test(port)) return [];
    if (!/^([0-9a-f]{8}|[0-9a-f]{32})$/i.test(host)) return [];
    if (code !== listens[protocol] && code !== isConnected) return [];
    const state = code === isConnected ? 'is connected' : 'listens';
    return [{ ...addressOf(host), port: parseInt(port, 16), state, inode }];
  });
}

function addressOf(hex: string): { address: string; isLoopback: boolean } {
  if (hex.length === 8) {
    const address = formatIpv4LittleEndian(hex);
    return { address, isLoopback: address.startsWith('127.') };
  }
  const ordered = networkOrder(hex);
  const isLoopback = ordered === `${'0'.repeat(31)}1` || ordered.startsWith(`${'0'.repeat(20)}ffff7f`);
  return { address: formatIpv6Hex(ordered), isLoopback };
}

const tables = [
  ['tcp', 'tcp'],
  ['tcp6', 'tcp'],
  ['udp', 'udp'],
  ['udp6', 'udp'],
] as const;

/** Every socket that the kernel shows, with the name of its table. */
export function socketsOf(files: Files): (Socket & { table: string })[] {
  return tables.flatMap(([table, protocol]) => {
    const reading = files.read(`/proc/net/${table}`);
    if (reading.state !== 'read') return [];
    return parseSockets(reading.text, protocol).map((socket) => ({ ...socket, table }));
  });
}

/** Warns when a socket listens or is connected beyond loopback. */
export function checkSockets({ files }: Machine): Finding {
  const readings = tables.map(([table]) => files.read(`/proc/net/${table}`));
  if (readings.every(({ state }) => state !== 'read')) {
    return unchecked('the kernel does not show its sockets', readings.map(stateOf));
  }
  const beyond = socketsOf(files).filter(({ isLoopback }) => !isLoopback);
  const evidence = [
    ...beyond.map(({ table, address, port, state }) => `${table}: ${state} at ${address} port ${port}`),
    ...readings.filter((reading) => reading.state !== 'read' || !reading.isWhole).map(stateOf),
  ];
  if (beyond.length > 0) {
    const one = beyond.length === 1;
    return warns(`${beyond.length} socket${one ? ' is' : 's are'} open beyond loopback`, evidence);
  }
  if (readings.some((reading) => reading.state === 'read' && !reading.isWhole)) {
    return unchecked('there are more sockets than were read', evidence);
  }
  return passes('no socket beyond loopback', [...evidence, '/proc/net/{tcp,tcp6,udp,udp6}: none']);
}
