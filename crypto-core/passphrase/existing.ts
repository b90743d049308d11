import { randomBytes } from '@noble/hashes/utils.js';
import { fromUtf8, secretBytes, toUtf8 } from '../encoding.ts';
import { QuorateError } from '../errors.ts';

/** Random bytes after the text: they blind the published digests, which would else confirm a guessed passphrase. */
const blindingBytes = 16;
const maxTextBytes = 128;

// What a prompt cannot deliver. C1 controls are let through: the text is taken exactly as it is.
const control = /(?![\u0080-\u009f])\p{Cc}/u;

/**
 * The secret that stands for a passphrase which already protects something else: length, text, zeros to a multiple
 * of 16, then 16 random bytes (kind 1 of the format). The text is taken exactly as typed, never normalised: NFKD
 * would change passphrases people already use.
 * @returns 32 to 160 bytes, a multiple of 16; the caller zeroes them
 * @throws `existing-passphrase` for an empty text, one over 128 bytes of UTF-8, or one with control characters
 */
export function encodeExistingPassphrase(text: string): Uint8Array {
  if (/\p{Surrogate}/u.test(text) || control.test(text)) {
    throw new QuorateError('existing-passphrase', 'the passphrase holds a control or broken character');
  }
  const bytes = toUtf8(text);
  try {
    if (bytes.length < 1 || bytes.length > maxTextBytes) {
      throw new QuorateError(
        'existing-passphrase',
        `the passphrase has ${bytes.length} bytes; 1 to ${maxTextBytes} can be split`,
      );
    }
    const padded = Math.ceil((1 + bytes.length) / 16) * 16;
    const secret = secretBytes(padded + blindingBytes);
    secret[0] = bytes.length;
    secret.set(bytes, 1);
    secret.set(randomBytes(blindingBytes), padded);
    return secret;
  } finally {
    bytes.fill(0);
  }
}

/**
 * The passphrase inside a secret of kind 1.
 * @throws `existing-passphrase` when the secret does not have the one shape {@link encodeExistingPassphrase} writes
 */
export function decodeExistingPassphrase(secret: Uint8Array): string {
  const length = secret[0] ?? 0;
  const padded = Math.ceil((1 + length) / 16) * 16;
  const wellFormed =
    length >= 1 &&
    length <= maxTextBytes &&
    secret.length === padded + blindingBytes &&
    secret.subarray(1 + length, padded).every((byte) => byte === 0);
  const text = wellFormed ? fromUtf8(secret.subarray(1, 1 + length), 'the passphrase') : '';
  if (!wellFormed || control.test(text)) {
    throw new QuorateError(
      'existing-passphrase',
      'the cards give a secret that is not a split passphrase',
      'one of the cards was altered; read all cards of the set and try others',
    );
  }
  return text;
}
