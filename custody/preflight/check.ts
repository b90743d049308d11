import { escapeUnclean } from './evidence-text.ts';
import type { Machine } from './machine.ts';

/** The checks of the preflight, in the order in which they are made and shown. */
export const checkIds = [
  'program',
  'debugger',
  'injected-code',
  'interfaces',
  'routes',
  'radios',
  'network-namespace',
  'sockets',
  'name-servers',
  'swap',
  'hibernation',
  'core-dumps',
  'crash-handlers',
  'virtual-machine',
  'live-system',
  'disk-encryption',
  'temporary-files',
  'printers',
  'removable-media',
  'power',
  'lid',
  'clock',
  'time-zone',
] as const;

/** Names a check, in the table, in a plan's `overrides` and in the journal. */
export type CheckId = (typeof checkIds)[number];

/** What a check says: nothing found, something people must know, or something that stops a ceremony. */
export type Verdict = 'pass' | 'warn' | 'block';

/** What a check found on a machine, before the purpose is taken into account. */
export interface Finding {
  readonly verdict: Verdict;
  /** One line, no full stop: what is the case. */
  readonly finding: string;
  /** What was read, one fact a line: at most {@link maxEvidenceLines}, each of at most 200 characters, no controls. */
  readonly evidence: readonly string[];
  /** What a person must compare with something outside the machine, whatever the verdict; null where there is nothing. */
  readonly confirm: string | null;
}

/** One row of the table: a check in words and as a function. */
export interface Check {
  readonly id: CheckId;
  readonly title: string;
  /** Where the evidence comes from, in words. */
  readonly reads: string;
  /** When it blocks, or null when it never does. */
  readonly blocksWhen: string | null;
  /** When it warns, or null when it never does by itself. */
  readonly warnsWhen: string | null;
  /** What to do when it does not pass. */
  readonly remedy: string;
  /** How a person looks for themselves where the program cannot: macOS, Windows, or a file that cannot be read. */
  readonly lookYourself: string;
  /** True for a check that means the same on every system. Others are made on Linux only. */
  readonly everywhere: boolean;
  /** Looks at the machine, changes nothing, never throws. */
  evaluate(machine: Machine): Finding;
}

/** One line of a preflight's report. */
export interface CheckResult extends Omit<Finding, 'verdict'> {
  readonly id: CheckId;
  readonly title: string;
  /** The verdict for this purpose: a rehearsal only warns of what would block a ceremony. */
  readonly verdict: Verdict;
  /** True when this is found to block a ceremony, whatever the purpose of this run. */
  readonly blocksCeremony: boolean;
  /** What to do; null when the check passed. */
  readonly remedy: string | null;
}

/** What a machine is about to be used for. */
export type PreflightPurpose = 'ceremony' | 'rehearsal';

/** Everything a preflight found. */
export interface PreflightReport {
  readonly purpose: PreflightPurpose;
  /** When, UTC, `YYYY-MM-DDTHH:MM:SSZ`, by the machine's own clock. */
  readonly time: string;
  /** One for each row of the table, in its order. */
  readonly results: readonly CheckResult[];
}

/** The most lines of evidence that one check keeps; the last of them says how many more there were. */
export const maxEvidenceLines = 12;

/** A finding that is as it should be. */
export function passes(finding: string, evidence: readonly string[], confirm: string | null = null): Finding {
  return conclude('pass', finding, evidence, confirm);
}

/** A finding that people must know of. */
export function warns(finding: string, evidence: readonly string[], confirm: string | null = null): Finding {
  return conclude('warn', finding, evidence, confirm);
}

/** A finding that stops a ceremony. */
export function blocks(finding: string, evidence: readonly string[]): Finding {
  return conclude('block', finding, evidence, null);
}

/** A check that could not be made: never a pass, because nobody looked. */
export function unchecked(why: string, evidence: readonly string[] = []): Finding {
  return conclude(
    'warn',
    `could not be checked${why === '' ? '' : `: ${why}`}; look yourself`,
    evidence,
    null,
  );
}

function conclude(
  verdict: Verdict,
  finding: string,
  evidence: readonly string[],
  confirm: string | null,
): Finding {
  return { verdict, finding: escapeUnclean(finding), evidence: bounded(evidence), confirm };
}

/** The first lines of a list, and how many more there are. */
function bounded(lines: readonly string[]): string[] {
  const shown = lines.length > maxEvidenceLines ? lines.slice(0, maxEvidenceLines - 1) : lines;
  const more = lines.length - shown.length;
  return [...shown.map(escapeUnclean), ...(more > 0 ? [`and ${more} more`] : [])];
}

/** Names for one line: the first few, and how many more there are. */
export function listed(names: readonly string[], most = 6): string {
  const shown = names.length > most ? names.slice(0, most - 1) : names;
  const more = names.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
