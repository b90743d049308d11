import { refuseUnproved, repairStick, type StickComparison } from '@quorate/custody/sticks/compare';
import type { ComparisonView, LeftRecordView } from '../contract/care-views.ts';
import type { CareTable } from './care-table.ts';

/** What came of comparing sticks, as a window shows it. */
export function comparisonView(
  comparison: StickComparison,
  isRepaired: boolean,
  table: CareTable,
): ComparisonView {
  const { good, damages, added } = comparison;
  const numberOf = (path: string) => table.numberOf(path) ?? 0;
  return {
    good: numberOf(good.path),
    damages: damages.flatMap(({ stick, files }) =>
      files.map((file) => ({ stick: numberOf(stick.path), ...file })),
    ),
    added: added.map(({ stick, message }) => `${stick.path}: ${message}`),
    repairSentence: repairSentence(comparison),
    isRepaired,
  };
}

/** What a person types to have damaged files replaced; null where there is none. */
export function repairSentence(comparison: StickComparison): string | null {
  const count = damagedCount(comparison);
  return count === 0 ? null : `replace ${count} damaged ${count === 1 ? 'file' : 'files'}`;
}

/** Files that are not as they were sealed, on all sticks. */
export function damagedCount({ damages }: StickComparison): number {
  return damages.reduce((sum, { files }) => sum + files.length, 0);
}

/** Puts every damaged stick right from the good one. @throws the codes of `refuseUnproved` and `repairStick` */
export function repairAll(
  { good, damages }: StickComparison,
  people: string[],
  table: CareTable,
): LeftRecordView[] {
  for (const damage of damages) refuseUnproved(damage, good);
  return damages.map((damage) => {
    const record = repairStick(damage, good, people, (path) => table.readAgain(path));
    return table.recordView({ folder: damage.stick.path, ...record });
  });
}
