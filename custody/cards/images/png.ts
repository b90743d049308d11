import { inflateSync } from 'node:zlib';
import { type GreyImage, greyOf } from './grey-image.ts';
import { damaged, tooLarge } from './image-errors.ts';
import { onWhite, type PngHeader, type PngParts, readPngChunks } from './png-chunks.ts';

// W3C PNG (Third Edition). pngjs, which writes our PNGs, does not read those of others: it inflates an interlaced
// image without any bound, and leaves copies of the pixels that nobody can wipe.

/** No deflate stream grows by more than this. */
const largestExpansion = 1032;
/** 50 million pixels of 8-bit RGBA with room to spare; only 16-bit images of such a size exceed it. */
const maxRawBytes = 256 * 1024 * 1024;

/** Which pixels a pass holds: all of them, or one of the seven parts of an interlaced image. */
interface Pass {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
}

const wholeImage: readonly Pass[] = [{ x: 0, y: 0, stepX: 1, stepY: 1 }];
const adam7: readonly Pass[] = [
  { x: 0, y: 0, stepX: 8, stepY: 8 },
  { x: 4, y: 0, stepX: 8, stepY: 8 },
  { x: 0, y: 4, stepX: 4, stepY: 8 },
  { x: 2, y: 0, stepX: 4, stepY: 4 },
  { x: 0, y: 2, stepX: 2, stepY: 4 },
  { x: 1, y: 0, stepX: 2, stepY: 2 },
  { x: 0, y: 1, stepX: 1, stepY: 2 },
];

/**
 * The pixels of a PNG of any colour type, depth and interlacing, transparency shown on white; of an animated one the
 * still image. Every checksum is checked; nothing is allocated that the size of the file does not justify.
 * @param what names the image in errors
 * @throws `image-damaged`, `image-too-large`, `image-format`
 */
export function decodePng(bytes: Uint8Array, what: string): GreyImage {
  const parts = readPngChunks(bytes, what);
  const { width, height, interlaced } = parts.header;
  const passes = (interlaced ? adam7 : wholeImage).map((pass) => ({ pass, ...extent(parts.header, pass) }));
  const rawBytes = passes.reduce((sum, { rows, rowBytes }) => sum + rows * (rowBytes + 1), 0);
  const packedBytes = parts.packed.reduce((sum, part) => sum + part.length, 0);
  if (rawBytes > maxRawBytes) throw tooLarge(what, `${width} × ${height} pixels of 16-bit colours`);
  if (rawBytes > (packedBytes + 1) * largestExpansion) throw damaged(what, 'most of its pixels are missing');
  const raw = inflate(parts.packed, rawBytes, what);
  const image = { width, height, data: new Uint8Array(width * height) };
  try {
    let at = 0;
    for (const { pass, rows, rowBytes } of passes) {
      const lines = raw.subarray(at, at + rows * (rowBytes + 1));
      unfilter(lines, rowBytes, Math.max(1, (parts.header.samples * parts.header.depth) >> 3), what);
      paint(lines, rowBytes, pass, parts, image, what);
      at += lines.length;
    }
    return image;
  } catch (error) {
    image.data.fill(0);
    throw error;
  } finally {
    raw.fill(0);
  }
}

/** How many pixels and bytes a pass has; a pass without columns has no rows either. */
function extent({ width, height, samples, depth }: PngHeader, { x, y, stepX, stepY }: Pass) {
  const columns = Math.max(0, Math.ceil((width - x) / stepX));
  const rows = columns === 0 ? 0 : Math.max(0, Math.ceil((height - y) / stepY));
  return { rows, rowBytes: Math.ceil((columns * samples * depth) / 8) };
}

/** Exactly `length` bytes, in one buffer, so that it can be wiped. */
function inflate(packed: readonly Uint8Array[], length: number, what: string): Uint8Array {
  const joined = Buffer.concat(packed);
  let raw: Uint8Array;
  try {
    // A chunk a little larger than the whole: zlib then makes one buffer and joins nothing.
    raw = inflateSync(joined, { chunkSize: Math.max(64, length + 1), maxOutputLength: length });
  } catch (cause) {
    throw damaged(what, 'its pixels cannot be unpacked', cause);
  } finally {
    joined.fill(0);
  }
  if (raw.length === length) return raw;
  raw.fill(0);
  throw damaged(what, 'some of its pixels are missing');
}

/** Undoes the filter of each row in place (section 9.2). `distance` is the number of bytes of a pixel, at least 1. */
function unfilter(lines: Uint8Array, rowBytes: number, distance: number, what: string): void {
  const stride = rowBytes + 1;
  const blank = new Uint8Array(rowBytes);
  let above = blank;
  for (let start = 0; start < lines.length; start += stride) {
    const row = lines.subarray(start + 1, start + stride);
    const filter = lines[start] as number;
    // The first pixel of a row has nothing to its left.
    const head = Math.min(distance, rowBytes);
    if (filter === 1) {
      for (let i = head; i < rowBytes; i++) row[i] = (row[i] as number) + (row[i - distance] as number);
    } else if (filter === 2) {
      for (let i = 0; i < rowBytes; i++) row[i] = (row[i] as number) + (above[i] as number);
    } else if (filter === 3) {
      for (let i = 0; i < head; i++) row[i] = (row[i] as number) + ((above[i] as number) >> 1);
      for (let i = head; i < rowBytes; i++) {
        row[i] = (row[i] as number) + (((row[i - distance] as number) + (above[i] as number)) >> 1);
      }
    } else if (filter === 4) {
      for (let i = 0; i < head; i++) row[i] = (row[i] as number) + (above[i] as number);
      for (let i = head; i < rowBytes; i++) {
        const guess = paeth(row[i - distance] as number, above[i] as number, above[i - distance] as number);
        row[i] = (row[i] as number) + guess;
      }
    } else if (filter !== 0) throw damaged(what, 'a row of it has an unknown filter');
    above = row;
  }
}

/** The neighbour nearest to left + above − corner; on a tie in this order. */
function paeth(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** Puts the grey of every pixel of unfiltered rows into the image. */
function paint(
  lines: Uint8Array,
  rowBytes: number,
  pass: Pass,
  parts: PngParts,
  image: GreyImage,
  what: string,
): void {
  const { samples, depth } = parts.header;
  const greyAt = depth < 8 ? packedGrey(parts, what) : wholeGrey(parts, what);
  const step = depth < 8 ? depth : (samples * depth) >> 3;
  let row = pass.y * image.width;
  for (let start = 1; start < lines.length; start += rowBytes + 1) {
    const line = lines.subarray(start, start + rowBytes);
    for (let x = pass.x, at = 0; x < image.width; x += pass.stepX, at += step)
      image.data[row + x] = greyAt(line, at);
    row += pass.stepY * image.width;
  }
}

/** The grey of the pixel that begins at a byte (depths 8 and 16) or a bit (less) of a row. */
type GreyAt = (line: Uint8Array, at: number) => number;

function packedGrey({ header, palette, key }: PngParts, what: string): GreyAt {
  const { depth, hasPalette } = header;
  const most = (1 << depth) - 1;
  return (line, at) => {
    const value = ((line[at >> 3] as number) >> (8 - depth - (at & 7))) & most;
    if (hasPalette) return paletteGrey(palette, value, what);
    return key !== null && key[0] === value ? 255 : (value * 255) / most;
  };
}

function wholeGrey({ header, palette, key }: PngParts, what: string): GreyAt {
  const { depth, samples, hasPalette, hasAlpha } = header;
  // Of a 16-bit sample the first byte is enough.
  const bytes = depth >> 3;
  if (hasPalette) return (line, at) => paletteGrey(palette, line[at] as number, what);
  const opaque: GreyAt =
    samples < 3
      ? (line, at) => line[at] as number
      : (line, at) => greyOf(line[at] as number, line[at + bytes] as number, line[at + 2 * bytes] as number);
  if (hasAlpha) return (line, at) => onWhite(opaque(line, at), line[at + (samples - 1) * bytes] as number);
  if (key === null) return opaque;
  return (line, at) => (isKey(line, at, bytes, key) ? 255 : opaque(line, at));
}

function paletteGrey(palette: Uint8Array, index: number, what: string): number {
  const grey = palette[index];
  if (grey === undefined) throw damaged(what, 'a pixel has a colour that its palette lacks');
  return grey;
}

function isKey(line: Uint8Array, at: number, bytes: number, key: readonly number[]): boolean {
  return key.every((value, i) => {
    const first = line[at + i * bytes] as number;
    return value === (bytes === 1 ? first : (first << 8) | (line[at + i * bytes + 1] as number));
  });
}
