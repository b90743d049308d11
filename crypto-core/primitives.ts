/** Cost of scrypt: N a power of two, memory 128·N·r bytes. */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/**
 * The three primitives whose speed matters, so that each platform can bring its best implementation. All
 * implementations give identical bytes (a test holds them against each other).
 */
export interface Primitives {
  /** SHA-256 of bytes, 32 bytes. */
  sha256(bytes: Uint8Array): Uint8Array;
  /** RFC 7914 scrypt of a password and salt, `length` bytes. */
  scrypt(password: Uint8Array, salt: Uint8Array, cost: ScryptCost, length: number): Promise<Uint8Array>;
  readonly aesGcm: AesGcm;
}

/** AES-256-GCM (NIST SP 800-38D) with a 32-byte key, a 12-byte nonce and a 16-byte tag after the ciphertext. */
export interface AesGcm {
  /**
   * Encrypts `plaintext` into `sealed`, which is 16 bytes longer and receives ciphertext and tag. The plaintext may
   * be the beginning of `sealed` itself: then it is encrypted where it stands.
   */
  encrypt(keys: GcmParameters, plaintext: Uint8Array, sealed: Uint8Array): Promise<void>;
  /**
   * Decrypts ciphertext and tag into a new array, or answers null when the tag does not match; then no plaintext
   * is left anywhere.
   */
  decrypt(keys: GcmParameters, sealed: Uint8Array): Promise<Uint8Array | null>;
  /** Decrypts and keeps nothing: SHA-256 of the plaintext, or null when the tag does not match. */
  hashDecrypted(keys: GcmParameters, sealed: Uint8Array): Promise<Uint8Array | null>;
}

/** Key (32 bytes), nonce (12 bytes) and additional data of one AES-256-GCM message. */
export interface GcmParameters {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
  readonly additionalData: Uint8Array;
}

/** Length of the AES-GCM tag in bytes. */
export const tagBytes = 16;

/**
 * Refuses what the libraries below would accept: AES-128 keys and nonces of other lengths.
 * A plain Error: this is a mistake in our own code, never of somebody's input.
 */
export function checkGcmParameters({ key, nonce }: GcmParameters): void {
  if (key.length !== 32) throw new Error(`AES-256 needs a key of 32 bytes, not ${key.length}`);
  if (nonce.length !== 12) throw new Error(`AES-GCM needs a nonce of 12 bytes here, not ${nonce.length}`);
}
