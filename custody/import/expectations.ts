import type { ManifestKey } from '@quorate/crypto-core/documents/manifest';
import { QuorateError } from '@quorate/crypto-core/errors';
import { isFingerprintOf } from '@quorate/crypto-core/keys/fingerprint-forms';

/** `type` tells a certificate from the key it belongs to. */
type Described = Pick<ManifestKey, 'path' | 'fingerprint' | 'address' | 'publicKey'> &
  Partial<Pick<ManifestKey, 'type'>>;

/**
 * Checks that each expected fingerprint, address or public key is one of the given keys', in any of the forms of
 * `isFingerprintOf`. A certificate does not count: it has the fingerprint of a key that may be missing.
 * @param expected as the operator wrote them
 * @param whose what the keys belong to, for the message
 * @throws `expectation-unmet` naming the expected value, which is public, and what was found instead
 */
export function checkExpectations(
  expected: readonly string[],
  keys: readonly Described[],
  whose: string,
): void {
  const secret = keys.filter(({ type }) => type !== 'x509-certificate');
  for (const value of expected) {
    if (secret.some((key) => isFingerprintOf(value, key))) continue;
    const certificate = keys.find((key) => isFingerprintOf(value, key));
    if (certificate !== undefined) {
      throw new QuorateError(
        'expectation-unmet',
        `${whose} holds no key ${value}, only its certificate ${certificate.path}`,
        'give the file with the private key too',
      );
    }
    const found = secret.flatMap((key) => key.address ?? key.fingerprint ?? []);
    throw new QuorateError(
      'expectation-unmet',
      `${whose} holds no key ${value}`,
      found.length === 0
        ? 'no public fingerprint was found there at all'
        : `found: ${found.slice(0, 8).join(', ')}`,
    );
  }
}

/**
 * A value that was expected and is nobody's, as a record or a report may hold it: enough to know it by, and not what
 * somebody pasted by mistake, which may be a private key.
 */
export function shownUnmet(value: string): string {
  const text = [...value.trim()];
  return text.length <= shownCharacters ? value.trim() : `${text.slice(0, shownCharacters).join('')}…`;
}

const shownCharacters = 8;
