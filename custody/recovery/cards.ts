import type { UnverifiedCard } from '@quorate/crypto-core/cards/payload';
import { type Admission, type CombinedSecret, UntrustedQuorum } from '@quorate/crypto-core/cards/quorum';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { CeremonyFolder } from '../folder/read.ts';
import { bundleOf } from './open.ts';

/** The cards of one recovery, one after the other; a card that is not taken in is zeroed. */
export class RecoveryCards {
  readonly #quorum: UntrustedQuorum;
  /** Refused as not listed, and kept while a person may still want it used. */
  #waiting: UnverifiedCard | null = null;
  readonly #numbers: number[] = [];
  readonly #unlisted: number[] = [];

  /** A quorum knows how to refuse a card of another or of a superseded set by name. */
  constructor(folder: CeremonyFolder) {
    const { manifest } = folder;
    const lists =
      manifest === null ? {} : { supersededSets: manifest.supersededSets, digests: manifest.shareSet.cards };
    this.#quorum = new UntrustedQuorum({ setId: bundleOf(folder).header.setId, ...lists });
  }

  /** Numbers of the cards that were taken in, in their order; wiping leaves them. */
  get numbers(): readonly number[] {
    return [...this.#numbers];
  }

  /** Those among them that the manifest does not list. */
  get unlisted(): readonly number[] {
    return [...this.#unlisted];
  }

  /** @throws the codes of `UntrustedQuorum.add`; only after `card-unlisted` the card is not zeroed yet */
  add(card: UnverifiedCard, unlistedAccepted: boolean): Admission {
    this.dropWaiting();
    try {
      const admission = this.#quorum.add(card, { unlistedAccepted });
      this.#numbers.push(admission.number);
      if (admission.state === 'unlisted') this.#unlisted.push(admission.number);
      return admission;
    } catch (error) {
      if (error instanceof QuorateError && error.code === 'card-unlisted') this.#waiting = card;
      else card.share.fill(0);
      throw error;
    }
  }

  /** The card that was just refused as not listed, or null; it is the caller's then. */
  takeWaiting(): UnverifiedCard | null {
    const card = this.#waiting;
    this.#waiting = null;
    return card;
  }

  /** Zeroes a card that waits for a yes. */
  dropWaiting(): void {
    this.takeWaiting()?.share.fill(0);
  }

  /** @throws the codes of `UntrustedQuorum.combine` */
  combine(): Promise<CombinedSecret> {
    return this.#quorum.combine();
  }

  /** Zeroes every share. */
  wipe(): void {
    this.dropWaiting();
    this.#quorum.wipe();
  }
}
