import type { DrillReport, Objective } from './report.ts';
import { spanText } from './report.ts';
import type { TimedPart } from './stopwatch.ts';

/** What each timed part is called in a report. */
export const partNames: Readonly<Record<TimedPart, string>> = {
  verify: 'Folder read and checked',
  cards: 'Cards read',
  open: 'Bundle opened',
  compare: 'Keys derived and compared',
  restore: 'Restored into the sandbox',
};

/** What was counted, in words. */
export function rtoText({ rto }: DrillReport): string {
  const since = {
    detection: `since the loss was noticed (${rto.detected})`,
    start: `since the work began (${rto.started})`,
    program: 'since the program was started',
  }[rto.from];
  const target = `objective: less than ${spanText(rto.limit)}`;
  const verdict = rto.wasOpened ? (rto.isMet ? 'met' : 'MISSED') : 'not shown, for nothing was opened';
  return `${spanText(rto.milliseconds)} ${since}; ${target}: ${verdict}`;
}

/** An objective's tick; never a colour alone. */
export const ticks: Readonly<Record<Objective['state'], string>> = {
  met: '☑',
  missed: '☒',
  'not tested': '☐',
};
