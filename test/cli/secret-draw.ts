import { checkPrimeSync, createHash, createPrivateKey, type KeyObject } from 'node:crypto';

// Random secrets that come again with the same seed.

/** A secret with words for it. */
export interface Secret {
  readonly what: string;
  readonly bytes: Uint8Array;
}

/** Bytes that come again with the same seed. */
export class Draw {
  readonly #seed: string;
  #count = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  bytes(length: number): Buffer {
    const parts: Buffer[] = [];
    for (let made = 0; made < length; made += 32) {
      parts.push(
        createHash('sha256')
          .update(`${this.#seed}/${this.#count++}`)
          .digest(),
      );
    }
    return Buffer.concat(parts).subarray(0, length);
  }

  /** A big-endian scalar below the order of every curve of that length, and no small one. */
  scalar(length = 32): Buffer {
    const scalar = this.bytes(length);
    scalar[0] = length === 66 ? 0 : 0x40 | ((scalar[0] as number) & 0x1f);
    return scalar;
  }

  /** 32 bytes whose highest bit is set: as an integer of OpenPGP it has 256 bits. */
  highBit(): Buffer {
    const bytes = this.bytes(32);
    bytes[0] = (bytes[0] as number) | 0x80;
    return bytes;
  }

  /** 24 letters and digits, as a password manager makes them. */
  password(): string {
    return this.bytes(40).toString('base64').replace(/[+/=]/g, '').slice(0, 24);
  }

  /** From 0 to below `limit`. */
  below(limit: number): number {
    return this.bytes(6).readUIntBE(0, 6) % limit;
  }

  prime(bits: number): bigint {
    for (;;) {
      const bytes = this.bytes(bits / 8);
      bytes[0] = (bytes[0] as number) | 0xc0;
      const candidate = BigInt(`0x${bytes.toString('hex')}`) | 1n;
      if ((candidate - 1n) % 65537n !== 0n && checkPrimeSync(candidate)) return candidate;
    }
  }
}

const hexOf = (value: bigint) => value.toString(16).replace(/^(.(..)*)$/, '0$1');
/** A positive number, big-endian, without leading zeros. */
export const bytesOf = (value: bigint) => Buffer.from(hexOf(value), 'hex');

/** An RSA key of 1024 bits with its private numbers. */
export function rsaKey(draw: Draw): { key: KeyObject; secrets: Secret[] } {
  const [e, p, q] = [65537n, draw.prime(512), draw.prime(512)];
  const d = inverse(e, (p - 1n) * (q - 1n));
  const numbers = { n: p * q, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const parts = Object.entries(numbers).map(([name, value]) => [name, bytesOf(value).toString('base64url')]);
  const key = createPrivateKey({ key: { kty: 'RSA', ...Object.fromEntries(parts) }, format: 'jwk' });
  const secrets = (['d', 'p', 'q', 'dp', 'dq', 'qi'] as const).map((name) => ({
    what: `${name} of an RSA key`,
    bytes: bytesOf(numbers[name]),
  }));
  return { key, secrets };
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n];
  while (b !== 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return ((x % modulus) + modulus) % modulus;
}
