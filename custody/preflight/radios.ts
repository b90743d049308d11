import { blocks, type Finding, listed, passes, unchecked } from './check.ts';
import { namesIn, stateOf, textOf } from './files.ts';
import type { Machine } from './machine.ts';

/** What rfkill calls the radios that only listen: they cannot carry anything out. */
const receivers = new Set(['gps', 'fm']);

/** A radio, or a switch of one, and whether it is off. */
interface Radio {
  readonly name: string;
  readonly kind: string;
  /** How it is blocked, or null when it is not. */
  readonly blocked: string | null;
}

/** Blocks when a radio is there that no switch has turned off. */
export function checkRadios(machine: Machine): Finding {
  const { files } = machine;
  const network = files.list('/sys/class/net');
  const switches = files.list('/sys/class/rfkill');
  if (network.state !== 'read' && switches.state !== 'read') {
    return unchecked('the kernel does not list its devices', [stateOf(network), stateOf(switches)]);
  }
  const switched = switchedRadios(machine);
  const radios = [...switched, ...radiosWithoutSwitch(machine, switched)];
  const open = radios.filter(({ blocked, kind }) => blocked === null && !receivers.has(kind));
  const evidence = [
    ...radios.map(({ name, kind, blocked }) => `${name} (${kind}): ${blocked ?? 'not blocked'}`),
    ...(switches.state === 'read' ? [] : [stateOf(switches)]),
    ...(radios.length === 0 ? ['/sys/class/{rfkill,ieee80211,bluetooth,wwan,net}: no radio is listed'] : []),
  ];
  if (open.length > 0) {
    const names = open.map(({ name, kind }) => `${name} (${kind})`);
    return blocks(`${listed(names)} ${open.length === 1 ? 'is' : 'are'} not blocked`, evidence);
  }
  return passes(radios.length === 0 ? 'no radio' : 'every radio is blocked', evidence);
}

function switchedRadios({ files }: Machine): Radio[] {
  const entries = namesIn(files, '/sys/class/rfkill').filter((name) => /^rfkill\d+$/.test(name));
  return entries.map((entry) => {
    const folder = `/sys/class/rfkill/${entry}`;
    const hard = textOf(files, `${folder}/hard`) === '1';
    const soft = textOf(files, `${folder}/soft`) === '1';
    return {
      name: textOf(files, `${folder}/name`) ?? entry,
      kind: textOf(files, `${folder}/type`) ?? 'radio of unknown kind',
      blocked: hard ? 'blocked by a switch' : soft ? 'blocked by software' : null,
    };
  });
}

// A driver without rfkill, or a kernel without it, leaves a radio that nothing turns off.
function radiosWithoutSwitch({ files }: Machine, switched: readonly Radio[]): Radio[] {
  const interfaces = namesIn(files, '/sys/class/net');
  const kindOf = (name: string) =>
    /^DEVTYPE=(\w+)/m.exec(textOf(files, `/sys/class/net/${name}/uevent`) ?? '')?.[1] ?? '';
  const wlan = new Set(namesIn(files, '/sys/class/ieee80211'));
  for (const name of interfaces.filter((candidate) => kindOf(candidate) === 'wlan')) {
    wlan.add(textOf(files, `/sys/class/net/${name}/phy80211/name`) ?? name);
  }
  const modems = namesIn(files, '/sys/class/wwan').filter((name) => /^wwan\d+$/.test(name));
  const wwan = modems.length > 0 ? modems : interfaces.filter((name) => kindOf(name) === 'wwan');
  // Entries such as hci0:11 are connections, not radios.
  const bluetooth = namesIn(files, '/sys/class/bluetooth').filter((name) => /^hci\d+$/.test(name));
  const known = (kind: string, name: string) =>
    switched.some((radio) => radio.kind === kind && radio.name === name);
  // A modem's switch is the laptop's own and never carries the modem's name.
  const hasModemSwitch = switched.some(({ kind }) => kind === 'wwan');
  return [
    ...[...wlan].filter((name) => !known('wlan', name)).map((name) => ({ name, kind: 'wlan' })),
    ...bluetooth.filter((name) => !known('bluetooth', name)).map((name) => ({ name, kind: 'bluetooth' })),
    ...(hasModemSwitch ? [] : wwan.map((name) => ({ name, kind: 'wwan' }))),
  ].map((radio) => ({ ...radio, blocked: null }));
}
