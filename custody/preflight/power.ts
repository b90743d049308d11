import { type Finding, listed, passes, unchecked, warns } from './check.ts';
import { stateOf, textOf } from './files.ts';
import type { Machine } from './machine.ts';

const half = 50;

/** Warns when the battery of the machine is below half. */
export function checkPower({ files }: Machine): Finding {
  const supplies = files.list('/sys/class/power_supply');
  if (supplies.state === 'unreadable') return unchecked('the kernel does not say', [stateOf(supplies)]);
  const found = (supplies.state === 'read' ? supplies.names : []).map((name) => {
    const about = (file: string) => textOf(files, `/sys/class/power_supply/${name}/${file}`);
    return { name, type: about('type'), scope: about('scope'), about };
  });
  // A mouse has a battery too.
  const batteries = found.filter(
    ({ type, scope, about }) => type === 'Battery' && scope !== 'Device' && about('present') !== '0',
  );
  const mains = found.filter(({ type }) => type === 'Mains' || type === 'USB');
  const charges = batteries.map(({ name, about }) => {
    const capacity = about('capacity');
    const charge = capacity !== null && /^\d{1,3}$/.test(capacity) ? Number(capacity) : null;
    return { name, charge, status: about('status') ?? 'unknown' };
  });
  const evidence = [
    ...charges.map(({ name, charge, status }) => `${name}: ${charge ?? 'unknown'} %, ${status}`),
    ...mains.map(
      ({ name, about }) => `${name}: ${about('online') === '1' ? 'plugged in' : 'not plugged in'}`,
    ),
  ];
  if (batteries.length === 0) {
    return passes('no battery: the machine runs from the mains', [...evidence, stateOf(supplies)]);
  }
  const unknown = charges.filter(({ charge }) => charge === null);
  if (unknown.length > 0) return unchecked('a battery does not say how full it is', evidence);
  const low = charges.filter(({ charge }) => charge !== null && charge < half);
  if (low.length > 0) return warns(`${listed(low.map(({ name }) => name))} is below half`, evidence);
  return passes('the battery is at least half full', evidence);
}
