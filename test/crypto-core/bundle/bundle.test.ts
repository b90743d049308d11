import { readBundle } from '@quorate/crypto-core/bundle/layout';
import { openBundle } from '@quorate/crypto-core/bundle/open';
import { sealBundle } from '@quorate/crypto-core/bundle/seal';
import { equalBytes, toHex, toUtf8 } from '@quorate/crypto-core/encoding';
import type { ErrorCode } from '@quorate/crypto-core/errors';
import { portablePrimitives, pureAesGcm, webAesGcm } from '@quorate/crypto-core/primitives';
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
  const sealed = (plaintext: Uint8Array, primitives = nodePrimitives) =>
    sealBundle(plaintext, {
      passphrase: words,
      setId: '00112233',
      created: '2026-11-20T12:00:00Z',
      cost,
      primitives,
    });

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
            const ciphertext = new Uint8Array(plaintext.length + 16);
            await aesGcm.encrypt({ key, nonce, additionalData }, plaintext, ciphertext);
            expect(await aesGcm.decrypt({ key, nonce, additionalData }, ciphertext)).toEqual(plaintext);
            results.push(toHex(ciphertext));
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
