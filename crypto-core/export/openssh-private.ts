import { pointCurves } from '../keys/curves.ts';
import { isConsistent } from '../keys/rsa-key.ts';
import { sshCurves } from '../keys/ssh-blob.ts';
import { type PrivateKey, writePkcs1 } from './pkcs8.ts';

const magic = 'openssh-key-v1\0';

/**
 * The private key in the body of an `OPENSSH PRIVATE KEY` block without passphrase (OpenSSH's PROTOCOL.key).
 * @param body stays as it is, and the caller's to zero
 * @returns null when it is none, is encrypted, or is of an algorithm that is not written here
 */
export function privateKeyOfOpenssh(body: Uint8Array): PrivateKey | null {
  if (ascii(body.subarray(0, magic.length)) !== magic) return null;
  const [cipher, , , count, , secret] = fieldsOf(body.subarray(magic.length), ['s', 's', 's', 'n', 's', 's']);
  if (cipher === undefined || ascii(cipher) !== 'none' || secret === undefined) return null;
  if (count === undefined || ascii(count) !== '\0\0\0\u0001') return null;
  // Two check numbers, the type, and what belongs to the type.
  const [, , type] = fieldsOf(secret, ['n', 'n', 's']);
  if (type === undefined) return null;
  const name = ascii(type);
  const rest = secret.subarray(12 + type.length);
  if (name === 'ssh-ed25519') {
    const [, seed] = fieldsOf(rest, ['s', 's']);
    if (seed?.length !== 64) return null;
    return { kind: 'octets', algorithm: 'ed25519', secret: seed.slice(0, 32) };
  }
  if (name === 'ssh-rsa') return ofRsa(fieldsOf(rest, ['s', 's', 's', 's', 's', 's']));
  const curve = [...pointCurves.values()].find(
    ({ algorithm }) => name === `ecdsa-sha2-${sshCurves.get(algorithm)}`,
  );
  const [, , scalar] = fieldsOf(rest, ['s', 's', 's']);
  if (curve === undefined || scalar === undefined) return null;
  return { kind: 'point', algorithm: curve.algorithm, scalar: scalar.slice() };
}

function ofRsa(fields: readonly Uint8Array[]): PrivateKey | null {
  const [modulus, exponent, privateExponent, coefficient, prime1, prime2] = fields.map(withoutSign);
  if (!modulus || !exponent || !privateExponent || !coefficient || !prime1 || !prime2) return null;
  if (fields.some(({ length }) => length > 2049)) return null;
  if (!isConsistent(modulus, exponent, privateExponent, prime1, prime2)) return null;
  const pkcs1 = writePkcs1({ modulus, exponent, privateExponent, prime1, prime2, coefficient });
  return { kind: 'rsa', pkcs1 };
}

/** An mpint of a positive number may begin with a zero. A view. */
function withoutSign(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0 ? bytes.subarray(1) : bytes;
}

/** Fields of RFC 4251, `n` a number of 4 bytes and `s` a string, as views; fewer when the bytes end before. */
function fieldsOf(bytes: Uint8Array, kinds: readonly ('n' | 's')[]): Uint8Array[] {
  const fields: Uint8Array[] = [];
  let at = 0;
  for (const kind of kinds) {
    if (at + 4 > bytes.length) break;
    const number = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
    const [start, end] = kind === 'n' ? [at, at + 4] : [at + 4, at + 4 + number];
    if (end > bytes.length) break;
    fields.push(bytes.subarray(start, end));
    at = end;
  }
  return fields;
}

function ascii(bytes: Uint8Array): string {
  return bytes.length > 64 ? '' : String.fromCharCode(...bytes);
}
