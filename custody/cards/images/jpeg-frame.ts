import { checkSize, damaged, unreadableKind } from './image-errors.ts';

/** One colour of a frame. */
export interface Component {
  readonly id: number;
  /** Samples a minimum coded unit, across and down, in blocks of 8 × 8. */
  readonly across: number;
  readonly down: number;
  /** Which quantisation table. */
  readonly quantisation: number;
  /** Samples and blocks of the component by itself. */
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  /** Blocks in a row, with those that fill up the last unit. */
  readonly stride: number;
  /** The lowest bit known of each coefficient so far in a progressive frame, 16 where nothing is known. */
  readonly known: Uint8Array;
}

export interface Frame {
  readonly progressive: boolean;
  /** Minimum coded units of an interleaved scan. */
  readonly unitColumns: number;
  readonly unitRows: number;
  /** The first is the brightness (or red, which serves as well for black on white). */
  readonly components: readonly Component[];
}

const BASELINE = 0xc0;
const EXTENDED = 0xc1;
const PROGRESSIVE = 0xc2;

/**
 * The frame header (T.81 B.2.2).
 * @param marker 0xC0 to 0xCF, without 0xC4, 0xC8 and 0xCC
 * @throws `image-format` for the kinds that nobody writes, `image-too-large`, `image-damaged`
 */
export function readFrame(marker: number, data: Uint8Array, what: string): Frame {
  if (marker !== BASELINE && marker !== EXTENDED && marker !== PROGRESSIVE)
    throw unreadableKind(what, 'a lossless or arithmetic-coded JPEG');
  const byte = (at: number) => data[at] ?? 0;
  if (byte(0) !== 8) throw unreadableKind(what, 'a JPEG of more than 8 bits a colour');
  const height = (byte(1) << 8) | byte(2);
  const width = (byte(3) << 8) | byte(4);
  checkSize(width, height, what);
  const count = byte(5);
  if (count === 4) throw unreadableKind(what, 'a JPEG of printing colours (CMYK)');
  if ((count !== 1 && count !== 3) || data.length !== 6 + 3 * count)
    throw damaged(what, 'its header is broken');
  const headers = Array.from({ length: count }, (_, i) => {
    const factors = byte(7 + 3 * i);
    // A single component is never interleaved, so its sampling factors mean nothing (A.2.2).
    const [across, down] = count === 1 ? [1, 1] : [factors >> 4, factors & 15];
    return { id: byte(6 + 3 * i), across, down, quantisation: byte(8 + 3 * i) };
  });
  const wrong = headers.some(
    ({ id, across, down, quantisation }, i) =>
      across < 1 ||
      across > 4 ||
      down < 1 ||
      down > 4 ||
      quantisation > 3 ||
      headers.findIndex((h) => h.id === id) !== i,
  );
  if (wrong || headers.reduce((sum, { across, down }) => sum + across * down, 0) > 10)
    throw damaged(what, 'its header is broken');
  const mostAcross = Math.max(...headers.map(({ across }) => across));
  const mostDown = Math.max(...headers.map(({ down }) => down));
  const unitColumns = Math.ceil(width / (8 * mostAcross));
  const unitRows = Math.ceil(height / (8 * mostDown));
  const components = headers.map((header) => {
    const own = {
      width: Math.ceil((width * header.across) / mostAcross),
      height: Math.ceil((height * header.down) / mostDown),
    };
    return {
      ...header,
      ...own,
      columns: Math.ceil(own.width / 8),
      rows: Math.ceil(own.height / 8),
      stride: unitColumns * header.across,
      known: new Uint8Array(64).fill(16),
    };
  });
  return { progressive: marker === PROGRESSIVE, unitColumns, unitRows, components };
}
