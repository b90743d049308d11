import type { GreyImage } from './grey-image.ts';
import { damaged } from './image-errors.ts';
import { inverseTransform } from './jpeg-dct.ts';
import { type Component, type Frame, readFrame } from './jpeg-frame.ts';
import { BitReader, EndOfSegment } from './jpeg-huffman.ts';
import {
  readAc,
  readBlocks,
  readDc,
  readSequential,
  refineAc,
  type Scan,
  skipSequential,
} from './jpeg-scan.ts';
import { JpegTables } from './jpeg-tables.ts';

// ITU-T T.81: sequential and progressive Huffman-coded JPEG, brightness only. General decoders keep every colour and
// coefficient, some 45 bytes a pixel (measured on jpeg-js, 24 million pixels), and take seconds over a phone's
// picture. A QR code needs one byte a pixel, and what we hold ourselves we can wipe.

/** Coefficients that all scans together may bring for one block: six full passes. Real files make about three. */
const mostCoefficients = 6 * 64;

/**
 * The brightness of a JPEG. What follows its first image in the file is ignored.
 * @param what names the image in errors
 * @throws `image-damaged`, `image-too-large`, `image-format`
 */
export function decodeJpeg(bytes: Uint8Array, what: string): GreyImage {
  const decoder = new JpegDecoder(bytes, what);
  try {
    return decoder.decode();
  } catch (error) {
    decoder.image?.data.fill(0);
    if (error instanceof EndOfSegment) throw damaged(what, 'its pixels end early or make no sense', error);
    throw error;
  } finally {
    decoder.blocks?.fill(0);
  }
}

class JpegDecoder {
  image: GreyImage | undefined;
  /** The brightness of a progressive frame: 64 coefficients a block, in rows. */
  blocks: Int16Array | undefined;
  private readonly bytes: Uint8Array;
  private readonly what: string;
  private readonly tables: JpegTables;
  private frame: Frame | undefined;
  private position = 2;
  private coefficients = 0;

  constructor(bytes: Uint8Array, what: string) {
    this.bytes = bytes;
    this.what = what;
    this.tables = new JpegTables(what);
  }

  /** Goes from marker to marker (B.1.1.3) to the end of the image. */
  decode(): GreyImage {
    for (;;) {
      const marker = this.nextMarker();
      if (marker === 0xd9) break;
      const data = this.segment();
      if (marker === 0xda) this.scan(data);
      else if (marker === 0xc4) this.tables.readHuffman(data);
      else if (marker === 0xdb) this.tables.readQuantisation(data);
      else if (marker === 0xdd) this.tables.readRestartInterval(data);
      else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc)
        this.startFrame(marker, data);
      // A sequential frame's brightness comes in one scan; the colours may follow, or be missing.
      if (this.frame?.progressive === false && this.image !== undefined) return this.image;
    }
    if (this.frame === undefined || this.blocks === undefined) throw damaged(this.what, 'it has no pixels');
    return this.paintBlocks(this.frame, this.blocks);
  }

  /** The next marker's second byte; in front of it stand fill bytes, or what is left of a scan. */
  private nextMarker(): number {
    const { bytes } = this;
    for (let at = this.position; at + 1 < bytes.length; at++) {
      const next = bytes[at + 1] as number;
      if (bytes[at] !== 0xff || next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7)) continue;
      this.position = at + 2;
      return next;
    }
    throw damaged(this.what, 'its end is missing');
  }

  private segment(): Uint8Array {
    const length = ((this.bytes[this.position] ?? 0) << 8) | (this.bytes[this.position + 1] ?? 0);
    const end = this.position + length;
    if (length < 2 || end > this.bytes.length) throw damaged(this.what, 'its end is missing');
    const data = this.bytes.subarray(this.position + 2, end);
    this.position = end;
    return data;
  }

  private startFrame(marker: number, data: Uint8Array): void {
    if (this.frame !== undefined) throw damaged(this.what, 'it has two headers');
    this.frame = readFrame(marker, data, this.what);
  }

  private scan(header: Uint8Array): void {
    const { frame } = this;
    if (frame === undefined) throw damaged(this.what, 'it has pixels before its header');
    const scan = this.tables.scanOf(header, frame);
    const brightness = frame.components[0] as Component;
    const shown = scan.parts.some(({ component }) => component === brightness);
    // Scans of colour alone are passed over; the next marker tells where they end.
    if (!shown) return;
    this.coefficients += scan.last - scan.first + 1;
    if (this.coefficients > mostCoefficients)
      throw damaged(this.what, 'it brings the same pixels again and again');
    const reader = new BitReader(this.bytes, this.position);
    if (frame.progressive) this.progressiveScan(frame, brightness, scan, reader);
    else this.sequentialScan(frame, brightness, scan, reader);
    this.position = reader.position;
  }

  private sequentialScan(frame: Frame, brightness: Component, scan: Scan, reader: BitReader): void {
    const { width, height } = brightness;
    const steps = this.tables.quantisationOf(brightness);
    const block = new Float64Array(64);
    const image = { width, height, data: new Uint8Array(width * height) };
    this.image = image;
    readBlocks(
      frame,
      scan,
      reader,
      this.tables.restartInterval,
      () => {},
      (part, column, row) => {
        if (part.component !== brightness) return skipSequential(reader, part);
        readSequential(reader, part, steps, block);
        paint(image, column, row, block);
      },
    );
  }

  private progressiveScan(frame: Frame, brightness: Component, scan: Scan, reader: BitReader): void {
    const { stride, down } = brightness;
    this.blocks ??= new Int16Array(stride * frame.unitRows * down * 64);
    const blocks = this.blocks;
    const unwanted = new Int16Array(1);
    let blank = 0;
    const restarted = () => {
      blank = 0;
    };
    readBlocks(frame, scan, reader, this.tables.restartInterval, restarted, (part, column, row) => {
      const at = (row * stride + column) * 64;
      if (part.component !== brightness) readDc(reader, part, scan, unwanted, 0);
      else if (scan.first === 0) readDc(reader, part, scan, blocks, at);
      else if (scan.before === 0) blank = readAc(reader, part, scan, blocks, at, blank);
      else blank = refineAc(reader, part, scan, blocks, at, blank);
    });
  }

  private paintBlocks(frame: Frame, blocks: Int16Array): GreyImage {
    const brightness = frame.components[0] as Component;
    const { width, height, columns, rows, stride } = brightness;
    const steps = this.tables.quantisationInRows(brightness);
    const block = new Float64Array(64);
    const image = { width, height, data: new Uint8Array(width * height) };
    this.image = image;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const at = (row * stride + column) * 64;
        for (let i = 0; i < 64; i++) block[i] = (blocks[at + i] as number) * (steps[i] as number);
        paint(image, column, row, block);
      }
    }
    return image;
  }
}

/** Transforms a block, puts what of it lies inside the image there, and clears it. */
function paint(image: GreyImage, column: number, row: number, block: Float64Array): void {
  inverseTransform(block);
  const left = column * 8;
  const top = row * 8;
  const right = Math.min(8, image.width - left);
  const bottom = Math.min(8, image.height - top);
  for (let y = 0; y < bottom; y++) {
    const at = (top + y) * image.width + left;
    for (let x = 0; x < right; x++) {
      const value = block[y * 8 + x] as number;
      image.data[at + x] = Math.max(0, Math.min(255, value));
    }
  }
  block.fill(0);
}
