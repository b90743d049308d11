import type { LeftOut } from '@quorate/custody/import/home';
import { leftTexts } from '@quorate/custody/import/left-out';

/** What was not taken of the sources and why, for a person: loud where somebody should look. */
export function leftLines(left: readonly LeftOut[]): string[] {
  if (left.length === 0) return [];
  const toLookAt = left.filter(({ needsLook }) => needsLook);
  return [
    'Left out:',
    ...left.map(({ path, reason, needsLook }) => {
      return `  ${path}  (${leftTexts[reason]})${needsLook ? '  LOOK AT THIS ONE' : ''}`;
    }),
    ...toLookAt.map(({ path, location, reason }) => {
      return `WARNING: ${path} is NOT taken along: ${leftTexts[reason]}; look at ${location}`;
    }),
  ];
}
