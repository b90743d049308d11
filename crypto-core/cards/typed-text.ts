import { QuorateError } from '../errors.ts';
import { type Layout, layouts, PREFIX, symbolOf, textLengths, toCharacters } from './alphabet.ts';
import { isValid } from './checksum.ts';
import { correctErrors, fillWindow } from './correction.ts';
import { seemsToBe } from './foreign-text.ts';
import { digestOf, isListed, type ListedCard, refuseNewerCard, type UnverifiedCard } from './payload.ts';
import { cardOf, MAX_INPUT, versionOf } from './text.ts';

/** A character that differs from what was typed. */
export interface Change {
  /** Into the card text, from 0 and `QS1` included; `printedPlace` says where that is on paper. */
  readonly index: number;
  /** In upper case as typed, or `?` for anything but a printable ASCII character. */
  readonly typed: string;
  readonly corrected: string;
}

/** What typing gave. A corrected card cannot be had without calling `accept`, which takes a person's yes. */
export type TypedReading =
  | { readonly status: 'clean'; readonly text: string; readonly card: UnverifiedCard }
  | {
      readonly status: 'corrected';
      /** The card's text as corrected, in upper case. */
      readonly text: string;
      /** At least one. */
      readonly changes: readonly Change[];
      /** The card, for a caller whom somebody told that the changes are what the card says. */
      readonly accept: () => UnverifiedCard;
    };

export interface TypedOptions {
  /** The manifest's cards: with them a whole window of unreadable characters may be filled in. */
  readonly digests?: readonly ListedCard[];
}

/**
 * Reads a card's text as a person types it: any ASCII case, white space and dashes anywhere, `?` for what cannot
 * be read. Corrects s wrong and e unreadable characters with 2s + e ≤ 8; with `digests` also up to 13 (long
 * cards: 15) unreadable ones that stand together, if nothing else is wrong and the card is then a listed one.
 *
 * @throws `card-text` (not a card, wrong length), `card-checksum` (beyond correction), `card-payload`,
 *   `card-x-zero`, `format-newer`; no message repeats what was typed
 */
export function readTypedText(text: string, options: TypedOptions = {}): TypedReading {
  if (text.length > MAX_INPUT) {
    throw new QuorateError('card-text', 'what was typed is far longer than a card', TYPE_CARD);
  }
  const characters = [...text.replace(/[ \t\n\v\f\r-]/g, '')].map(foldCase);
  if (characters.slice(0, PREFIX.length).join('') !== PREFIX) refuseBeginning(text, characters.length);
  const symbols = characters.slice(PREFIX.length).map(symbolOf);
  const layout = layouts.find(({ length }) => length === characters.length);
  const version = versionOf(symbols[0]);
  const newer = version !== undefined && version > 1;
  if (layout === undefined) {
    if (newer)
      refuseNewerCard(version, `read it with the newer Quorate; if it begins with QS1Z, the Z is mistyped`);
    refuseLength(characters.length);
  }
  const values = new Uint8Array(symbols.length);
  const unreadable: number[] = [];
  symbols.forEach((symbol, index) => {
    if (symbol === undefined) unreadable.push(index);
    else values[index] = symbol;
  });
  if (unreadable.length === 0 && isValid(layout.checksum, values)) {
    return { status: 'clean', text: characters.join(''), card: cardOf(layout, values) };
  }

  const digests = options.digests ?? [];
  const reading = correct(layout, values, unreadable, digests);
  if (reading === null) return refuseCorrection(layout, unreadable, digests, newer ? version : null);
  const { corrected, card } = reading;
  const correctedText = PREFIX + toCharacters(corrected);
  const changes = characters.flatMap((typed, index) =>
    typed === correctedText[index]
      ? []
      : [{ index, typed: printable(typed), corrected: correctedText[index] as string }],
  );
  return { status: 'corrected', text: correctedText, changes, accept: () => card };
}

const TYPE_CARD =
  'type the text of a Quorate share card, beginning with QS1, without the letters before the rows';

// Not toUpperCase: it turns characters outside ASCII, such as ſ, into letters of the alphabet.
function foldCase(character: string): string {
  return character >= 'a' && character <= 'z' ? character.toUpperCase() : character;
}

function printable(character: string): string {
  return /^[!-~]$/.test(character) ? character : '?';
}

function correct(
  layout: Layout,
  values: Uint8Array,
  unreadable: readonly number[],
  digests: readonly ListedCard[],
): { corrected: Uint8Array; card: UnverifiedCard } | null {
  const corrected = correctErrors(layout.checksum, values, unreadable);
  if (corrected) return { corrected, card: cardOf(layout, corrected) };

  const filled = fillWindow(layout.checksum, values, unreadable);
  if (filled) {
    const card = cardOrNull(layout, filled);
    if (card && isListed({ number: card.number, digest: digestOf(card) }, digests)) {
      return { corrected: filled, card };
    }
  }
  return null;
}

function cardOrNull(layout: Layout, symbols: Uint8Array): UnverifiedCard | null {
  try {
    return cardOf(layout, symbols);
  } catch {
    return null; // a filled window without a listed card proves nothing, not even which fault it has
  }
}

function refuseBeginning(text: string, length: number): never {
  if (length === 0) throw new QuorateError('card-text', 'nothing was typed', TYPE_CARD);
  const kind = seemsToBe(text);
  throw new QuorateError(
    'card-text',
    `what was typed does not begin with QS1 as a card does${kind ? `; it seems to be ${kind}` : ''}`,
    TYPE_CARD,
  );
}

function refuseLength(found: number): never {
  const nearest = textLengths.reduce((best, length) =>
    Math.abs(length - found) < Math.abs(best - found) ? length : best,
  );
  const missing = nearest - found;
  const off = missing > 0 ? `${missing} ${are(missing)} missing` : `${-missing} ${are(-missing)} too many`;
  throw new QuorateError(
    'card-text',
    `the typed card has ${found} characters, and the nearest card has ${nearest}: ${off}`,
    `compare group by group, four characters each, and type ? for one you cannot read. A card has 82 characters; one for an existing passphrase has ${textLengths.join(', ')}`,
  );
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}

function refuseCorrection(
  layout: Layout,
  unreadable: readonly number[],
  digests: readonly ListedCard[],
  newerVersion: number | null,
): never {
  const advice = [
    'compare it with the card group by group and type it again, with ? for a character you cannot read; up to 4 wrong or 8 unreadable ones are corrected',
  ];
  const { size } = layout.checksum;
  const spread = Math.max(...unreadable) - Math.min(...unreadable);
  if (unreadable.length > 8 && spread < size && digests.length === 0) {
    advice.push(`with the stick's manifest, up to ${size} that stand together can be filled in`);
  }
  // The typed text is known to be wrong, so its version is not answered as if it were read.
  if (newerVersion !== null) {
    advice.push(
      `if the card does not begin with QS1Z, it was made by a newer program, format version ${newerVersion}`,
    );
  }
  throw new QuorateError(
    'card-checksum',
    'what was typed has more mistakes than can be corrected',
    advice.join('; '),
  );
}
