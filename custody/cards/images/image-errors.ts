import { QuorateError } from '@quorate/crypto-core/errors';

/** Files above this are refused unread. */
export const maxImageBytes = 32 * 1024 * 1024;
/** Pixels, from the header: more than any camera or scanner needs for a card. */
export const maxImagePixels = 50_000_000;

const again = 'Take the picture again, or type the text printed on the card';

export function damaged(what: string, why: string, cause?: unknown): QuorateError {
  return new QuorateError('image-damaged', `${what} is a damaged image: ${why}`, again, { cause });
}

export function unreadableKind(what: string, kind: string): QuorateError {
  return new QuorateError(
    'image-format',
    `${what} is ${kind}, which is not read here`,
    'Save it as an ordinary PNG or JPEG and try again, or type the text printed on the card',
  );
}

/** @throws `image-too-large`, or `image-damaged` for a picture without pixels */
export function checkSize(width: number, height: number, what: string): void {
  if (width === 0 || height === 0) throw damaged(what, 'its header says that it has no pixels');
  if (width * height > maxImagePixels) {
    throw new QuorateError(
      'image-too-large',
      `${what} has ${width} × ${height} pixels, more than the ${maxImagePixels / 1e6} million read here`,
      'Crop it to the QR code, or scan at 300 dots per inch',
    );
  }
}
