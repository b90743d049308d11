import { type Finding, listed, passes, unchecked, warns } from './check.ts';
import { stateOf } from './files.ts';
import type { Machine } from './machine.ts';

/** Addresses after `nameserver` in a resolv.conf (resolv.conf(5)). */
export function parseNameServers(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const server = /^\s*nameserver\s+(\S+)/.exec(line)?.[1];
    return server === undefined ? [] : [server];
  });
}

/** Warns when a name server beyond this machine is set. */
export function checkNameServers({ files }: Machine): Finding {
  // The stub of systemd-resolved is on loopback; where it asks stands in its own file.
  const readings = ['/etc/resolv.conf', '/run/systemd/resolve/resolv.conf'].map((path) => files.read(path));
  if (readings.every(({ state }) => state === 'unreadable')) {
    return unchecked('the resolver is not readable', readings.map(stateOf));
  }
  const servers = readings.flatMap((reading) =>
    reading.state === 'read' ? parseNameServers(reading.text) : [],
  );
  const beyond = [...new Set(servers)].filter((server) => !/^(127\.|::1$|::ffff:127\.)/i.test(server));
  const evidence = readings.map((reading) =>
    reading.state === 'read'
      ? `${reading.path}: ${listed(parseNameServers(reading.text)) || 'no name server'}`
      : stateOf(reading),
  );
  if (beyond.length > 0) return warns(`name servers are set: ${listed(beyond)}`, evidence);
  return passes('no name server beyond this machine', evidence);
}
