import { readFileSync } from 'node:fs';
import { run } from '../../tools.ts';

/** A grey picture: one byte a point, row after row. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly points: Uint8Array;
}

/** Where a page lies before the camera. */
export interface Pose {
  readonly width: number;
  readonly height: number;
  /** Picture points for each point of the page. */
  readonly scale: number;
  /** Turned to the right, in degrees. */
  readonly turn: number;
  /** What of the page lies in the middle of the picture, as shares of its width and height. */
  readonly middle: readonly [number, number];
}

/** The first page of a PDF, as a picture. */
export function pageOf(pdf: string, dotsPerInch: number): GreyPicture {
  const file = pdf.replace(/\.pdf$/, `-${dotsPerInch}`);
  run('pdftoppm', ['-gray', '-r', String(dotsPerInch), '-singlefile', pdf, file]);
  return readPgm(readFileSync(`${file}.pgm`));
}

function readPgm(bytes: Buffer): GreyPicture {
  const [header = '', width, height] =
    /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1')) ?? [];
  if (header === '') throw new Error('the page is no grey picture');
  return {
    width: Number(width),
    height: Number(height),
    points: new Uint8Array(bytes.subarray(header.length)),
  };
}

/** What lies around a page. */
const table = 118;

/** What a camera sees of a page that lies before it: an affine map with linear interpolation, on a grey table. */
export function photographed(page: GreyPicture, pose: Pose): GreyPicture {
  const { width, height, scale, turn, middle } = pose;
  const points = new Uint8Array(width * height).fill(table);
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180) / scale, Math.sin((turn * Math.PI) / 180) / scale];
  const [middleX, middleY] = [middle[0] * page.width, middle[1] * page.height];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [right, down] = [x - width / 2, y - height / 2];
      const seen = pointAt(page, middleX + cos * right + sin * down, middleY - sin * right + cos * down);
      // Light falls off towards one corner, as no room is lit evenly.
      if (seen !== null) points[y * width + x] = seen * (0.92 - (0.16 * (x + y)) / (width + height));
    }
  }
  return { width, height, points };
}

function pointAt({ width, height, points }: GreyPicture, x: number, y: number): number | null {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return null;
  const [right, down] = [x - left, y - top];
  const at = top * width + left;
  const upper = (points[at] ?? 0) * (1 - right) + (points[at + 1] ?? 0) * right;
  const lower = (points[at + width] ?? 0) * (1 - right) + (points[at + width + 1] ?? 0) * right;
  return upper * (1 - down) + lower * down;
}

/** A table with nothing on it. */
export function emptyTable(width: number, height: number): GreyPicture {
  return { width, height, points: new Uint8Array(width * height).fill(table) };
}

/** A picture as `zbarimg` and others read it. */
export function pgm({ width, height, points }: GreyPicture): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), points]);
}
