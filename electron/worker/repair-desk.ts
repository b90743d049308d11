import {
  refuseUnproved,
  repairStick,
  type StickComparison,
  type StickDamage,
  type ToldOfStick,
} from '@quorate/custody/sticks/compare';
import type { ComparisonView, LeftRecordView, ToldOfStickView } from '../contract/care-views.ts';
import type { CareTable } from './care-table.ts';

/** What came of comparing sticks, as a window shows it. */
export function comparisonView(
  comparison: StickComparison,
  isRepaired: boolean,
  table: CareTable,
): ComparisonView {
  const { good, damages, faults, added, notes } = comparison;
  const numberOf = (path: string) => table.numberOf(path) ?? 0;
  const toldView = ({ stick, message }: ToldOfStick): ToldOfStickView => ({
    stick: numberOf(stick.path),
    message,
  });
  return {
    good: numberOf(good.path),
    damages: damages.flatMap(({ stick, files }) =>
      files.map((file) => ({ stick: numberOf(stick.path), ...file })),
    ),
    faults: faults.map(toldView),
    added: added.map(toldView),
    notes: notes.map(toldView),
    repairSentence: repairSentence(comparison),
    isRepaired,
  };
}

/** What a person types to have damaged files replaced; null where there is none that can be. */
export function repairSentence(comparison: StickComparison): string | null {
  const count = repairableCount(comparison);
  return count === 0 ? null : `replace ${count} damaged ${count === 1 ? 'file' : 'files'}`;
}

/** Files that are not as they were sealed, on the sticks that can be put right. */
export function repairableCount(comparison: StickComparison): number {
  return repairable(comparison).reduce((sum, { files }) => sum + files.length, 0);
}

/** A stick that would not verify even then is left as it is: nothing is written to it. */
function repairable({ damages }: StickComparison): readonly StickDamage[] {
  return damages.filter(({ faults }) => faults.length === 0);
}

/**
 * Puts every damaged stick right from the good one where that can be.
 * @throws the codes of `refuseUnproved` and `repairStick`
 */
export function repairAll(comparison: StickComparison, people: string[], table: CareTable): LeftRecordView[] {
  const { good } = comparison;
  const damages = repairable(comparison);
  for (const damage of damages) refuseUnproved(damage, good);
  return damages.map((damage) => {
    const record = repairStick(damage, good, people, (path) => table.readAgain(path));
    return table.recordView({ folder: damage.stick.path, ...record });
  });
}
