import { decodeSecretBase64 } from './secret-base64.ts';

/** A block between `-----BEGIN …-----` and `-----END …-----`. */
export interface PemBlock {
  /** As `EC PRIVATE KEY`. */
  readonly label: string;
  /** Of the old encrypted form and of armour: `Proc-Type`, `kdf`, …; names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** The decoded body in an array of its own, which the caller zeroes; null when it is no base64, or has no end. */
  readonly body: Uint8Array | null;
}

/** What a file holds of PEM (RFC 7468) or armour (RFC 9580, section 6). */
export interface PemReading {
  readonly blocks: readonly PemBlock[];
  /** A byte order mark stands before the first block, which then is not found by OpenSSL. */
  readonly hasByteOrderMark: boolean;
}

// Longer lines are no line of a PEM file's frame; they may still be a body.
const longestFrame = 80;
const longestHeader = 200;
const mostBlocks = 256;

/**
 * Reads every block of a file, whatever text stands around them, as OpenSSL and others do. Lines end with LF or
 * CR LF. A line `=` and four symbols is the checksum of armour and not looked at. Bodies never become strings.
 * @returns null when there is no block at all, or there are more than 256
 */
export function readPem(bytes: Uint8Array): PemReading | null {
  const blocks: PemBlock[] = [];
  const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  for (let at = hasByteOrderMark ? 3 : 0; at < bytes.length; ) {
    const line = lineAt(bytes, at);
    at = line.next;
    const label = frameLabel(line.bytes, 'BEGIN');
    if (label === null) continue;
    if (blocks.length === mostBlocks) {
      wipePem(blocks);
      return null;
    }
    const read = readBlock(bytes, at, label);
    blocks.push(read.block);
    at = read.next;
  }
  return blocks.length === 0 ? null : { blocks, hasByteOrderMark };
}

/** Zeroes the bodies of blocks. */
export function wipePem(blocks: readonly PemBlock[]): void {
  for (const { body } of blocks) body?.fill(0);
}

function readBlock(bytes: Uint8Array, start: number, label: string): { block: PemBlock; next: number } {
  const headers = new Map<string, string>();
  let inHeaders = true;
  const parts: Uint8Array[] = [];
  for (let at = start; at < bytes.length; ) {
    const line = lineAt(bytes, at);
    const before = at;
    at = line.next;
    if (frameLabel(line.bytes, 'END') === label) {
      return { block: { label, headers, body: decoded(parts) }, next: at };
    }
    // A block that is cut off by the next one.
    if (frameLabel(line.bytes, 'BEGIN') !== null)
      return { block: { label, headers, body: null }, next: before };
    const header = inHeaders ? headerOf(line.bytes) : null;
    if (header !== null) headers.set(...header);
    else {
      if (line.bytes.length > 0 && !isChecksum(line.bytes)) parts.push(line.bytes);
      inHeaders = false;
    }
  }
  return { block: { label, headers, body: null }, next: bytes.length };
}

/** The base64 of lines without the blanks at their ends. */
function decoded(lines: readonly Uint8Array[]): Uint8Array | null {
  const text = new Uint8Array(lines.reduce((sum, line) => sum + line.length, 0));
  let length = 0;
  for (const line of lines) {
    text.set(line, length);
    length += line.length;
  }
  const body = decodeSecretBase64(text);
  text.fill(0);
  return body;
}

function isChecksum(line: Uint8Array): boolean {
  return line.length === 5 && line[0] === 0x3d && line[1] !== 0x3d;
}

interface Line {
  /** Without the line end and blanks before it. A view. */
  readonly bytes: Uint8Array;
  readonly next: number;
}

function lineAt(bytes: Uint8Array, start: number): Line {
  const feed = bytes.indexOf(0x0a, start);
  const next = feed < 0 ? bytes.length : feed + 1;
  let end = feed < 0 ? bytes.length : feed;
  while (end > start && isBlank(bytes[end - 1] as number)) end--;
  return { bytes: bytes.subarray(start, end), next };
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}

function frameLabel(line: Uint8Array, word: 'BEGIN' | 'END'): string | null {
  if (line.length > longestFrame || line[0] !== 0x2d) return null;
  const [, label] = new RegExp(`^-----${word} ([A-Z0-9][A-Z0-9 .#-]*)-----$`).exec(asciiText(line)) ?? [];
  return label ?? null;
}

function headerOf(line: Uint8Array): readonly [string, string] | null {
  const colon = line.indexOf(0x3a);
  if (colon < 1 || line.length > longestHeader) return null;
  const [, name, value] = /^([A-Za-z][A-Za-z0-9-]*): ?([\x20-\x7e]*)$/.exec(asciiText(line)) ?? [];
  return name === undefined || value === undefined ? null : [name.toLowerCase(), value];
}

function asciiText(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
