import { dealCards } from '@quorate/crypto-core/cards/deal';
import {
  type Card,
  decodePayload,
  digestOf,
  encodePayload,
  proveCard,
  type UnverifiedCard,
} from '@quorate/crypto-core/cards/payload';
import { type QuorumExpectation, UntrustedQuorum } from '@quorate/crypto-core/cards/quorum';
import { readQrText } from '@quorate/crypto-core/cards/text';
import { fromHex } from '@quorate/crypto-core/encoding';
import fc from 'fast-check';
import { combine } from 'shamir-secret-sharing';
import { describe, expect, it, vi } from 'vitest';
import { refusal, rejection } from './refusal.ts';
import { Seeded } from './seeded.ts';
import { kindOf, shares } from './vectors.ts';

// Watched, not replaced: what the library returned must be zero after a refusal.
vi.mock('shamir-secret-sharing', { spy: true });

const [set, otherSet] = shares.sets; // 3 of 5, 2 of 3
const card = (number: number, of = set) => readQrText(of.cards[number - 1]?.text ?? '');

/** The card with its fields or its share changed, and a valid payload all the same. */
function altered(original: Card, change: Partial<Card> = { share: flipped(original.share) }): UnverifiedCard {
  return decodePayload(encodePayload({ ...original, ...change }));
}

function flipped(share: Uint8Array): Uint8Array {
  const copy = share.slice();
  copy[7] = (copy[7] as number) ^ 0x20;
  return copy;
}

function quorumOf(cards: UnverifiedCard[], expected?: QuorumExpectation): UntrustedQuorum {
  const quorum = new UntrustedQuorum(expected);
  for (const each of cards) quorum.add(each, { unlistedAccepted: true });
  return quorum;
}

describe('a quorum', () => {
  it('restores every vector from its first K, its last K and all cards', async () => {
    for (const each of shares.sets) {
      const all = each.cards.map(({ text }) => readQrText(text));
      for (const cards of [all.slice(0, each.threshold), all.slice(-each.threshold), all]) {
        const combined = await quorumOf(cards, { setId: each.setId, digests: each.cards }).combine();
        expect(combined.secret).toEqual(fromHex(each.secret));
        expect(combined).toMatchObject({ setId: each.setId, kind: kindOf(each) });
        expect(combined.cards).toEqual(
          cards.map(({ number }) => ({ number, digest: each.cards[number - 1]?.digest })),
        );
      }
    }
  });

  it('counts what is missing', async () => {
    const quorum = new UntrustedQuorum({ digests: set.cards });
    expect(quorum.missing).toBeNull();
    await rejection(quorum.combine(), 'cards-too-few');
    expect(quorum.add(card(4))).toEqual({ number: 4, state: 'proved', read: 1, missing: 2 });
    expect(quorum.add(card(1))).toMatchObject({ read: 2, missing: 1 });
    const few = await rejection(quorum.combine(), 'cards-too-few');
    expect(few.message).toBe('2 of 3 cards read, 1 more needed');
    expect(few.hint).toContain('4 and 1');
    expect(quorum.add(card(2))).toMatchObject({ missing: 0 });
    expect(quorum.add(card(3))).toMatchObject({ read: 4, missing: 0 });
    expect(quorum.numbers).toEqual([4, 1, 2, 3]);
  });

  it('says what digests say of each card', () => {
    expect(new UntrustedQuorum().add(card(1)).state).toBe('unchecked');
    const proved = proveCard(card(1), set.cards);
    expect(new UntrustedQuorum({ digests: set.cards }).add(proved.card).state).toBe('proved');
  });

  it('takes an unlisted card only after a yes', () => {
    const quorum = new UntrustedQuorum({ digests: set.cards });
    expect(refusal(() => quorum.add(altered(card(2))), 'card-unlisted').message).toContain('card 2');
    expect(quorum.numbers).toEqual([]);
    expect(quorum.add(altered(card(2)), { unlistedAccepted: true }).state).toBe('unlisted');
  });

  it('does not take what was never read', () => {
    const quorum = new UntrustedQuorum();
    // @ts-expect-error a card made by hand has not been read
    const add = () => quorum.add({ ...card(1) } as Card);
    expect(add).toBeTypeOf('function');
  });

  it('zeroes shares when wiped, and gives one back when it is put aside', () => {
    const [a, b] = [card(1), card(2)];
    const quorum = quorumOf([a, b]);
    expect(quorum.putAside(5)).toBeNull();
    expect(quorum.putAside(1)).toBe(a);
    expect(quorum.numbers).toEqual([2]);
    quorum.wipe();
    expect(quorum.numbers).toEqual([]);
    expect(b.share.every((byte) => byte === 0)).toBe(true);
    expect(a.share).toEqual(card(1).share);
    expect(quorum.add(a).read).toBe(1);
  });
});

describe('a card that does not fit is refused by name and leaves the rest', () => {
  it.each<[string, UnverifiedCard, string, RegExp]>([
    ['read twice', card(1), 'card-twice', /^card 1 was already read$/],
    [
      'of another set',
      card(3, otherSet),
      'card-other-set',
      /card 3 belongs to set bc140e0f; the cards read before belong to set 62a40d5c/,
    ],
    [
      'with another K',
      altered(card(3), { threshold: 2 }),
      'card-altered',
      /card 3 says any 2 of 5 restore, but card 1 .* any 3 of 5/,
    ],
    [
      'with another N',
      altered(card(3), { count: 6 }),
      'card-altered',
      /card 3 says any 3 of 6 restore, but card 1/,
    ],
    [
      'of another kind',
      altered(card(3), { kind: 'existing' }),
      'card-altered',
      /card 3 .*kind existing, but card 1 .*generated/,
    ],
    [
      'another card 1',
      altered(card(1)),
      'card-altered',
      /two different cards of set 62a40d5c both say they are card 1/,
    ],
    [
      'with the x of card 1',
      altered(card(1), { number: 2 }),
      'card-altered',
      /card 2 has the same x as card 1/,
    ],
  ])('%s', (_, bad, code, message) => {
    const quorum = quorumOf([card(1)]);
    const refused = refusal(() => quorum.add(bad));
    expect(refused.code).toBe(code);
    expect(refused.message).toMatch(message);
    expect(refused.hint).toBeTruthy();
    expect(refused.group).toBe('shares');
    expect(quorum.numbers).toEqual([1]);
  });

  it('with a share of another length', () => {
    const { cards } = shares.sets[5] ?? otherSet;
    const long = readQrText(cards[1]?.text ?? '');
    const short = altered(card(1), { kind: 'existing', setId: long.setId, count: 4 });
    expect(refusal(() => quorumOf([short]).add(long), 'card-altered').message).toMatch(
      /card 2 says its share has 49 bytes, but card 1 of the same set says 33/,
    );
  });

  it('of a set that the stick does not need', () => {
    const quorum = new UntrustedQuorum({ setId: '91d0aa00' });
    expect(refusal(() => quorum.add(card(3)), 'card-other-set').message).toBe(
      'card 3 belongs to set 62a40d5c; this stick needs set 91d0aa00',
    );
  });

  it('of a superseded set, with its ceremony and date', () => {
    const supersededSets = [{ setId: '62a40d5c', ceremonyId: 'c0ffee00', date: '2026-02-01T09:00:00Z' }];
    const quorum = new UntrustedQuorum({ setId: '91d0aa00', supersededSets });
    expect(refusal(() => quorum.add(card(3)), 'card-other-set').message).toBe(
      'card 3 belongs to the superseded set 62a40d5c (ceremony c0ffee00, 2026-02-01); this stick needs set 91d0aa00',
    );
    refusal(() => new UntrustedQuorum({ supersededSets }).add(card(3)), 'card-other-set');
    // The bundle's own header outweighs a list that anybody may have rewritten.
    expect(new UntrustedQuorum({ setId: '62a40d5c', supersededSets }).add(card(3)).read).toBe(1);
  });
});

describe('cards that are not what was dealt', () => {
  it.each(shares.badCombinations)('are refused: $why', async ({ why, cards }) => {
    const quorum = new UntrustedQuorum();
    let refused: unknown;
    try {
      for (const text of cards) quorum.add(readQrText(text));
      refused = await rejection(quorum.combine());
    } catch (error) {
      refused = error;
    }
    expect(refused).toMatchObject({
      code: {
        'too few': 'cards-too-few',
        'one card twice': 'card-twice',
        'another set': 'card-other-set',
        'altered share, checksum made valid': 'cards-wrong-secret',
        'same x twice': 'card-altered',
        'more than K, one altered: card 2 is the odd one': 'card-altered',
      }[why],
    });
    if (why.includes('odd one')) {
      expect(quorum.suspects).toEqual([2]);
      quorum.putAside(2);
      expect((await quorum.combine()).secret).toEqual(fromHex(set.secret));
    }
  });

  it('leave no secret behind: what they gave is zeroed', async () => {
    const two = [card(1), altered(card(2)), card(3)];
    for (const cards of [two, [...two, card(4)], [card(1), card(3), card(4), altered(card(2))]]) {
      await rejection(quorumOf(cards).combine());
      const given = await (vi.mocked(combine).mock.results.at(-1)?.value as Promise<Uint8Array>);
      expect(given).toEqual(new Uint8Array(32));
    }
  });

  it('exactly K of them: the unlisted one is named', async () => {
    const quorum = quorumOf([card(1), altered(card(2)), card(5)], { digests: set.cards });
    const { message } = await rejection(quorum.combine(), 'card-altered');
    expect(message).toBe(
      'cards 1, 2 and 5 do not give the secret of set 62a40d5c: card 2 is not as the manifest lists it',
    );
    expect(quorum.suspects).toEqual([2]);
  });

  it('exactly K of them without digests: one more card is asked for, and then names it', async () => {
    const quorum = quorumOf([card(1), altered(card(2)), card(5)]);
    expect((await rejection(quorum.combine(), 'cards-wrong-secret')).hint).toContain('read one more card');
    expect(quorum.suspects).toEqual([]);
    quorum.add(card(4));
    expect((await rejection(quorum.combine(), 'card-altered')).message).toContain('card 2 is the odd one');
    expect(quorum.putAside(2)).not.toBeNull();
    expect(quorum.suspects).toEqual([]);
    expect((await quorum.combine()).secret).toEqual(fromHex(set.secret));
  });

  it('two of five: both are named where three others prove themselves', async () => {
    const quorum = quorumOf([card(1), card(2), altered(card(3)), card(4), altered(card(5))]);
    expect((await rejection(quorum.combine(), 'card-altered')).message).toMatch(
      /cards 3 and 5 are the odd ones$/,
    );
    expect(quorum.suspects).toEqual([3, 5]);
  });

  it('two whose errors cancel each other cannot have honest cards accused', async () => {
    // What cards 1 and 2 add to the secret together is zero, so that 1, 2 and 3 still give it, and 4 and 5 differ.
    const [one, two, three] = [card(1), card(2), card(3)];
    const weight = (x: number, ...others: number[]) =>
      others.reduce((product, other) => times(product, times(other, inverse(other ^ x))), 1);
    const [x1, x2, x3] = [one, two, three].map(({ share }) => share.at(-1) as number) as [
      number,
      number,
      number,
    ];
    const [w1, w2] = [weight(x1, x2, x3), weight(x2, x1, x3)];
    one.share[0] = (one.share[0] as number) ^ w2;
    two.share[0] = (two.share[0] as number) ^ w1;
    const all = () => [one, two, three, card(4), card(5)];
    const unlisted = quorumOf(all());
    await rejection(unlisted.combine(), 'cards-wrong-secret');
    expect(unlisted.suspects).toEqual([]);
    const listed = quorumOf(all(), { digests: set.cards });
    await rejection(listed.combine(), 'card-altered');
    expect(listed.suspects).toEqual([1, 2]);
  });

  it('more of them than can be told apart: no card is accused', async () => {
    const quorum = quorumOf([altered(card(1)), altered(card(2)), card(3), card(4)]);
    expect((await rejection(quorum.combine(), 'cards-wrong-secret')).message).toContain('more than one');
    expect(quorum.suspects).toEqual([]);
  });

  it('all listed in a manifest that was rewritten with them: the manifest is named too', async () => {
    const cards = [card(1), altered(card(2)), card(3)];
    const digests = cards.map((each) => ({ number: each.number, digest: digestOf(each) }));
    const { message } = await rejection(quorumOf(cards, { digests }).combine(), 'cards-wrong-secret');
    expect(message).toContain('so is the manifest');
  });

  it('a rewritten manifest does not put the blame on an honest card', async () => {
    // The manifest lists the altered card 2 and not the honest card 3; cards 1, 3, 4 and 5 agree.
    const forged = altered(card(2));
    const digests = set.cards.filter(({ number }) => number !== 2 && number !== 3);
    const quorum = quorumOf([card(1), forged, card(3), card(4), card(5)], {
      digests: [...digests, { number: 2, digest: digestOf(forged) }],
    });
    await rejection(quorum.combine(), 'card-altered');
    expect(quorum.suspects).toEqual([2]);
  });

  it('a manifest of other cards accuses nobody', async () => {
    const quorum = quorumOf([card(1), altered(card(2)), card(3)], { digests: otherSet.cards });
    await rejection(quorum.combine(), 'cards-wrong-secret');
  });

  it('a wrong set id on all of them is a refusal', async () => {
    const relabelled = [1, 2, 3, 4].map((number) => altered(card(number), { setId: '00000001' }));
    await rejection(quorumOf(relabelled.slice(0, 3)).combine(), 'cards-wrong-secret');
    await rejection(quorumOf(relabelled).combine(), 'cards-wrong-secret');
  });

  it('any altered one of more than K is named, whatever its place', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(),
        async (threshold, more, seed) => {
          const random = new Seeded(seed);
          const secret = random.bytes(32);
          const count = threshold + more;
          const dealt = await dealCards(secret, 'generated', { threshold, count });
          const cards = random
            .distinct(count, 0, count)
            .map((i) => decodePayload(encodePayload(dealt[i] as Card)));
          expect((await quorumOf(cards).combine()).secret).toEqual(secret);
          const at = random.below(count);
          const share = (cards[at] as Card).share.slice();
          share[random.below(32)] = random.below(256);
          cards[at] = altered(cards[at] as Card, { share });
          if (share.every((byte, i) => byte === dealt[(cards[at] as Card).number - 1]?.share[i])) return;
          const quorum = quorumOf(cards);
          await rejection(quorum.combine(), 'card-altered');
          expect(quorum.suspects).toEqual([cards[at]?.number]);
        },
      ),
      { seed: 5, numRuns: 120 },
    );
  });
});

/** GF(2^8) with x^8+x^4+x^3+x+1, the plain way. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ (product & 0x80 ? 0x11b : 0);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

function inverse(a: number): number {
  return Array.from({ length: 256 }, (_, b) => b).find((b) => times(a, b) === 1) as number;
}
