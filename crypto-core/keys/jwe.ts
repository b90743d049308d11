import { toUtf8 } from '../encoding.ts';
import { decodeSecretBase64 } from './secret-base64.ts';
import { objectOf, readSecretJson } from './secret-json.ts';
import { publicText, wholeNumber } from './secret-json-values.ts';

/** A JWE in compact form (RFC 7516), encrypted under a password with PBES2-HS256+A128KW and A256GCM (RFC 7518). */
export interface PasswordJwe {
  /** The first part as it stands: the additional data of the encryption. */
  readonly protectedHeader: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly encryptedKey: Uint8Array;
  readonly iv: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

const algorithmName = 'PBES2-HS256+A128KW';
const longest = 1024 * 1024;

/**
 * Reads the compact form as the keyring of Cosmos writes it, without opening it.
 * @returns null when the bytes are no such JWE
 */
export function readPasswordJwe(bytes: Uint8Array): PasswordJwe | null {
  // {" in base64url; most files are done with here.
  if (bytes[0] !== 0x65 || bytes[1] !== 0x79 || bytes[2] !== 0x4a || bytes.length > longest) return null;
  const text = withoutLineEnd(bytes);
  const parts = splitAtDots(text);
  if (parts === null) return null;
  const [header, encryptedKey, iv, ciphertext, tag] = parts.map(decodeBase64Url);
  if (!header || !encryptedKey || !iv || !ciphertext || !tag) return null;
  const members = objectOf(readSecretJson(header));
  const salt = decodeBase64Url(toUtf8(publicText(members?.get('p2s'), 500) ?? '!'));
  const iterations = wholeNumber(members?.get('p2c'), 'number', 2n ** 31n);
  const isOurs =
    publicText(members?.get('alg'), 50) === algorithmName &&
    publicText(members?.get('enc'), 50) === 'A256GCM';
  if (!isOurs || salt === null || iterations === null || members?.has('zip')) return null;
  if (encryptedKey.length !== 40 || iv.length !== 12 || tag.length !== 16) return null;
  const protectedHeader = parts[0] as Uint8Array;
  return { protectedHeader, salt, iterations: Number(iterations), encryptedKey, iv, ciphertext, tag };
}

/** More iterations than this are not tried: a file must not keep the program busy. jose2go writes 8192. */
export const mostIterations = 100_000;

/**
 * Opens it with a password.
 * @returns the plaintext, which the caller zeroes; null when the password is another, the bytes were altered, or it
 * asks for more than {@link mostIterations}
 */
export async function openPasswordJwe(jwe: PasswordJwe, password: Uint8Array): Promise<Uint8Array | null> {
  if (jwe.iterations < 1 || jwe.iterations > mostIterations) return null;
  const { pbkdf2 } = await import('@noble/hashes/pbkdf2.js');
  const { sha256 } = await import('@noble/hashes/sha2.js');
  const { aeskw, gcm } = await import('@noble/ciphers/aes.js');
  const name = toUtf8(algorithmName);
  const salt = new Uint8Array(name.length + 1 + jwe.salt.length);
  salt.set(name);
  salt.set(jwe.salt, name.length + 1);
  const wrappingKey = pbkdf2(sha256, password, salt, { c: jwe.iterations, dkLen: 16 });
  const key = attempt(() => aeskw(wrappingKey).decrypt(jwe.encryptedKey));
  wrappingKey.fill(0);
  if (key === null) return null;
  const sealed = new Uint8Array(jwe.ciphertext.length + jwe.tag.length);
  sealed.set(jwe.ciphertext);
  sealed.set(jwe.tag, jwe.ciphertext.length);
  const plaintext =
    key.length === 32 ? attempt(() => gcm(key, jwe.iv, jwe.protectedHeader).decrypt(sealed)) : null;
  key.fill(0);
  return plaintext;
}

function attempt(decrypt: () => Uint8Array): Uint8Array | null {
  try {
    return decrypt();
  } catch {
    return null;
  }
}

function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && ((bytes[end - 1] as number) === 0x0a || bytes[end - 1] === 0x0d)) end--;
  return bytes.subarray(0, end);
}

/** Five views, or null. */
function splitAtDots(text: Uint8Array): Uint8Array[] | null {
  const parts: Uint8Array[] = [];
  for (let at = 0; parts.length < 5; ) {
    const dot = text.indexOf(0x2e, at);
    parts.push(text.subarray(at, dot < 0 ? text.length : dot));
    if (dot < 0) break;
    at = dot + 1;
    if (parts.length === 5) return null;
  }
  return parts.length === 5 ? parts : null;
}

/** RFC 4648 section 5 without padding. What it decodes here is encrypted or public. */
function decodeBase64Url(text: Uint8Array): Uint8Array | null {
  const plain = new Uint8Array(Math.ceil(text.length / 4) * 4).fill(0x3d);
  for (const [index, symbol] of text.entries()) {
    if (symbol === 0x2b || symbol === 0x2f || symbol === 0x3d) return null;
    plain[index] = symbol === 0x2d ? 0x2b : symbol === 0x5f ? 0x2f : symbol;
  }
  return decodeSecretBase64(plain);
}
