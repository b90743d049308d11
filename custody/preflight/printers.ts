import { type Finding, listed, passes, unchecked, warns } from './check.ts';
import { stateOf } from './files.ts';
import type { Machine } from './machine.ts';
import { processNames } from './processes.ts';

/** A print queue of CUPS. The address itself is left out: it may hold a user's name and password. */
export interface Printer {
  readonly name: string;
  /** The scheme of its address, such as `usb` or `ipp`. */
  readonly scheme: string;
  readonly isNetwork: boolean;
}

/** What reaches a printer by a cable, a file or a program on this machine. */
const localSchemes = new Set([
  'usb',
  'parallel',
  'serial',
  'scsi',
  'file',
  'cups-pdf',
  'hpfax',
  'epson',
  'canon',
  'gutenprint',
]);

/** Reads /etc/cups/printers.conf (printers.conf(5)). */
export function parsePrinters(text: string): Printer[] {
  const printers: Printer[] = [];
  let name = 'a printer without a name';
  for (const line of text.split('\n')) {
    name = /^\s*<(?:Default)?Printer\s+([^>]+)>/i.exec(line)?.[1] ?? name;
    const address = /^\s*DeviceURI\s+(\S+)/i.exec(line)?.[1];
    if (address !== undefined) printers.push({ name, ...judge(address) });
  }
  return printers;
}

function judge(address: string): { scheme: string; isNetwork: boolean } {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase() ?? '';
  if (localSchemes.has(scheme)) return { scheme, isNetwork: false };
  // HP's driver has one scheme for cable and network: hp:/usb/… and hp:/net/….
  if (scheme === 'hp') return { scheme, isNetwork: !/^hp:\/(usb|par)\//i.test(address) };
  // ipp-usb speaks the network's protocol over a cable, to a port of this machine.
  const host = /^[a-z0-9+.-]+:\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/?#]*)/i.exec(address)?.[1]?.toLowerCase();
  const isHere = host !== undefined && ['localhost', '127.0.0.1', '[::1]'].includes(host);
  return { scheme: scheme || 'no scheme', isNetwork: !isHere };
}

/** Warns when a printer is set up that is reached by a network, or a program runs that finds such printers. */
export function checkPrinters({ files }: Machine): Finding {
  const configuration = files.read('/etc/cups/printers.conf');
  const browses = processNames(files).includes('cups-browsed');
  const running = browses ? ['cups-browsed runs: it adds network printers by itself'] : [];
  if (configuration.state === 'unreadable') {
    return unchecked('the list of printers is not readable for this user', [
      stateOf(configuration),
      ...running,
    ]);
  }
  const printers = configuration.state === 'read' ? parsePrinters(configuration.text) : [];
  const evidence = [
    ...printers.map(
      ({ name, scheme, isNetwork }) => `${name}: ${scheme}, ${isNetwork ? 'network' : 'local'}`,
    ),
    ...running,
    stateOf(configuration),
  ];
  const network = printers.filter(({ isNetwork }) => isNetwork);
  if (network.length > 0) {
    return warns(`a network reaches ${listed(network.map(({ name }) => name))}`, evidence);
  }
  if (browses) return warns('network printers are added by themselves', evidence);
  return passes(printers.length === 0 ? 'no printer is set up' : 'every printer is local', evidence);
}
