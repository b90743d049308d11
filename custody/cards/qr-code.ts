import { PNG } from 'pngjs';
import { create } from 'qrcode';

/** Error correction levels of ISO/IEC 18004, from the one that repairs least to the one that repairs most. */
export type QrLevel = 'L' | 'M' | 'Q' | 'H';

/** A QR code as modules, without its quiet zone. */
export interface QrModules {
  /** 1 to 10; a code of version v is 17 + 4v modules wide. */
  version: number;
  level: QrLevel;
  /** Modules along one side. */
  size: number;
  /** `size * size` bytes, row by row from the top left: 1 dark, 0 light. It spells out the text: zero it after use. */
  dark: Uint8Array;
}

/** White modules that ISO/IEC 18004 asks for on every side of a code. */
export const quietZone = 4;

/** Beyond version 10 a module on a small card gets too fine for an office printer and a laptop's camera. */
const largestVersion = 10;

/**
 * The QR code of a card's text: alphanumeric mode, the highest error correction that keeps the version at 10 or
 * below, and of that level the smallest version. A generated card's 82 characters make version 6 at level H.
 * @param text upper-case letters and digits (and ` $%*+-./:`), at most 395
 * @throws RangeError when the text is longer or has other characters: a mistake of the caller
 */
export function qrModules(text: string): QrModules {
  if (!/^[0-9A-Z $%*+\-./:]{1,395}$/.test(text))
    throw new RangeError('a QR code here holds 1 to 395 alphanumeric characters');
  for (const level of ['H', 'Q', 'M', 'L'] as const) {
    // One alphanumeric segment, always: mixed modes would make the size depend on the share's own digits.
    const code = create([{ data: text, mode: 'alphanumeric' }], { errorCorrectionLevel: level });
    if (code.version > largestVersion) continue;
    return {
      version: code.version,
      level,
      size: code.modules.size,
      dark: Uint8Array.from(code.modules.data, (module) => (module ? 1 : 0)),
    };
  }
  throw new RangeError('no QR code of version 10 holds the text');
}

/**
 * The code as an inline SVG element: one black path, one unit a module, no style and no script, so that it passes the
 * print window's content security policy. The page around it must leave {@link quietZone} modules white.
 * @param millimetres width of one module on paper
 */
export function qrSvg(code: QrModules, millimetres: number): string {
  const { size, dark } = code;
  const side = `${(size * millimetres).toFixed(3)}mm`;
  let path = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; ) {
      let end = x;
      while (end < size && dark[y * size + end] === 1) end++;
      if (end > x) path += `M${x} ${y}h${end - x}v1h${x - end}z`;
      x = Math.max(end, x + 1);
    }
  }
  return (
    `<svg width="${side}" height="${side}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" ` +
    `role="img" aria-label="QR code of this card's share"><path fill="#000" d="${path}"/></svg>`
  );
}

/**
 * A PNG (8-bit grey) of nothing but the code of `text` and its quiet zone.
 * @param text as for {@link qrModules}
 * @param scale pixels a module, 1 to 64
 * @throws RangeError
 */
export function qrPng(text: string, scale: number): Uint8Array {
  if (!Number.isInteger(scale) || scale < 1 || scale > 64)
    throw new RangeError('a QR code is drawn with 1 to 64 pixels a module');
  const code = qrModules(text);
  const side = (code.size + 2 * quietZone) * scale;
  const image = new PNG({ width: side, height: side, colorType: 0, inputColorType: 0, inputHasAlpha: false });
  const pixels = Buffer.alloc(side * side, 0xff);
  try {
    for (let y = 0; y < code.size; y++) {
      for (let x = 0; x < code.size; x++) {
        if (code.dark[y * code.size + x] !== 1) continue;
        for (let row = 0; row < scale; row++) {
          const at = ((y + quietZone) * scale + row) * side + (x + quietZone) * scale;
          pixels.fill(0, at, at + scale);
        }
      }
    }
    image.data = pixels;
    return new Uint8Array(PNG.sync.write(image, { colorType: 0, inputColorType: 0, inputHasAlpha: false }));
  } finally {
    pixels.fill(0);
    code.dark.fill(0);
  }
}
