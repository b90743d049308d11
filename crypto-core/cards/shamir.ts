import { combine, split } from 'shamir-secret-sharing';
import { equalBytes, heldInPlace } from '../encoding.ts';
import { QuorateError } from '../errors.ts';
import { secretOf } from './interpolation.ts';
import { secretLengths } from './payload.ts';

/** K of N. */
export interface Quota {
  /** K: how many cards restore, at least 2. */
  readonly threshold: number;
  /** N: how many cards there are, at most 255. */
  readonly count: number;
}

/**
 * Splits a secret with Shamir's scheme over GF(2^8) and proves the result before letting go of it: the first
 * K − 1 shares with each of the others must give the secret, which holds only if all N lie on one polynomial of
 * degree below K, so that every subset of K gives it. Proved with arithmetic of our own, not the library's.
 *
 * @param secret S: a multiple of 16 bytes from 32 to 160; stays the caller's to zero
 * @returns N shares, y bytes ‖ x each, x distinct and not 0
 * @throws `split-parameters`, `split-unproved`
 */
export async function splitSecret(secret: Uint8Array, quota: Quota): Promise<Uint8Array[]> {
  const { threshold, count } = quota;
  checkQuota(quota);
  if (!isPlain(secret)) {
    throw new QuorateError('split-parameters', 'the secret to split is not a plain Uint8Array');
  }
  if (!secretLengths.existing.includes(secret.length)) {
    throw new QuorateError('split-parameters', `a secret of ${secret.length} bytes cannot be put on cards`);
  }
  // The library makes small arrays; ours stay in one place and can be zeroed.
  const shares = (await split(secret, count, threshold)).map(heldInPlace);
  let proved = false;
  try {
    proved = shares.length === count && flawOf(shares) === null && sharesGive(secret, shares, threshold);
  } finally {
    if (!proved) for (const share of shares) share.fill(0);
  }
  if (!proved) {
    throw new QuorateError(
      'split-unproved',
      'the shares just made do not give the secret back',
      'Nothing was dealt. Do not use this computer for the ceremony, and report this',
    );
  }
  return shares;
}

/**
 * The secret that exactly K shares give. Whether it is the *right* one the caller must check (set id): wrong
 * shares give wrong bytes without a sign.
 *
 * @param shares y bytes ‖ x each; stay the caller's to zero
 * @param threshold K; more or fewer shares are refused, since the library cannot know K
 * @returns S, the caller's to zero
 * @throws `cards-too-few`, `card-altered`, `card-x-zero`
 */
export async function combineShares(shares: readonly Uint8Array[], threshold: number): Promise<Uint8Array> {
  if (!Number.isInteger(threshold) || threshold < 2 || threshold > 255 || shares.length !== threshold) {
    throw new QuorateError(
      'cards-too-few',
      `${shares.length} shares cannot be combined where ${threshold} are needed`,
    );
  }
  const flaw = flawOf(shares);
  if (flaw) throw flaw;
  return heldInPlace(await combine([...shares]));
}

function checkQuota({ threshold, count }: Quota): void {
  if (!Number.isInteger(threshold) || !Number.isInteger(count)) {
    throw new QuorateError('split-parameters', 'threshold and number of cards must be whole numbers');
  }
  if (threshold < 2 || threshold > count || count > 255) {
    throw new QuorateError(
      'split-parameters',
      `any ${threshold} of ${count} cards is not possible`,
      'The threshold is at least 2 and at most the number of cards, which is at most 255',
    );
  }
}

/** What the library leaves unchecked: x = 0 dictates the secret. A Buffer it refuses, so it is named here. */
function flawOf(shares: readonly Uint8Array[]): QuorateError | null {
  const length = shares[0]?.length ?? 0;
  const seen = new Set<number>();
  for (const share of shares) {
    if (!isPlain(share)) return new QuorateError('card-altered', 'a share is not a plain Uint8Array');
    if (share.length !== length || length < 2) {
      return new QuorateError('card-altered', 'the shares are not all of one length');
    }
    const x = share[length - 1] as number;
    if (x === 0) return new QuorateError('card-x-zero', 'a share has x = 0, which no dealt share has');
    if (seen.has(x)) return new QuorateError('card-altered', 'two shares have the same x');
    seen.add(x);
  }
  return null;
}

function isPlain(bytes: Uint8Array): boolean {
  return bytes instanceof Uint8Array && bytes.constructor === Uint8Array;
}

function sharesGive(secret: Uint8Array, shares: readonly Uint8Array[], threshold: number): boolean {
  const base = shares.slice(0, threshold - 1);
  return shares.slice(threshold - 1).every((other) => {
    const restored = secretOf([...base, other]);
    const equal = equalBytes(restored, secret);
    restored.fill(0);
    return equal;
  });
}
