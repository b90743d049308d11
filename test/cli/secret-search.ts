import type { Secret } from './secret-draw.ts';

// Finds a secret in a text in any form that a program could print it in, whole or in part, and whatever stands
// between its characters. Every run of some characters of every form is looked up, so that one pass over the text is
// enough for all secrets.

/** Forms that are looked for alike: in what is left of a text, every run of so many characters. */
interface Spelling {
  /** The name for a failure. */
  readonly name: string;
  readonly run: number;
  /** What is left of a text: without separators, in one case. */
  readonly reduce: (text: string) => string;
  /** Each form of a secret, to be reduced like the text. */
  readonly forms: (bytes: Uint8Array, wordList: readonly string[]) => string[];
}

const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
const buffer = (bytes: Uint8Array) => Buffer.from(bytes);
const number = (bytes: Uint8Array) => BigInt(`0x${buffer(bytes).toString('hex')}`);
const reversed = (bytes: Uint8Array) => Uint8Array.from(bytes).reverse();

/** Groups of bits, most significant first; what is left over at the end is dropped. */
function groups(bytes: Uint8Array, size: number): number[] {
  const values: number[] = [];
  let [held, bits] = [0, 0];
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    while (bits >= size) {
      bits -= size;
      values.push((held >> bits) & (2 ** size - 1));
    }
  }
  return values;
}

const bech32Letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const base32Letters = 'abcdefghijklmnopqrstuvwxyz234567';
/** Numbers up to 66 bytes, the largest scalar: no program prints an RSA key in decimal. */
const longestNumber = 66;

const spellings: readonly Spelling[] = [
  { name: 'raw', run: 8, reduce: (text) => text, forms: (bytes) => [buffer(bytes).toString('latin1')] },
  {
    name: 'hex, as it is or backwards',
    run: 16,
    reduce: letters,
    forms: (bytes) => [bytes, reversed(bytes)].map((one) => buffer(one).toString('hex')),
  },
  {
    name: 'text, decimal, base32 or bech32',
    run: 16,
    reduce: letters,
    forms: (bytes) => [
      buffer(bytes).toString('latin1'),
      ...(bytes.length > longestNumber ? [] : [bytes, reversed(bytes)].map((one) => String(number(one)))),
      ...[0, 1, 2, 3, 4].flatMap((skip) =>
        [bech32Letters, base32Letters].map((alphabet) =>
          groups(bytes.subarray(skip), 5)
            .map((value) => alphabet[value])
            .join(''),
        ),
      ),
    ],
  },
  {
    name: 'words',
    // Two words could stand side by side in the list of all words.
    run: 24,
    reduce: letters,
    forms: (bytes, wordList) => [
      groups(bytes, 11)
        .map((value) => wordList[value])
        .join(' '),
    ],
  },
  {
    name: 'base64 or base64url',
    run: 16,
    reduce: (text) =>
      text
        .toLowerCase()
        .replaceAll('-', '+')
        .replaceAll('_', '/')
        .replace(/[^a-z0-9+/]/g, ''),
    forms: (bytes) =>
      [0, 1, 2].map((skip) => {
        const rest = buffer(bytes).subarray(skip);
        return rest.subarray(0, rest.length - (rest.length % 3)).toString('base64');
      }),
  },
  {
    name: 'a list of bytes',
    run: 26,
    reduce: (text) => text.replace(/[^0-9]+/g, ','),
    forms: (bytes) => [[...bytes].join(','), [...bytes].map((byte, i) => `${i},${byte}`).join(',')],
  },
];

/** What was found, and where. */
export interface Found {
  readonly secret: string;
  readonly as: string;
}

export class SecretSearch {
  readonly #runs = new Map<Spelling, Map<string, string>>();

  /** @param wordList of BIP-39 */
  constructor(secrets: readonly Secret[], wordList: readonly string[]) {
    for (const spelling of spellings) {
      const runs = new Map<string, string>();
      for (const { what, bytes } of secrets) {
        for (const form of spelling.forms(bytes, wordList)) {
          const reduced = spelling.reduce(form);
          for (let at = 0; at + spelling.run <= reduced.length; at++)
            runs.set(reduced.slice(at, at + spelling.run), what);
        }
      }
      this.#runs.set(spelling, runs);
    }
  }

  /** Each secret once for each spelling it was found in; empty when there is none. */
  in(content: string | Uint8Array): Found[] {
    const found = new Map<string, Found>();
    const text = typeof content === 'string' ? content : buffer(content).toString('latin1');
    for (const [spelling, runs] of this.#runs) {
      const reduced = spelling.reduce(text);
      for (let at = 0; at + spelling.run <= reduced.length; at++) {
        const secret = runs.get(reduced.slice(at, at + spelling.run));
        if (secret !== undefined) found.set(`${secret} ${spelling.name}`, { secret, as: spelling.name });
      }
    }
    return [...found.values()];
  }
}
