import { type CardFonts, fontFaces } from './card-fonts.ts';
import { type CardPaper, cardPapers } from './card-paper.ts';

/**
 * The one style sheet of a card. Black on white, no grey: photocopiers and five years in a safe eat grey. Lengths are
 * millimetres and points, so that a card has the same size whatever sheet the print dialog chooses; line heights are
 * multiples of 0.75 pt, the unit that Chromium rounds baselines to.
 * @param quiet millimetres of the QR code's quiet zone: the margins and the gap beside the code are wider anyway
 * @param rowHeight points of one row of the share's text
 */
export function cardStyle(paper: CardPaper, quiet: number, rowHeight: number, fonts: CardFonts): string {
  const { width, height } = cardPapers[paper];
  return `${fontFaces(fonts)}
@page{size:${width}mm ${height}mm;margin:0}
html,body{margin:0;padding:0;background:#fff}
body{color:#000;font:400 6.9pt/9pt prose,sans-serif;print-color-adjust:exact;-webkit-print-color-adjust:exact}
h1,h2,p,dl,dd,ol{margin:0;padding:0}
b,h1,h2,dd{font-weight:700}
h2{font-size:inherit}
p{text-wrap:pretty}
code,.digits,.rows{font-family:mono,monospace;font-weight:500;font-variant-ligatures:none}
p code{font-size:6.5pt}

.card{position:relative;box-sizing:border-box;width:${width}mm;height:${height}mm;padding:${paper === 'a6' ? 6 : 5.5}mm 6.5mm;display:flex;flex-direction:column;justify-content:space-between;overflow-wrap:anywhere;outline:.75pt dashed #000;outline-offset:.4mm}
.pair{display:grid;grid-template-columns:34.8mm 1fr;column-gap:4.2mm}

.head{padding-bottom:${quiet}mm}
.code{line-height:0}
.code svg{display:block}
.about{display:flex;flex-direction:column;justify-content:space-between}
.brand{font-size:6.2pt;line-height:4.5pt;letter-spacing:.1em;text-transform:uppercase;font-weight:700}
h1{font-size:14pt;line-height:15pt;letter-spacing:-.005em;margin-top:1.8mm;text-wrap:balance}
h1.middling{font-size:11pt;line-height:12pt}
h1.long{font-size:8.6pt;line-height:9.75pt;margin-top:1.4mm}
.number{font-weight:700;font-size:9.6pt;line-height:11.25pt;margin-top:.9mm}
.number.long{font-size:8.2pt;line-height:9.75pt;margin-top:.5mm}
.facts{display:grid;grid-template-columns:auto 1fr;column-gap:2.4mm;margin-bottom:-.5mm}
.facts .long{font-size:6.2pt;line-height:7.5pt}
.facts .blank{border-bottom:.75pt solid #000;margin-bottom:.7mm}
h1,.facts dd{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden}

.rows{list-style:none;font-size:${(rowHeight * 0.82).toFixed(2)}pt;line-height:${rowHeight}pt;font-weight:700;border:solid #000;border-width:.75pt 0;padding:.8mm 0 .7mm}
.rows li{display:grid;grid-template-columns:5.5mm 1fr;align-items:baseline}
.rows i{font:700 6.9pt/1 prose,sans-serif}
.rows span{display:flex;justify-content:space-between}
.rows b{width:4ch}

.phrase{align-items:baseline}
.phrase code{font-weight:700;font-size:8.2pt;line-height:9.75pt;white-space:pre-wrap}
.phrase code.long{font-size:7pt;line-height:8.25pt}
.digits{font-size:7.8pt;line-height:9pt;white-space:pre}
.how{margin-top:.7mm}
.seal{flex:none;display:flex;border:.75pt solid #000;height:9.5mm;font-size:6.2pt;line-height:1}
.seal div{padding:1.1mm 1.3mm;flex:2}
.seal div+div{border-left:.75pt solid #000;flex:3}

.crowded{font-size:6.3pt;line-height:8.25pt}
.crowded p code{font-size:5.9pt}
.crowded .digits{font-size:7.2pt;line-height:8.25pt}
.crowded .seal{height:7.6mm}

.across{flex:none;display:block;margin:0 -6.5mm}
.across+.rows{border-top:0}
.across text{font:700 3.3px prose,sans-serif;letter-spacing:1.15px;fill:#fff}
`;
}
