import type { CardReading } from '../../electron/contract/views.ts';
import { groupSize, groupsInRow, rowLetter, tidy } from './card-groups.ts';

type Changes = Extract<CardReading, { status: 'corrected' }>['changes'];

/** A group with corrections. */
export interface ChangedGroup {
  readonly row: string;
  /** Its number in the row, from 1. */
  readonly group: number;
  /** Its changes, with their places in the group from 1. */
  readonly changes: readonly { readonly place: number; readonly typed: string; readonly corrected: string }[];
  readonly typed: string;
  readonly corrected: string;
}

/** Number of a group from 0, of its row letter and its number in that row. */
export function groupIndex({ row, group }: { readonly row: string; readonly group: number }): number {
  return (row.charCodeAt(0) - rowLetter(0).charCodeAt(0)) * groupsInRow + group - 1;
}

/** The groups that were corrected, and no other: as typed, and as the card is said to have them. */
export function changedGroups(changes: Changes, text: string): ChangedGroup[] {
  const characters = [...tidy(text)];
  const found = new Map<number, Changes[number][]>();
  for (const change of changes) {
    const index = groupIndex(change);
    found.set(index, [...(found.get(index) ?? []), change]);
  }
  return [...found].map(([index, own]) => {
    const typed = characters.slice(index * groupSize, (index + 1) * groupSize);
    const corrected = [...typed];
    for (const change of own) corrected[change.character - 1] = change.corrected;
    const [{ row, group } = { row: '', group: 0 }] = own;
    return {
      row,
      group,
      changes: own.map((change) => ({
        place: change.character,
        typed: change.typed,
        corrected: change.corrected,
      })),
      typed: typed.join(''),
      corrected: corrected.join(''),
    };
  });
}
