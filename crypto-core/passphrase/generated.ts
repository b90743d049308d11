import { sha256 } from '@noble/hashes/sha2.js';
import { randomBytes } from '@noble/hashes/utils.js';
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { heldInPlace, secretBytes } from '../encoding.ts';
import { QuorateError } from '../errors.ts';

/** Bytes of entropy in a generated passphrase: 256 bits, 24 words. */
export const entropyBytes = 32;
const wordCount = 24;

/** 32 bytes from the system's CSPRNG. The caller zeroes them. */
export function generateEntropy(): Uint8Array {
  return heldInPlace(randomBytes(entropyBytes));
}

/**
 * The passphrase that stands for 32 bytes of entropy: 24 BIP-39 English words, lower case, single spaces.
 * A string, because it is read by a person; it cannot be zeroed, so ask for it only where one must see it, and use
 * {@link passphraseBytes} to seal and open.
 */
export function passphraseWords(entropy: Uint8Array): string {
  return entropyToMnemonic(entropy, wordlist);
}

/**
 * The same 24 words as UTF-8, as scrypt wants them. The caller zeroes them.
 *
 * Not by way of {@link passphraseWords}, whose text nobody can zero: BIP-39 takes eleven bits a word from the entropy
 * and, behind it, the first byte of its SHA-256.
 * @param entropy {@link entropyBytes} bytes
 */
export function passphraseBytes(entropy: Uint8Array): Uint8Array {
  if (entropy.length !== entropyBytes) throw new Error(`24 words stand for ${entropyBytes} bytes`);
  const bits = secretBytes(entropyBytes + 2);
  const longest = secretBytes(wordCount * 9 - 1);
  const digest = sha256(entropy);
  try {
    bits.set(entropy);
    bits.set(digest.subarray(0, 1), entropyBytes);
    let length = 0;
    for (let at = 0; at < wordCount * 11; at += 11) {
      if (at > 0) longest[length++] = 0x20;
      const word = wordlist[elevenBits(bits, at)] as string;
      for (let letter = 0; letter < word.length; letter++) longest[length++] = word.charCodeAt(letter);
    }
    const words = secretBytes(length);
    words.set(longest.subarray(0, length));
    return words;
  } finally {
    digest.fill(0);
    bits.fill(0);
    longest.fill(0);
  }
}

function elevenBits(bytes: Uint8Array, at: number): number {
  const first = at >> 3;
  const [a = 0, b = 0, c = 0] = [bytes[first], bytes[first + 1], bytes[first + 2]];
  return (((a << 16) | (b << 8) | c) >> (13 - (at & 7))) & 0x7ff;
}

/**
 * The entropy behind 24 typed words, in any ASCII case and white space. The caller zeroes it.
 * @throws `passphrase-words` for another number of words or one that is not in the list (its place is named, the
 * word is not), `passphrase-checksum`
 */
export function entropyOfWords(typed: string): Uint8Array {
  const words = typed
    .split(/[ \t\r\n\f\v]+/)
    .filter((word) => word !== '')
    .map((word) => word.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
  if (words.length !== wordCount) {
    throw new QuorateError(
      'passphrase-words',
      `the passphrase has ${words.length} words, not ${wordCount}`,
      'type all 24 words with a space between each',
    );
  }
  const strangers = words.flatMap((word, index) => (wordlist.includes(word) ? [] : [index + 1]));
  if (strangers.length > 0) {
    throw new QuorateError(
      'passphrase-words',
      `word ${strangers.join(', ')} of the passphrase is not in the BIP-39 English list`,
      'compare it with words.txt in the recover folder; the first four letters of each word are unique',
    );
  }
  try {
    return mnemonicToEntropy(words.join(' '), wordlist);
  } catch {
    throw new QuorateError(
      'passphrase-checksum',
      'the 24 words are all in the list, but their checksum is wrong',
      'a word was read as another one, or two changed places; compare them once more',
    );
  }
}
