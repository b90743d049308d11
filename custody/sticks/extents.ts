/** A piece of a file that lies in one piece on the medium; all in bytes. */
export interface Extent {
  /** From the start of the file. */
  readonly inFile: number;
  /** From the start of the medium, or of what the system takes for it. */
  readonly onMedium: number;
  readonly length: number;
}

// ` 3:  98304.. 129023:  133120..  163839:  30720:  131072: unwritten`
const line = /^ *\d+: +(\d+)\.\. +(\d+): +(\d+)\.\. +(\d+):/;

/**
 * Reads what `filefrag -e` of e2fsprogs prints.
 * @param blockBytes the unit it was asked for with `-b`
 */
export function parseExtents(text: string, blockBytes: number): Extent[] {
  return text.split('\n').flatMap((row) => {
    const numbers = line.exec(row)?.slice(1).map(Number);
    if (numbers === undefined) return [];
    const [first, last, start] = numbers as [number, number, number, number];
    return [
      { inFile: first * blockBytes, onMedium: start * blockBytes, length: (last - first + 1) * blockBytes },
    ];
  });
}

/** What is read past the cache begins at a multiple of this in its file; with smaller blocks places shift a little. */
const readable = 4096;
/** Places tried for the first sample of all. */
const beginnings = 64;

/**
 * Chooses places of a file that lie apart on the medium by multiples of a distance, as many as there are: all of them
 * begin at the same rest of the distance.
 * @param distance a power of two
 * @param bytes of each place, at most `distance`
 * @returns bytes from the start of the file, in an order in which every beginning is spread over the whole
 */
export function placesAt(extents: readonly Extent[], distance: number, bytes: number): number[] {
  let best: Place[] = [];
  const step = Math.max(1, Math.floor(distance / beginnings / readable)) * readable;
  for (let rest = 0; rest < distance; rest += step) {
    const places = placesWith(extents, distance, rest, bytes);
    if (places.length > best.length) best = places;
  }
  const sorted = best.sort((a, b) => a.onMedium - b.onMedium);
  return spreadOrder(sorted.length).map((at) => (sorted[at] as Place).inFile);
}

interface Place {
  readonly inFile: number;
  readonly onMedium: number;
}

function placesWith(extents: readonly Extent[], distance: number, rest: number, bytes: number): Place[] {
  return extents.flatMap(({ inFile, onMedium, length }) => {
    const places: Place[] = [];
    const first = Math.ceil((onMedium - rest) / distance) * distance + rest;
    for (let at = first; at + bytes <= onMedium + length; at += distance) {
      const start = inFile + at - onMedium;
      const aligned = start - (start % readable);
      if (aligned >= inFile) places.push({ inFile: aligned, onMedium: at });
    }
    return places;
  });
}

/** 0, then the middle, then the quarters …: numbers below `count` by their bits reversed. */
function spreadOrder(count: number): number[] {
  const bits = Math.max(1, Math.ceil(Math.log2(Math.max(2, count))));
  const reversed = (number: number) => {
    let result = 0;
    for (let at = 0; at < bits; at++) result = result * 2 + ((number >> at) & 1);
    return result;
  };
  return Array.from({ length: 2 ** bits }, (_, at) => reversed(at)).filter((at) => at < count);
}
