import { type Finding, listed, passes, unchecked, warns } from './check.ts';
import { stateOf } from './files.ts';
import { parseInterfaceNames } from './interfaces.ts';
import type { Machine } from './machine.ts';

/**
 * Warns when this process sees another network than the machine has: then the checks of interfaces, routes and sockets
 * say nothing about the machine. /sys shows the network it was mounted in, /proc/net that of the process.
 */
export function checkNetworkNamespace({ files }: Machine): Finding {
  const devices = files.read('/proc/net/dev');
  const listing = files.list('/sys/class/net');
  if (devices.state !== 'read' || listing.state !== 'read') {
    return unchecked('the kernel does not list its interfaces', [stateOf(devices), stateOf(listing)]);
  }
  const own = files.link('/proc/self/ns/net');
  const first = files.link('/proc/1/ns/net');
  const seen = new Set(parseInterfaceNames(devices.text));
  // Beside the interfaces the folder holds a file of the bonding driver.
  const hidden = listing.names.filter((name) => !seen.has(name) && name !== 'bonding_masters');
  const evidence = [
    `/proc/self/ns/net: ${own ?? 'not there'}`,
    `/proc/1/ns/net: ${first ?? 'could not be read'}`,
    ...(hidden.length > 0 ? [`/sys/class/net also has ${listed(hidden)}`] : []),
  ];
  if (hidden.length > 0 || (own !== null && first !== null && own !== first)) {
    return warns(
      'this process sees another network than the machine: start the program without unshare',
      evidence,
    );
  }
  return passes(
    first === null || own === null
      ? 'the process sees the interfaces that /sys shows'
      : 'the process sees the network of the machine',
    evidence,
  );
}
