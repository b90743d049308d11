import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, toHex } from '../encoding.ts';
import { bigEndian } from './openpgp-packets.ts';

/** What a key packet says of itself. */
export interface OpenpgpKey {
  readonly version: number;
  /** As `ed25519`, `rsa-4096`; null for one that is not known. */
  readonly algorithm: string | null;
  /** Upper-case hex, as gpg prints it: 40 digits of version 4, 64 of version 6. */
  readonly fingerprint: string;
  /** UTC time. */
  readonly created: string;
  /** Of a secret key: whether its secret is under a passphrase, in the clear, or not in the file at all. */
  readonly secret: 'protected' | 'plain' | 'absent' | 'on-card' | null;
}

/**
 * Reads the body of a key or subkey packet (RFC 9580, 5.5). The fingerprint is computed over the public part that
 * the packet states, as gpg does.
 * @param isSecret whether the packet is one of a secret key
 * @returns null when it cannot be read, or is older than version 4
 */
export function readOpenpgpKey(body: Uint8Array, isSecret: boolean): OpenpgpKey | null {
  const version = body[0];
  const seconds = bigEndian(body, 1, 4);
  const algorithmId = body[5];
  if ((version !== 4 && version !== 6) || seconds === null || algorithmId === undefined) return null;
  const parameters = publicParameters(body, version, algorithmId);
  if (parameters === null || (!isSecret && parameters.end !== body.length)) return null;
  const publicPart = body.subarray(0, parameters.end);
  return {
    version,
    algorithm: parameters.algorithm,
    fingerprint: fingerprintOf(publicPart, version),
    created: new Date(seconds * 1000).toISOString().replace('.000Z', 'Z'),
    secret: isSecret ? protectionAt(body, parameters.end, version) : null,
  };
}

function fingerprintOf(publicPart: Uint8Array, version: 4 | 6): string {
  const { length } = publicPart;
  const digest =
    version === 4
      ? sha1(concatBytes(Uint8Array.of(0x99, length >> 8, length & 0xff), publicPart))
      : sha256(
          concatBytes(
            Uint8Array.of(0x9b, length >>> 24, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff),
            publicPart,
          ),
        );
  return toHex(digest).toUpperCase();
}

interface Parameters {
  readonly algorithm: string | null;
  readonly end: number;
}

/** Algorithms with keys of fixed length (RFC 9580, 9.1). */
const fixedLengths = new Map<number, [string, number]>([
  [25, ['x25519', 32]],
  [26, ['x448', 56]],
  [27, ['ed25519', 32]],
  [28, ['ed448', 57]],
]);

/** Multiprecision integers in the public part, by algorithm. */
const integers = new Map<number, [string, number]>([
  [1, ['rsa', 2]],
  [2, ['rsa', 2]],
  [3, ['rsa', 2]],
  [16, ['elgamal', 3]],
  [17, ['dsa', 4]],
]);

const curves: ReadonlyMap<string, string> = new Map([
  ['2b06010401da470f01', 'ed25519'],
  ['2b060104019755010501', 'x25519'],
  ['2a8648ce3d030107', 'p256'],
  ['2b81040022', 'p384'],
  ['2b81040023', 'p521'],
  ['2b8104000a', 'secp256k1'],
]);

function publicParameters(body: Uint8Array, version: 4 | 6, algorithmId: number): Parameters | null {
  const start = version === 4 ? 6 : 10;
  const stated = version === 6 ? bigEndian(body, 6, 4) : null;
  const read = parametersAt(body, start, algorithmId);
  if (version === 4) return read;
  if (stated === null || start + stated > body.length) return null;
  // Version 6 says where the public part ends, whatever the algorithm.
  return { algorithm: read?.algorithm ?? null, end: start + stated };
}

function parametersAt(body: Uint8Array, start: number, algorithmId: number): Parameters | null {
  const fixed = fixedLengths.get(algorithmId);
  if (fixed !== undefined) {
    const end = start + fixed[1];
    return end > body.length ? null : { algorithm: fixed[0], end };
  }
  const counted = integers.get(algorithmId);
  if (counted !== undefined) {
    const bits = bigEndian(body, start, 2);
    let end: number | null = start;
    for (let i = 0; i < counted[1] && end !== null; i++) end = afterInteger(body, end);
    if (end === null) return null;
    return { algorithm: counted[0] === 'rsa' ? `rsa-${bits}` : counted[0], end };
  }
  if (algorithmId !== 18 && algorithmId !== 19 && algorithmId !== 22) return null;
  const length = body[start];
  if (length === undefined || length === 0 || length === 0xff || start + 1 + length > body.length)
    return null;
  const curve = curves.get(toHex(body.subarray(start + 1, start + 1 + length))) ?? null;
  const afterPoint = afterInteger(body, start + 1 + length);
  if (afterPoint === null || algorithmId !== 18)
    return afterPoint === null ? null : { algorithm: curve, end: afterPoint };
  // ECDH has its derivation behind the point.
  const end = afterPoint + 1 + (body[afterPoint] ?? body.length);
  return end > body.length ? null : { algorithm: curve, end };
}

function afterInteger(body: Uint8Array, start: number): number | null {
  const bits = bigEndian(body, start, 2);
  if (bits === null) return null;
  const end = start + 2 + Math.ceil(bits / 8);
  return end > body.length ? null : end;
}

/** GnuPG's own string-to-key types in place of a secret: 1 where it is not there, 2 where a card has it. */
function protectionAt(body: Uint8Array, at: number, version: 4 | 6): OpenpgpKey['secret'] {
  const usage = body[at];
  if (usage === undefined) return 'absent';
  if (usage === 0) return 'plain';
  const gnu = [0x47, 0x4e, 0x55];
  const s2k = at + 2;
  if (version === 4 && (usage === 254 || usage === 255) && body[s2k] === 101) {
    if (gnu.every((letter, i) => body[s2k + 2 + i] === letter))
      return body[s2k + 5] === 2 ? 'on-card' : 'absent';
  }
  return 'protected';
}
