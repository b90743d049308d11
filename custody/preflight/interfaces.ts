import { blocks, type Finding, listed, passes, unchecked } from './check.ts';
import { stateOf, textOf } from './files.ts';
import { formatIpv6Hex } from './internet-address.ts';
import type { Machine } from './machine.ts';

/** Names of the interfaces in /proc/net/dev: the kernel forbids `/`, `:` and blanks in them, and nothing else. */
export function parseInterfaceNames(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const name = /^\s*([^\s:/]+):\s*\d/.exec(line)?.[1];
    return name === undefined ? [] : [name];
  });
}

/** Addresses in /proc/net/if_inet6, each with its interface. */
export function parseInterfaceAddresses6(text: string): { name: string; address: string }[] {
  return text.split('\n').flatMap((line) => {
    const [address, , , , , name] = line.trim().split(/\s+/);
    if (address === undefined || name === undefined || !/^[0-9a-f]{32}$/.test(address)) return [];
    return [{ name, address: formatIpv6Hex(address) }];
  });
}

/**
 * This machine's own IPv4 addresses, from /proc/net/fib_trie: a leaf `|-- 192.0.2.2` followed by `/32 host LOCAL`.
 * The file does not say which interface has them.
 */
export function parseLocalAddresses(text: string): string[] {
  const found = new Set<string>();
  let leaf = '';
  for (const line of text.split('\n')) {
    leaf = /^\s*\|-- (\S+)/.exec(line)?.[1] ?? leaf;
    if (/^\s*\/32 host LOCAL\b/.test(line) && leaf !== '' && !leaf.startsWith('127.')) found.add(leaf);
  }
  return [...found];
}

/** One interface other than loopback. */
interface Interface {
  readonly name: string;
  /** What makes it a way out; empty for one that is off. */
  readonly faults: readonly string[];
}

const up = 0x1;
const loopback = 0x8;
/** ARPHRD_LOOPBACK of linux/if_arp.h. */
const loopbackType = 772;

/** Blocks when an interface other than loopback is up, has carrier or has an address. */
export function checkInterfaces(machine: Machine): Finding {
  const { files, host } = machine;
  const devices = files.read('/proc/net/dev');
  if (devices.state !== 'read')
    return unchecked('the kernel does not list its interfaces', [stateOf(devices)]);
  const addresses = new Map<string, Set<string>>();
  const note = (name: string, address: string) => {
    addresses.set(name, (addresses.get(name) ?? new Set()).add(address));
  };
  const inet6 = files.read('/proc/net/if_inet6');
  if (inet6.state === 'read') {
    for (const { name, address } of parseInterfaceAddresses6(inet6.text)) note(name, address);
  }
  for (const { name, address, isLoopback } of host.addresses) if (!isLoopback) note(name, address);

  const names = parseInterfaceNames(devices.text);
  const others = [...new Set([...names, ...addresses.keys()])].filter((name) => !isLoopback(machine, name));
  const interfaces = others.map((name) => inspect(machine, name, [...(addresses.get(name) ?? [])]));
  const attributed = new Set([...addresses.values()].flatMap((set) => [...set]));
  const trie = files.read('/proc/net/fib_trie');
  const strays = (trie.state === 'read' ? parseLocalAddresses(trie.text) : []).filter(
    (address) => !attributed.has(address),
  );

  const open = interfaces.filter(({ faults }) => faults.length > 0);
  const evidence = [
    `/proc/net/dev: ${names.length === 0 ? 'no interface' : listed(names, 12)}`,
    ...open.map(({ name, faults }) => `${name}: ${faults.join(', ')}`),
    ...strays.map((address) => `/proc/net/fib_trie: this machine has the address ${address}`),
    ...interfaces
      .filter(({ faults }) => faults.length === 0)
      .map(({ name }) => `${name}: down, no carrier, no address`),
    ...(inet6.state === 'read' ? [] : [stateOf(inet6)]),
  ];
  if (open.length > 0) return blocks(`${listed(open.map(({ name }) => name))} can reach a network`, evidence);
  if (strays.length > 0) return blocks(`the machine has the address ${listed(strays)}`, evidence);
  return passes(
    others.length === 0 ? 'only the loopback interface' : 'every interface but loopback is down',
    evidence,
  );
}

// The name alone proves nothing: any interface can be called lo.
function isLoopback({ files }: Machine, name: string): boolean {
  const type = textOf(files, `/sys/class/net/${name}/type`);
  if (type !== null) return Number(type) === loopbackType;
  const flags = textOf(files, `/sys/class/net/${name}/flags`);
  return flags !== null ? (Number(flags) & loopback) !== 0 : name === 'lo';
}

function inspect({ files }: Machine, name: string, addresses: readonly string[]): Interface {
  const folder = `/sys/class/net/${name}`;
  const faults: string[] = [];
  const flags = textOf(files, `${folder}/flags`);
  const state = textOf(files, `${folder}/operstate`);
  if (flags === null && state === null) {
    faults.push('not in /sys/class/net, so nobody can say that it is down');
  } else if ((Number(flags ?? 0) & up) !== 0 || state === 'up') {
    faults.push(`up (flags ${flags ?? 'unknown'}, ${state ?? 'state unknown'})`);
  }
  // While an interface is down the kernel refuses to say whether it has carrier: that is not a carrier.
  if (textOf(files, `${folder}/carrier`) === '1') faults.push('carrier: a cable or a link is there');
  if (addresses.length > 0) faults.push(`address ${listed(addresses, 4)}`);
  return { name, faults };
}
