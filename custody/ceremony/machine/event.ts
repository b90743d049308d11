import type { Plan } from '@quorate/crypto-core/documents/plan';
import type { JsonObject } from '@quorate/crypto-core/json/value';
import type { Protection } from '../../drives/protection.ts';
import type { LeftCount } from '../../import/home.ts';
import type { ConfirmedPeople } from '../../people/two-people.ts';
import type { KeyFacts, Override } from './state.ts';

/**
 * Everything that can happen in a ceremony. The names are those of the journal: what is dispatched is what is
 * journaled. People stand in events by name; the journal says "witness 1".
 */
export type CeremonyEvent =
  | {
      readonly event: 'preflight.done';
      readonly blocking: readonly string[];
      /** What was seen, for the journal. */
      readonly evidence: JsonObject;
    }
  | ({ readonly event: 'preflight.overridden' } & Override)
  /** Somebody compared the clock with a watch. `date` as the machine shows it. */
  | { readonly event: 'date.confirmed'; readonly date: string }
  | { readonly event: 'preflight.passed' }
  | {
      readonly event: 'plan.confirmed';
      readonly plan: Plan;
      readonly planSha256: string;
      readonly people: ConfirmedPeople;
    }
  | {
      readonly event: 'keys.imported';
      readonly keys: readonly KeyFacts[];
      /** How much of the sources was left where it is; absent: nothing. */
      readonly left?: LeftCount;
    }
  | { readonly event: 'keys.released' }
  | { readonly event: 'keys.confirmed' }
  /** The bundle was made and opened again with what the cards give. */
  | {
      readonly event: 'bundle.sealed';
      readonly setId: string;
      readonly bundleId: string;
      readonly bytes: number;
      readonly sha256: string;
      readonly manifest: string;
    }
  | { readonly event: 'folder.sealed'; readonly folderHash: string }
  | {
      readonly event: 'stick.written';
      readonly stick: number;
      readonly folder: string;
      /** What protects it; null for a folder that stands for a stick. */
      readonly protection: Protection | null;
    }
  | {
      readonly event: 'stick.verified';
      readonly stick: number;
      readonly replugged: boolean;
      /** Where its folder is now; absent: where it was. */
      readonly folder?: string | undefined;
    }
  | {
      readonly event: 'stick.failed';
      readonly stick: number;
      readonly code: string;
      /** What was being written, where it came to no end; absent: what was written before. */
      readonly folder?: string;
    }
  | {
      readonly event: 'sticks.finished';
      /** Why there are fewer than the plan says, or only one; null when there are enough. */
      readonly fewer: { readonly reason: string; readonly people: ConfirmedPeople } | null;
    }
  | { readonly event: 'card.printed'; readonly card: number; readonly how?: ByHand }
  | {
      readonly event: 'card.reprinted';
      readonly card: number;
      readonly how?: ByHand;
      readonly reason: string;
      readonly people: ConfirmedPeople;
    }
  | { readonly event: 'card.proved'; readonly card: number; readonly how: 'camera' | 'image' | 'typed' }
  | { readonly event: 'cards.finished' }
  /** Every array that held a secret was found zero. */
  | { readonly event: 'vault.wiped' }
  | { readonly event: 'signed.off'; readonly people: ConfirmedPeople }
  | { readonly event: 'ceremony.closed'; readonly closingHead: string }
  | { readonly event: 'stick.delivered'; readonly stick: number }
  /** The ceremony ends; sticks without the closing record are named. */
  | { readonly event: 'delivery.ended' }
  | { readonly event: 'step.back' }
  | { readonly event: 'ceremony.aborted'; readonly reason: string };

/** Name of an event. */
export type EventName = CeremonyEvent['event'];
/** The event of one name. */
export type EventOf<E extends EventName> = Extract<CeremonyEvent, { event: E }>;

/** No printer worked: the card was shown on the screen, and its custodian copied it. */
export type ByHand = 'by-hand';

/** What is told when a card goes to a printer, or is shown to be copied. */
export type PrintEvent = Extract<CeremonyEvent, { event: 'card.printed' | 'card.reprinted' }>;
