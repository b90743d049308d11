/** An OpenPGP packet (RFC 9580, section 4). */
export interface OpenpgpPacket {
  /** The packet type, as 5 for a secret key. */
  readonly tag: number;
  /** A view; of a packet with partial lengths only its first part. */
  readonly body: Uint8Array;
}

const mostPackets = 4096;

/**
 * The packets that bytes consist of, in either form of the header. Encrypted data, which may come in parts or
 * without a length, ends the reading: what follows belongs to it.
 * @returns null when the bytes are no packets to their end
 */
export function readPackets(bytes: Uint8Array): OpenpgpPacket[] | null {
  const packets: OpenpgpPacket[] = [];
  for (let at = 0; at < bytes.length; ) {
    const header = headerAt(bytes, at);
    if (header === null || packets.length === mostPackets) return null;
    const { tag, start, length, isPartial } = header;
    if (start + length > bytes.length) return null;
    packets.push({ tag, body: bytes.subarray(start, start + length) });
    if (isPartial) return isData(tag) ? packets : null;
    at = start + length;
  }
  return packets.length === 0 ? null : packets;
}

/** Whether a packet type holds encrypted, compressed or literal data, which alone may come in parts. */
export function isData(tag: number): boolean {
  return tag === 8 || tag === 9 || tag === 11 || tag === 18 || tag === 20;
}

interface Header {
  readonly tag: number;
  readonly start: number;
  readonly length: number;
  readonly isPartial: boolean;
}

function headerAt(bytes: Uint8Array, at: number): Header | null {
  const first = bytes[at];
  if (first === undefined || (first & 0x80) === 0) return null;
  return (first & 0x40) === 0 ? oldHeader(bytes, at, first) : newHeader(bytes, at, first & 0x3f);
}

function oldHeader(bytes: Uint8Array, at: number, first: number): Header | null {
  const tag = (first >> 2) & 0x0f;
  const kind = first & 3;
  if (tag === 0) return null;
  if (kind === 3) return { tag, start: at + 1, length: bytes.length - at - 1, isPartial: true };
  const count = 2 ** kind;
  const length = bigEndian(bytes, at + 1, count);
  return length === null ? null : { tag, start: at + 1 + count, length, isPartial: false };
}

function newHeader(bytes: Uint8Array, at: number, tag: number): Header | null {
  const first = bytes[at + 1];
  if (tag === 0 || first === undefined) return null;
  if (first < 192) return { tag, start: at + 2, length: first, isPartial: false };
  if (first === 255) {
    const length = bigEndian(bytes, at + 2, 4);
    return length === null ? null : { tag, start: at + 6, length, isPartial: false };
  }
  if (first >= 224) return { tag, start: at + 2, length: 2 ** (first & 0x1f), isPartial: true };
  const second = bytes[at + 2];
  return second === undefined
    ? null
    : { tag, start: at + 3, length: (first - 192) * 256 + second + 192, isPartial: false };
}

/** An unsigned number of `count` bytes, or null past the end. */
export function bigEndian(bytes: Uint8Array, at: number, count: number): number | null {
  if (at + count > bytes.length) return null;
  let value = 0;
  for (let i = 0; i < count; i++) value = value * 256 + (bytes[at + i] as number);
  return value;
}
