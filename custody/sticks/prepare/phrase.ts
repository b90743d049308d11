import { randomFillSync } from 'node:crypto';
import { QuorateError } from '@quorate/crypto-core/errors';
import { bip39Words } from '@quorate/crypto-core/passphrase/words';

/** Words of an unlock phrase: 6 of 2048, 66 bits, which stand behind argon2id. */
export const phraseWordCount = 6;
const bitsPerWord = 11;
const blank = 0x20;

/**
 * A new unlock phrase from the system's CSPRNG: six words of the BIP-39 English list with a blank between, lower case,
 * in ASCII, without a line's end: as a person types it where a desktop asks for it. The caller zeroes it.
 */
export function generatePhrase(): Uint8Array {
  const random = randomFillSync(new Uint8Array(Math.ceil((phraseWordCount * bitsPerWord) / 8)));
  try {
    return phraseOfBits(random);
  } finally {
    random.fill(0);
  }
}

/** The phrase of the first 66 bits, 11 a word, most significant first. Pure. @param bits at least 9 bytes */
export function phraseOfBits(bits: Uint8Array): Uint8Array {
  const words = Array.from({ length: phraseWordCount }, (_, word) => {
    let index = 0;
    for (let bit = word * bitsPerWord; bit < (word + 1) * bitsPerWord; bit++) {
      index = (index << 1) | (((bits[bit >> 3] as number) >> (7 - (bit & 7))) & 1);
    }
    return bip39Words[index] as string;
  });
  const phrase = new Uint8Array(words.reduce((sum, { length }) => sum + length + 1, -1));
  let at = 0;
  for (const word of words) {
    if (at > 0) phrase[at++] = blank;
    for (let letter = 0; letter < word.length; letter++) phrase[at++] = word.charCodeAt(letter);
  }
  return phrase;
}

/**
 * A phrase as it was typed, in any ASCII case and spacing, brought into the one spelling that opens the stick.
 * @param typed ASCII; stays the caller's to zero
 * @returns the phrase; the caller zeroes it
 * @throws `stick-phrase` for another number of words, or one that is not in the list: its place is named, the word not
 */
export function readPhrase(typed: Uint8Array): Uint8Array {
  const words = spansOf(typed);
  if (words.length !== phraseWordCount) {
    throw new QuorateError(
      'stick-phrase',
      `an unlock phrase has ${phraseWordCount} words, not ${words.length}`,
      'type all six with a blank between',
    );
  }
  const lower = typed.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte));
  try {
    const strangers = words.flatMap(({ from, to }, index) =>
      isListed(lower.subarray(from, to)) ? [] : [index + 1],
    );
    if (strangers.length > 0) {
      throw new QuorateError(
        'stick-phrase',
        `word ${strangers.join(', ')} is not in the BIP-39 English list`,
        'compare it with what is written down, letter by letter',
      );
    }
    const phrase = new Uint8Array(words.reduce((sum, { from, to }) => sum + to - from + 1, -1));
    let at = 0;
    for (const { from, to } of words) {
      if (at > 0) phrase[at++] = blank;
      phrase.set(lower.subarray(from, to), at);
      at += to - from;
    }
    return phrase;
  } finally {
    lower.fill(0);
  }
}

/** Where the words of a text begin and end. */
export function spansOf(text: Uint8Array): { readonly from: number; readonly to: number }[] {
  const spans: { from: number; to: number }[] = [];
  let from = -1;
  for (let at = 0; at <= text.length; at++) {
    const isBlank = at === text.length || (text[at] as number) <= blank;
    if (!isBlank && from === -1) from = at;
    if (isBlank && from !== -1) {
      spans.push({ from, to: at });
      from = -1;
    }
  }
  return spans;
}

function isListed(word: Uint8Array): boolean {
  const isThis = (listed: string) =>
    listed.length === word.length && word.every((byte, at) => listed.charCodeAt(at) === byte);
  // All are compared, so that the time taken does not tell how far the list was read.
  return bip39Words.filter(isThis).length === 1;
}
