import type { Chance } from './chance.ts';

/** When a stick is pulled: at a step of the writer, or once the machine has written so often. */
export type Moment = { readonly name: string } & (
  | { readonly during: 'write'; readonly step: RegExp; readonly time: number }
  | { readonly during: 'write' | 'delivery'; readonly writes: number }
  | { readonly during: 'after'; readonly what: 'write' | 'delivery' }
);

/** Steps of writing a folder, as the product tells them. */
const steps: Readonly<Record<string, RegExp>> = {
  creating: /^creating /,
  'beginning a file': /^writing /,
  'within a file': /^writing bundle/,
  'reading back': /^reading back /,
  'flushing a folder': /^flushing (?!the stick)/,
  renaming: /^renaming /,
  'flushing the stick': /^flushing the stick/,
};

/** How often a step comes while the lab's ceremony is written, at least. */
const times: Readonly<Record<string, number>> = {
  creating: 1,
  'within a file': 4,
  renaming: 1,
  'flushing the stick': 1,
};

/**
 * Moments at every named step, and others by lot.
 * @param each pulls at each named step
 * @param random further pulls, after a number of writes that is drawn
 * @param writes how many writes a whole run makes: `folder` for the folder, `closing` for the closing record
 */
export function drawMoments(
  chance: Chance,
  { each, random }: { readonly each: number; readonly random: number },
  writes: { readonly folder: number; readonly closing: number },
): Moment[] {
  const moments: Moment[] = [];
  const add = (count: number, make: () => Moment) => {
    for (let at = 0; at < count; at++) moments.push(make());
  };
  for (const [name, step] of Object.entries(steps)) {
    // Within a file: not at its first step, which is its beginning.
    const [first, last] = [name === 'within a file' ? 2 : 1, times[name] ?? 3];
    add(each, () => ({ name, during: 'write', step, time: first - 1 + chance.upTo(last - first + 1) }));
  }
  add(each, () => ({ name: 'written', during: 'after', what: 'write' }));
  add(each, () => ({ name: 'closing record', during: 'delivery', writes: chance.upTo(writes.closing) }));
  add(each, () => ({ name: 'delivered', during: 'after', what: 'delivery' }));
  add(random, () => ({ name: 'at random', during: 'write', writes: chance.upTo(writes.folder) }));
  return moments;
}

/** A moment in words, for a report. */
export function momentText(moment: Moment): string {
  if ('step' in moment) return `${moment.name}, time ${moment.time}`;
  return 'writes' in moment ? `${moment.name}, write ${moment.writes}` : moment.name;
}
