import {
  type Card,
  cardDigest,
  cardProof,
  decodePayload,
  digestOf,
  encodePayload,
  proveCard,
  setIdOf,
} from '@quorate/crypto-core/cards/payload';
import { fromHex, toHex } from '@quorate/crypto-core/encoding';
import { describe, expect, it } from 'vitest';
import { refusal } from './refusal.ts';
import { kindOf, shares } from './vectors.ts';

const [set] = shares.sets;
const payload = fromHex(set.cards[0].payload);
const card = decodePayload(payload);
const changed = (change: Partial<Card>): Card => ({ ...card, ...change });

describe('payload', () => {
  it('agrees with every card of the independent implementation', () => {
    for (const each of shares.sets) {
      expect(setIdOf(fromHex(each.secret))).toBe(each.setId);
      for (const vector of each.cards) {
        const read = decodePayload(fromHex(vector.payload));
        expect(read).toMatchObject({ kind: kindOf(each), setId: each.setId, number: vector.number });
        expect(read).toMatchObject({ threshold: each.threshold, count: each.count });
        expect(toHex(encodePayload(read))).toBe(vector.payload);
        expect(cardDigest(fromHex(vector.payload))).toBe(vector.digest);
        expect(digestOf(read)).toBe(vector.digest);
      }
    }
  });

  it('answers a newer version before anything else', () => {
    const newer = refusal(() => decodePayload(Uint8Array.of(0x37, 1, 2)), 'format-newer');
    expect(newer.message).toContain('made by a newer program, format version 3');
    refusal(() => decodePayload(Uint8Array.of(0x00)), 'card-payload');
    refusal(() => decodePayload(new Uint8Array()), 'card-payload');
  });

  it('refuses a share whose length is not of its kind', () => {
    for (let length = 0; length <= 200; length++) {
      for (const kind of [0, 1]) {
        const bytes = new Uint8Array(length).fill(9);
        bytes.set([0x10 | kind, 1, 2, 3, 4, 2, 3, 1].slice(0, length));
        const legal = kind === 0 ? length === 41 : length >= 41 && length <= 169 && (length - 41) % 16 === 0;
        if (legal) expect(decodePayload(bytes).share.length).toBe(length - 8);
        else refusal(() => decodePayload(bytes), 'card-payload');
      }
    }
  });

  it.each<[string, Partial<Card>]>([
    ['threshold 1', { threshold: 1 }],
    ['threshold above count', { threshold: 6 }],
    ['threshold 256, which a byte would turn into 0', { threshold: 256 }],
    ['count 261, which a byte would turn into 5', { count: 261 }],
    ['a fraction', { threshold: 2.5 }],
    ['number 0', { number: 0 }],
    ['number above count', { number: 6 }],
    ['a set id in upper case', { setId: '62A40D5C' }],
    ['a long set id', { setId: '62a40d5c00' }],
    ['a short share', { share: card.share.slice(1) }],
    ['a share of the other kind', { share: new Uint8Array(49).fill(1) }],
  ])('writes no card with %s', (_, change) => {
    refusal(() => encodePayload(changed(change)), 'card-payload');
  });

  it('writes no card with x = 0', () => {
    const share = card.share.slice();
    share[32] = 0;
    refusal(() => encodePayload(changed({ share })), 'card-x-zero');
  });

  it('copies the share into a plain Uint8Array', () => {
    const buffer = Buffer.from(payload);
    const read = decodePayload(buffer);
    buffer.fill(0);
    expect(read.share.constructor).toBe(Uint8Array);
    expect(read.share).toEqual(card.share);
  });
});

describe('proving a card', () => {
  it('needs the digest to stand at the card’s own number', () => {
    expect(proveCard(card, set.cards).state).toBe('proved');
    const digest = digestOf(card);
    expect(proveCard(card, [{ number: 2, digest }]).state).toBe('unlisted');
    expect(proveCard(card, []).state).toBe('unlisted');
  });

  it('finds a card with one changed bit unlisted', () => {
    for (let bit = 0; bit < payload.length * 8; bit += 13) {
      const bytes = payload.slice();
      bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
      try {
        expect(proveCard(decodePayload(bytes), set.cards).state).toBe('unlisted');
      } catch (error) {
        expect(error).toMatchObject({ name: 'QuorateError' });
      }
    }
  });

  it('publishes the hash of the proof and not the proof', () => {
    expect(toHex(cardProof(payload))).not.toBe(cardDigest(payload));
    expect(cardProof(payload)).toHaveLength(32);
  });
});
