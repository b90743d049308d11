import { type CardFonts, fontFaces } from '../cards/card-fonts.ts';

/** What a page of a paper looks like around its content. */
export interface Sheet {
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
  /** As CSS writes margins. */
  readonly margin: string;
  /** Stands at the foot of every page: letters, digits and blanks only, for it goes into the style sheet. */
  readonly foot: string | null;
  readonly isRehearsal: boolean;
}

/**
 * The style sheet of script, transcript and receipt. Black on white, as the cards: photocopiers eat grey. Lengths are
 * points and millimetres. No row is cut in two by the end of a page, and every page repeats its table's head.
 */
export function paperStyle(sheet: Sheet, fonts: CardFonts): string {
  return `${fontFaces(fonts)}
${pageRule(sheet)}
html,body{margin:0;padding:0}
body{color:#000;font:400 9.5pt/13pt prose,sans-serif;print-color-adjust:exact;-webkit-print-color-adjust:exact;overflow-wrap:anywhere}
h1,h2,h3,p,dl,dd,ul,ol,figure{margin:0;padding:0}
b,h1,h2,h3,dt,th{font-weight:700}
p{text-wrap:pretty;orphans:3;widows:3}
code,.digits,.num{font-family:mono,monospace;font-weight:500;font-variant-ligatures:none}

.brand{font-size:8pt;line-height:12pt;letter-spacing:.12em;text-transform:uppercase;font-weight:700}
h1{font-size:24pt;line-height:28pt;letter-spacing:-.01em;margin:.5mm 0 4mm;text-wrap:balance}
h1.long{font-size:16pt;line-height:20pt}
h2{font-size:13pt;line-height:16pt;margin:8mm 0 2.2mm;break-after:avoid}
h2+p{margin-bottom:2.2mm;break-after:avoid}
.lead{font-size:10.5pt;line-height:15pt;max-width:150mm}
dl.facts{display:grid;grid-template-columns:max-content 1fr;column-gap:6mm;row-gap:.6mm;margin:3mm 0 0}
.facts dt{font-weight:400}
.facts.open{grid-template-columns:max-content 1fr max-content 1fr;align-items:baseline}
.facts dd{font-weight:700}

table{width:100%;border-collapse:collapse;table-layout:fixed;break-inside:auto}
thead{display:table-header-group}
tr{break-inside:avoid}
th,td{text-align:left;vertical-align:top;padding:1.3mm 2.2mm 1.3mm 0;border-bottom:.5pt solid #000}
th:last-child,td:last-child{padding-right:0}
thead th{font-size:8pt;line-height:11pt;vertical-align:bottom;border-bottom:1.2pt solid #000}
tbody th{font-weight:400}
.group th{font-size:10.5pt;font-weight:700;padding-top:4.5mm;border-bottom-width:1.2pt;break-after:avoid}
.group{break-after:avoid}
td.num,th.num{font-size:8.5pt;white-space:nowrap}
td.write{border-left:.5pt solid #000;height:8mm}
.w1{width:9mm}.w2{width:17mm}.w3{width:26mm}.w4{width:36mm}.w5{width:44mm}.w6{width:82mm}
.begin{break-before:page;margin-top:0}
td .digits{font-size:8pt;line-height:11pt}
.counts{list-style:none;display:flex;flex-wrap:wrap;gap:1mm 9mm;margin:4mm 0 0}
.counts li{font-size:10.5pt;line-height:20pt}
.counts b{font-size:18pt;margin-right:.6mm}
td code{font-size:8pt;line-height:11pt}
table+p{margin-top:1.6mm}

.hash{display:grid;grid-template-columns:1fr auto;column-gap:7mm;align-items:start;break-inside:avoid;border-top:1.2pt solid #000;padding:2mm 0 3mm}
.hash+.hash{border-top-width:.5pt}
.hash h3{font-size:10.5pt;line-height:14pt}
.hash .words{font-weight:700;font-size:12.5pt;line-height:17pt;margin:.4mm 0 1mm;text-wrap:balance}
.hash .digits{font-size:9.5pt;line-height:13pt}
.digits{max-width:41ch}
.digits span{display:inline-block;margin-right:1ch}
.hash .note{margin-top:1mm}
.code{line-height:0;padding:1mm}
.code svg{display:block}

.box{display:block;width:14mm;height:8.5mm;box-sizing:border-box;border:.75pt solid #000}
.blank{display:block;border-bottom:.75pt solid #000;height:7mm}
.notes li,.plain li{margin:0 0 .9mm;break-inside:avoid}
.notes,.plain{padding-left:4.2mm}
.notice{border:1.5pt solid #000;padding:2.5mm 3.5mm;margin:4mm 0 0;break-inside:avoid}
.notice h2{margin:0 0 1mm}
.evidence{list-style:none}
.evidence li{display:grid;grid-template-columns:max-content 1fr;column-gap:1.8mm}
.evidence li+li{margin-top:.4mm}
.evidence time{font-size:8.5pt}
.evidence .odd{font-weight:700}
.verdict{font-weight:700;white-space:nowrap}
.verdict.pass{font-weight:400}

.receipt{display:flex;flex-direction:column;justify-content:space-between;height:${sheet.height - 20}mm}
.receipt h1{font-size:20pt;line-height:23pt;margin-bottom:0}
.receipt h1.long{font-size:13pt;line-height:16pt}
.receipt .facts,.receipt .hash{margin:0}
.receipt .hash{padding-bottom:0}
.sign{display:grid;grid-template-columns:3fr 2fr 1fr;column-gap:8mm;font-size:8pt}
`;
}

function pageRule({ width, height, margin, foot, isRehearsal }: Sheet): string {
  const font = 'font:700 8pt prose,sans-serif;color:#000';
  const banner =
    'font:700 12pt prose,sans-serif;color:#000;letter-spacing:.08em;vertical-align:bottom;padding-bottom:1mm;margin-bottom:2mm;border-bottom:2pt solid #000';
  const boxes = [
    foot === null ? '' : `@bottom-left{content:"${foot}";${font}}`,
    foot === null ? '' : `@bottom-right{content:"Page " counter(page) " of " counter(pages);${font}}`,
    // In the margin, because Chromium does not repeat fixed elements from page to page.
    isRehearsal ? `@top-center{content:"REHEARSAL · SAMPLE KEYS · NOTHING HERE IS REAL";${banner}}` : '',
    isRehearsal && foot !== null
      ? `@bottom-center{content:"REHEARSAL";${banner};vertical-align:middle;margin:0;border-bottom:0}`
      : '',
  ];
  return `@page{size:${width}mm ${height}mm;margin:${margin};${boxes.join('')}}`;
}
