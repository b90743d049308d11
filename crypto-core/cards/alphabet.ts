import { secretBytes } from '../encoding.ts';
import { QuorateError } from '../errors.ts';
import { type Checksum, longChecksum, shortChecksum } from './checksum.ts';
import { secretLengths } from './payload.ts';

/** Symbol n of a card text is character n; as printed, in upper case. */
const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'.toUpperCase();

/** How every card text begins, as printed. */
export const PREFIX = 'QS1';

const symbols = new Map([...ALPHABET].map((character, symbol) => [character, symbol]));

/** The symbol of an upper-case character, or undefined for one outside the alphabet. */
export function symbolOf(character: string): number | undefined {
  return symbols.get(character);
}

/** Symbols as upper-case characters. */
export function toCharacters(values: Uint8Array): string {
  let text = '';
  for (const symbol of values) text += ALPHABET[symbol];
  return text;
}

/** Everything a text's length says: its checksum and how many data symbols stand before it. */
export interface Layout {
  readonly length: number;
  readonly checksum: Checksum;
  readonly dataSymbols: number;
}

/** version and kind, set id, K, N, number, and the share's x */
const PAYLOAD_BYTES_BESIDES_SECRET = 9;

/** The legal texts, shortest first. */
export const layouts: readonly Layout[] = secretLengths.existing.map((secretLength) => {
  const dataSymbols = Math.ceil(((secretLength + PAYLOAD_BYTES_BESIDES_SECRET) * 8) / 5);
  const checksum = secretLength === 32 ? shortChecksum : longChecksum;
  return { length: PREFIX.length + dataSymbols + checksum.size, checksum, dataSymbols };
});

/** The legal lengths of a card text in characters: 82, 110, … 289. */
export const textLengths: readonly number[] = layouts.map((layout) => layout.length);

/** A payload in groups of 5 bits, the most significant first, the last one padded with zeros. */
export function toSymbols(payload: Uint8Array): Uint8Array {
  const groups = secretBytes(Math.ceil((payload.length * 8) / 5));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const byte of payload) {
    bits = ((bits << 8) | byte) & 0xfff;
    held += 8;
    for (; held >= 5; held -= 5) groups[at++] = (bits >> (held - 5)) & 31;
  }
  if (held > 0) groups[at] = (bits << (5 - held)) & 31;
  return groups;
}

/**
 * The payload of data symbols.
 * @throws `card-payload` where the padding is not zero
 */
export function toPayload(data: Uint8Array): Uint8Array {
  const payload = secretBytes(Math.floor((data.length * 5) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const symbol of data) {
    bits = ((bits << 5) | symbol) & 0xfff;
    held += 5;
    if (held >= 8) {
      held -= 8;
      payload[at++] = bits >> held;
    }
  }
  if ((bits & ((1 << held) - 1)) !== 0) {
    payload.fill(0);
    throw new QuorateError(
      'card-payload',
      'the card has bits set where every dealt card has zeros',
      'put this card aside, keep it as evidence, and use another one',
    );
  }
  return payload;
}
