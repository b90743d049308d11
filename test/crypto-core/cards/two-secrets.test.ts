import { oddCards } from '@quorate/crypto-core/cards/agreement';
import {
  decodePayload,
  digestOf,
  encodePayload,
  setIdOf,
  type UnverifiedCard,
} from '@quorate/crypto-core/cards/payload';
import { type QuorumExpectation, UntrustedQuorum } from '@quorate/crypto-core/cards/quorum';
import { toUtf8 } from '@quorate/crypto-core/encoding';
import { describe, expect, it } from 'vitest';
import { rejection } from './refusal.ts';

function quorumOf(cards: UnverifiedCard[], expected?: QuorumExpectation): UntrustedQuorum {
  const quorum = new UntrustedQuorum(expected);
  for (const each of cards) quorum.add(each, { unlistedAccepted: true });
  return quorum;
}

describe('a custodian who forged a second secret with the same set id', () => {
  // 32 bits are searched in minutes, so two secrets with one set id are found here by their birthday.
  function collision(): [Uint8Array, Uint8Array] {
    const seen = new Map<string, Uint8Array>();
    for (let n = 0; ; n++) {
      const secret = new Uint8Array(32);
      secret.set(toUtf8(`secret ${n}`));
      const setId = setIdOf(secret);
      const before = seen.get(setId);
      if (before) return [before, secret];
      seen.set(setId, secret);
    }
  }

  // K = 2, x = 1, 2, 3: over GF(2^8) a line through (0, s) and (1, a) has the slope s ^ a.
  const [honest, forged] = collision();
  const anchor = new Uint8Array(32).fill(0xa5);
  const double = (byte: number) => (byte << 1) ^ (byte & 128 ? 0x11b : 0);
  const at2 = (secret: Uint8Array) => secret.map((s, i) => s ^ double(s ^ (anchor[i] as number)));
  const at4 = (secret: Uint8Array) => secret.map((s, i) => s ^ double(double(s ^ (anchor[i] as number))));
  const at3 = (secret: Uint8Array) =>
    secret.map((s, i) => s ^ double(s ^ (anchor[i] as number)) ^ s ^ (anchor[i] as number));
  const make = (number: number, y: Uint8Array) =>
    decodePayload(
      encodePayload({
        kind: 'generated',
        setId: setIdOf(honest),
        threshold: 2,
        count: 4,
        number,
        share: Uint8Array.of(...y, number),
      }),
    );
  const cards = [make(1, anchor), make(2, at2(honest)), make(3, at3(forged))];

  it('makes two answers possible, and neither is taken', async () => {
    expect(oddCards(cards, 2, setIdOf(honest)).map((group) => group.map(({ number }) => number))).toEqual([
      [3],
      [2],
    ]);
    const quorum = quorumOf(cards);
    const { message } = await rejection(quorum.combine(), 'cards-wrong-secret');
    expect(message).toContain('leaving out 3 or 2 would each settle it');
    expect(quorum.suspects).toEqual([]);
  });

  it('is found out by one more card', async () => {
    const quorum = quorumOf([...cards, make(4, at4(honest))]);
    expect((await rejection(quorum.combine(), 'card-altered')).message).toContain('card 3 is the odd one');
  });

  it('is found out by the manifest', async () => {
    const digests = cards.slice(0, 2).map((each) => ({ number: each.number, digest: digestOf(each) }));
    const quorum = quorumOf(cards, { digests });
    await rejection(quorum.combine(), 'card-altered');
    expect(quorum.suspects).toEqual([3]);
  });
});
