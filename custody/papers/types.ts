import type { JournalEntry } from '@quorate/crypto-core/documents/journal';
import type { Plan } from '@quorate/crypto-core/documents/plan';
import type { CardFonts } from '../cards/card-fonts.ts';
import type { TwoPeople } from '../people/two-people.ts';
import type { PreflightReport } from '../preflight/check.ts';

/** The sheet the papers are printed on. */
export type Paper = 'a4' | 'letter';

/** A key file as the transcript lists it: nothing but what is public. */
export interface PaperKey {
  /** The source it came from, as the plan names it. */
  readonly name: string;
  /** Its path in the bundle. */
  readonly path: string;
  readonly type: string;
  readonly algorithm: string | null;
  /** 64 hex digits, or null without a public half. */
  readonly fingerprint: string | null;
  /** In the chain's own writing. */
  readonly address: string | null;
  readonly bytes: number;
}

/** A blocking check that was let pass, and who of the witnesses stands for it. */
export interface PaperOverride {
  /** Id of the check. */
  readonly check: string;
  readonly reason: string;
  readonly witness: string;
}

/** Everything that transcript and receipt of a ceremony are printed from. No secret, no card text. */
export interface CeremonyPapers {
  readonly plan: Plan;
  /** 64 lower-case hex digits, as the other hashes. */
  readonly planSha256: string;
  /** 8 lower-case hex digits. */
  readonly ceremonyId: string;
  /** 8 lower-case hex digits. */
  readonly setId: string;
  readonly folderName: string;
  readonly folderHash: string;
  /** Hash of the journal's last line. */
  readonly chainHead: string;
  /** Hash of the closing record's last line. */
  readonly closingHead: string;
  /** UTC time of the ceremony, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly time: string;
  readonly preflight: PreflightReport;
  readonly overrides: readonly PaperOverride[];
  readonly keys: readonly PaperKey[];
  /** The journal's lines, then the closing record's. */
  readonly journal: readonly JournalEntry[];
  /** Who signed off, in their order. */
  readonly signedOff: readonly TwoPeople[];
  /** Numbers of verified sticks that never got the closing record. */
  readonly undelivered: readonly number[];
  readonly software: { readonly name: string; readonly version: string };
  readonly fonts: CardFonts;
  readonly paper: Paper;
}
