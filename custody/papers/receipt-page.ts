import { escaped, outside } from './outside-text.ts';
import { paperDocument, sheets } from './paper-document.ts';
import { facts, paperHead } from './paper-parts.ts';
import { checkId, digits, hashBlock, hashCode } from './printed-hash.ts';
import type { CeremonyPapers } from './types.ts';

/**
 * What a witness takes home: half a sheet that names the closing head. One page; print one for each witness.
 * @throws RangeError when a hash or an id has another shape: a mistake of the caller
 */
export function renderReceipt(papers: CeremonyPapers): string {
  const { plan, closingHead, folderHash, ceremonyId, time, software, paper, fonts } = papers;
  const isRehearsal = plan.purpose === 'rehearsal';
  const { width, height } = sheets[paper];
  const body = `${paperHead('Witness receipt', plan.label)}
${facts([
  ['Ceremony', `${checkId(ceremonyId)}, ${plan.purpose}, ${escaped(time.slice(0, 10))}`],
  ['Made with', outside(`${software.name} ${software.version}`)],
])}
${hashBlock('Closing head', closingHead, '', hashCode('closing head', closingHead))}
<section class="hash"><div><h3>Folder hash</h3><p class="digits">${digits(folderHash)}</p></div></section>
<p class="lead"><b>Ask for this at the next ceremony: it names this closing head.</b></p>
<p>A ceremony that was lost, repeated or replaced shows by another. This paper opens nothing and is no secret.</p>
<footer class="sign"><div><span class="blank"></span>Witness, name</div><div><span class="blank"></span>Signature</div><div><span class="blank"></span>Date</div></footer>`;
  const sheet = { width, height: height / 2, margin: '12mm 12mm 7mm', foot: null, isRehearsal };
  return paperDocument({ sheet, fonts, body: `<div class="receipt">${body}</div>` });
}
