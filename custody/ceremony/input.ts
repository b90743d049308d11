import type { Plan } from '@quorate/crypto-core/documents/plan';
import type { KeyDescription } from '@quorate/crypto-core/keys/recognise';
import type { ScryptCost } from '@quorate/crypto-core/primitives';
import type { FolderFile } from '../folder/write.ts';
import type { ImportedFile } from '../import/sources.ts';

/** An imported key file with what it was recognised as. */
export interface RecognisedFile extends ImportedFile {
  readonly description: KeyDescription;
}

/** A plan with the hash that is read aloud before anything happens. */
export interface GivenPlan {
  readonly plan: Plan;
  /** SHA-256 of the plan file, 64 hex digits. */
  readonly planSha256: string;
}

/** Everything a ceremony is sealed from. */
export interface CeremonyInput {
  /** 8 hex digits. */
  readonly ceremonyId: string;
  readonly plan: Plan;
  /** SHA-256 of the plan file, 64 hex digits. */
  readonly planSha256: string;
  /** Sorted by the bytes of their paths; their contents are zeroed as soon as they stand in the archive. */
  readonly files: readonly RecognisedFile[];
  /** UTC time of the ceremony. */
  readonly time: string;
  readonly cost: ScryptCost;
  readonly software: { readonly name: string; readonly version: string };
  /** The recovery kit: files under `recover/`. */
  readonly kit: readonly FolderFile[];
}
