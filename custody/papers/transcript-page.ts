import { oddSection, remarkableFacts } from './odd-section.ts';
import { escaped, outside } from './outside-text.ts';
import { paperDocument, sheets } from './paper-document.ts';
import { facts, paperHead, quorum } from './paper-parts.ts';
import { checkId, hashBlock, hashCode, previousBlock } from './printed-hash.ts';
import { scriptSteps } from './script-steps.ts';
import { courseOf } from './step-evidence.ts';
import { courseTable } from './transcript-steps.ts';
import {
  countsTable,
  dueTable,
  keyTable,
  peopleTable,
  preflightTable,
  signatureTable,
} from './transcript-tables.ts';
import type { CeremonyPapers } from './types.ts';

/**
 * The transcript of a ceremony, to be printed after it: what it came to, who was there, the hashes that vouch for it,
 * every step of the script with its evidence from the journal, and lines for signatures.
 * @throws RangeError when a hash or an id has another shape: a mistake of the caller
 */
export function renderTranscript(papers: CeremonyPapers): string {
  const { plan, ceremonyId, setId, folderName, folderHash, chainHead, closingHead, time, software } = papers;
  const steps = scriptSteps(plan);
  const course = courseOf(steps, papers.journal, papers);
  const body = `${paperHead('Transcript of a ceremony', plan.label)}
${hashBlock('Closing head', closingHead, 'The next ceremony names it. Every witness has it on the receipt.', hashCode('closing head', closingHead))}
${facts([
  ['Ceremony', `${checkId(ceremonyId)}, ${plan.purpose}, ${escaped(time.slice(0, 10))}`],
  ['Card set', `${checkId(setId)}: ${quorum(plan)} restore`],
  ['Folder on the sticks', outside(folderName)],
  ['Made with', outside(`${software.name} ${software.version}`)],
])}
${countsTable(papers)}
${oddSection(course.odd, remarkableFacts(papers, course))}
<h2>People</h2>
<p>This paper says who keeps which card. Keep it as carefully as the plan.</p>
${peopleTable(papers)}
<h2>Hashes</h2>
${hashBlock('Folder hash', folderHash, 'To check a stick, on a computer you trust: <code>sha256sum SHA256SUMS</code> in its folder must print this; then <code>sha256sum -c SHA256SUMS</code>; only then run anything from it.')}
${hashBlock('Chain head of the journal', chainHead)}
${hashBlock('Hash of the plan', papers.planSha256)}
${previousBlock(plan.previousClosingHead)}
<h2>Course of the ceremony</h2>
<p>Times are UTC, by the clock of the machine. What is bold was out of the ordinary.</p>
${courseTable(steps, course, papers)}
<h2>Preflight</h2>
${preflightTable(papers)}
<h2>Keys</h2>
${keyTable(papers.keys)}
<h2>Next due</h2>
${dueTable(papers)}
<h2>Signatures</h2>
<p>We were there, and it went as written here.</p>
${signatureTable(plan)}`;
  const sheet = {
    ...sheets[papers.paper],
    margin: '17mm 15mm 16mm',
    foot: `Transcript  ceremony ${ceremonyId}`,
    isRehearsal: plan.purpose === 'rehearsal',
  };
  return paperDocument({ sheet, fonts: papers.fonts, body });
}
