import { fromHex, toHex } from '@quorate/crypto-core/encoding';
import { ed25519PublicHalf, pureEd25519PublicKey, useEd25519 } from '@quorate/crypto-core/keys/public-half';
import { nodeEd25519PublicKey } from '@quorate/custody/primitives';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';

describe('ed25519 public keys', () => {
  afterEach(() => useEd25519(pureEd25519PublicKey));

  // RFC 8032, 7.1, tests 1 to 3.
  it.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    ],
    [
      'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
      'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    ],
  ])('of seed %s', async (seed, publicKey) => {
    for (const derive of [pureEd25519PublicKey, nodeEd25519PublicKey]) {
      expect(toHex(await derive(fromHex(seed)))).toBe(publicKey);
    }
  });

  it('are the same bytes from OpenSSL and from JavaScript, for any seed', async () => {
    const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const before = toHex(seed);
        const [pure, native] = [await pureEd25519PublicKey(seed), await nodeEd25519PublicKey(seed)];
        expect(toHex(native)).toBe(toHex(pure));
        expect(native).toHaveLength(32);
        expect(toHex(seed)).toBe(before);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('make the same public half, whichever implementation is in use', async () => {
    const seed = fromHex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
    const pure = await ed25519PublicHalf(seed);
    let calls = 0;
    useEd25519((given) => {
      calls++;
      return nodeEd25519PublicKey(given);
    });
    expect(await ed25519PublicHalf(seed)).toEqual(pure);
    expect(calls).toBe(1);
  });
});
