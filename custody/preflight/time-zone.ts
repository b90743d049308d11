import { type Finding, passes, warns } from './check.ts';
import { textOf } from './files.ts';
import type { Machine } from './machine.ts';

/** The zone that a link such as `/usr/share/zoneinfo/Europe/Zurich` names, or null. */
export function zoneOfLink(link: string): string | null {
  return /\/zoneinfo\/(?:posix\/|right\/)?(.+)$/.exec(link)?.[1] ?? null;
}

/** Names of one zone that differ in spelling alone. */
const universal = /^(Etc\/)?(UTC|UCT|GMT|Universal|Zulu|Greenwich|GMT0|GMT[+-]0)$/;

/** Warns when the machine names two time zones, or one that does not exist. */
export function checkTimeZone({ files, host, now }: Machine): Finding {
  const link = files.link('/etc/localtime');
  const linked = link === null ? null : zoneOfLink(link);
  const written = textOf(files, '/etc/timezone');
  const evidence = [
    `this program goes by ${host.timeZone || 'no zone'}, ${offsetOf(host.timeZone, now)}`,
    `/etc/localtime: ${linked ?? (link === null ? 'no link' : 'a link to no zone')}`,
    `/etc/timezone: ${written ?? 'not there'}`,
    `TZ: ${host.timeZoneVariable ?? 'not set'}`,
  ];
  if (!isZone(host.timeZone)) return warns('the time zone does not exist', evidence);
  const names = [linked, written, host.timeZoneVariable === null ? null : host.timeZone];
  const different = new Set(names.flatMap((name) => (name === null || name === '' ? [] : [spelling(name)])));
  if (different.size > 1) {
    return warns(`the machine names several time zones: ${[...different].join(', ')}`, evidence);
  }
  return passes(`the time zone is ${host.timeZone}`, evidence);
}

function spelling(zone: string): string {
  return universal.test(zone) ? 'UTC' : zone;
}

function isZone(zone: string): boolean {
  if (zone === '') return false;
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}

function offsetOf(zone: string, now: Date): string {
  if (!isZone(zone)) return 'unknown to this program';
  const parts = Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(now);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'offset unknown';
}
