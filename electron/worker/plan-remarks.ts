import { type Plan, phraseOnCards, usualVerification } from '@quorate/crypto-core/documents/plan';
import type { Interval, Remark } from '../contract/told.ts';
import type { PlanView } from '../contract/views.ts';

const intervals: Readonly<Record<Interval, string>> = {
  integrityDays: 'sticks are checked',
  openingDays: 'the bundle is opened as a test',
  restoreDays: 'a restore is drilled',
  mediaDays: 'sticks are replaced',
  keyRotationDays: 'keys are rotated',
};

/** What a plan says besides people, places and sources: a reviewer may have overlooked it, and nobody reads JSON aloud. */
export function planRemarks(plan: Plan): PlanView['remarks'] {
  const { publishNames, overrides, singleStickReason, verification, supersedes, stickPhrase } = plan;
  const remarks: (Remark & { readonly isWarning: boolean })[] = [];
  if (publishNames) remarks.push({ kind: 'names-published', isWarning: true });
  for (const { check, reason, witness } of overrides) {
    remarks.push({ kind: 'override', isWarning: true, check, witness, reason });
  }
  if (singleStickReason !== null) {
    remarks.push({ kind: 'single-stick', isWarning: true, reason: singleStickReason });
  }
  if (supersedes !== null) remarks.push({ kind: 'supersedes', isWarning: false, setId: supersedes.id });
  if (stickPhrase !== phraseOnCards) {
    remarks.push({ kind: 'phrase-kept', isWarning: false, where: stickPhrase });
  }
  for (const interval of Object.keys(intervals) as Interval[]) {
    const [days, usual] = [Number(verification[interval]), Number(usualVerification[interval])];
    if (days !== usual) remarks.push({ kind: 'interval', isWarning: days > usual, interval, days, usual });
  }
  return remarks.map((remark) => ({ ...remark, text: inWords(remark) }));
}

function inWords(remark: Remark): string {
  switch (remark.kind) {
    case 'names-published':
      return 'custodians and their places are published on every stick: a finder learns whom to ask for the cards';
    case 'override':
      return `the check "${remark.check}" is overridden by ${remark.witness}: ${remark.reason}`;
    case 'single-stick':
      return `a single stick: ${remark.reason}`;
    case 'supersedes':
      return `it takes the place of card set ${remark.setId}`;
    case 'phrase-kept':
      return `the phrase that unlocks the sticks is kept: ${remark.where}`;
    case 'interval':
      return `${intervals[remark.interval]} every ${remark.days} days; usual are ${remark.usual}`;
  }
}
