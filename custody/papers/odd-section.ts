import { counted, escaped } from './outside-text.ts';
import type { Course, Evidence } from './step-evidence.ts';
import { standingOf } from './stick-standing.ts';
import type { CeremonyPapers } from './types.ts';

/** The most lines on the first page: the table of the course has all of them. */
const mostLines = 30;

/** What was out of the ordinary, at the top, where nobody overlooks it. */
export function oddSection(odd: readonly Evidence[], remarkable: readonly string[]): string {
  const lines = [
    ...remarkable.map((line) => `<li><b>${escaped(line)}</b></li>`),
    ...odd
      .slice(0, mostLines)
      .map(
        ({ time, says }) =>
          `<li><span class="num">${escaped(time.slice(11, 19))}</span> ${escaped(says)}</li>`,
      ),
  ];
  const more = odd.length - mostLines;
  if (more > 0) lines.push(`<li>and ${more} more, in the course of the ceremony below</li>`);
  const content =
    lines.length === 0
      ? '<p>Nothing: every step of the script was done once, in its order.</p>'
      : `<ul class="plain">${lines.join('\n')}</ul>`;
  return `<section class="notice"><h2>Out of the ordinary</h2>${content}</section>`;
}

/** What no single line of the journal says. */
export function remarkableFacts(
  { plan, journal, undelivered, preflight, overrides }: CeremonyPapers,
  course: Course,
): string[] {
  const facts: string[] = [];
  const { verified } = standingOf(journal);
  if (verified.length < plan.sticks)
    facts.push(`${verified.length} of ${counted(plan.sticks, 'planned stick')} verified`);
  if (undelivered.length > 0)
    facts.push(
      `Without the closing record: stick ${undelivered.join(', ')}. Deliver it, or destroy the stick`,
    );
  const copied = journal
    .filter(({ data }) => data['how'] === 'by-hand')
    .map(({ data }) => Number(data['card']));
  if (copied.length > 0) {
    facts.push(
      `Shown on the screen and copied by hand: card ${[...new Set(copied)].join(', ')}. Whoever saw the screen may have it`,
    );
  }
  const overridden = new Set(overrides.map(({ check }) => check));
  const blocking = preflight.results.filter(({ id, verdict }) => verdict === 'block' && !overridden.has(id));
  if (blocking.length > 0)
    facts.push(`Blocked and not overridden: ${blocking.map(({ id }) => id).join(', ')}`);
  if (course.besides.length > 0)
    facts.push(`${counted(course.besides.length, 'line')} of the journal beside the script`);
  return facts;
}
