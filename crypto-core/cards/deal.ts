import { QuorateError } from '../errors.ts';
import { type Card, type CardKind, secretLengths, setIdOf } from './payload.ts';
import { type Quota, splitSecret } from './shamir.ts';

/**
 * Splits S and numbers the shares: the cards of a new set.
 *
 * @param secret S of formats.md section 1, 32 bytes where generated; stays the caller's to zero
 * @returns N cards in order of their numbers; their shares are the caller's to zero
 * @throws `split-parameters`, `split-unproved`
 */
export async function dealCards(secret: Uint8Array, kind: CardKind, quota: Quota): Promise<Card[]> {
  if (!secretLengths[kind].includes(secret.length)) {
    throw new QuorateError(
      'split-parameters',
      `a secret of ${secret.length} bytes cannot be of kind ${kind}`,
    );
  }
  const setId = setIdOf(secret);
  const shares = await splitSecret(secret, quota);
  const { threshold, count } = quota;
  return shares.map((share, index) => ({ kind, setId, threshold, count, number: index + 1, share }));
}
