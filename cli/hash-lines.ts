import { fromHex } from '@quorate/crypto-core/encoding';
import { hashWords } from '@quorate/crypto-core/passphrase/words';

/** A hash as all its hex digits and, on the line below, as words to be read aloud. */
export function hashLines(what: string, hex: string): string[] {
  return [`${what.padEnd(14)}${hex}`, `${''.padEnd(14)}${hashWords(fromHex(hex))}`];
}
