/** A place with the cards that are to lie there. */
export interface PlaceHeld {
  /** As it was named first; empty for cards of which nobody said where they go. */
  readonly name: string;
  /** By number, from 1. */
  readonly cards: readonly number[];
}

/** A place as it is drawn, in points of the picture. */
export interface PlaceBox extends PlaceHeld {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The name as far as there is room for it. */
  readonly label: string;
  readonly slots: readonly { readonly number: number; readonly x: number; readonly y: number }[];
  /** Cards left when everything in this place is lost. */
  readonly left: number;
  readonly isEnough: boolean;
  /** All sticks lie here: without it no card helps. */
  readonly holdsAllSticks: boolean;
}

/** Where sticks lie, as far as it is said, and how many there are. */
export interface SticksHeld {
  readonly stickLocations: readonly string[];
  readonly sticks: number;
}

/** Cards by place, and below them how many are needed. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly places: readonly PlaceBox[];
  /** All cards in a line: first those that are needed, then those that may be lost. */
  readonly line: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly isNeeded: boolean;
  }[];
  /** Top of the line, whose slots are {@link cardHeight} high. */
  readonly lineY: number;
  readonly needed: number;
  readonly spare: number;
}

export const cardWidth = 38;
export const cardHeight = 26;
export const padding = 12;
/** Room of a line of text, and where its base is. */
export const textHeight = 24;
export const textBase = 17;

const gap = 12;
const slotGap = 6;
const narrowest = 168;
/** Width of a small letter of the bold text, on average. */
const letterWidth = 8.2;
const thinnestSlot = 8;

/** The places of the cards, in the order in which they are named: one place however it is spelled. */
export function placesHeld(custodians: readonly { readonly location: string }[]): PlaceHeld[] {
  const places = new Map<string, { name: string; cards: number[] }>();
  for (const [index, { location }] of custodians.entries()) {
    const folded = foldedPlace(location);
    const place = places.get(folded) ?? { name: location.trim(), cards: [] };
    places.set(folded, place);
    place.cards.push(index + 1);
  }
  return [...places.values()];
}

/** The one place in which all sticks lie, as it is compared with others; null where there are several, or some not said. */
function placeOfAllSticks({ stickLocations, sticks }: SticksHeld): string | null {
  const [only = '', ...others] = new Set(stickLocations.map(foldedPlace));
  return others.length > 0 || only === '' || stickLocations.length < sticks ? null : only;
}

// As custody compares places: case, blanks, what is not seen, and Unicode's composition aside.
function foldedPlace(name: string): string {
  const seen = name.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  const letters = [...seen.replace(/\s+/g, ' ').trim().normalize('NFC')];
  const folded = letters.map((one) => (one === 'ı' ? one : one.toLowerCase().toUpperCase().toLowerCase()));
  return folded.join('').normalize('NFC');
}

/**
 * Lays the picture out. Boxes are equally wide whatever the places are called, so that little moves while they are typed.
 * @param threshold cards that restore
 * @param width of the room there is, in points
 */
export function pictureOf(
  places: readonly PlaceHeld[],
  threshold: number,
  width: number,
  sticks: SticksHeld = { stickLocations: [], sticks: 0 },
): Picture {
  const placeOfSticks = placeOfAllSticks(sticks);
  const cards = places.reduce((sum, place) => sum + place.cards.length, 0);
  const columns = Math.max(1, Math.min(cards, Math.floor((width + gap) / (narrowest + gap))));
  const boxWidth = (width - (columns - 1) * gap) / columns;
  const boxes: PlaceBox[] = [];
  let y = 0;
  for (let first = 0; first < places.length; first += columns) {
    const row = places.slice(first, first + columns);
    const height = Math.max(...row.map((place) => boxHeight(place.cards.length, boxWidth)));
    for (const [column, place] of row.entries()) {
      const left = cards - place.cards.length;
      boxes.push({
        ...place,
        x: column * (boxWidth + gap),
        y,
        width: boxWidth,
        height,
        label: cutTo(place.name, Math.floor((boxWidth - 2 * padding) / letterWidth)),
        slots: slotsIn(place.cards, column * (boxWidth + gap), y, boxWidth),
        left,
        isEnough: left >= threshold,
        holdsAllSticks: foldedPlace(place.name) === placeOfSticks,
      });
    }
    y += height + gap;
  }
  const needed = Math.min(threshold, cards);
  const lineY = y + textHeight;
  return {
    width,
    height: lineY + cardHeight + textHeight,
    places: boxes,
    line: lineOf(cards, needed, lineY, width),
    lineY,
    needed,
    spare: cards - needed,
  };
}

function cardsInLine(boxWidth: number): number {
  return Math.max(1, Math.floor((boxWidth - 2 * padding + slotGap) / (cardWidth + slotGap)));
}

function boxHeight(cards: number, boxWidth: number): number {
  const lines = Math.ceil(cards / cardsInLine(boxWidth));
  return 2 * padding + 2 * textHeight + lines * (cardHeight + slotGap);
}

function slotsIn(cards: readonly number[], x: number, y: number, boxWidth: number): PlaceBox['slots'] {
  const inLine = cardsInLine(boxWidth);
  return cards.map((number, index) => ({
    number,
    x: x + padding + (index % inLine) * (cardWidth + slotGap),
    y: y + padding + textHeight + Math.floor(index / inLine) * (cardHeight + slotGap),
  }));
}

/** One slot a card; where they would be too thin, two slots: what is needed, and the rest. */
function lineOf(cards: number, needed: number, y: number, width: number): Picture['line'] {
  const each = Math.min(cardWidth, (width - (cards - 1) * slotGap) / cards);
  if (each >= thinnestSlot) {
    return Array.from({ length: cards }, (_, index) => ({
      x: index * (each + slotGap),
      y,
      width: each,
      isNeeded: index < needed,
    }));
  }
  const neededWidth = ((width - slotGap) * needed) / cards;
  const both = [
    { x: 0, y, width: neededWidth, isNeeded: true },
    { x: neededWidth + slotGap, y, width: width - slotGap - neededWidth, isNeeded: false },
  ];
  return both.filter((slot) => slot.width > 0);
}

/**
 * Text that fits into so many small letters. What is left out is in its middle: names of places differ at their end as
 * often as at their beginning.
 */
function cutTo(text: string, most: number): string {
  const letters = [...text];
  if (letters.reduce((sum, letter) => sum + widthOf(letter), 0) <= most) return text;
  const head: string[] = [];
  const tail: string[] = [];
  let room = most - widthOf('…');
  for (;;) {
    const isHead = head.length <= tail.length;
    const letter = isHead ? letters.shift() : letters.pop();
    room -= widthOf(letter ?? '');
    if (letter === undefined || room < 0) break;
    if (isHead) head.push(letter);
    else tail.unshift(letter);
  }
  return `${head.join('').trimEnd()}…${tail.join('').trimStart()}`;
}

/** In small letters: capitals are wider, and those of East Asian scripts twice as wide. */
function widthOf(letter: string): number {
  if (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uff00-\uff60]/.test(letter)) return 2;
  return /[\p{Lu}mw@%…]/u.test(letter) ? 1.4 : 1;
}
