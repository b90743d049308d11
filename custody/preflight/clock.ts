import { type Finding, passes, warns } from './check.ts';
import { textOf } from './files.ts';
import type { Machine } from './machine.ts';

const day = 86_400_000;
/** Nobody holds a ceremony with a program this old: the clock runs ahead, or it is time for a newer one. */
const longestUse = 15 * 366 * day;
/** A hardware clock may keep local time: up to fourteen hours from UTC. */
const localTime = (day / 24) * 15;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/**
 * When the kernel was built, from /proc/version, in milliseconds since 1970, or null: distributions write
 * `(2025-04-10)` or `Thu Apr 10 19:55:09 UTC 2025`.
 */
export function parseKernelDate(version: string): number | null {
  const iso = /\((\d{4}-\d{2}-\d{2})\)/.exec(version)?.[1];
  const [, month, dayOfMonth, year] =
    /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\w{3}) +(\d{1,2}) [\d:]+ \S+ (\d{4})\b/.exec(version) ?? [];
  const time =
    iso !== undefined
      ? Date.parse(`${iso}T00:00:00Z`)
      : Date.UTC(Number(year), months.indexOf(month ?? ''), Number(dayOfMonth));
  const isDate = Number.isFinite(time) && (iso !== undefined || months.includes(month ?? ''));
  return isDate ? time : null;
}

/** Warns when the clock cannot be right; the date is always to be compared with a watch. */
export function checkClock({ files, now, software }: Machine): Finding {
  const time = now.getTime();
  const built = software.buildDate === null ? Number.NaN : Date.parse(software.buildDate);
  const kernel = parseKernelDate(textOf(files, '/proc/version') ?? '');
  const hardware = hardwareClock(textOf(files, '/sys/class/rtc/rtc0/since_epoch'));
  const faults = [
    ...(time < built ? ['the clock is behind the day this program was made'] : []),
    ...(kernel !== null && time < kernel ? ['the clock is behind the day the kernel was made'] : []),
    ...(time > built + longestUse ? ['the clock is far ahead of the day this program was made'] : []),
    ...(hardware !== null && Math.abs(time - hardware) > localTime
      ? ['the clock and the hardware clock disagree']
      : []),
  ];
  const evidence = [
    `clock: ${seconds(now)}`,
    `program made: ${Number.isFinite(built) ? software.buildDate : 'unknown'}`,
    `kernel made: ${kernel === null ? 'unknown' : seconds(new Date(kernel)).slice(0, 10)}`,
    `hardware clock: ${hardware === null ? 'not readable' : seconds(new Date(hardware))}`,
  ];
  const shown = `${weekdays[now.getUTCDay()]} ${seconds(now).slice(0, 10)}, ${seconds(now).slice(11, 16)} UTC`;
  const confirm = `compare with a watch: the machine takes it to be ${shown}`;
  const [fault] = faults;
  if (fault !== undefined) return warns(fault, [...evidence, ...faults.slice(1)], confirm);
  return passes('the clock is plausible', evidence, confirm);
}

function hardwareClock(text: string | null): number | null {
  return text !== null && /^\d{1,11}$/.test(text) ? Number(text) * 1000 : null;
}

/** UTC, `YYYY-MM-DDTHH:MM:SSZ`. */
function seconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
