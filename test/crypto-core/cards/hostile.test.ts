import { symbolOf, toCharacters, toSymbols } from '@quorate/crypto-core/cards/alphabet';
import { appendChecksum, longChecksum, shortChecksum } from '@quorate/crypto-core/cards/checksum';
import { decodePayload, encodePayload } from '@quorate/crypto-core/cards/payload';
import { readQrText, writeCardText } from '@quorate/crypto-core/cards/text';
import { readTypedText } from '@quorate/crypto-core/cards/typed-text';
import { fromHex } from '@quorate/crypto-core/encoding';
import { type ErrorCode, QuorateError } from '@quorate/crypto-core/errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Seeded } from './seeded.ts';
import { shares } from './vectors.ts';

const MUTATIONS = 100_000;
const cards = shares.sets.flatMap(({ cards }) => cards.slice(0, 3));
const payloads = cards.map(({ payload }) => fromHex(payload));
const ALPHABET = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L';
const STRANGE = [
  '?',
  '?',
  'O',
  'b',
  'i',
  '1',
  '-',
  ' ',
  '\n',
  '\0',
  '\u00e9',
  '\u017f',
  '\u202e',
  '\u{1f511}',
  '\ud800',
];

function replace(text: string, at: number, by: string, length = 1): string {
  return text.slice(0, at) + by + text.slice(at + length);
}

const edits: ((random: Seeded, text: string) => string)[] = [
  (random, text) => replace(text, random.below(text.length), random.pick(ALPHABET)),
  (random, text) => replace(text, 3 + random.below(text.length), random.pick(ALPHABET)),
  (random, text) => replace(text, random.below(text.length), random.pick(STRANGE)),
  (random, text) =>
    replace(text, 3 + random.below(text.length), '?'.repeat(1 + random.below(16)), 1 + random.below(16)),
  (random, text) => replace(text, random.below(text.length), random.pick(STRANGE), 0),
  (random, text) => replace(text, random.below(text.length), random.pick(ALPHABET), random.below(2) * 2),
  (random, text) => text.slice(0, random.below(text.length + 1)),
  (random, text) => text.slice(random.below(5)),
  (random, text) => (random.below(2) ? text.toLowerCase() : text.slice(0, 20) + text.slice(20).toLowerCase()),
  (random, text) => replace(text, random.below(text.length), random.pick(cards).text.slice(0, 40), 40),
  (random, text) => text + text.slice(random.below(text.length)),
  (random) => String.fromCharCode(...Array.from({ length: random.below(90) }, () => random.below(256))),
];

/** A payload with changed bytes or length under a checksum that is right: only decodePayload stands in its way. */
function reseal(random: Seeded): string {
  let payload: Uint8Array = random.pick(payloads).slice();
  for (let n = random.below(3); n >= 0; n--)
    payload[random.pick([0, 5, 6, 7, random.below(payload.length)])] = random.below(256);
  if (random.below(4) === 0) payload = random.bytes(random.below(200));
  const data = toSymbols(payload);
  if (random.below(4) === 0) data[data.length - 1] = random.below(32);
  return `QS1${toCharacters(appendChecksum(data.length === 66 ? shortChecksum : longChecksum, data))}`;
}

function mutate(random: Seeded): string {
  let text = random.below(6) === 0 ? reseal(random) : random.pick(cards).text;
  for (let n = random.below(4); n >= 0; n--) text = random.pick(edits)(random, text || 'Q');
  return random.below(5) === 0 ? reseal(random) : text;
}

const legalCodes: readonly ErrorCode[] = [
  'card-text',
  'card-checksum',
  'card-payload',
  'card-x-zero',
  'format-newer',
];

/** Checks one refusal: typed, of this parser, and silent about the card. */
function checkRefusal(error: unknown, text: string): void {
  if (!(error instanceof QuorateError) || !legalCodes.includes(error.code)) throw error;
  const said = `${error.message} ${error.hint}`.toUpperCase();
  for (let at = 4; at + 6 <= text.length; at += 15) {
    if (said.includes(text.slice(at, at + 6).toUpperCase()))
      throw new Error(`repeats what it read: ${error.message}`);
  }
}

function run(seed: number, read: (text: string) => 'clean' | 'corrected'): Record<string, number> {
  const random = new Seeded(seed);
  const outcomes = { clean: 0, corrected: 0, refused: 0 };
  let slowest = 0;
  for (let n = 0; n < MUTATIONS; n++) {
    const text = mutate(random);
    const begun = performance.now();
    try {
      outcomes[read(text)]++;
    } catch (error) {
      checkRefusal(error, text);
      outcomes.refused++;
    }
    slowest = Math.max(slowest, performance.now() - begun);
  }
  expect(slowest).toBeLessThan(2000);
  expect(outcomes.clean).toBeGreaterThan(100);
  expect(outcomes.refused).toBeGreaterThan(MUTATIONS / 4);
  return outcomes;
}

describe(`${MUTATIONS} mutated card texts`, () => {
  // Refusals are the rule here, and recording where each was thrown takes longer than reading the text.
  const { stackTraceLimit } = Error;
  beforeAll(() => {
    Error.stackTraceLimit = 0;
  });
  afterAll(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });

  it('as QR codes are refused or are exactly what the card’s bytes are written as', () => {
    const outcomes = run(20_261_120, (text) => {
      if (writeCardText(encodePayload(readQrText(text))) !== text) throw new Error('read as another text');
      return 'clean';
    });
    expect(outcomes['corrected']).toBe(0);
  });

  it('as typed are refused, equal, or corrected within the bound', () => {
    const digests = cards;
    const outcomes = run(20_261_121, (text) => {
      const typed = [...text.replace(/[ \t-\r-]/g, '')].map((c) => (c <= 'z' ? c.toUpperCase() : c));
      const reading = readTypedText(text, { digests });
      if (reading.status === 'clean') {
        if (writeCardText(encodePayload(reading.card)) !== typed.join(''))
          throw new Error('read as another text');
        return 'clean';
      }
      if (writeCardText(encodePayload(reading.accept())) !== reading.text)
        throw new Error('shows another text');
      const differing = typed.flatMap((c, index) => (c === reading.text[index] ? [] : [index]));
      if (differing.join() !== reading.changes.map(({ index }) => index).join())
        throw new Error('hides a change');
      const unreadable = typed.slice(3).filter((c) => symbolOf(c) === undefined).length;
      const wrong = differing.length - unreadable;
      const window = (differing.at(-1) ?? 0) - (differing[0] ?? 0) < (typed.length === 82 ? 13 : 15);
      const byDigest = wrong === 0 && window && cards.some((card) => card.text === reading.text);
      if (differing.length === 0 || (2 * wrong + unreadable > 8 && !byDigest))
        throw new Error('corrects too much');
      return 'corrected';
    });
    expect(outcomes['corrected']).toBeGreaterThan(1000);
  });

  it('as payloads are refused or written back the same', () => {
    const random = new Seeded(7);
    let read = 0;
    for (let n = 0; n < MUTATIONS; n++) {
      const payload = random.pick(payloads).slice();
      const bytes = random.below(3) ? payload : payload.subarray(0, random.below(payload.length + 1));
      for (let m = random.below(3); m >= 0; m--)
        bytes[random.below(Math.min(bytes.length, 9))] = random.below(256);
      try {
        const again = encodePayload(decodePayload(bytes));
        if (again.some((byte, i) => byte !== bytes[i]) || again.length !== bytes.length)
          throw new Error('not the same');
        read++;
      } catch (error) {
        checkRefusal(error, '');
      }
    }
    expect(read).toBeGreaterThan(1000);
  });
});
