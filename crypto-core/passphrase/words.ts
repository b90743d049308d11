import { wordlist } from '@scure/bip39/wordlists/english.js';

/** The BIP-39 English list, 2048 words in order. */
export const bip39Words: readonly string[] = wordlist;

/** Words a hash read aloud has: 132 bits. Six words were collided in minutes. */
const hashWordCount = 12;

/**
 * The first 132 bits of a hash as 12 words of the BIP-39 English list, 11 bits each, most significant first.
 * Wherever they are shown, all hex digits stand beside them.
 * @param hash at least 17 bytes
 */
export function hashWords(hash: Uint8Array): string {
  const words: string[] = [];
  for (let word = 0; word < hashWordCount; word++) {
    let index = 0;
    for (let bit = word * 11; bit < word * 11 + 11; bit++) {
      index = (index << 1) | (((hash[bit >> 3] as number) >> (7 - (bit & 7))) & 1);
    }
    words.push(wordlist[index] as string);
  }
  return words.join(' ');
}
