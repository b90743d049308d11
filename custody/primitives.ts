import { createCipheriv, createDecipheriv, createHash, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { type AesGcm, checkGcmParameters, type Primitives, tagBytes } from '@quorate/crypto-core/primitives';

const scryptOf = promisify<Uint8Array, Uint8Array, number, object, Buffer>(scrypt);
const chunkBytes = 1024 * 1024;

/**
 * AES-256-GCM of the OpenSSL inside Node, a megabyte at a time: WebCrypto takes and gives only whole payloads, which
 * copies a large one twice.
 */
const chunkedAesGcm: AesGcm = {
  async encrypt(parameters, plaintext, sealed) {
    checkGcmParameters(parameters);
    const { key, nonce, additionalData } = parameters;
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
    cipher.setAAD(additionalData);
    const end = run(cipher, plaintext, sealed);
    cipher.final();
    sealed.set(cipher.getAuthTag(), end);
  },
  async decrypt(parameters, sealed) {
    checkGcmParameters(parameters);
    const { key, nonce, additionalData } = parameters;
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(additionalData);
    const plaintext = new Uint8Array(sealed.length - tagBytes);
    decipher.setAuthTag(sealed.subarray(plaintext.length));
    run(decipher, sealed.subarray(0, plaintext.length), plaintext);
    try {
      decipher.final();
      return plaintext;
    } catch {
      plaintext.fill(0);
      return null;
    }
  },
};

function run(stream: { update(data: Uint8Array): Buffer }, from: Uint8Array, into: Uint8Array): number {
  let at = 0;
  for (let start = 0; start < from.length; start += chunkBytes) {
    const part = stream.update(from.subarray(start, start + chunkBytes));
    into.set(part, at);
    at += part.length;
    part.fill(0);
  }
  return at;
}

/** The primitives of the OpenSSL inside Node. */
export const nodePrimitives: Primitives = {
  sha256: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
  async scrypt(password, salt, cost, length) {
    // OpenSSL counts a little more than the 128·N·r of the algorithm.
    const maxmem = 128 * cost.r * (cost.N + cost.p + 2);
    const derived = await scryptOf(password, salt, length, { N: cost.N, r: cost.r, p: cost.p, maxmem });
    const key = new Uint8Array(derived);
    derived.fill(0);
    return key;
  },
  aesGcm: chunkedAesGcm,
};
