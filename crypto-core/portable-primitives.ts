import { gcm } from '@noble/ciphers/aes.js';
import { gcm as nativeGcm } from '@noble/ciphers/webcrypto.js';
import { scryptAsync } from '@noble/hashes/scrypt.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type AesGcm, checkGcmParameters, type GcmParameters, type Primitives } from './primitives.ts';

// Apart from the interface: a program that brings its own primitives does not load these.

type NobleCipher = {
  encrypt(plaintext: Uint8Array): Uint8Array | Promise<Uint8Array>;
  decrypt(sealed: Uint8Array): Uint8Array | Promise<Uint8Array>;
};

function aesGcmOf(cipherOf: (parameters: GcmParameters) => NobleCipher): AesGcm {
  const decrypt: AesGcm['decrypt'] = async (parameters, sealed) => {
    checkGcmParameters(parameters);
    try {
      return await cipherOf(parameters).decrypt(sealed);
    } catch {
      return null;
    }
  };
  return {
    async encrypt(parameters, plaintext, sealed) {
      checkGcmParameters(parameters);
      sealed.set(await cipherOf(parameters).encrypt(plaintext));
    },
    decrypt,
    async hashDecrypted(parameters, sealed) {
      const plaintext = await decrypt(parameters, sealed);
      if (plaintext === null) return null;
      try {
        return sha256(plaintext);
      } finally {
        plaintext.fill(0);
      }
    },
  };
}

/** AES-GCM in JavaScript alone (@noble/ciphers). */
export const pureAesGcm: AesGcm = aesGcmOf((use) => gcm(use.key, use.nonce, use.additionalData));

/** AES-GCM of the platform's WebCrypto (through @noble/ciphers). */
export const webAesGcm: AesGcm = aesGcmOf((use) => nativeGcm(use.key, use.nonce, use.additionalData));

/** What runs anywhere: noble for hashes and scrypt, WebCrypto for AES-GCM where the platform has it, else noble. */
export const portablePrimitives: Primitives = {
  sha256: (bytes) => sha256(bytes),
  scrypt: (password, salt, cost, length) =>
    scryptAsync(password, salt, { ...cost, dkLen: length, maxmem: 128 * cost.r * (cost.N + cost.p + 1) }),
  aesGcm: typeof crypto !== 'undefined' && crypto.subtle ? webAesGcm : pureAesGcm,
};
