import { gzipSync } from 'node:zlib';
import { sectorBytes, TaggedSectors } from '@quorate/custody/sticks/tagged-sectors';
import fc from 'fast-check';
import { expect, it } from 'vitest';

function filled(sectors: TaggedSectors, bytes: number, first: number): Uint8Array {
  const place = new Uint8Array(bytes).fill(7);
  sectors.fill(place, first);
  return place;
}

it('a sector is the same wherever it begins a piece', () => {
  const sectors = new TaggedSectors();
  const whole = filled(sectors, 20 * sectorBytes, 5);
  for (let at = 0; at < 20; at++)
    expect(filled(sectors, sectorBytes, 5 + at)).toEqual(
      whole.subarray(at * sectorBytes, (at + 1) * sectorBytes),
    );
});

it('no two sectors are alike, nor two runs, nor can they be compressed', () => {
  const [one, other] = [new TaggedSectors(), new TaggedSectors()].map((run) => filled(run, 2 ** 20, 0));
  const sectorsOf = (bytes: Uint8Array) =>
    Array.from({ length: 2 ** 20 / sectorBytes }, (_, at) =>
      Buffer.from(bytes.subarray(at * sectorBytes + 16, (at + 1) * sectorBytes)).toString('latin1'),
    );
  const all = [one, other].flatMap((bytes) => sectorsOf(bytes as Uint8Array));
  expect(new Set(all).size).toBe(all.length);
  expect(gzipSync(one as Uint8Array).length).toBeGreaterThan(0.97 * 2 ** 20);
});

it('what was read is right, moved, or wrong, sector by sector', () => {
  const number = fc.integer({ min: 0, max: 2 ** 40 });
  fc.assert(
    fc.property(number, number, fc.integer({ min: 0, max: 7 }), (first, elsewhere, at) => {
      const sectors = new TaggedSectors();
      const bytes = 8 * sectorBytes;
      const found = filled(sectors, bytes, first);
      expect(sectors.tally(found, first)).toEqual({ right: bytes, moved: 0, wrong: 0 });
      const place = found.subarray(at * sectorBytes, (at + 1) * sectorBytes);
      place.set(filled(sectors, sectorBytes, elsewhere));
      const moved = elsewhere === first + at ? 0 : sectorBytes;
      expect(sectors.tally(found, first)).toEqual({ right: bytes - moved, moved, wrong: 0 });
      place[100] = (place[100] as number) ^ 1;
      expect(sectors.tally(found, first)).toEqual({
        right: bytes - sectorBytes,
        moved: 0,
        wrong: sectorBytes,
      });
      // Another run's sector is not ours, whatever number it bears.
      place.set(filled(new TaggedSectors(), sectorBytes, first + at));
      expect(sectors.tally(found, first)).toEqual({
        right: bytes - sectorBytes,
        moved: 0,
        wrong: sectorBytes,
      });
    }),
    { seed: 5, numRuns: 50 },
  );
});

it('the end of a medium may cut a sector', () => {
  const sectors = new TaggedSectors();
  const found = filled(sectors, 3 * sectorBytes + 100, 9);
  expect(sectors.tally(found, 9)).toEqual({ right: found.length, moved: 0, wrong: 0 });
  found[found.length - 1] = (found[found.length - 1] as number) ^ 1;
  expect(sectors.tally(found, 9)).toEqual({ right: 3 * sectorBytes, moved: 0, wrong: 100 });
});
