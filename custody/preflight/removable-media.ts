import { deviceName, isRemovable, wholeDevice } from './block-devices.ts';
import { type Finding, listed, passes, unchecked, warns } from './check.ts';
import { type Files, namesIn, stateOf, textOf } from './files.ts';
import type { Machine } from './machine.ts';
import { mountsOf } from './mounts.ts';

/** Where live systems mount the medium they were started from. */
const liveMedium =
  /^(\/|\/cdrom|\/run\/live\/(medium|rootfs\/.*)|\/lib\/live\/mount\/medium|\/run\/initramfs\/live|\/run\/archiso\/bootmnt)$/;
/** What the kernel says of a drive without a disc: a gigabyte less one sector of 512 bytes. */
const emptyDisc = '2097151';

/** Warns when a stick or a card is already in: what belongs to the ceremony is plugged in when it is called for. */
export function checkRemovableMedia({ files }: Machine): Finding {
  const devices = files.list('/sys/block');
  if (devices.state !== 'read') return unchecked('the kernel does not list its drives', [stateOf(devices)]);
  const inside = devices.names.filter((name) => isRemovable(files, name) && hasMedium(files, name));
  const places = placesOf(files);
  const isStart = (name: string) => (places.get(name) ?? []).some((place) => liveMedium.test(place));
  const strangers = inside.filter((name) => !isStart(name));
  const evidence = inside.map((name) => {
    const use = isStart(name)
      ? 'the system was started from it'
      : places.has(name)
        ? 'mounted'
        : 'not mounted';
    return `${name}: ${modelOf(files, name)}, ${sizeOf(files, name)}, ${use}`;
  });
  if (strangers.length > 0) return warns(`already in: ${listed(strangers)}`, evidence);
  if (inside.length > 0) return passes('only the medium the system was started from', evidence);
  return passes('no removable medium', [`${devices.names.length} drives looked at`]);
}

function hasMedium(files: Files, name: string): boolean {
  const sectors = textOf(files, `/sys/block/${name}/size`) ?? '0';
  return sectors !== '0' && !(name.startsWith('sr') && sectors === emptyDisc);
}

function placesOf(files: Files): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { source, target } of mountsOf(files) ?? []) {
    const device = deviceName(files, source);
    if (device === null) continue;
    for (const whole of wholesBelow(files, device)) places.set(whole, [...(places.get(whole) ?? []), target]);
  }
  return places;
}

// A mounted LUKS container is a device of its own; the stick stands below it.
function wholesBelow(files: Files, device: string): string[] {
  const whole = wholeDevice(files, device);
  const below = namesIn(files, `/sys/block/${whole}/slaves`).map((slave) => wholeDevice(files, slave));
  return [whole, ...below];
}

function modelOf(files: Files, name: string): string {
  const parts = ['vendor', 'model'].map((part) => textOf(files, `/sys/block/${name}/device/${part}`) ?? '');
  return parts.filter((part) => part !== '').join(' ') || 'unknown make';
}

// The kernel counts sectors of 512 bytes, whatever the drive's own are.
function sizeOf(files: Files, name: string): string {
  const sectors = Number(textOf(files, `/sys/block/${name}/size`) ?? '');
  if (!Number.isFinite(sectors)) return 'unknown size';
  return `${((sectors * 512) / 1e9).toFixed(1)} GB`;
}
