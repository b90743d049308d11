import { QuorateError } from '@quorate/crypto-core/errors';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import decodeQr from 'qr/decode.js';
import { damagedImage, type ImageHeader, maxImagePixels, readImageHeader } from './image-header.ts';

/** Pixels of a picture, RGBA, row after row. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** A code is looked for in smaller copies first: that is faster, and takes the noise of photographs away. */
const longestSides = [900, 1600, 2600];
/** After so long without a code there is none, in milliseconds. */
const patience = 2000;

/**
 * The text of the QR code in a PNG or JPEG. What the text is worth is for `readQrText` to say.
 * @param bytes the file; not zeroed here
 * @param what names the image in errors
 * @throws `image-format`, `image-damaged`, `image-too-large`, `image-no-code`
 */
export function readCardImage(bytes: Uint8Array, what: string): string {
  const header = readImageHeader(bytes, what);
  const frame = decodeImage(bytes, header, what);
  try {
    const text = searchCode(frame);
    if (text !== null) return text;
  } finally {
    frame.data.fill(0);
  }
  throw new QuorateError(
    'image-no-code',
    `no QR code was found in ${what}`,
    'take the picture again: the card flat, the whole code in it, in good light; or type the text printed on the card',
  );
}

/** The text of the QR code in one picture of a camera, or null where there is none. */
export function readCardFrame(frame: Frame): string | null {
  try {
    return decodeQr({ width: frame.width, height: frame.height, data: frame.data });
  } catch {
    return null;
  }
}

function decodeImage(bytes: Uint8Array, header: ImageHeader, what: string): Frame {
  try {
    if (header.format === 'png')
      return PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    const limits = { maxResolutionInMP: maxImagePixels.jpeg / 1e6, maxMemoryUsageInMB: 512 };
    return jpeg.decode(bytes, { useTArray: true, formatAsRGBA: true, tolerantDecoding: false, ...limits });
  } catch (error) {
    // What the decoders say is about markers and chunks: no help to anyone with a card in hand.
    if (error instanceof QuorateError) throw error;
    throw damagedImage(what);
  }
}

function searchCode(frame: Frame): string | null {
  const giveUp = performance.now() + patience;
  const longest = Math.max(frame.width, frame.height);
  const factors = longestSides.map((side) => Math.ceil(longest / side));
  for (const factor of [...new Set(factors)]) {
    const smaller = factor === 1 ? frame : shrink(frame, factor);
    const text = readCardFrame(smaller);
    if (smaller !== frame) smaller.data.fill(0);
    if (text !== null) return text;
    if (performance.now() > giveUp) return null;
  }
  return null;
}

/** A copy in which each pixel is the mean of `factor` × `factor`, in grey. */
function shrink({ width, height, data }: Frame, factor: number): Frame {
  const [columns, rows] = [Math.floor(width / factor), Math.floor(height / factor)];
  const smaller = new Uint8Array(columns * rows * 4);
  const samples = factor * factor * 3;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let y = row * factor; y < (row + 1) * factor; y++) {
        let at = (y * width + column * factor) * 4;
        for (let x = 0; x < factor; x++, at += 4) {
          sum += (data[at] as number) + (data[at + 1] as number) + (data[at + 2] as number);
        }
      }
      const to = (row * columns + column) * 4;
      smaller.fill(Math.round(sum / samples), to, to + 3);
      smaller[to + 3] = 255;
    }
  }
  return { width: columns, height: rows, data: smaller };
}
