import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  type DecipherGCM,
  scrypt,
} from 'node:crypto';
import { promisify } from 'node:util';
import { fromHex } from '@quorate/crypto-core/encoding';
import type { Ed25519PublicKey } from '@quorate/crypto-core/keys/public-half';
import {
  type AesGcm,
  checkGcmParameters,
  type GcmParameters,
  type Primitives,
  tagBytes,
} from '@quorate/crypto-core/primitives';

const scryptOf = promisify<Uint8Array, Uint8Array, number, object, Buffer>(scrypt);
// A part stays in the processor's cache between the cipher, the hash and the wiping. Larger ones come from the system
// each time, page by page, which takes longer than the cipher.
const chunkBytes = 64 * 1024;

/**
 * AES-256-GCM of the OpenSSL inside Node, part by part: WebCrypto takes and gives only whole payloads, which copies
 * a large one twice.
 */
const chunkedAesGcm: AesGcm = {
  async encrypt(parameters, plaintext, sealed) {
    checkGcmParameters(parameters);
    const { key, nonce, additionalData } = parameters;
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
    cipher.setAAD(additionalData);
    run(cipher, plaintext, (part, at) => sealed.set(part, at));
    cipher.final();
    sealed.set(cipher.getAuthTag(), plaintext.length);
  },
  async decrypt(parameters, sealed) {
    const plaintext = new Uint8Array(sealed.length - tagBytes);
    let isAuthentic = false;
    try {
      isAuthentic = decryptParts(parameters, sealed, (part, at) => plaintext.set(part, at));
    } finally {
      if (!isAuthentic) plaintext.fill(0);
    }
    return isAuthentic ? plaintext : null;
  },
  async hashDecrypted(parameters, sealed) {
    const hash = createHash('sha256');
    const isAuthentic = decryptParts(parameters, sealed, (part) => hash.update(part));
    return isAuthentic ? new Uint8Array(hash.digest()) : null;
  },
};

type TakePart = (part: Uint8Array, at: number) => void;

/** Decrypts part by part. @returns whether the tag matched: before that no part is to be believed */
function decryptParts(parameters: GcmParameters, sealed: Uint8Array, take: TakePart): boolean {
  checkGcmParameters(parameters);
  const { key, nonce, additionalData } = parameters;
  const end = sealed.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(additionalData);
  decipher.setAuthTag(sealed.subarray(end));
  run(decipher, sealed.subarray(0, end), take);
  return isTagRight(decipher);
}

function isTagRight(decipher: DecipherGCM): boolean {
  try {
    decipher.final();
    return true;
  } catch {
    return false;
  }
}

/** GCM is a stream cipher: each part that goes in comes out at once, as long as it was. */
function run(stream: { update(data: Uint8Array): Buffer }, from: Uint8Array, take: TakePart): void {
  for (let at = 0; at < from.length; at += chunkBytes) {
    const part = stream.update(from.subarray(at, at + chunkBytes));
    try {
      take(part, at);
    } finally {
      part.fill(0);
      giveBack(part);
    }
  }
}

/** `ArrayBuffer.prototype.transfer`, where Node has it (from 21). */
type Transferable = { transfer?(newByteLength: number): ArrayBuffer };

/**
 * Gives a part's memory back at once, for the next part to take. Left to the engine, it lies around until there is
 * a hundred megabytes of it.
 */
function giveBack(part: Buffer): void {
  // Only what nobody else has a share in: Node keeps small buffers together in one.
  if (part.byteLength === part.buffer.byteLength) (part.buffer as Transferable).transfer?.(0);
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

// RFC 8410: PKCS #8 up to the seed, and the length of SubjectPublicKeyInfo up to the public key.
const seedPrefix = fromHex('302e020100300506032b657004220420');
const publicKeyAt = 12;

/** The public key of an ed25519 seed from the OpenSSL inside Node, to be given to `useEd25519`. */
export const nodeEd25519PublicKey: Ed25519PublicKey = (seed) => {
  const der = Buffer.alloc(seedPrefix.length + seed.length);
  try {
    der.set(seedPrefix);
    der.set(seed, seedPrefix.length);
    const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const info = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
    return new Uint8Array(info.subarray(publicKeyAt));
  } finally {
    der.fill(0);
  }
};
