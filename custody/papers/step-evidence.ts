import type { JournalEntry } from '@quorate/crypto-core/documents/journal';
import { evidenceOf, isOdd, type Names } from './journal-evidence.ts';
import { thousands } from './outside-text.ts';
import type { Part, ScriptStep } from './script-steps.ts';

/** Something that happened, in words. */
export interface Evidence {
  /** UTC, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly time: string;
  readonly says: string;
  readonly isOdd: boolean;
}

/** What the journal has to say about the steps of a script. */
export interface Course {
  /** By number of the step, in the journal's order. */
  readonly ofStep: ReadonlyMap<number, readonly Evidence[]>;
  /** What belongs to no step of the script: a stick more than planned. */
  readonly besides: readonly Evidence[];
  /** All that was out of the ordinary, in its order. */
  readonly odd: readonly Evidence[];
}

/** Events beside the script, and the event of the step they belong to: that of the same stick or card. */
const besideEvent: Readonly<Record<string, string>> = {
  'preflight.overridden': 'preflight.done',
  'keys.imported': 'key.imported',
  'keys.released': 'key.imported',
  'stick.failed': 'stick.verified',
  'card.reprinted': 'card.printed',
};

/** What moves a ceremony on, and where to. */
const leadsTo: Readonly<Record<string, Part>> = {
  'preflight.passed': 'people',
  'plan.confirmed': 'keys',
  'keys.confirmed': 'seal',
  'folder.sealed': 'sticks',
  'sticks.finished': 'cards',
  'cards.finished': 'roll-call',
  'vault.wiped': 'sign-off',
  'ceremony.closed': 'deliver',
  'card.reprinted': 'cards',
};

/** Puts each line of a journal beside the step of the script that it belongs to. No line is left out. */
export function courseOf(
  steps: readonly ScriptStep[],
  journal: readonly JournalEntry[],
  names: Names,
): Course {
  const stepOf = new Map<string, number>();
  for (const { number, completedBy } of steps)
    for (const { event, number: which } of completedBy) stepOf.set(`${event} ${which}`, number);
  const ofStep = new Map<number, Evidence[]>();
  const besides: Evidence[] = [];
  const odd: Evidence[] = [];
  let part: Part = 'preflight';
  let current: number | undefined;
  for (const { entry, count } of inRuns(journal)) {
    const { event, data, time } = entry;
    let says = count === 1 ? evidenceOf(entry, names) : `imported ${thousands(count)} key files`;
    if (event === 'step.back') {
      const before = partBefore(steps, part);
      says += `, from ${part} to ${before}`;
      part = before;
    } else part = leadsTo[event] ?? part;
    const evidence = { time, says, isOdd: isOdd(entry) };
    if (evidence.isOdd) odd.push(evidence);
    const own = stepOf.get(`${besideEvent[event] ?? event} ${data['stick'] ?? data['card'] ?? null}`);
    // Going back and aborting belong to no step: they stand where the ceremony stood.
    const step = own ?? (event === 'step.back' || event === 'ceremony.aborted' ? current : undefined);
    if (step === undefined) besides.push(evidence);
    else ofStep.set(step, [...(ofStep.get(step) ?? []), evidence]);
    current = step ?? current;
  }
  return { ofStep, besides, odd };
}

/** Key files follow each other by the thousand: a run of them is one line. */
function inRuns(journal: readonly JournalEntry[]): { entry: JournalEntry; count: number }[] {
  const runs: { entry: JournalEntry; count: number }[] = [];
  for (const entry of journal) {
    const last = runs.at(-1);
    if (entry.event === 'key.imported' && last?.entry.event === 'key.imported') {
      runs[runs.length - 1] = { entry, count: last.count + 1 };
    } else runs.push({ entry, count: 1 });
  }
  return runs;
}

function partBefore(steps: readonly ScriptStep[], part: Part): Part {
  const parts = [...new Set(steps.map((step) => step.part))];
  return parts[Math.max(0, parts.indexOf(part) - 1)] ?? part;
}
