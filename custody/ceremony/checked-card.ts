import type { UnverifiedCard } from '@quorate/crypto-core/cards/payload';
import { UntrustedQuorum } from '@quorate/crypto-core/cards/quorum';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { SealedFolder } from './vault.ts';

/**
 * Checks that a card that was read back is the one that is due, unchanged since it was dealt.
 * @throws `card-other-number`, `card-other-set`, `card-unlisted` and other card codes
 */
export function checkCard(card: UnverifiedCard, due: number, { setId, cards }: SealedFolder): void {
  const quorum = new UntrustedQuorum({ setId, digests: cards });
  try {
    quorum.add(card);
  } finally {
    quorum.wipe();
  }
  if (card.number !== due) {
    throw new QuorateError(
      'card-other-number',
      `this is card ${card.number}, card ${due} is due`,
      `read card ${due}`,
    );
  }
}
