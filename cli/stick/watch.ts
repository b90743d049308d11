import type { DriveChange } from '@quorate/custody/drives/drive-changes';
import { watchDrives } from '@quorate/custody/drives/watch';
import { safeJson } from '@quorate/custody/print/safe-json';
import type { Outcome } from '../command.ts';
import { type Io, writeAll } from '../io.ts';
import { driveLines, listLines, nameOf } from './drive-lines.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What could be a stick, and a line for each that is plugged in, pulled, mounted or unlocked, until Ctrl-C. */
export async function watchSticks(io: Io): Promise<Outcome> {
  const stop = new AbortController();
  let endedBy: string | null = null;
  const end = (signal: NodeJS.Signals) => {
    endedBy = signal;
    stop.abort();
  };
  for (const signal of signals) process.on(signal, end);
  const tellJson = (line: object) => {
    if (io.json) writeAll(1, `${safeJson(line)}\n`);
  };
  try {
    let isFirst = true;
    await watchDrives((drives, changes, hasUsb) => {
      if (isFirst) {
        tellJson({ what: 'watching', hasUsb, drives });
        for (const line of listLines(drives)) io.print(line);
        if (!hasUsb) io.say('USB itself cannot be asked here: a stick is seen as soon as it is a drive');
        io.say('watching what is plugged in, until Ctrl-C');
      }
      isFirst = false;
      for (const change of changes) {
        tellJson(change);
        io.print(...changeLines(change));
      }
    }, stop.signal);
  } finally {
    for (const signal of signals) process.off(signal, end);
  }
  return { json: { ok: true, endedBy } };
}

function changeLines(change: DriveChange): string[] {
  const what = change.what.padEnd(13);
  if ('usb' in change) return [`${what} ${nameOf(change.usb)}`];
  const { drive } = change;
  if (['appeared', 'recognised', 'mounted'].includes(change.what)) {
    const [first = '', ...more] = driveLines(drive);
    return [`${what} ${first}`, ...more.map((line) => `${' '.repeat(14)}${line}`)];
  }
  return [`${what} ${drive.device}  ${nameOf(drive)}`];
}
