import { bip39Words } from '@quorate/crypto-core/passphrase/words';
import { generatePhrase, phraseOfBits, readPhrase } from '@quorate/custody/sticks/prepare/phrase';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../refusal.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytes = (typed: string) => new TextEncoder().encode(typed);
const sample = 'zoo abandon lemon advice cage absurd';

describe('an unlock phrase', () => {
  it('is six words of the list for 66 bits, the first bits first', () => {
    const ones = new Uint8Array(9).fill(0xff);
    expect(text(phraseOfBits(new Uint8Array(9)))).toBe(Array(6).fill('abandon').join(' '));
    expect(text(phraseOfBits(ones))).toBe(Array(6).fill('zoo').join(' '));
    // 00000000001 00000000010 and so on, then the bits that are left over
    const counting = [1, 2, 3, 4, 5, 6].map((n) => n.toString(2).padStart(11, '0')).join('');
    const bits = Uint8Array.from({ length: 9 }, (_, at) =>
      parseInt(counting.padEnd(72, '1').slice(at * 8, at * 8 + 8), 2),
    );
    expect(text(phraseOfBits(bits))).toBe(bip39Words.slice(1, 7).join(' '));
  });

  it('can hold every word of the list, at every place', () => {
    const seen = Array.from({ length: 6 }, () => new Set<string>());
    for (let index = 0; index < 2048; index++) {
      const row = index.toString(2).padStart(11, '0').repeat(6).padEnd(72, '0');
      const bits = Uint8Array.from({ length: 9 }, (_, at) => parseInt(row.slice(at * 8, at * 8 + 8), 2));
      for (const [place, word] of text(phraseOfBits(bits)).split(' ').entries()) seen[place]?.add(word);
    }
    expect(seen.map(({ size }) => size)).toEqual(Array(6).fill(2048));
  });

  it('is another one each time, and reads back as itself', () => {
    const phrases = Array.from({ length: 50 }, () => text(generatePhrase()));
    expect(new Set(phrases).size).toBe(50);
    for (const phrase of phrases) {
      expect(phrase).toMatch(/^([a-z]{3,8} ){5}[a-z]{3,8}$/);
      expect(text(readPhrase(bytes(phrase)))).toBe(phrase);
    }
  });
});

describe('a phrase that is typed', () => {
  it.each([sample, `  ${sample.toUpperCase()} `, sample.replaceAll(' ', '   '), `${sample}\r`])(
    '%j',
    (typed) => {
      const given = bytes(typed);
      expect(text(readPhrase(given))).toBe(sample);
      expect(text(given)).toBe(typed);
    },
  );

  it.each([
    ['', /not 0/],
    ['zoo abandon lemon advice cage', /not 5/],
    [`${sample} zoo`, /not 7/],
    ['zoo abandon lemmon advice cage absurb', /^word 3, 6 /],
    // Four letters tell a word of the list from all others, but the stick opens with the whole word only.
    ['zoo aban lemon advice cage absurd', /^word 2 /],
  ])('%j is not taken', (typed, says) => {
    const error = refusal(() => readPhrase(bytes(typed)));
    expect([error.code, error.message]).toEqual(['stick-phrase', expect.stringMatching(says)]);
    for (const word of typed.split(' ').filter((one) => one.length > 3))
      expect(`${error.message} ${error.hint}`).not.toContain(word);
  });
});
