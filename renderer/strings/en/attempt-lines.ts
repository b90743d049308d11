import { amounts } from './amounts.ts';

// Where a line of custody's is for the command line or the report, the screens have their own.

const duties = {
  integrity: 'Check the folder',
  opening: 'Open the bundle',
  restore: 'Restore in memory',
} as const;

/** A line of a drill in the words of the screens; null where custody's own are taken. */
export function attemptLine(text: string): string | null {
  if (text === 'Seal the cards in new bags, and note their numbers (quorate handover)') {
    return 'Seal the cards in new bags, and note their numbers: on the first screen, “Sticks and cards”';
  }
  const overdue =
    /^(integrity|opening|restore) was (\d+) days overdue: it was due on (\d{4}-\d\d-\d\d)$/.exec(text);
  if (overdue !== null) {
    const [, duty, days, due = ''] = overdue;
    const late = days === '1' ? '1 day' : `${amounts.whole(Number(days))} days`;
    return `${duties[duty as keyof typeof duties]}: ${late} late, it was due on ${amounts.day(due)}`;
  }
  return atTimes(text);
}

/** A time that people typed, as it is said. */
function atTimes(text: string): string | null {
  const said = text.replace(
    /\((\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\dZ\)/,
    (_all, day: string, time: string) => `(${amounts.day(day)}, ${time} UTC)`,
  );
  return said === text ? null : said;
}
