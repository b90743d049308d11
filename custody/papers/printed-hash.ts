import { fromHex } from '@quorate/crypto-core/encoding';
import { hashWords } from '@quorate/crypto-core/passphrase/words';
import { qrModules, qrSvg } from '../cards/qr-code.ts';

/** Millimetres: 15 dots of a 600 dpi printer, as on the cards. */
const module = (15 * 25.4) / 600;

/**
 * A hash as a block of its own: its name, 12 words to read aloud, all 64 digits in groups of four.
 * @param hex 64 lower-case hex digits
 * @param note HTML below it
 * @throws RangeError when `hex` is something else: a mistake of the caller
 */
export function hashBlock(name: string, hex: string, note = '', code = ''): string {
  return `<section class="hash"><div><h3>${name}</h3>
<p class="words">${wordsOf(hex)}</p>
<p class="digits">${digits(hex)}</p>
${note === '' ? '' : `<p class="note">${note}</p>`}</div>${code}</section>`;
}

/** The closing head of the ceremony before this one, where the plan names one: empty where it does not. */
export function previousBlock(previousClosingHead: string | null): string {
  if (previousClosingHead === null) return '';
  return hashBlock(
    'Closing head of the ceremony before',
    previousClosingHead,
    'It must be the one on the receipts of that ceremony.',
  );
}

/** The first 132 bits as 12 words. @throws RangeError */
export function wordsOf(hex: string): string {
  checkHash(hex);
  return hashWords(fromHex(hex));
}

/** Hex digits in groups of four, each group unbroken. @param hex of any length */
export function digits(hex: string): string {
  return (hex.match(/[0-9a-f]{1,4}/g) ?? []).map((group) => `<span>${group}</span>`).join('');
}

/** A hash as a QR code: its digits in upper case, which makes the smallest code. @throws RangeError */
export function hashCode(name: string, hex: string): string {
  checkHash(hex);
  const svg = qrSvg(qrModules(hex.toUpperCase()), module);
  return `<div class="code">${svg.replace(/aria-label="[^"]*"/, `aria-label="QR code of the ${name}"`)}</div>`;
}

function checkHash(hex: string): void {
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new RangeError('a printed hash has 64 lower-case hex digits');
}

/** @throws RangeError when an id is not 8 lower-case hex digits: it also goes into the style sheet */
export function checkId(id: string): string {
  if (!/^[0-9a-f]{8}$/.test(id)) throw new RangeError('a printed id has 8 lower-case hex digits');
  return id;
}
