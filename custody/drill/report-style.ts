import { type CardFonts, fontFaces } from '../cards/card-fonts.ts';

/**
 * The one style sheet of a report: A4, black on white, no grey, nothing that a copier eats. Backgrounds are not used,
 * because print dialogs leave them out.
 * @param fonts null where none are at hand, as in the recovery kit: the system's serve
 */
export function reportStyle(fonts: CardFonts | null): string {
  return `${fonts === null ? '' : fontFaces(fonts)}
@page{size:A4;margin:16mm 17mm 15mm}
html,body{margin:0;padding:0;background:#fff}
body{color:#000;font:400 9.6pt/13.5pt prose,Helvetica,Arial,sans-serif;print-color-adjust:exact;-webkit-print-color-adjust:exact;overflow-wrap:anywhere}
main{max-width:176mm;margin:0 auto}
h1,h2,p,dl,dd,ul,ol,table{margin:0;padding:0}
h1{font-size:21pt;line-height:24pt;letter-spacing:-.01em;text-wrap:balance;margin-top:1.5mm}
h2{font-size:8pt;line-height:10.5pt;letter-spacing:.09em;text-transform:uppercase;border-bottom:.75pt solid #000;padding-bottom:1mm;margin:6.5mm 0 2.2mm;break-after:avoid}
b,th,dt.main{font-weight:700}
code{font-family:mono,"DejaVu Sans Mono",monospace;font-weight:500;font-size:8.6pt;font-variant-ligatures:none}
ul,ol{list-style:none}
svg{display:block}

.top{display:flex;justify-content:space-between;align-items:flex-start;column-gap:8mm;border-bottom:2.25pt solid #000;padding-bottom:4mm}
.brand{font-size:8pt;line-height:10.5pt;letter-spacing:.09em;text-transform:uppercase;font-weight:700}
.sub{margin-top:1mm}
.verdict{flex:none;border:2.25pt solid #000;padding:2.2mm 4.5mm 1.8mm;text-align:center;min-width:30mm}
.verdict b{display:block;font-size:17pt;line-height:19.5pt;letter-spacing:.04em}
.verdict span{font-size:8pt;line-height:10.5pt}
.failed{border-width:4.5pt}
.rehearsal{font-weight:700;letter-spacing:.25em;text-align:center;border-bottom:.75pt solid #000;padding:1.2mm 0 .9mm}

.two{display:grid;grid-template-columns:1fr 1fr;column-gap:9mm}
.facts{display:grid;grid-template-columns:27mm 1fr;column-gap:3mm;row-gap:.7mm}
.facts dt{font-weight:700}

.ticks li,.todo li,.issues li{display:grid;grid-template-columns:5mm 1fr;column-gap:2mm;margin-bottom:.9mm;break-inside:avoid}
.ticks svg,.todo svg{width:3.6mm;height:3.6mm;margin-top:.6mm}
.issues li{grid-template-columns:17mm 1fr}
.issues b{text-transform:uppercase;font-size:8pt;letter-spacing:.05em}
.missed{font-weight:700}

table{border-collapse:collapse;width:100%}
tr{break-inside:avoid}
th{text-align:left;font-size:8pt;line-height:10.5pt;border-bottom:.75pt solid #000;padding:0 3mm .8mm 0;vertical-align:bottom}
td{padding:.9mm 3mm .9mm 0;vertical-align:top;border-bottom:.4pt solid #000}
td:last-child,th:last-child{padding-right:0}
.number{text-align:right;white-space:nowrap;width:24mm}
.plain tr:first-child td{padding-top:0}
.total td{font-weight:700;border-bottom:0}
.goal{margin-top:1.2mm}
.keys{margin-top:2.5mm}
.keys td:nth-child(2),.keys th:nth-child(2){width:38mm}
.keys small{display:block;font-size:8pt;line-height:11.25pt}
.keys td:first-child small{display:grid;grid-template-columns:18mm 1fr}
.keys code{font-size:8pt}

.sign{display:grid;grid-template-columns:1fr 1fr;gap:4mm 9mm}
.sign div{break-inside:avoid;padding-top:11mm;border-bottom:.75pt solid #000;display:flex;justify-content:space-between;font-size:8.6pt}
.sign p{break-inside:avoid}
.record{border:1.5pt solid #000;padding:3mm 4mm;break-inside:avoid;display:grid;grid-template-columns:auto 1fr;column-gap:7mm;align-items:center}
.record .hex{font-size:10.5pt;line-height:14.25pt;white-space:pre}
.record .bring{font-weight:700}
.foot{margin-top:5mm;font-size:8pt;line-height:10.5pt;display:flex;justify-content:space-between;column-gap:6mm}
`;
}
