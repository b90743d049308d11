import type { ManifestKey } from '@quorate/crypto-core/documents/manifest';
import { QuorateError } from '@quorate/crypto-core/errors';

type Described = Pick<ManifestKey, 'path' | 'fingerprint' | 'address' | 'publicKey'>;

/**
 * Checks that each expected fingerprint, address or public key is one of the given keys', with or without
 * separators, case-blind where it is hex.
 * @param expected as the operator wrote them
 * @param whose what the keys belong to, for the message
 * @throws `expectation-unmet` naming the expected value, which is public, and what was found instead
 */
export function checkExpectations(
  expected: readonly string[],
  keys: readonly Described[],
  whose: string,
): void {
  for (const value of expected) {
    if (keys.some((key) => isExpected(value, key))) continue;
    const found = keys.flatMap((key) => key.address ?? key.fingerprint ?? []);
    throw new QuorateError(
      'expectation-unmet',
      `${whose} holds no key ${value}`,
      found.length === 0
        ? 'no public fingerprint was found there at all'
        : `found: ${found.slice(0, 8).join(', ')}`,
    );
  }
}

function isExpected(value: string, key: Described): boolean {
  if (key.publicKey !== null && value.trim() === key.publicKey) return true;
  const plain = withoutSeparators(value);
  if (plain === '') return false;
  return [key.fingerprint, key.address].some((own) => own !== null && withoutSeparators(own) === plain);
}

function withoutSeparators(value: string): string {
  return value.replace(/[\s:.-]/g, '').toLowerCase();
}
