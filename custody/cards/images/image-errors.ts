import { QuorateError } from '@quorate/crypto-core/errors';

/** Larger files are refused before anything in them is looked at. */
export const maxImageBytes = 32 * 1024 * 1024;
/** Pixels, as the header states them: more than cameras and scanners make of a card. */
export const maxImagePixels = 50_000_000;

export function damaged(what: string, why: string, cause?: unknown): QuorateError {
  const hint = 'Take or copy the picture again, or type the text printed on the card';
  return new QuorateError('image-damaged', `${what} is a damaged image: ${why}`, hint, { cause });
}

export function unreadableKind(what: string, kind: string): QuorateError {
  const hint = 'Save it as an ordinary PNG or JPEG, or type the text printed on the card';
  return new QuorateError('image-format', `${what} is ${kind}, which is not read here`, hint);
}

export function tooLarge(what: string, size: string): QuorateError {
  const hint = 'Crop it to the QR code, or scan the card at 300 dots per inch';
  return new QuorateError('image-too-large', `${what} is too large an image: ${size}`, hint);
}

/** @throws `image-too-large`; `image-damaged` for a picture without pixels */
export function checkSize(width: number, height: number, what: string): void {
  if (width === 0 || height === 0) throw damaged(what, 'its header says that it has no pixels');
  if (width * height > maxImagePixels) {
    const most = maxImagePixels / 1_000_000;
    throw tooLarge(what, `${width} × ${height} pixels, where ${most} million are read`);
  }
}
