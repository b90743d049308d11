import type { Plan } from '@quorate/crypto-core/documents/plan';
import type { ConfirmedPeople } from '../../people/two-people.ts';

/** The steps of a ceremony, in their order; `aborted` can follow any of them but `closed`. */
export const steps = [
  'preflight',
  'people',
  'keys',
  'seal',
  'sticks',
  'cards',
  'roll-call',
  'sign-off',
  'deliver',
  'closed',
] as const;
/** Where a ceremony stands. */
export type Step = (typeof steps)[number] | 'aborted';

/** A check that spoke against going on, and the two words that let the ceremony go on all the same. */
export interface Override {
  readonly check: string;
  readonly reason: string;
  /** The witness by name; the plan must then name the same. */
  readonly witness: string;
}

/** What the preflight brought to light. */
export interface PreflightFacts {
  /** Ids of checks that block and were not overridden yet. */
  readonly blocking: readonly string[];
  readonly overridden: readonly Override[];
}

/** What is publicly known of an imported key file. */
export interface KeyFacts {
  readonly name: string;
  readonly path: string;
  readonly type: string;
  readonly fingerprint: string | null;
  readonly address: string | null;
  readonly bytes: number;
}

/** A stick, by its number in this ceremony. */
export interface StickFacts {
  readonly number: number;
  /** Path of the ceremony folder on it. */
  readonly folder: string;
  /** `written`: read back after writing. `verified`: plugged in again and read anew. `failed`: not to be used. */
  readonly state: 'written' | 'verified' | 'delivered' | 'failed';
}

/** A card, by its number. */
export interface CardFacts {
  readonly number: number;
  readonly printed: number;
  readonly isProved: boolean;
}

/** What a sealed bundle is known by. */
export interface SealFacts {
  readonly setId: string;
  readonly bundleId: string;
  readonly sha256: string;
}

interface Opened {
  readonly ceremonyId: string;
  readonly isRehearsal: boolean;
}

interface Checked extends Opened {
  readonly preflight: PreflightFacts;
}

interface Planned extends Checked {
  readonly plan: Plan;
  readonly planSha256: string;
}

interface Sealed extends Planned {
  readonly keys: readonly KeyFacts[];
  readonly seal: SealFacts;
  readonly folderHash: string;
  readonly sticks: readonly StickFacts[];
  readonly cards: readonly CardFacts[];
  /** Why there are fewer sticks than the plan says, or only one. */
  readonly fewerSticks: { readonly reason: string; readonly people: ConfirmedPeople } | null;
}

/**
 * A ceremony's state: what it has come to, and nothing secret. What the vault holds follows from the step alone:
 * key files in `keys` and `seal`, card payloads from `sticks` to `roll-call`, nothing before and after.
 */
export type CeremonyState =
  | (Opened & {
      readonly step: 'preflight';
      readonly preflight: PreflightFacts | null;
      readonly isDateConfirmed: boolean;
    })
  | (Checked & { readonly step: 'people' })
  | (Planned & { readonly step: 'keys'; readonly keys: readonly KeyFacts[] })
  | (Planned & { readonly step: 'seal'; readonly keys: readonly KeyFacts[]; readonly seal: SealFacts | null })
  | (Sealed & { readonly step: 'sticks' })
  | (Sealed & { readonly step: 'cards' })
  | (Sealed & { readonly step: 'roll-call' })
  | (Sealed & { readonly step: 'sign-off'; readonly signed: readonly string[] })
  | (Sealed & { readonly step: 'deliver'; readonly closingHead: string })
  | (Sealed & {
      readonly step: 'closed';
      readonly closingHead: string;
      /** Numbers of sticks that never got the closing record. */
      readonly undelivered: readonly number[];
    })
  | (Opened & { readonly step: 'aborted'; readonly from: Step; readonly wipe: WipeList });

/** The state of one step. */
export type StateOf<S extends Step> = Extract<CeremonyState, { step: S }>;

/** What must be wiped or destroyed when a ceremony does not come to its end. */
export interface WipeList {
  /** Set id of the cards to destroy, printed or in files; null when none were dealt. */
  readonly setId: string | null;
  /** Ceremony folders to delete. */
  readonly folders: readonly string[];
  /** Numbers of the cards that have left the printer. */
  readonly printedCards: readonly number[];
  /** True when the process held keys or cards: it must end. */
  readonly heldSecrets: boolean;
}
