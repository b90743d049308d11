import { bundleRoomIn, reserveKeyRoom } from '@quorate/crypto-core/bundle/key-room';
import {
  bundleRoomAt,
  maxFrontBytes,
  maxPlaintextBytes,
  readBundle,
} from '@quorate/crypto-core/bundle/layout';
import { hashOpenedBundle, openBundle } from '@quorate/crypto-core/bundle/open';
import { sealBundle } from '@quorate/crypto-core/bundle/seal';
import { equalBytes, toHex, toUtf8 } from '@quorate/crypto-core/encoding';
import type { ErrorCode } from '@quorate/crypto-core/errors';
import { portablePrimitives, pureAesGcm, webAesGcm } from '@quorate/crypto-core/portable-primitives';
import type { Primitives } from '@quorate/crypto-core/primitives';
import { nodePrimitives } from '@quorate/custody/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feedMutations } from '../../mutations.ts';
import { expectRefusal, refusalOf } from '../../refusal.ts';
import { readVectors } from '../../vectors.ts';

interface Vectors {
  valid: {
    passphrase: string;
    setId: string;
    bundle: string;
    sha256: string;
    plaintextSha256: string;
    plaintextBytes: number;
  }[];
  invalid: { why: string; passphrase: string; bundle: string }[];
}
const vectors = readVectors<Vectors>('bundles.json');
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
const cost = { N: 1024, r: 8, p: 1 };
const words = toUtf8('any words, for the format does not look at them here');

describe('bundles of another implementation', () => {
  it.each(vectors.valid)('opens a bundle of $plaintextBytes bytes', async (vector) => {
    const bytes = bytesOf(vector.bundle);
    expect(toHex(nodePrimitives.sha256(bytes))).toBe(vector.sha256);
    for (const primitives of [nodePrimitives, portablePrimitives]) {
      const opened = await openBundle(readBundle(bytes), toUtf8(vector.passphrase), primitives);
      expect(opened.header.setId).toBe(vector.setId);
      expect(opened.plaintext).toHaveLength(vector.plaintextBytes);
      expect(toHex(nodePrimitives.sha256(opened.plaintext))).toBe(vector.plaintextSha256);
    }
  });

  // A map: one of the names is __proto__.
  const codeOf = new Map<string, ErrorCode>([
    ['magic of version 2', 'format-newer'],
    ['empty file', 'bundle-truncated'],
    ['header length beyond the file', 'bundle-truncated'],
    ['keyCheck of zeros', 'bundle-wrong-passphrase'],
    ['N 2^30', 'bundle-kdf'],
    ['N 2^19', 'bundle-kdf'],
    ['__proto__', 'bundle-header'],
  ]);
  it.each(vectors.invalid)('refuses: $why', async ({ why, bundle, passphrase }) => {
    const open = () => openBundle(readBundle(bytesOf(bundle)), toUtf8(passphrase), nodePrimitives);
    const any = ['bundle-header', 'bundle-kdf', 'bundle-damaged'] as const;
    await expectRefusal(open, codeOf.get(why) ?? any, /bundle/);
  });

  it('answers what does not open with "compare the SHA-256" first', async () => {
    const vector = vectors.valid[1] as Vectors['valid'][number];
    const refusal = await refusalOf(() =>
      openBundle(readBundle(bytesOf(vector.bundle)), words, nodePrimitives),
    );
    expect(refusal.code).toBe('bundle-wrong-passphrase');
    expect(refusal.hint).toMatch(/^compare the bundle's SHA-256/);
  });

  it('refuses hostile scrypt parameters before doing the work', async () => {
    const hostile = vectors.invalid.filter(({ why }) => why.startsWith('N 2^'));
    expect(hostile).toHaveLength(2);
    const start = performance.now();
    for (const { bundle } of hostile) await expectRefusal(() => readBundle(bytesOf(bundle)), 'bundle-kdf');
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('sealing', () => {
  const input = { passphrase: words, setId: '00112233', created: '2026-11-20T12:00:00Z' };
  const emptyRoom = (bytes: number, N = cost.N) =>
    bundleRoomAt(new Uint8Array(maxFrontBytes + bytes + 16), maxFrontBytes, { ...cost, N });
  const roomFor = (plaintext: Uint8Array) => {
    const room = emptyRoom(plaintext.length);
    room.plaintext.set(plaintext);
    return room;
  };
  const sealed = (plaintext: Uint8Array, primitives: Primitives = nodePrimitives) =>
    sealBundle(roomFor(plaintext), { ...input, primitives });

  it('opens again to the same bytes, whatever they are, with every implementation', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4096 }), async (plaintext) => {
        const { bytes } = await sealed(plaintext);
        const native = await openBundle(readBundle(bytes), words, nodePrimitives);
        const portable = await openBundle(readBundle(bytes), words, portablePrimitives);
        return equalBytes(native.plaintext, plaintext) && equalBytes(portable.plaintext, plaintext);
      }),
      { numRuns: 25 },
    );
  });

  it('never gives the same bundle, id, salt or nonce twice', async () => {
    const [one, other] = [await sealed(new Uint8Array(8)), await sealed(new Uint8Array(8))];
    expect(one.bundleId).not.toBe(other.bundleId);
    const [a, b] = [readBundle(one.bytes).header, readBundle(other.bytes).header];
    expect(equalBytes(a.salt, b.salt)).toBe(false);
    expect(equalBytes(a.nonce, b.nonce)).toBe(false);
  });

  it('leaves no plaintext in the room, which becomes the bundle', async () => {
    const plaintext = toUtf8('a validator key '.repeat(9));
    const room = roomFor(plaintext);
    const { bytes } = await sealBundle(room, { ...input, primitives: nodePrimitives });
    expect(bytes).toBe(room.bytes);
    expect(Buffer.from(bytes).includes('validator')).toBe(false);
  });

  it('zeroes the room when it fails, halfway through as well', async () => {
    const aesGcm = {
      ...nodePrimitives.aesGcm,
      encrypt: async (_: unknown, plaintext: Uint8Array, into: Uint8Array) => {
        into.set(plaintext.subarray(0, 5), 3);
        throw new Error('broken');
      },
    };
    const scrypt = () => Promise.reject(new Error('broken'));
    for (const primitives of [{ aesGcm }, { scrypt }]) {
      const room = roomFor(new Uint8Array(1000).fill(7));
      const sealing = sealBundle(room, { ...input, primitives: { ...nodePrimitives, ...primitives } });
      await expect(sealing).rejects.toThrow('broken');
      expect(room.bytes.every((byte) => byte === 0)).toBe(true);
    }
  });

  it.each([10, 11, 13, 14, 16, 17, 18])('has room for the header of N = 2^%i', async (power) => {
    const instead = { ...nodePrimitives, scrypt: async () => new Uint8Array(32) };
    const room = emptyRoom(3, 2 ** power);
    const { bytes } = await sealBundle(room, { ...input, primitives: instead });
    expect(readBundle(bytes).sealed).toHaveLength(3 + 16);
  });

  it('makes no room for more than a bundle holds', async () => {
    await expectRefusal(() => emptyRoom(maxPlaintextBytes + 1), 'bundle-too-large', /285212673/);
    const room = reserveKeyRoom([]);
    await expectRefusal(() => bundleRoomIn(room, 16 * 2 ** 20 + 1, cost), 'bundle-too-large', /manifest/);
    expect(bundleRoomIn(room, 16 * 2 ** 20, cost).plaintext).toHaveLength(16 * 2 ** 20 + 3 * 512);
  });

  const part = 64 * 1024;
  it.each([0, 1, part - 1, part, part + 1, 2 * part + 777])(
    'is proved by the hash of its %i bytes, which are not kept',
    async (length) => {
      const plaintext = new Uint8Array(length).map((_, at) => at * 7);
      const { bytes } = await sealed(plaintext);
      for (const primitives of [nodePrimitives, portablePrimitives]) {
        const hash = await hashOpenedBundle(readBundle(bytes), words, primitives);
        expect(toHex(hash)).toBe(toHex(nodePrimitives.sha256(plaintext)));
      }
    },
  );

  it('is not proved with other words, or when a byte of content or tag is another', async () => {
    const { bytes } = await sealed(new Uint8Array(2 * part));
    const others = toUtf8('other words');
    await expectRefusal(
      () => hashOpenedBundle(readBundle(bytes), others, nodePrimitives),
      'bundle-wrong-passphrase',
    );
    for (const back of [1, 16, 17, part, 2 * part]) {
      const changed = bytes.slice();
      changed[bytes.length - back] = (changed[bytes.length - back] as number) ^ 1;
      for (const primitives of [nodePrimitives, portablePrimitives]) {
        await expectRefusal(() => hashOpenedBundle(readBundle(changed), words, primitives), 'bundle-damaged');
      }
    }
  });

  it('notices every changed bit', async () => {
    const { bytes } = await sealed(toUtf8('forty-two bytes of something to be sealed.'));
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at] = (changed[at] as number) ^ (1 << (at % 8));
      await refusalOf(() => openBundle(readBundle(changed), words, nodePrimitives));
    }
  });
});

describe('AES-256-GCM', () => {
  const implementations = { openssl: nodePrimitives.aesGcm, web: webAesGcm, pure: pureAesGcm };

  it('gives identical bytes in OpenSSL, WebCrypto and pure JavaScript', async () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
    await fc.assert(
      fc.asyncProperty(
        bytes(32),
        bytes(12),
        fc.uint8Array({ maxLength: 400 }),
        fc.uint8Array({ maxLength: 3000 }),
        async (key, nonce, additionalData, plaintext) => {
          const results = [];
          for (const aesGcm of Object.values(implementations)) {
            const use = { key, nonce, additionalData };
            const ciphertext = new Uint8Array(plaintext.length + 16);
            await aesGcm.encrypt(use, plaintext, ciphertext);
            expect(await aesGcm.decrypt(use, ciphertext)).toEqual(plaintext);
            expect(await aesGcm.hashDecrypted(use, ciphertext)).toEqual(nodePrimitives.sha256(plaintext));
            results.push(toHex(ciphertext));
            const inPlace = new Uint8Array(plaintext.length + 16);
            inPlace.set(plaintext);
            await aesGcm.encrypt(use, inPlace.subarray(0, plaintext.length), inPlace);
            results.push(toHex(inPlace));
          }
          expect(new Set(results).size).toBe(1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each(Object.entries(implementations))(
    '%s refuses short keys and nonces, and a wrong tag',
    async (_, aesGcm) => {
      const good = { key: new Uint8Array(32), nonce: new Uint8Array(12), additionalData: new Uint8Array(0) };
      const sealedBytes = new Uint8Array(17);
      await expect(
        aesGcm.encrypt({ ...good, key: new Uint8Array(16) }, new Uint8Array(1), sealedBytes),
      ).rejects.toThrow('32 bytes');
      await expect(
        aesGcm.encrypt({ ...good, nonce: new Uint8Array(8) }, new Uint8Array(1), sealedBytes),
      ).rejects.toThrow('12 bytes');
      await aesGcm.encrypt(good, new Uint8Array(1), sealedBytes);
      sealedBytes[16] = (sealedBytes[16] as number) ^ 1;
      expect(await aesGcm.decrypt(good, sealedBytes)).toBeNull();
      expect(await aesGcm.hashDecrypted(good, sealedBytes)).toBeNull();
    },
  );
});

describe('hostile input', () => {
  it('answers 100 000 mutated bundles with a typed error or the header it had', () => {
    const originals = vectors.valid.map(({ bundle }) => bytesOf(bundle).slice(0, 600));
    const result = feedMutations(originals, 100_000, 1, readBundle, ({ header }) => header.cost.N <= 2 ** 18);
    expect(result.refused).toBeGreaterThan(50_000);
    expect(result.slowest).toBeLessThan(2000);
  });
});
