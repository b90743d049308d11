import { fromHex, toHex, toUtf8 } from '@quorate/crypto-core/encoding';
import { decodeExistingPassphrase, encodeExistingPassphrase } from '@quorate/crypto-core/passphrase/existing';
import {
  entropyOfWords,
  generateEntropy,
  passphraseBytes,
  passphraseWords,
} from '@quorate/crypto-core/passphrase/generated';
import { bip39Words, hashWords } from '@quorate/crypto-core/passphrase/words';
import { nodePrimitives } from '@quorate/custody/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectRefusal, refusalOf } from '../../refusal.ts';
import { readVectors } from '../../vectors.ts';

interface Vectors {
  generated: { entropy: string; words: string }[];
  badWords: { why: string; words: string }[];
  existing: { text: string; secretWithoutBlinding: string }[];
}
const vectors = readVectors<Vectors>('passphrase.json');

describe('generated passphrases', () => {
  it.each(vectors.generated)('$entropy', ({ entropy, words }) => {
    expect(passphraseWords(fromHex(entropy))).toBe(words);
    expect(passphraseBytes(fromHex(entropy))).toEqual(toUtf8(words));
    expect(toHex(entropyOfWords(words))).toBe(entropy);
  });

  it('are read in any ASCII case and white space', () => {
    const { words, entropy } = vectors.generated[2] as Vectors['generated'][number];
    const typed = `  ${words.toUpperCase().replaceAll(' ', '\r\n\t ')}\n`;
    expect(toHex(entropyOfWords(typed))).toBe(entropy);
  });

  it.each(vectors.badWords)('refused: $why', async ({ words }) => {
    const refusal = await refusalOf(() => entropyOfWords(words));
    expect(refusal.group).toBe('shares');
    expect(refusal.hint).toBeDefined();
  });

  it('names the place of a strange word, never the word', async () => {
    const { words } = vectors.generated[2] as Vectors['generated'][number];
    const typed = words.split(' ').with(4, 'xyzzy').join(' ');
    const refusal = await refusalOf(() => entropyOfWords(typed));
    expect(refusal.message).toContain('word 5');
    expect(refusal.message).not.toContain('xyzzy');
  });

  it('folds no letter outside ASCII: the Kelvin sign is no k', async () => {
    const { words } = vectors.generated[0] as Vectors['generated'][number];
    await expectRefusal(() => entropyOfWords(words.replace('art', '\u212aart')), 'passphrase-words');
  });

  it('have the same words as bytes as the library has them as text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (entropy) => {
        expect(passphraseBytes(entropy)).toEqual(toUtf8(passphraseWords(entropy)));
      }),
      { numRuns: 1000 },
    );
    for (const length of [0, 16, 31, 33]) expect(() => passphraseBytes(new Uint8Array(length))).toThrow();
  });

  it('differ at every call', () => {
    expect(toHex(generateEntropy())).not.toBe(toHex(generateEntropy()));
  });
});

describe('the word list', () => {
  it('is the BIP-39 English one', () => {
    const list = toUtf8(bip39Words.map((word) => `${word}\n`).join(''));
    expect(toHex(nodePrimitives.sha256(list))).toBe(
      '2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda',
    );
  });

  it('gives a hash as twelve words', () => {
    const { head, words } = readVectors<{ head: string; words: string }>('journal.json');
    expect(hashWords(fromHex(head))).toBe(words);
  });
});

describe('existing passphrases', () => {
  it.each(vectors.existing)('are taken exactly as typed: $text', ({ text, secretWithoutBlinding }) => {
    const secret = encodeExistingPassphrase(text);
    expect(toHex(secret.subarray(0, -16))).toBe(secretWithoutBlinding);
    expect(decodeExistingPassphrase(secret)).toBe(text);
  });

  it('come back whatever they are', () => {
    const typable = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => {
      const bytes = toUtf8(text).length;
      return bytes >= 1 && bytes <= 128 && !/(?![\u0080-\u009f])\p{Cc}/u.test(text);
    });
    fc.assert(
      fc.property(typable, (text) => decodeExistingPassphrase(encodeExistingPassphrase(text)) === text),
    );
  });

  it('are blinded: the same text never gives the same secret', () => {
    expect(toHex(encodeExistingPassphrase('x'))).not.toBe(toHex(encodeExistingPassphrase('x')));
  });

  it.each([
    ['empty', ''],
    ['129 bytes', 'p'.repeat(129)],
    ['a line feed', 'a\nb'],
    ['a lone surrogate', 'a\ud800'],
  ])('refused: %s', async (_, text) => {
    await expectRefusal(() => encodeExistingPassphrase(text), 'existing-passphrase');
  });

  it.each([
    ['no length', new Uint8Array(32)],
    ['a length beyond the secret', Uint8Array.of(200, ...new Uint8Array(31))],
    ['something in the padding', Uint8Array.of(1, 0x78, 1, ...new Uint8Array(29))],
    ['a control character', Uint8Array.of(1, 0x0a, ...new Uint8Array(30))],
  ])('a secret with %s is none', async (_, secret) => {
    await expectRefusal(
      () => decodeExistingPassphrase(secret),
      'existing-passphrase',
      /not a split passphrase/,
    );
  });
});
