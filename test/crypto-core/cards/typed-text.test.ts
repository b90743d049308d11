import { digestOf } from '@quorate/crypto-core/cards/payload';
import { readQrText } from '@quorate/crypto-core/cards/text';
import { readTypedText, type TypedReading } from '@quorate/crypto-core/cards/typed-text';
import { describe, expect, it } from 'vitest';
import { refusal } from './refusal.ts';
import { Seeded } from './seeded.ts';
import { corrections, shares, textsByLength } from './vectors.ts';

const { text } = shares.sets[0].cards[0];

function replaced(original: string, changes: Record<number, string>): string {
  return [...original].map((character, index) => changes[index] ?? character).join('');
}

function corrected(reading: TypedReading) {
  if (reading.status !== 'corrected') throw new Error('read as clean');
  return reading;
}

describe('typed text', () => {
  it.each([
    ['as printed', text],
    ['in lower case', text.toLowerCase()],
    ['in mixed case', text.slice(0, 40) + text.slice(40).toLowerCase()],
    [
      'in groups and rows',
      (text.match(/.{1,20}/g) ?? []).map((row) => row.replace(/.{4}/g, '$& ')).join('\r\n'),
    ],
    ['with dashes, tabs, form feeds', `\t${(text.match(/.{1,4}/g) ?? []).join('-')}\f\v \n`],
  ])('is read %s', (_, typed) => {
    const reading = readTypedText(typed);
    expect(reading).toEqual({ status: 'clean', text, card: readQrText(text) });
  });

  it.each(shares.invalid.filter(({ why }) => why !== 'mixed case in a QR code'))(
    'is refused: $why',
    (vector) => {
      refusal(() => readTypedText(vector.text));
    },
  );

  it('says how many characters are missing or too many', () => {
    const short = refusal(() => readTypedText(text.slice(0, -3)), 'card-text');
    expect(short.message).toContain('79 characters');
    expect(short.message).toContain('3 are missing');
    expect(short.hint).toContain('82, 110, 135, 161, 186, 212, 238, 263, 289');
    expect(refusal(() => readTypedText(`${text}Q`), 'card-text').message).toContain('1 is too many');
    expect(refusal(() => readTypedText('QS1'), 'card-text').message).toContain('79 are missing');
    expect(refusal(() => readTypedText('QS1'.repeat(2000)), 'card-text').message).toContain('far longer');
  });

  it('needs its beginning', () => {
    const { message } = refusal(() => readTypedText(text.replace('QS1', 'Q?1')), 'card-text');
    expect(message).toContain('misread');
    refusal(() => readTypedText('   \n - '), 'card-text');
  });

  it('folds ASCII case only: letters that upper-casing would smuggle in are unreadable', () => {
    // U+017F upper-cases to S and U+212A lower-cases to k.
    const at = text.indexOf('S', 4);
    const reading = corrected(
      readTypedText(replaced(text, { [at]: '\u017f', [text.indexOf('K')]: '\u212a' })),
    );
    expect(reading.changes.map(({ typed }) => typed).sort()).toEqual(['?', '?']);
    refusal(() => readTypedText(text.replace('QS1', 'Q\u017f1')), 'card-text');
  });

  it('of a newer version is recognised', () => {
    refusal(() => readTypedText(`QS1Y${text.slice(4)}QQ`), 'format-newer');
    const garbled = replaced(text, { 3: 'Y', 10: 'Q', 20: 'P', 30: 'Z', 40: 'X' });
    expect(refusal(() => readTypedText(garbled), 'card-checksum').hint).toContain('format version 2');
  });
});

describe('correction', () => {
  it.each(corrections.cases.map((each, index) => [index, each] as const))('vector %i', (_, each) => {
    const digests = [{ number: readQrText(each.correct).number, digest: each.digest }];
    if (each.needsDigest) refusal(() => readTypedText(each.typed), 'card-checksum');
    const reading = corrected(readTypedText(each.typed, each.needsDigest ? { digests } : {}));
    expect(reading.text).toBe(each.correct);
    expect(reading.accept()).toEqual(readQrText(each.correct));
    expect(reading.changes).toHaveLength(each.wrong + each.unreadable);
    for (const { index, typed, corrected } of reading.changes) {
      expect(typed).toBe(each.typed[index]);
      expect(corrected).toBe(each.correct[index]);
    }
  });

  it.each(corrections.refused)(
    'beyond the bound is refused: $wrong wrong, $unreadable unreadable',
    (each) => {
      refusal(() => readTypedText(each.typed), 'card-checksum');
      const digests = shares.sets.flatMap(({ cards }) => cards);
      refusal(() => readTypedText(each.typed, { digests }), 'card-checksum');
    },
  );

  it('cannot be used without a call that stands for a yes', () => {
    const reading = readTypedText(replaced(text, { 10: 'q' }));
    // @ts-expect-error a corrected reading has no card
    expect(reading.card).toBeUndefined();
    expect(
      Object.values(reading).some((value) => value !== null && typeof value === 'object' && 'share' in value),
    ).toBe(false);
  });

  it('never reads a damaged text as clean', () => {
    const random = new Seeded(11);
    for (let round = 0; round < 2500; round++) {
      const original = random.pick(textsByLength);
      const places = random.distinct(1 + random.below(12), 3, original.length);
      const typed = replaced(
        original,
        Object.fromEntries(places.map((at) => [at, random.pick('QPZRY9X8GF2?1')])),
      );
      if (typed === original) continue;
      try {
        expect(readTypedText(typed).status).toBe('corrected');
      } catch (error) {
        expect(error).toMatchObject({ code: 'card-checksum' });
      }
    }
  });

  it('shows what was typed where it is a character one can print', () => {
    const reading = corrected(readTypedText(replaced(text, { 5: 'o', 6: '\u0007', 7: '\u{1f511}', 8: 'b' })));
    expect(reading.changes.map(({ typed }) => typed)).toEqual(['O', '?', '?', 'B']);
  });
});

describe('the window', () => {
  const hole = replaced(text, Object.fromEntries(Array.from({ length: 13 }, (_, i) => [30 + i, '?'])));
  const number = 1;
  const digest = digestOf(readQrText(text));

  it('is filled only with this card listed at its own number', () => {
    expect(corrected(readTypedText(hole, { digests: [{ number, digest }] })).text).toBe(text);
    refusal(() => readTypedText(hole, { digests: [{ number: 2, digest }] }), 'card-checksum');
    refusal(() => readTypedText(hole, { digests: shares.sets[1].cards }), 'card-checksum');
    refusal(() => readTypedText(hole, { digests: [] }), 'card-checksum');
  });

  it('is filled only when nothing else is wrong', () => {
    const digests = [{ number, digest }];
    refusal(
      () => readTypedText(replaced(hole, { 60: text[60] === 'Q' ? 'P' : 'Q' }), { digests }),
      'card-checksum',
    );
    refusal(() => readTypedText(replaced(hole, { 43: '?' }), { digests }), 'card-checksum');
  });

  it('is offered in the hint to somebody without a manifest', () => {
    expect(refusal(() => readTypedText(hole)).hint).toContain("with the stick's manifest, up to 13");
    expect(refusal(() => readTypedText(hole, { digests: shares.sets[1].cards })).hint).not.toContain(
      'manifest',
    );
  });
});
