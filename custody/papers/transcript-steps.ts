import { escaped } from './outside-text.ts';
import { actorName, partGroup, partTitles, table } from './paper-parts.ts';
import type { Part, ScriptStep } from './script-steps.ts';
import type { Course, Evidence } from './step-evidence.ts';
import { standingOf } from './stick-standing.ts';
import type { CeremonyPapers } from './types.ts';

/** The script once more, each step with what the journal says about it. */
export function courseTable(steps: readonly ScriptStep[], course: Course, papers: CeremonyPapers): string {
  const delivered = deliveryOf(papers);
  const row = (step: ScriptStep) => {
    const evidence = course.ofStep.get(step.number) ?? [];
    const shown = evidence.length > 0 ? evidenceList(evidence, papers.time) : withoutLine(step, delivered);
    return `<tr><th scope="row" class="num">${step.number}</th><td><b>${actorName(step.who)}</b><br>${escaped(step.says)}</td><td>${shown}</td></tr>`;
  };
  const groups = (Object.entries(partTitles) as [Part, string][]).map(([part, title]) => {
    const rows = steps.filter((step) => step.part === part).map(row);
    return partGroup(title, 3, rows.join('\n'));
  });
  if (course.besides.length > 0) {
    const rows = `<tr><th scope="row"></th><td>What happened besides</td><td>${evidenceList(course.besides, papers.time)}</td></tr>`;
    groups.push(partGroup('Not in the script', 3, rows));
  }
  return table([['No.', 'w1'], ['Who, and what'], ['Evidence']], groups.join(''));
}

function evidenceList(evidence: readonly Evidence[], opened: string): string {
  const items = evidence.map(({ time, says, isOdd }) => {
    // A ceremony that goes on past midnight says so.
    const shown =
      time.slice(0, 10) === opened.slice(0, 10) ? time.slice(11, 19) : time.slice(0, 19).replace('T', ' ');
    return `<li${isOdd ? ' class="odd"' : ''}><time class="num">${escaped(shown)}</time><span>${escaped(says)}</span></li>`;
  });
  return `<ul class="evidence">${items.join('')}</ul>`;
}

/** The closing record is finished before it is delivered, so that the journal cannot tell of its delivery. */
function withoutLine({ completedBy }: ScriptStep, delivered: (stick: number) => string): string {
  const [completion] = completedBy;
  if (completion === undefined) return 'initials on the script';
  if (completion.event === 'stick.delivered') return delivered(completion.number ?? 0);
  if (completion.event === 'delivery.ended') return 'after the closing record: no line of the journal';
  return '<b>not done</b>';
}

function deliveryOf({ journal, undelivered }: CeremonyPapers): (stick: number) => string {
  const { verified } = standingOf(journal);
  return (stick) => {
    if (undelivered.includes(stick)) return '<b>not delivered</b>';
    return verified.includes(stick) ? 'delivered and read back' : '<b>no such stick was verified</b>';
  };
}
