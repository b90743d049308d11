import { type CardFonts, fontFaces } from './card-fonts.ts';
import { type CardPaper, cardPapers } from './card-paper.ts';

/**
 * The style sheet of a card to be filled in by hand. Type and measure are those of a printed card; what people write
 * into shares the height that the print leaves, in the proportions given as `flex`.
 */
export function blankStyle(paper: CardPaper, fonts: CardFonts): string {
  const { width, height } = cardPapers[paper];
  const [margin, gap, seal] = paper === 'a6' ? [5, 1.3, 7.8] : [4.5, 1.1, 7.2];
  return `${fontFaces(fonts)}
@page{size:${width}mm ${height}mm;margin:0}
html,body{margin:0;padding:0;background:#fff}
body{color:#000;font:400 6.3pt/8.25pt prose,sans-serif;print-color-adjust:exact;-webkit-print-color-adjust:exact}
p,ol{margin:0;padding:0}
b{font-weight:700}
p{text-wrap:pretty}
code,.alphabet,.given{font-family:mono,monospace;font-variant-ligatures:none}
code{font-size:5.8pt;font-weight:500}

.card{box-sizing:border-box;width:${width}mm;height:${height}mm;padding:${margin}mm 5mm;display:flex;flex-direction:column;gap:${gap}mm;overflow-wrap:anywhere;outline:.75pt dashed #000;outline-offset:-.4mm}
.card+.card{break-before:page}
.card>*{flex:none;min-height:0}

.card>header{flex:6 1 0;display:flex;column-gap:3mm}
.brand{align-self:center;font-size:6.2pt;line-height:7.5pt;letter-spacing:.08em;text-transform:uppercase;font-weight:700;white-space:nowrap}
.number{flex:1;display:flex;align-items:center;column-gap:1.1mm;font-weight:700;font-size:9pt;white-space:pre}
.number u{flex:1;align-self:stretch;border:.75pt solid #000}
.line{flex:6.2 1 0;display:flex;align-items:flex-end;column-gap:1.8mm}
.line u{align-self:stretch;flex:1;border-bottom:.75pt solid #000}
.card>.line{flex:5.8 1 0}

.card>.ids{flex:5.2 1 3mm;display:flex;column-gap:3mm}
.ids div{flex:1;display:flex;flex-direction:column}
.ids .cells{flex:1}
.date{display:flex;flex:1;align-items:center;column-gap:.4mm}
.date .cells{align-self:stretch;flex:2}
.date .cells:first-child{flex:4}

.cells{display:flex;border:.75pt solid #000}
.cells u{flex:1;text-decoration:none}
.cells u+u{border-left:.4pt solid #000}

.card>.rows{flex:31 1 7mm;list-style:none;display:flex;flex-direction:column;row-gap:.9mm;box-sizing:border-box;border:solid #000;border-width:1.5pt 0;padding:1.2mm 0}
.rows li{flex:1 1 0;min-height:0;display:grid;grid-template:minmax(0,1fr)/3mm repeat(5,1fr);column-gap:1.7mm}
.rows i{align-self:center;font:700 8pt/1 prose,sans-serif}
.rows .half{margin-right:50%}
.given u{display:flex;align-items:center;justify-content:center;font-weight:700;font-size:12pt;line-height:1}
.advice{grid-column:3/-1;align-self:center;margin-left:-8mm;font-size:6pt;line-height:7.5pt}

.alphabet{display:flex;justify-content:space-between;font-weight:700;font-size:9.4pt;line-height:10.5pt;margin-bottom:.3mm}
.card>.phrase{flex:10.6 1 0;display:flex;flex-direction:column}

.card>.hash{flex:20.5 1 1.8mm;display:grid;grid-template:minmax(0,1fr)/65mm 1fr;column-gap:2.5mm}
.digits{display:grid;grid-template:repeat(4,minmax(0,1fr))/2mm 1fr 2mm 1fr;column-gap:.9mm;row-gap:.6mm}
.digits i{align-self:center;text-align:right;font-style:normal;font-weight:700}
.digits u:nth-child(5){border-left-width:1.2pt}
.hash p{font-size:6pt;line-height:7.5pt;align-self:center}

.seal{display:flex;border:.75pt solid #000;height:${seal}mm;font-size:6.2pt;line-height:1}
.seal div{padding:1.1mm 1.3mm;flex:3}
.seal div+div{border-left:.75pt solid #000}
.seal div:last-child{flex:4}

.across{display:block;margin:0 -5mm}
.across+.rows{border-top:0;padding-top:0}
.across text{font:700 3.1px prose,sans-serif;letter-spacing:1px;fill:#fff}
`;
}
