import { dealCards } from '@quorate/crypto-core/cards/deal';
import { secretOf } from '@quorate/crypto-core/cards/interpolation';
import { decodePayload, encodePayload, secretLengths, setIdOf } from '@quorate/crypto-core/cards/payload';
import { combineShares, splitSecret } from '@quorate/crypto-core/cards/shamir';
import { fromHex } from '@quorate/crypto-core/encoding';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { rejection } from './refusal.ts';
import { Seeded } from './seeded.ts';
import { shares } from './vectors.ts';

// The library itself runs; single tests put a fault into what it returns.
vi.mock('shamir-secret-sharing', async (original) => {
  const library = await original<typeof import('shamir-secret-sharing')>();
  return { split: vi.fn(library.split), combine: library.combine };
});
const library = vi.mocked(await import('shamir-secret-sharing'));
const genuineSplit = library.split.getMockImplementation() as typeof library.split;
afterEach(() => {
  library.split.mockImplementation(genuineSplit);
});

const secret = fromHex(shares.sets[0].secret);
const quotas = fc
  .integer({ min: 2, max: 12 })
  .chain((count) => fc.tuple(fc.integer({ min: 2, max: count }), fc.constant(count)));

describe('splitting', () => {
  it('gives the secret back from any K of N, and not from K − 1', async () => {
    await fc.assert(
      fc.asyncProperty(
        quotas,
        fc.constantFrom(...secretLengths.existing),
        fc.nat(),
        async ([threshold, count], length, seed) => {
          const random = new Seeded(seed);
          const original = random.bytes(length);
          const all = await splitSecret(original, { threshold, count });
          expect(all).toHaveLength(count);
          expect(new Set(all.map((share) => share[length])).size).toBe(count);
          const chosen = random.distinct(threshold, 0, count).map((i) => all[i] as Uint8Array);
          expect(await combineShares(chosen, threshold)).toEqual(original);
          expect(secretOf(chosen)).toEqual(original);
          expect(secretOf(chosen.slice(1))).not.toEqual(original);
        },
      ),
      { seed: 3, numRuns: 150 },
    );
  });

  it('reaches 255 cards', async () => {
    const all = await splitSecret(secret, { threshold: 255, count: 255 });
    expect(secretOf(all)).toEqual(secret);
  });

  it.each([
    [1, 5],
    [0, 5],
    [6, 5],
    [2, 256],
    [2.5, 5],
    [2, 3.5],
    [Number.NaN, 5],
    [2, Number.POSITIVE_INFINITY],
    ['3' as unknown as number, 5],
  ])('refuses %s of %s', async (threshold, count) => {
    await rejection(splitSecret(secret, { threshold, count }), 'split-parameters');
  });

  it('refuses secrets that no card can hold, and Buffers', async () => {
    const quota = { threshold: 2, count: 3 };
    for (const length of [0, 16, 31, 33, 47, 176]) {
      await rejection(splitSecret(new Uint8Array(length), quota), 'split-parameters');
    }
    await rejection(splitSecret(Buffer.alloc(32), quota), 'split-parameters');
    await rejection(splitSecret('secret' as unknown as Uint8Array, quota), 'split-parameters');
    await rejection(dealCards(new Uint8Array(48), 'generated', quota), 'split-parameters');
  });

  it.each<[string, (all: Uint8Array[]) => void]>([
    ['a wrong byte in the first share', (all) => all[0]?.set([(all[0][0] as number) ^ 1])],
    ['a wrong byte in the share after the first K − 1', (all) => all[2]?.set([(all[2][9] as number) ^ 1], 9)],
    ['a wrong byte in the last share', (all) => all[4]?.set([(all[4][31] as number) ^ 128], 31)],
    ['x = 0', (all) => all[2]?.set([0], 32)],
    ['one x twice', (all) => all[2]?.set([all[1]?.[32] as number], 32)],
    ['a share too few', (all) => void all.pop()],
    ['a share of another length', (all) => void all.splice(1, 1, new Uint8Array(34).fill(1))],
    [
      'a polynomial of too high a degree',
      (all) => all[3]?.set(all[3].map((byte, i) => (i < 32 ? byte ^ 7 : byte))),
    ],
  ])('proves the shares and zeroes them when the library gave %s', async (_, spoil) => {
    let handed: Uint8Array[] = [];
    library.split.mockImplementation(async (...args) => {
      handed = await genuineSplit(...args);
      spoil(handed);
      return handed;
    });
    await rejection(splitSecret(secret, { threshold: 3, count: 5 }), 'split-unproved');
    for (const share of handed) expect(share.every((byte) => byte === 0)).toBe(true);
  });
});

describe('combining', () => {
  const vectorShares = shares.sets[0].cards.map(({ payload }) => fromHex(payload).slice(8));

  it('gives every vector its secret, from the first and from the last K', async () => {
    for (const set of shares.sets) {
      const all = set.cards.map(({ payload }) => fromHex(payload).slice(8));
      for (const chosen of [all.slice(0, set.threshold), all.slice(-set.threshold)]) {
        expect(await combineShares(chosen, set.threshold)).toEqual(fromHex(set.secret));
        expect(secretOf(chosen)).toEqual(fromHex(set.secret));
      }
    }
  });

  it('takes exactly K shares', async () => {
    await rejection(combineShares(vectorShares.slice(0, 2), 3), 'cards-too-few');
    await rejection(combineShares(vectorShares, 3), 'cards-too-few');
    await rejection(combineShares([], 0), 'cards-too-few');
    await rejection(combineShares(vectorShares.slice(0, 1), 1), 'cards-too-few');
  });

  it('refuses what the library would take', async () => {
    const [a, b] = vectorShares as [Uint8Array, Uint8Array];
    const zero = b.slice();
    zero[32] = 0;
    await rejection(combineShares([a, zero], 2), 'card-x-zero');
    await rejection(combineShares([a, a.slice()], 2), 'card-altered');
    await rejection(combineShares([a, b.slice(1)], 2), 'card-altered');
    await rejection(combineShares([a, Buffer.from(b)], 2), 'card-altered');
  });
});

describe('dealing', () => {
  it('numbers the cards of one set', async () => {
    const cards = await dealCards(secret, 'generated', { threshold: 3, count: 5 });
    expect(cards.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    for (const card of cards) {
      expect(card).toMatchObject({ kind: 'generated', setId: setIdOf(secret), threshold: 3, count: 5 });
      expect(decodePayload(encodePayload(card))).toEqual(card);
    }
  });

  it('deals other shares every time', async () => {
    const quota = { threshold: 2, count: 2 };
    const [[a], [b]] = [await splitSecret(secret, quota), await splitSecret(secret, quota)];
    expect(a).not.toEqual(b);
  });
});
