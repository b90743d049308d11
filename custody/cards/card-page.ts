import { type CardTextRow, cardTextRows } from '@quorate/crypto-core/cards/text';
import { printedDocument } from '../print/document.ts';
import type { CardPage, PrintedHash } from './card-content.ts';
import type { CardFonts } from './card-fonts.ts';
import { checkCardPage } from './card-page-check.ts';
import { type CardPaper, cardPapers, moduleWidth } from './card-paper.ts';
import { cardStyle } from './card-style.ts';
import { qrModules, qrSvg, quietZone } from './qr-code.ts';

/**
 * One card as a self-contained HTML document of exactly one page: no script, nothing fetched, fonts inside, and a
 * content security policy that allows just that. Cards of all lengths fit both papers. The title, which becomes the
 * name of the print job, says nothing.
 * @throws `card-page` naming the member that cannot be printed
 */
export function renderCardPage(page: CardPage, fonts: CardFonts, paper: CardPaper): string {
  checkCardPage(page);
  const code = qrModules(page.text);
  try {
    const module = moduleWidth(paper, code.size);
    const rows = cardTextRows(page.text);
    const style = cardStyle(paper, quietZone * module, rowHeight(page, rows.length), fonts);
    const bar = page.purpose === 'rehearsal' ? rehearsalBar(paper) : '';
    const body = `<main class="card${isCrowded(page) ? ' crowded' : ''}">
<header class="head pair">
<div class="code">${qrSvg(code, module)}</div>
<div class="about">${heading(page)}${facts(page)}</div>
</header>
${bar}
${share(rows)}
${page.ceremony === null ? '' : ceremonySections(page.ceremony)}
<section>
<p>${whatThisIs(page)}</p>
<p><b>Scan only with Quorate; a phone may keep or upload what it reads.</b></p>
</section>
<footer class="seal"><div>Seal bag number</div><div>Signature</div></footer>
</main>`;
    return printedDocument({ title: 'Document', style, body, hasImages: true });
  } finally {
    code.dark.fill(0);
  }
}

function heading(page: CardPage): string {
  const brand = page.purpose === 'rehearsal' ? 'Rehearsal on sample keys' : 'Quorate share card';
  return `<div>
<p class="brand">${brand}</p>
<h1${sizeClass(page.label, 24, 40)}>${fromOutside(page.label)}</h1>
<p class="number${page.count > 99 ? ' long' : ''}">Card ${page.number} of ${page.count} — any ${page.threshold} restore</p>
</div>`;
}

function facts(page: CardPage): string {
  const { ceremony, custodian, software } = page;
  const fact = (name: string, value: string) =>
    `<dt>${name}</dt><dd${sizeClass(value, 56, 56)}>${fromOutside(value)}</dd>`;
  return `<dl class="facts">
${custodian === null ? '<dt>Custodian</dt><dd class="blank"></dd>' : fact('Custodian', custodian)}
${fact('Made', `${page.date} with ${software.name} ${software.version}`)}
${fact(ceremony === null ? 'Set' : 'Ceremony', ceremony === null ? page.setId : `${ceremony.id}, set ${page.setId}`)}
${ceremony === null ? '' : fact('Folder', ceremony.folderName)}
</dl>`;
}

function share(rows: readonly CardTextRow[]): string {
  const across = rows[0]?.groups.length ?? 0;
  const items = rows.map(({ letter, groups }) => {
    const cells = Array.from({ length: across }, (_, i) => `<b>${groups[i] ?? ''}</b>`);
    return `<li><i>${letter}</i><span>${cells.join('')}</span></li>`;
  });
  return `<ol class="rows">\n${items.join('\n')}\n</ol>`;
}

/** Points, in steps of 0.75: what a full card leaves for the share; without a ceremony the rows share 60 mm. */
function rowHeight(page: CardPage, rows: number): number {
  const room = page.ceremony === null ? 170 : isCrowded(page) ? 60 : 68;
  return Math.min(page.ceremony === null ? 19.5 : 15, Math.max(12, Math.floor(room / rows / 0.75) * 0.75));
}

function ceremonySections(ceremony: NonNullable<CardPage['ceremony']>): string {
  const { stickPhrase, folderHash, chainHead } = ceremony;
  const phrase =
    stickPhrase === null
      ? ''
      : `<section class="pair phrase"><h2>Unlocks the sticks</h2>` +
        `<code${stickPhrase.length > 62 ? ' class="long"' : ''}>${escapeHtml(stickPhrase)}</code></section>\n`;
  return `${phrase}<section>
${printedHash('Folder hash', folderHash)}
<p class="how">On a computer you trust, <code>sha256sum SHA256SUMS</code> in the stick’s folder must print this; then <code>sha256sum -c SHA256SUMS</code>; only then run anything from the stick.</p>
</section>
<section>
${printedHash('Chain head of the journal', chainHead)}
</section>`;
}

/** Four lines of sixteen digits, the words beside them. */
function printedHash(name: string, { hex, words }: PrintedHash): string {
  const lines = (hex.match(/.{16}/g) ?? []).map((line) => (line.match(/.{4}/g) ?? []).join(' '));
  return `<div class="pair"><p class="digits">${lines.join('\n')}</p><div><h2>${name}</h2><p>${words.join(' ')}</p></div></div>`;
}

/** Three sentences: what the card is, what brings the secret back, what its keeper does. */
function whatThisIs({ threshold, count, ceremony }: CardPage): string {
  const fewer =
    threshold === 2 ? 'a single card reveals' : `fewer than ${threshold} of the ${count} cards reveal`;
  const any = threshold === count ? `All ${count}` : `Any ${threshold}`;
  const kept = 'report it at once if lost, opened or copied';
  return ceremony === null
    ? `This is one share of an existing passphrase; ${fewer} nothing. ${any} give it back with ` +
        `<code>quorate combine</code>. Keep this card sealed, apart from other cards; ${kept}.`
    : `This is one share of a passphrase; ${fewer} nothing. ${any} and one stick bring the keys back: ` +
        `see RECOVERY.txt on the stick. Keep this card sealed, apart from sticks and other cards; ${kept}.`;
}

/** A black bar from edge to edge, clear of code and share. Drawn, because a print dialog may leave out backgrounds. */
function rehearsalBar(paper: CardPaper): string {
  const { width } = cardPapers[paper];
  return (
    `<svg class="across" width="${width}mm" height="4.8mm" viewBox="0 0 ${width} 4.8">` +
    `<rect width="${width}" height="4.8" fill="#000"/><text x="${width / 2}" y="3.55" text-anchor="middle">REHEARSAL</text></svg>`
  );
}

/** Whether long names, a long phrase or the bar of a rehearsal ask for smaller type in the rest. */
function isCrowded({ label, custodian, ceremony, purpose }: CardPage): boolean {
  const phrase = ceremony?.stickPhrase?.length ?? 0;
  if (purpose === 'rehearsal' && phrase > 0) return true;
  return breadth(label) + breadth(custodian ?? '') + phrase > 100;
}

function sizeClass(text: string, middling: number, long: number): string {
  if (breadth(text) > long) return ' class="long"';
  return breadth(text) > middling ? ' class="middling"' : '';
}

/** About how many average letters wide a text is: capitals and w are wider, characters of other scripts wider still. */
function breadth(text: string): number {
  let sum = 0;
  for (const character of text)
    sum += /[\x20-\x7e]/.test(character) ? (/[A-Zmw@%]/.test(character) ? 1.4 : 1) : 1.7;
  return sum;
}

/** Text from outside, also kept from turning the text around it when it is written right to left. */
function fromOutside(text: string): string {
  return `<bdi>${escapeHtml(text)}</bdi>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
