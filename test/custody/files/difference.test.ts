import { randomBytes } from 'node:crypto';
import { Difference } from '@quorate/custody/files/difference';
import { describe, expect, it } from 'vitest';

const written = Uint8Array.from(randomBytes(10_000));

/** What is said of bytes that were read in pieces of an odd size. */
function said(found: Uint8Array, known: { path: string; bytes: Uint8Array }[] = []): string | null {
  const difference = new Difference(written, known);
  for (let at = 0; at < found.length; at += 4096) difference.add(found.subarray(at, at + 4096));
  return difference.isNone ? null : difference.text;
}

function changed(change: (bytes: Uint8Array) => void): Uint8Array {
  const bytes = written.slice();
  change(bytes);
  return bytes;
}

/** How many bytes of a range are other than this one. */
function others(value: number, from: number, to: number): number {
  return written.subarray(from, to).filter((byte) => byte !== value).length;
}

describe('what was read, compared with what was written', () => {
  it('does not differ, whatever its length', () => {
    expect(said(written)).toBeNull();
    expect(new Difference(new Uint8Array(0)).isNone).toBe(true);
  });

  it('has one bit flipped', () => {
    const at = 5000;
    const flipped = changed((bytes) => (bytes[at] = (bytes[at] as number) ^ 0x10));
    expect(said(flipped)).toBe('one bit is flipped, at byte 5000');
  });

  it('has a byte, or some, changed: how many and where the first', () => {
    const one = changed((bytes) => (bytes[9999] = (bytes[9999] as number) ^ 3));
    expect(said(one)).toBe('one byte differs, the first at byte 9999');
    const two = changed((bytes) => {
      for (const at of [17, 8000]) bytes[at] = (bytes[at] as number) ^ 0xff;
    });
    expect(said(two)).toBe('2 bytes differ, the first at byte 17');
  });

  it('has zeros, or erased flash, where a block should be', () => {
    const from = written.findIndex((byte, at) => at >= 4096 && byte !== 0);
    const zeroed = changed((bytes) => bytes.fill(0, from, 8192));
    expect(said(zeroed)).toBe(
      `${others(0, from, 8192)} bytes differ, the first at byte ${from}; zeros stand in their place`,
    );
    const erased = changed((bytes) => bytes.fill(0xff, 4096, 8192));
    expect(said(erased)).toMatch(/; erased flash stands in their place$/);
  });

  it('has what belongs to another file, or to another place of it', () => {
    const other = { path: 'manifest.json', bytes: Uint8Array.from(randomBytes(3000)) };
    const foreign = changed((bytes) => bytes.set(other.bytes.subarray(512, 1024), 2048));
    expect(said(foreign, [other])).toMatch(/at byte 20[45]\d; there stands what belongs to manifest\.json$/);
    const moved = changed((bytes) => bytes.copyWithin(2048, 6144, 6656));
    expect(said(moved, [other])).toMatch(/; there stands what belongs to another place of it$/);
  });

  it('is shorter or longer', () => {
    expect(said(written.subarray(0, 9000))).toBe('it has 9000 bytes, not 10000');
    expect(said(Uint8Array.of(...written, 1))).toBe('it has 10001 bytes, not 10000');
  });
});
