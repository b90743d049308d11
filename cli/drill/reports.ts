import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { toUtf8 } from '@quorate/crypto-core/encoding';
import type { CardFonts } from '@quorate/custody/cards/card-fonts';
import type { DrillReport } from '@quorate/custody/drill/report';
import { spanText } from '@quorate/custody/drill/report';
import { reportMarkdown } from '@quorate/custody/drill/report-markdown';
import { reportPage } from '@quorate/custody/drill/report-page';
import { rtoText } from '@quorate/custody/drill/report-words';
import { aboutFile } from '@quorate/custody/files/errors';
import { writeFinishedFile } from '@quorate/custody/files/finish';
import { cardFonts } from '../assets.ts';
import { safeJson } from '../escape.ts';

/**
 * Writes a report in its three forms.
 * @param name of the files, without their ending
 * @returns their paths
 * @throws `file-…` and `medium-…` codes
 */
export function writeReports(folder: string, name: string, report: DrillReport): string[] {
  aboutFile(folder, () => mkdirSync(folder, { recursive: true }));
  const forms = {
    md: reportMarkdown(report),
    html: reportPage(report, fontsAtHand()),
    json: `${safeJson(report)}\n`,
  };
  return Object.entries(forms).map(([ending, text]) => {
    const path = join(folder, `${name}.${ending}`);
    writeFinishedFile(path, toUtf8(text), 0o644);
    return path;
  });
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
