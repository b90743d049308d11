import { blocks, type Finding, passes, unchecked } from './check.ts';
import { stateOf } from './files.ts';
import { formatIpv4LittleEndian, formatIpv6Hex } from './internet-address.ts';
import type { Machine } from './machine.ts';

/** A route and the interface it leaves by. */
export interface Route {
  readonly destination: string;
  readonly by: string;
}

/** Routes of /proc/net/route: the main IPv4 table. */
export function parseRoutes(text: string): Route[] {
  return text.split('\n').flatMap((line) => {
    const [by, destination, , , , , , mask] = line.trim().split(/\s+/);
    if (by === undefined || destination === undefined || !isHex(destination, 8)) return [];
    const bits = mask !== undefined && isHex(mask, 8) ? `/${setBits(mask)}` : '';
    return [{ destination: `${formatIpv4LittleEndian(destination)}${bits}`, by }];
  });
}

/** Routes of /proc/net/ipv6_route: every IPv6 table. */
export function parseRoutes6(text: string): Route[] {
  return text.split('\n').flatMap((line) => {
    const fields = line.trim().split(/\s+/);
    const [destination, length] = fields;
    const by = fields[9];
    if (destination === undefined || length === undefined || by === undefined) return [];
    if (!isHex(destination, 32) || !isHex(length, 2)) return [];
    return [{ destination: `${formatIpv6Hex(destination)}/${parseInt(length, 16)}`, by }];
  });
}

/** Destinations in the IPv4 tables of /proc/net/fib_trie besides Main and Local: those a policy rule can choose. */
export function parseOtherTables(text: string): string[] {
  const found: string[] = [];
  let isOther = false;
  let leaf = '';
  for (const line of text.split('\n')) {
    const table = /^(Main|Local|Id \d+):/.exec(line)?.[1];
    if (table !== undefined) isOther = table.startsWith('Id');
    leaf = /^\s*\|-- (\S+)/.exec(line)?.[1] ?? leaf;
    const length = /^\s*\/(\d+) \w+ UNICAST\b/.exec(line)?.[1];
    if (isOther && length !== undefined) found.push(`${leaf}/${length}`);
  }
  return found;
}

/** Blocks when a route leaves by anything but loopback. */
export function checkRoutes({ files }: Machine): Finding {
  const four = files.read('/proc/net/route');
  const six = files.read('/proc/net/ipv6_route');
  const trie = files.read('/proc/net/fib_trie');
  if (four.state !== 'read' && trie.state !== 'read') {
    return unchecked('the kernel does not show its routes', [stateOf(four), stateOf(six), stateOf(trie)]);
  }
  const routes = [
    ...(four.state === 'read' ? parseRoutes(four.text) : []),
    ...(six.state === 'read' ? parseRoutes6(six.text) : []),
    // `*` is a route that refuses: nothing leaves by it.
  ].filter(({ by }) => by !== 'lo' && by !== '*');
  const others = trie.state === 'read' ? parseOtherTables(trie.text) : [];
  const evidence = [
    ...routes.map(({ destination, by }) => `route to ${destination} by ${by}`),
    ...others.map((destination) => `route to ${destination} in another table`),
    ...[four, six, trie].map(stateOf),
  ];
  const count = routes.length + others.length;
  if (count > 0) return blocks(count === 1 ? 'there is a route' : `there are ${count} routes`, evidence);
  return passes('no route but by loopback', evidence);
}

function isHex(text: string, digits: number): boolean {
  return text.length === digits && /^[0-9a-fA-F]+$/.test(text);
}

function setBits(hex: string): number {
  return [...BigInt(`0x${hex}`).toString(2)].filter((bit) => bit === '1').length;
}
