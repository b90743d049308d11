import { QuorateError } from '@quorate/crypto-core/errors';

/** What the first bytes of an image say of it, read before any decoder sees it. */
export interface ImageHeader {
  readonly format: 'png' | 'jpeg';
  readonly width: number;
  readonly height: number;
}

/** Larger files are refused before anything in them is looked at. */
export const maxImageBytes = 32 * 1024 * 1024;
/**
 * Pixels that are decoded, as the header states them: a card scanned at 600 dots per inch has 8.7 million. Fewer for
 * JPEG, whose decoder takes some fifty bytes for each.
 */
export const maxImagePixels = { png: 16_000_000, jpeg: 9_000_000 } as const;

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** True when bytes begin as a PNG or a JPEG does. */
export function isCardImage(bytes: Uint8Array): boolean {
  return isPng(bytes) || isJpeg(bytes);
}

/**
 * Reads format and size of an image and holds them against what a decoder may be given.
 * @param what names the image in errors
 * @throws `image-format`, `image-damaged`, `image-too-large`
 */
export function readImageHeader(bytes: Uint8Array, what: string): ImageHeader {
  if (bytes.length > maxImageBytes) throw tooLarge(what, `${bytes.length} bytes`);
  const header = isPng(bytes) ? pngHeader(bytes, what) : isJpeg(bytes) ? jpegHeader(bytes, what) : null;
  if (header === null) throw unreadableKind(what, 'neither a PNG nor a JPEG');
  const { width, height } = header;
  if (width === 0 || height === 0) throw damagedImage(what);
  if (width * height > maxImagePixels[header.format]) throw tooLarge(what, `${width} × ${height} pixels`);
  return header;
}

function isPng(bytes: Uint8Array): boolean {
  return pngSignature.every((byte, at) => bytes[at] === byte);
}

function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

// PNG (third edition), 5.3 and 11.2.1: chunks of length, type, contents and CRC; IHDR comes first, 13 bytes.
function pngHeader(bytes: Uint8Array, what: string): ImageHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isHeaderFirst = bytes.length >= 33 && view.getUint32(8) === 13 && view.getUint32(12) === headerType;
  if (!isHeaderFirst) throw damagedImage(what);
  // pngjs takes the last header of several: there must be one, so that what is judged here is what it decodes.
  for (let at = 8, headers = 0; at < bytes.length; at += 12 + view.getUint32(at)) {
    if (at + 12 > bytes.length) throw damagedImage(what);
    if (view.getUint32(at + 4) === headerType && ++headers > 1) throw damagedImage(what);
  }
  // pngjs inflates interlaced images without a bound, and takes twice the memory for 16-bit ones.
  if (view.getUint8(28) !== 0) throw unreadableKind(what, 'an interlaced PNG');
  if (view.getUint8(24) > 8) throw unreadableKind(what, 'a PNG of 16 bits a colour');
  return { format: 'png', width: view.getUint32(16), height: view.getUint32(20) };
}

const headerType = 0x49484452;

// ITU-T T.81, B.1.1.4: segments of a marker, a length and contents; the frame header SOF0 to SOF15 holds the size.
function jpegHeader(bytes: Uint8Array, what: string): ImageHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 2; at + 9 <= bytes.length; ) {
    if (view.getUint8(at) !== 0xff) throw damagedImage(what);
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { format: 'jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  throw damagedImage(what);
}

/** The refusal of an image that cannot be decoded. */
export function damagedImage(what: string): QuorateError {
  return new QuorateError(
    'image-damaged',
    `${what} is a damaged image`,
    'take or copy the picture again, or type the text printed on the card',
  );
}

function unreadableKind(what: string, kind: string): QuorateError {
  return new QuorateError(
    'image-format',
    `${what} is ${kind}, which is not read here`,
    'save it as an ordinary PNG or JPEG, or type the text printed on the card',
  );
}

function tooLarge(what: string, size: string): QuorateError {
  return new QuorateError(
    'image-too-large',
    `${what} is too large an image: ${size}`,
    'make it smaller or crop it to the QR code: 300 dots per inch are enough',
  );
}
