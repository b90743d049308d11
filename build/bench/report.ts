/** A target that was set, and what this run shows. Reported, never asserted: a slow machine is no defect. */
export interface Verdict {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** What one measurement has to say. */
export interface Section {
  readonly title: string;
  /** What was run, in a sentence or two. */
  readonly method: string;
  readonly tables: readonly Table[];
  readonly verdicts: readonly Verdict[];
  /** What could not be measured, and what explains the figures. */
  readonly notes: readonly string[];
}

/** Column titles, then rows of as many cells; the first column holds names, the others figures. */
export type Table = readonly (readonly string[])[];

/** A section in Markdown. */
export function sectionText({ title, method, tables, verdicts, notes }: Section): string {
  const parts = [`### ${title}`, method, ...tables.map(tableText)];
  if (verdicts.length > 0) parts.push(verdictsText(verdicts));
  if (notes.length > 0) parts.push(notes.map((note) => `- ${note}`).join('\n'));
  return parts.join('\n\n');
}

/** Verdicts as a Markdown table. */
export function verdictsText(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ what, target, measured, isMet }) => [
    `${isMet ? 'PASS' : 'FAIL'} ${what}`,
    target,
    measured,
  ]);
  return tableText([['', 'target', 'measured'], ...rows]);
}

function tableText([head = [], ...rows]: Table): string {
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** What a run says for a tool that is not there. */
export function notMeasured(tool: string): string {
  return `not measured: ${tool} is not installed`;
}
