import { type Extent, parseExtents, placesAt } from '@quorate/custody/sticks/extents';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const mebibyte = 1024 * 1024;

it('what filefrag prints is read', () => {
  const printed = `Filesystem type is: ef53
File size of /mnt/f is 1995440128 (1948672 blocks of 1024 bytes)
 ext:     logical_offset:        physical_offset: length:   expected: flags:
   0:        0..   30719:      75777..    106496:  30720:             unwritten
   1:    30720..   55295:     106498..    131073:  24576:     106497: last,unwritten,eof
/mnt/f: 2 extents found
`;
  expect(parseExtents(printed, 1024)).toEqual([
    { inFile: 0, onMedium: 75777 * 1024, length: 30720 * 1024 },
    { inFile: 30720 * 1024, onMedium: 106498 * 1024, length: 24576 * 1024 },
  ]);
  expect(parseExtents('/mnt/f: FIBMAP unsupported\n', 1024)).toEqual([]);
});

describe('places of samples', () => {
  const extents = fc
    .array(
      fc.record({ gap: fc.integer({ min: 0, max: 5000 }), blocks: fc.integer({ min: 1, max: 40_000 }) }),
      {
        minLength: 1,
        maxLength: 20,
      },
    )
    .map((parts) => {
      const all: Extent[] = [];
      let [inFile, onMedium] = [0, 0];
      for (const { gap, blocks } of parts) {
        onMedium += gap * 4096;
        all.push({ inFile, onMedium, length: blocks * 4096 });
        inFile += blocks * 4096;
        onMedium += blocks * 4096;
      }
      return all;
    });

  it('lie within extents, and apart on the medium by multiples of the distance', () => {
    fc.assert(
      fc.property(extents, fc.integer({ min: 20, max: 26 }), (all, power) => {
        const [distance, bytes] = [2 ** power, 128 * 1024];
        const onMedium = placesAt(all, distance, bytes).map((at) => {
          const extent = all.find(({ inFile, length }) => at >= inFile && at + bytes <= inFile + length);
          expect(extent, 'a place across extents').toBeDefined();
          return (extent as Extent).onMedium + at - (extent as Extent).inFile;
        });
        expect(new Set(onMedium).size).toBe(onMedium.length);
        expect(new Set(onMedium.map((at) => at % distance)).size).toBeLessThanOrEqual(1);
        for (const at of onMedium) expect(at % 4096).toBe(0);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('are as many as there is room for, and every beginning of them is spread', () => {
    const whole = [{ inFile: 0, onMedium: 100 * mebibyte, length: 1024 * mebibyte }];
    const places = placesAt(whole, 32 * mebibyte, mebibyte);
    expect(places).toHaveLength(32);
    const first = places.slice(0, 4).sort((a, b) => a - b);
    const gaps = first.slice(1).map((at, index) => at - (first[index] as number));
    expect(gaps).toEqual([256 * mebibyte, 256 * mebibyte, 256 * mebibyte]);
  });
});
