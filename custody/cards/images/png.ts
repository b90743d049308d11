import { inflateSync } from 'node:zlib';
import { type GreyImage, greyOf } from './grey-image.ts';
import { checkSize, damaged, unreadableKind } from './image-errors.ts';

// W3C PNG (Third Edition). pngjs, which writes our PNGs, is not used to read strangers' ones: it inflates an
// interlaced image without any bound, and keeps copies of the pixels that nobody can wipe.

/** No deflate stream grows by more than this. */
const largestExpansion = 1032;
/** 50 million pixels of 8-bit RGBA, with room to spare; only 16-bit images of such a size exceed it. */
const maxRawBytes = 256 * 1024 * 1024;

const samplesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const depthsOf: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

interface Header {
  width: number;
  height: number;
  depth: number;
  colour: number;
  samples: number;
  interlaced: boolean;
}

/** Where the pixels of one pass lie: the whole image, or one of Adam7's seven. */
interface Pass {
  x: number;
  y: number;
  stepX: number;
  stepY: number;
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

export const pngSignature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * The pixels of a PNG of any colour type, depth and interlacing, transparency shown on white; of an animated one, the
 * still image. Every checksum is checked, and nothing is allocated that the header and the file's size do not justify.
 * @param what names the image in errors
 * @throws `image-damaged`, `image-too-large`, `image-format`
 */
export function decodePng(bytes: Uint8Array, what: string): GreyImage {
  const { header, palette, key, parts } = readChunks(bytes, what);
  const passes = header.interlaced ? adam7 : wholeImage;
  const rawBytes = passes.reduce((sum, pass) => sum + passBytes(header, pass), 0);
  if (rawBytes > maxRawBytes) checkSize(header.width * 2, header.height * 2, what);
  const packedBytes = parts.reduce((sum, part) => sum + part.length, 0);
  if (rawBytes > packedBytes * largestExpansion + 64) throw damaged(what, 'most of its pixels are missing');
  const packed = Buffer.concat(parts);
  const raw = inflate(packed, rawBytes, what);
  const data = new Uint8Array(header.width * header.height);
  try {
    let at = 0;
    for (const pass of passes) {
      unfilter(raw.subarray(at, at + passBytes(header, pass)), header, pass, what);
      paint(raw.subarray(at, at + passBytes(header, pass)), header, pass, palette, key, data);
      at += passBytes(header, pass);
    }
    return { width: header.width, height: header.height, data };
  } catch (error) {
    data.fill(0);
    throw error;
  } finally {
    raw.fill(0);
    packed.fill(0);
  }
}
