import { type Plan, usualVerification } from '@quorate/crypto-core/documents/plan';
import type { PlanView } from '../contract/views.ts';

const intervals = {
  integrityDays: 'sticks are checked',
  openingDays: 'the bundle is opened as a test',
  restoreDays: 'a restore is drilled',
  mediaDays: 'sticks are replaced',
  keyRotationDays: 'keys are rotated',
} as const;

/** What a plan says besides people, places and sources: a reviewer may have overlooked it, and nobody reads JSON aloud. */
export function planRemarks(plan: Plan): PlanView['remarks'] {
  const warn = (text: string) => ({ isWarning: true, text });
  const tell = (text: string) => ({ isWarning: false, text });
  const { publishNames, overrides, singleStickReason, verification, supersedes, stickPhrase } = plan;
  return [
    ...(publishNames
      ? [
          warn(
            'custodians and their places are published on every stick: a finder learns whom to ask for the cards',
          ),
        ]
      : []),
    ...overrides.map(({ check, reason, witness }) =>
      warn(`the check "${check}" is overridden by ${witness}: ${reason}`),
    ),
    ...(singleStickReason === null ? [] : [warn(`a single stick: ${singleStickReason}`)]),
    ...(supersedes === null ? [] : [tell(`it takes the place of card set ${supersedes}`)]),
    ...(stickPhrase === 'on-cards'
      ? []
      : [tell(`the phrase that unlocks the sticks is kept: ${stickPhrase}`)]),
    ...Object.entries(intervals).flatMap(([member, what]) => {
      const days = verification[member as keyof typeof intervals];
      const usual = usualVerification[member as keyof typeof intervals];
      if (days === usual) return [];
      const text = `${what} every ${days} days; usual are ${usual}`;
      return [Number(days) > Number(usual) ? warn(text) : tell(text)];
    }),
  ];
}
