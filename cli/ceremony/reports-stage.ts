import { join } from 'node:path';
import { toUtf8 } from '@quorate/crypto-core/encoding';
import type { Ceremony } from '@quorate/custody/ceremony/ceremony';
import type { Override } from '@quorate/custody/ceremony/machine/state';
import type { KeyReport } from '@quorate/custody/ceremony/vault';
import { writeFinishedFile } from '@quorate/custody/files/finish';
import { renderReceipt } from '@quorate/custody/papers/receipt-page';
import { renderTranscript } from '@quorate/custody/papers/transcript-page';
import type { Paper } from '@quorate/custody/papers/types';
import type { TwoPeople } from '@quorate/custody/people/two-people';
import type { PreflightReport } from '@quorate/custody/preflight/check';
import { cardFonts } from '../assets.ts';
import type { Io } from '../io.ts';
import { software } from '../version.ts';

/** What the papers say that the ceremony's state does not hold. */
export interface Told {
  readonly preflight: PreflightReport;
  readonly overrides: readonly Override[];
  readonly keys: readonly KeyReport[];
  readonly signedOff: readonly TwoPeople[];
  readonly paper: Paper;
}

/**
 * Writes transcript and receipt, to be printed and signed. They hold names, and nothing secret.
 * @returns their paths
 */
export function writeReports(ceremony: Ceremony, told: Told, folder: string, io: Io): string[] {
  const { state, sealed } = ceremony;
  if (sealed === null || state.step !== 'closed') throw new Error('the ceremony is not closed');
  const papers = {
    plan: state.plan,
    planSha256: state.planSha256,
    ceremonyId: state.ceremonyId,
    setId: sealed.setId,
    folderName: sealed.folder.name,
    folderHash: sealed.folder.folderHash,
    chainHead: sealed.chainHead,
    closingHead: state.closingHead,
    time: sealed.time,
    preflight: told.preflight,
    overrides: told.overrides,
    keys: told.keys.map(({ name, path, bytes, description }) => ({ name, path, bytes, ...description })),
    journal: ceremony.journal,
    signedOff: told.signedOff,
    undelivered: state.undelivered,
    software,
    fonts: cardFonts(),
    paper: told.paper,
  };
  const pages = [
    ['transcript.html', renderTranscript(papers)],
    ['receipt.html', renderReceipt(papers)],
  ] as const;
  const written = pages.map(([name, page]) => {
    const path = join(folder, name);
    writeFinishedFile(path, toUtf8(page), 0o600);
    return path;
  });
  io.say(`transcript and receipt to print and sign: ${written.join(', ')}`);
  return written;
}
