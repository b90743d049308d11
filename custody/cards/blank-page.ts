import { PREFIX, symbolOf, textLengths } from '@quorate/crypto-core/cards/alphabet';
import { cardTextRows } from '@quorate/crypto-core/cards/text';
import { QuorateError } from '@quorate/crypto-core/errors';
import { printedDocument } from '../print/document.ts';
import { blankStyle } from './blank-style.ts';
import type { CardFonts } from './card-fonts.ts';
import { type CardPaper, cardPapers } from './card-paper.ts';

/** What empty cards are printed for. */
export interface BlankCard {
  /** Says REHEARSAL, so that a card of sample keys is never taken for one of real ones. */
  readonly isRehearsal: boolean;
  readonly fonts: CardFonts;
  readonly paper: CardPaper;
  /** How many, a page each; 1 if not given, at most {@link mostBlankCards}. */
  readonly count?: number;
}

/** A set has no more cards. */
export const mostBlankCards = 255;

/**
 * Empty cards to print before a ceremony and fill in by hand where no printer works: what a printed card of a
 * generated passphrase shows, at the same places, as boxes to write in. It holds nothing secret. Left out are the QR
 * code, the folder's name (date and ceremony id are most of it) and the journal's chain head, which the folder hash
 * vouches for: nobody copies another 64 digits without a mistake.
 * @returns a self-contained HTML document, a page for each card: no script, nothing fetched
 * @throws `card-page` for a count that is no count
 */
export function renderBlankCard({ isRehearsal, fonts, paper, count = 1 }: BlankCard): string {
  if (!Number.isInteger(count) || count < 1 || count > mostBlankCards) {
    throw new QuorateError(
      'card-page',
      `the cards cannot be printed: their count is not from 1 to ${mostBlankCards}`,
    );
  }
  const cards = Array.from({ length: count }, () => card(isRehearsal, paper));
  return printedDocument({
    title: 'Document',
    style: blankStyle(paper, fonts),
    body: `<main>\n${cards.join('\n')}\n</main>`,
    hasImages: false,
  });
}

function card(isRehearsal: boolean, paper: CardPaper): string {
  return `<article class="card">
<header>
<p class="brand">${isRehearsal ? 'Rehearsal card' : 'Quorate share card'}<br>copied by hand</p>
<p class="number">Card<u></u>of<u></u>— any<u></u>restore</p>
</header>
${line('Label')}
${line('Custodian')}
<section class="ids">
<div>Made, year-month-day<span class="date">${cells(4)}-${cells(2)}-${cells(2)}</span></div>
<div>Ceremony${cells(8)}</div>
<div>Set${cells(8)}</div>
</section>
${isRehearsal ? rehearsalBar(paper) : ''}
${share()}
${alphabet()}
<section class="phrase">${line('Unlocks the sticks')}${line('')}</section>
${folderHash()}
<section>
<p>This is one share of a passphrase; fewer cards than stated above reveal nothing. As many as stated and one stick bring the keys back: see RECOVERY.txt on the stick. Keep this card sealed, apart from sticks and other cards; report it at once if lost, opened or copied.</p>
<p><b>Type it only into Quorate, ? for what nobody can read; a phone may keep what it sees.</b></p>
</section>
<footer class="seal"><div>Seal bag number</div><div>Typed back: initials</div><div>Signature</div></footer>
</article>`;
}

function line(name: string): string {
  return `<p class="line">${name === '' ? '' : `<span>${name}</span>`}<u></u></p>`;
}

function cells(count: number, kind = ''): string {
  return `<span class="cells${kind}">${'<u></u>'.repeat(count)}</span>`;
}

/**
 * How every card text of format version 1 begins: the first data symbol holds the version (four bits) and the upper
 * bit of the kind, which is 0. Printed, so that nobody copies it wrong.
 */
const beginning = `${PREFIX}Z`;

/** The rows of a printed card's text, empty: the same letters, groups and groups in a row. */
function share(): string {
  const length = textLengths[0] as number;
  const rows = cardTextRows(beginning.padEnd(length, ' ')).map(({ letter, groups }) => {
    const boxes = groups.map((group) => {
      if (group.trim() === '') return cells(group.length, group.length < 4 ? ' half' : '');
      return `<span class="cells given">${[...group].map((one) => `<u>${one}</u>`).join('')}</span>`;
    });
    const advice =
      groups.length === 1
        ? '<p class="advice">Copy row by row, in capitals, with a pen that lasts, on a bare table: paper below keeps the writing. Then type it back from this paper: only that proves the copy.</p>'
        : '';
    return `<li><i>${letter}</i>${boxes.join('')}${advice}</li>`;
  });
  return `<ol class="rows">\n${rows.join('\n')}\n</ol>`;
}

/** The characters of a card text as they are drawn, those that never occur, and those that hands make alike. */
function alphabet(): string {
  const all = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const occurring = all.filter((character) => symbolOf(character) !== undefined);
  return `<section>
<p class="alphabet">${occurring.map((character) => `<span>${character}</span>`).join('')}</p>
<p>Rows A to E hold only these ${occurring.length}. <b>Never B, I or O, and 1 only in QS1</b>: read 8 for B, L for I or 1, 0 for O. Bar Z and 7, stroke 0; keep apart 0 D Q, 2 Z, 4 9, 5 S, 6 G, U V.</p>
</section>`;
}

/** Four lines of sixteen digits, as on a printed card, each line two numbered groups of eight. */
function folderHash(): string {
  const groups = Array.from({ length: 8 }, (_, index) => `<i>${index + 1}</i>${cells(8)}`);
  return `<section class="hash"><div class="digits">${groups.join('')}</div>
<p><b>Folder hash, 0–9 and a–f.</b> On a computer you trust, <code>sha256sum SHA256SUMS</code> in the stick’s folder must print this; then <code>sha256sum -c&nbsp;SHA256SUMS</code>; only then run anything from the stick.</p></section>`;
}

/** A black bar from edge to edge. Drawn, because a print dialog may leave out backgrounds. */
function rehearsalBar(paper: CardPaper): string {
  const { width } = cardPapers[paper];
  return (
    `<svg class="across" width="${width}mm" height="4.2mm" viewBox="0 0 ${width} 4.2">` +
    `<rect width="${width}" height="4.2" fill="#000"/><text x="${width / 2}" y="3.15" text-anchor="middle">REHEARSAL — SAMPLE KEYS</text></svg>`
  );
}
