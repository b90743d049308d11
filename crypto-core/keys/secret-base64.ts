/**
 * Decodes base64 that may be a secret, from bytes to bytes, as Go's `encoding/base64` StdEncoding does (the decoder
 * of every CometBFT key file): padding is needed, line ends are passed over, spare bits of the last symbol are not
 * looked at. The files are not ours, so what their own program loads must not be missed.
 * @returns a new array that the caller zeroes, or null when the text is no base64
 */
export function decodeSecretBase64(text: Uint8Array): Uint8Array | null {
  let symbols = 0;
  let padding = 0;
  for (const byte of text) {
    if (byte === 0x0a || byte === 0x0d) continue;
    if (byte === 0x3d) padding++;
    else if (padding > 0 || sextet(byte) < 0) return null;
    else symbols++;
  }
  if (symbols % 4 === 1 || padding !== (4 - (symbols % 4)) % 4) return null;
  const bytes = new Uint8Array(Math.floor((symbols * 6) / 8));
  let length = 0;
  let held = 0;
  let bits = 0;
  for (const byte of text) {
    const value = sextet(byte);
    if (value < 0) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = held >> bits;
    }
  }
  return bytes;
}

/** The six bits of a base64 symbol, or −1. Computed, not looked up: a table leaves traces in the cache. */
function sextet(byte: number): number {
  if (byte >= 0x41 && byte <= 0x5a) return byte - 0x41;
  if (byte >= 0x61 && byte <= 0x7a) return byte - 0x61 + 26;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30 + 52;
  if (byte === 0x2b) return 62;
  return byte === 0x2f ? 63 : -1;
}
