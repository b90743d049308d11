import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { toUtf8 } from '@quorate/crypto-core/encoding';
import type { CardFonts } from '../cards/card-fonts.ts';
import { aboutFile } from '../files/errors.ts';
import { writeFinishedFile } from '../files/finish.ts';
import { safeJson } from '../print/safe-json.ts';
import type { RecoveryReport } from './report.ts';
import { recoveryReportPage } from './report-page.ts';

/**
 * Writes the report of a recovery as a page to print and as JSON.
 * @param name of the files, without their ending
 * @param fonts null where there are none: the page then uses those of its reader
 * @returns their paths
 * @throws `file-…` and `medium-…` codes
 */
export function saveRecoveryReport(
  folder: string,
  name: string,
  report: RecoveryReport,
  fonts: CardFonts | null,
): string[] {
  aboutFile(folder, () => mkdirSync(folder, { recursive: true }));
  const forms = { html: recoveryReportPage(report, fonts), json: `${safeJson(report)}\n` };
  return Object.entries(forms).map(([ending, text]) => {
    const path = join(folder, `${name}.${ending}`);
    writeFinishedFile(path, toUtf8(text), 0o644);
    return path;
  });
}
