import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, toBase64, toUtf8 } from '../encoding.ts';

/** The name SSH has for a curve (RFC 5656), by ours. */
export const sshCurves: ReadonlyMap<string, string> = new Map([
  ['p256', 'nistp256'],
  ['p384', 'nistp384'],
  ['p521', 'nistp521'],
]);

/** The public key of ed25519 in SSH's form (RFC 8709). */
export function sshEd25519Blob(publicKey: Uint8Array): Uint8Array {
  return concatBytes(sshString(toUtf8('ssh-ed25519')), sshString(publicKey));
}

/** The public key of an elliptic curve in SSH's form (RFC 5656). @param point uncompressed */
export function sshPointBlob(algorithm: string, point: Uint8Array): Uint8Array | null {
  const curve = sshCurves.get(algorithm);
  if (curve === undefined) return null;
  return concatBytes(sshString(toUtf8(`ecdsa-sha2-${curve}`)), sshString(toUtf8(curve)), sshString(point));
}

/** The public key of RSA in SSH's form (RFC 4253). */
export function sshRsaBlob(modulus: Uint8Array, exponent: Uint8Array): Uint8Array {
  return concatBytes(sshString(toUtf8('ssh-rsa')), mpint(exponent), mpint(modulus));
}

/** What `ssh-keygen -l` prints of a public key: `SHA256:` and base64 without padding. */
export function sshFingerprint(blob: Uint8Array): string {
  return `SHA256:${toBase64(sha256(blob)).replace(/=+$/, '')}`;
}

function mpint(bytes: Uint8Array): Uint8Array {
  return sshString((bytes[0] as number) >= 0x80 ? concatBytes(Uint8Array.of(0), bytes) : bytes);
}

function sshString(bytes: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return concatBytes(length, bytes);
}
