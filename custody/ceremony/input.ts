import type { KeyRoom } from '@quorate/crypto-core/bundle/key-room';
import type { Plan } from '@quorate/crypto-core/documents/plan';
import type { KeyDescription } from '@quorate/crypto-core/keys/recognise';
import type { ScryptCost } from '@quorate/crypto-core/primitives';
import type { FolderFile } from '../folder/content.ts';
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
  /** Sorted by the bytes of their paths; their contents are let go of, and are zero or encrypted then. */
  readonly files: readonly RecognisedFile[];
  /** Where the contents stand in the order of the files, to be encrypted there; made for a copy where there is none. */
  readonly room?: KeyRoom;
  /** UTC time of the ceremony. */
  readonly time: string;
  readonly cost: ScryptCost;
  readonly software: { readonly name: string; readonly version: string };
  /** The recovery kit: files under `recover/`. */
  readonly kit: readonly FolderFile[];
}

/** What a ceremony is set up with, before anybody has decided anything. */
export type CeremonySetup = Pick<CeremonyInput, 'software' | 'kit' | 'cost'> & {
  readonly isRehearsal: boolean;
};
