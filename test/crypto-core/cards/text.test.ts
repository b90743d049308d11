import { textLengths } from '@quorate/crypto-core/cards/alphabet';
import { type Card, encodePayload } from '@quorate/crypto-core/cards/payload';
import { cardTextRows, printedPlace, readQrText, writeCardText } from '@quorate/crypto-core/cards/text';
import { fromHex } from '@quorate/crypto-core/encoding';
import { describe, expect, it } from 'vitest';
import { refusal } from './refusal.ts';
import { Seeded } from './seeded.ts';
import { shares } from './vectors.ts';

const [set] = shares.sets;
const { text } = set.cards[0];

describe('card text', () => {
  it('agrees with every card of the independent implementation, both ways', () => {
    for (const each of shares.sets) {
      for (const vector of each.cards) {
        expect(writeCardText(fromHex(vector.payload))).toBe(vector.text);
        expect(encodePayload(readQrText(vector.text))).toEqual(fromHex(vector.payload));
      }
    }
  });

  it('has the nine lengths of the page', () => {
    expect(textLengths).toEqual([82, 110, 135, 161, 186, 212, 238, 263, 289]);
    const random = new Seeded(4);
    for (const [index, length] of textLengths.entries()) {
      const share = random.bytes(32 + 16 * index + 1);
      share[share.length - 1] = 77;
      const card: Card = {
        kind: 'existing',
        setId: '00ff00ff',
        threshold: 2,
        count: 255,
        number: 255,
        share,
      };
      const written = writeCardText(encodePayload(card));
      expect(written).toHaveLength(length);
      expect(readQrText(written)).toEqual(card);
    }
  });

  it('prints no card that would not be read back', () => {
    const payload = fromHex(set.cards[0].payload);
    payload[40] = 0;
    refusal(() => writeCardText(payload), 'card-x-zero');
    refusal(() => writeCardText(payload.subarray(0, 40)), 'card-payload');
  });

  it('is printed in lettered rows of five groups of four', () => {
    const rows = cardTextRows(text);
    expect(rows.map(({ letter }) => letter).join('')).toBe('ABCDE');
    expect(rows[0]?.groups).toEqual(['QS1Z', 'P32G', 'R2UQ', 'VZSZ', 'PFN7']);
    expect(rows[4]?.groups).toEqual(['QV']);
    expect(rows.flatMap(({ groups }) => groups).join('')).toBe(text);
    for (let index = 0; index < text.length; index++) {
      const { letter, group, character } = printedPlace(index);
      const row = rows.find((each) => each.letter === letter);
      expect(row?.groups[group - 1]?.[character - 1]).toBe(text[index]);
    }
  });
});

describe('a QR code', () => {
  it.each(shares.invalid)('is refused: $why', (vector) => {
    refusal(() => readQrText(vector.text));
  });

  it.each([
    ['lower case', text.toLowerCase()],
    ['a space in front', ` ${text}`],
    ['a line feed at the end', `${text}\n`],
    ['groups', (text.match(/.{1,4}/g) ?? []).join(' ')],
    ['a dash', `${text.slice(0, 4)}-${text.slice(4)}`],
    ['an unreadable character', text.replace('P32', 'P?2')],
    ['a letter outside the alphabet', text.replace('P32', 'PB2')],
  ])('is read strictly: %s is refused as added or altered', (_, shown) => {
    const { message } = refusal(() => readQrText(shown), 'card-text');
    expect(message).toContain('not written as Quorate writes it');
  });

  it('is not corrected', () => {
    for (let index = 4; index < text.length; index++) {
      const other = text[index] === 'Q' ? 'P' : 'Q';
      refusal(() => readQrText(text.slice(0, index) + other + text.slice(index + 1)), 'card-checksum');
    }
  });

  it('of another length is refused with its length', () => {
    expect(refusal(() => readQrText(text.slice(0, -1)), 'card-text').message).toContain('81 characters');
    refusal(() => readQrText(text + text), 'card-text');
    expect(refusal(() => readQrText(text.repeat(1000)), 'card-text').message).toContain('far more');
  });

  it('of a newer version is recognised whatever its length or checksum', () => {
    for (const shown of ['QS1Y', `QS1Y${text.slice(4)}`, `QS1Y${text}`, 'QS19ABC!']) {
      expect(refusal(() => readQrText(shown), 'format-newer').message).toMatch(
        /newer program, format version \d+$/,
      );
    }
  });
});

describe('something else', () => {
  const words24 =
    'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon '
      .repeat(2)
      .trim();

  it.each([
    ['https://example.org/path?query=secretvalue', 'a web address'],
    ['HTTPS://EXAMPLE.ORG/SECRETVALUE', 'a web address'],
    [words24, '24 words'],
    [words24.toUpperCase(), '24 words'],
    [`MS1${text.slice(3)}`, 'codex32'],
    ['ms10testsxxxxxxxxxxxxxxxxxxxxxxxxxx4nzvca9cmczlw', 'codex32'],
    ['AGE-SECRET-KEY-1QQPZRY9X8GF2TVDW0S3JN54', 'an age secret key'],
    ['-----BEGIN PGP MESSAGE-----', 'a key or message file'],
    ['0123456789abcdef'.repeat(4), 'hex digits'],
    ['01234567 89ABCDEF '.repeat(4), 'hex digits'],
    ['WIFI:T:WPA;S:office;P:secretvalue;;', 'a Wi-Fi code'],
    ['otpauth://totp/secretvalue', 'one-time-password'],
    ['{"secretvalue":1}', 'a JSON document'],
    ['bitcoin:bc1qsecretvalue', 'a link of another program'],
    ['cosmos1qqqsyrqzqqqsyrqzqqqsyrqzqqqsyrqz', 'a code of another product'],
    ['4006381333931', 'a number'],
    [text.slice(3), 'a card whose beginning, QS1, is missing or misread'],
    [`OS1${text.slice(3)}`, 'a card whose beginning, QS1, is missing or misread'],
  ])('is named and not repeated (%#)', (shown, name) => {
    const { message, hint } = refusal(() => readQrText(shown), 'card-text');
    expect(message).toContain(name);
    expect(message + hint).not.toMatch(/secretvalue|abandon|0123|ZP32|pzry/i);
  });

  it('without a name is still refused politely', () => {
    expect(refusal(() => readQrText('?!'), 'card-text').message).toBe(
      'the QR code does not begin with QS1 as a card does',
    );
  });
});
