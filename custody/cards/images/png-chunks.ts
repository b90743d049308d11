import { crc32 } from './crc32.ts';
import { greyOf } from './grey-image.ts';
import { checkSize, damaged, unreadableKind } from './image-errors.ts';

/** What a PNG's chunks say before any pixel is looked at. */
export interface PngParts {
  readonly header: PngHeader;
  /** Grey of each palette entry, transparency shown on white. */
  readonly palette: Uint8Array;
  /** The samples of the one colour that stands for "transparent", or null. */
  readonly key: readonly number[] | null;
  /** The compressed pixels. */
  readonly packed: readonly Uint8Array[];
}

export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits a sample: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  readonly samples: number;
  readonly hasPalette: boolean;
  readonly hasAlpha: boolean;
  readonly interlaced: boolean;
}

export const pngSignature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Samples a pixel and the depths allowed, by colour type (W3C PNG, table 8). */
const colourTypes: Readonly<Record<number, { samples: number; depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

/**
 * @throws `image-damaged`, `image-too-large`, `image-format`
 */
export function readPngChunks(bytes: Uint8Array, what: string): PngParts {
  let header: PngHeader | undefined;
  let colours: Uint8Array | undefined;
  let transparency: Uint8Array | undefined;
  const packed: Uint8Array[] = [];
  for (const { type, data } of chunks(bytes, what)) {
    if (header === undefined) {
      if (type !== 'IHDR') throw damaged(what, 'it has no header');
      header = readHeader(data, what);
    } else if (type === 'PLTE') colours = data;
    else if (type === 'tRNS') transparency = data;
    else if (type === 'IDAT') packed.push(data);
    else if (type === 'IHDR') throw damaged(what, 'it has two headers');
    else if (/^[A-Z]/.test(type) && type !== 'IEND') throw unreadableKind(what, 'an extended PNG');
  }
  if (header === undefined) throw damaged(what, 'it has no header');
  if (header.hasPalette && (colours === undefined || colours.length % 3 !== 0 || colours.length > 768))
    throw damaged(what, 'its palette is missing or broken');
  const { hasPalette, hasAlpha, samples } = header;
  const palette = hasPalette ? greyPalette(colours as Uint8Array, transparency) : new Uint8Array(0);
  if (hasPalette || hasAlpha || transparency === undefined) return { header, palette, key: null, packed };
  if (transparency.length !== 2 * samples) throw damaged(what, 'its transparent colour is broken');
  const key = Array.from({ length: samples }, (_, i) => sixteenBits(transparency, 2 * i));
  return { header, palette, key, packed };
}

/** The chunks up to IEND, each with its checksum checked. What follows IEND is ignored, as everywhere. */
function* chunks(bytes: Uint8Array, what: string): Generator<{ type: string; data: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = pngSignature.length;
  for (;;) {
    if (at + 12 > bytes.length) throw damaged(what, 'its end is missing');
    const length = view.getUint32(at);
    if (length > bytes.length - at - 12) throw damaged(what, 'its end is missing');
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== view.getUint32(at + 8 + length))
      throw damaged(what, 'a checksum in it is wrong');
    yield { type, data: bytes.subarray(at + 8, at + 8 + length) };
    if (type === 'IEND') return;
    at += 12 + length;
  }
}

function readHeader(data: Uint8Array, what: string): PngHeader {
  if (data.length !== 13) throw damaged(what, 'its header has a wrong length');
  const view = new DataView(data.buffer, data.byteOffset, 13);
  const width = view.getUint32(0);
  const height = view.getUint32(4);
  const depth = view.getUint8(8);
  const colour = view.getUint8(9);
  const methods = view.getUint16(10);
  const interlace = view.getUint8(12);
  checkSize(width, height, what);
  const type = colourTypes[colour];
  if (type === undefined || !type.depths.includes(depth) || methods !== 0 || interlace > 1)
    throw damaged(what, 'its header is not that of a PNG');
  return {
    width,
    height,
    depth,
    samples: type.samples,
    hasPalette: colour === 3,
    hasAlpha: colour > 3,
    interlaced: interlace === 1,
  };
}

function greyPalette(colours: Uint8Array, transparency: Uint8Array | undefined): Uint8Array {
  return Uint8Array.from({ length: colours.length / 3 }, (_, i) => {
    const grey = greyOf(colours[3 * i] as number, colours[3 * i + 1] as number, colours[3 * i + 2] as number);
    return onWhite(grey, transparency?.[i] ?? 255);
  });
}

/** @param alpha 0 transparent to 255 opaque */
export function onWhite(grey: number, alpha: number): number {
  return alpha === 255 ? grey : Math.round((grey * alpha + 255 * (255 - alpha)) / 255);
}

function sixteenBits(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}
