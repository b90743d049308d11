import type { CardFonts } from '@quorate/custody/cards/card-fonts';
import type { DrillReport } from '@quorate/custody/drill/report';
import { spanText } from '@quorate/custody/drill/report';
import { rtoText } from '@quorate/custody/drill/report-words';
import { saveReport } from '@quorate/custody/drill/save-report';
import { cardFonts } from '../assets.ts';

/** Writes a report in its three forms. @returns their paths */
export function writeReports(folder: string, name: string, report: DrillReport): string[] {
  return saveReport(folder, name, report, fontsAtHand());
}

/** The recovery kit on a stick is one file, without fonts. */
function fontsAtHand(): CardFonts | null {
  try {
    return cardFonts();
  } catch {
    return null;
  }
}

/** A report as lines for a terminal: what came of it, what is to be done, the record to bring. */
export function reportLines(report: DrillReport): string[] {
  const { record } = report;
  return [
    ...report.keys.flatMap(({ path, fingerprint, address, differs }) => [
      `${differs.length === 0 ? 'same   ' : 'DIFFERS'} ${path}${differs.length === 0 ? '' : `: ${differs.join(', ')}`}`,
      ...(address === null ? [] : [`        address      ${address}`]),
      ...(fingerprint === null ? [] : [`        fingerprint  ${fingerprint}`]),
    ]),
    ...report.issues.map(({ severity, text }) => `${severity.padEnd(7)} ${text}`),
    `time    ${report.times.map(({ part, milliseconds }) => `${part} ${spanText(milliseconds)}`).join(', ')}`,
    `        ${rtoText(report)}`,
    ...report.nextDue.map(({ duty, nextDue }) => `next    ${duty} on ${nextDue}`),
    ...('why' in record
      ? [`no record was left on the stick: ${record.why}`]
      : [
          `record  ${record.file}; bring its hash to the next drill:`,
          `        ${record.sha256}`,
          `        ${record.words}`,
        ]),
    `DRILL ${report.verdict.toUpperCase()}: ${report.summary}`,
  ];
}
