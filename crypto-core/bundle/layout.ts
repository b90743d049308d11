import { concatBytes, equalBytes, toUtf8 } from '../encoding.ts';
import { QuorateError } from '../errors.ts';
import { newerFormat } from '../json/strict.ts';
import { type ScryptCost, tagBytes } from '../primitives.ts';
import { type BundleHeader, compareHint, headerLength, maxHeaderBytes, readHeader } from './header.ts';

/** The most bytes a bundle's plaintext may have: 272 MiB. */
export const maxPlaintextBytes = 285_212_672;

const magicText = 'QUORATE-BUNDLE-1\n';
const magic = toUtf8(magicText);
const prefixBytes = magic.length + 4;

/** The most bytes that stand before the ciphertext. */
export const maxFrontBytes = prefixBytes + maxHeaderBytes;

/** The most bytes a whole bundle may have. */
export const maxBundleBytes = maxFrontBytes + maxPlaintextBytes + tagBytes;

declare const unverified: unique symbol;

/**
 * A bundle whose outside is well formed. Nobody has shown yet that it is the one the ceremony made:
 * `openBundle` does.
 */
export interface UnverifiedBundle {
  readonly [unverified]: true;
  readonly header: BundleHeader;
  /** Every byte before the ciphertext: authenticated with it. */
  readonly additionalData: Uint8Array;
  /** Ciphertext and tag. */
  readonly sealed: Uint8Array;
}

/** Every byte that stands before the ciphertext: magic, header length, header. */
export function writePrefix(header: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, header.length);
  return concatBytes(magic, length, header);
}

/**
 * The place of a bundle that is about to be sealed. The plaintext stands where its ciphertext will stand, so that a
 * large one is in memory once. Whoever reserved it zeroes it when it is not sealed after all.
 */
export interface BundleRoom {
  readonly cost: ScryptCost;
  /** All of the future bundle. */
  readonly bytes: Uint8Array;
  /** The part of `bytes` for the plaintext. */
  readonly plaintext: Uint8Array;
}

/**
 * Takes the room for a bundle out of the end of an array: the front just before the plaintext, the tag behind it.
 * @param start where the plaintext begins; at least {@link maxFrontBytes} stand before it, 16 bytes behind it
 * @param cost what the bundle will be sealed with: the length of its header depends on it
 * @throws `bundle-too-large`
 */
export function bundleRoomAt(array: Uint8Array, start: number, cost: ScryptCost): BundleRoom {
  const end = array.length - tagBytes;
  if (end - start > maxPlaintextBytes) {
    throw new QuorateError(
      'bundle-too-large',
      `the keys take ${end - start} bytes, more than the ${maxPlaintextBytes} a bundle holds`,
      'leave out chain data and logs, or make two ceremonies',
    );
  }
  const bytes = array.subarray(start - prefixBytes - headerLength(cost));
  return { cost, bytes, plaintext: array.subarray(start, end) };
}

/**
 * Takes a bundle apart; nothing is copied, so the result shares memory with `bytes`.
 * @throws `bundle-not-one`, `format-newer`, `bundle-truncated`, `bundle-too-large`, `bundle-header`, `bundle-kdf`
 */
export function readBundle(bytes: Uint8Array): UnverifiedBundle {
  checkMagic(bytes);
  if (bytes.length > maxBundleBytes) {
    throw new QuorateError(
      'bundle-too-large',
      `the bundle has ${bytes.length} bytes, more than ${maxBundleBytes}`,
    );
  }
  if (bytes.length < prefixBytes) throw truncated(bytes);
  const headerBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length);
  if (headerBytes < 1 || headerBytes > maxHeaderBytes) {
    throw new QuorateError('bundle-header', `the bundle's header claims ${headerBytes} bytes`, compareHint);
  }
  const body = prefixBytes + headerBytes;
  if (bytes.length < body + tagBytes) throw truncated(bytes);
  if (bytes.length > body + maxPlaintextBytes + tagBytes) {
    throw new QuorateError('bundle-too-large', `the bundle holds more than ${maxPlaintextBytes} bytes`);
  }
  const header = readHeader(bytes.subarray(prefixBytes, body));
  return {
    header,
    additionalData: bytes.subarray(0, body),
    sealed: bytes.subarray(body),
  } as UnverifiedBundle;
}

function checkMagic(bytes: Uint8Array): void {
  const start = bytes.subarray(0, magic.length);
  if (equalBytes(start, magic)) return;
  if (bytes.length < magic.length && equalBytes(start, magic.subarray(0, bytes.length)))
    throw truncated(bytes);
  const version = /^QUORATE-BUNDLE-(\d{1,6})\n/.exec(asciiStart(bytes))?.[1];
  if (version !== undefined && Number(version) > 1) throw newerFormat('the bundle', Number(version));
  throw new QuorateError('bundle-not-one', 'this file is not a Quorate bundle', compareHint);
}

function asciiStart(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 32));
}

function truncated(bytes: Uint8Array): QuorateError {
  return new QuorateError(
    'bundle-truncated',
    `the bundle ends after ${bytes.length} bytes, in the middle`,
    compareHint,
  );
}
