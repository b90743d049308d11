import type { SigningState } from '@quorate/crypto-core/keys/signing-state';
import fc from 'fast-check';

/**
 * Whether CometBFT would make a new signature at a position with this state: its CheckHRS, whose error, or whose
 * answer that the stored signature serves again, both mean no.
 */
export function allowsSigning(state: SigningState, at: SigningState): boolean {
  if (state.height > at.height) return false;
  if (state.height === at.height) {
    if (state.round > at.round) return false;
    if (state.round === at.round && state.step >= at.step) return false;
  }
  return true;
}

/** Small numbers meet each other often, large ones are where 64 bits end. */
export const anyState: fc.Arbitrary<SigningState> = fc.record({
  height: fc.oneof(fc.bigInt(0n, 4n), fc.bigInt(0n, 2n ** 63n - 1n)),
  round: fc.oneof(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 ** 31 - 1 })),
  step: fc.integer({ min: 0, max: 3 }),
});
