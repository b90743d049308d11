import { Pace, paceText } from '@quorate/custody/folder/pace';
import { describe, expect, it } from 'vitest';

const megabyte = 1_000_000;

/** The last answer to samples of seconds and megabytes. */
function paceAfter(samples: readonly (readonly [number, number])[], all = 100) {
  const pace = new Pace();
  return samples.map(([seconds, done]) => pace.at(seconds, done * megabyte, all * megabyte)).at(-1);
}

describe('a pace', () => {
  it('says nothing before a second has passed', () => {
    expect(paceAfter([[5, 0]])).toBeNull();
    expect(
      paceAfter([
        [5, 0],
        [5.9, 10],
      ]),
    ).toBeNull();
  });

  it('is bytes a second, and the seconds that are left', () => {
    expect(
      paceAfter([
        [5, 0],
        [6, 8],
        [7, 20],
      ]),
    ).toEqual({ bytesPerSecond: 10 * megabyte, secondsLeft: 8 });
  });

  it('forgets what is longer ago than 15 seconds', () => {
    const fast = Array.from({ length: 5 }, (_, at) => [at, at * 10] as const);
    const slow = Array.from({ length: 40 }, (_, at) => [5 + at, 40 + at] as const);
    expect(paceAfter([...fast, ...slow], 1000)).toEqual({ bytesPerSecond: megabyte, secondsLeft: 921 });
  });

  it('is nothing while nothing moves, and has no end', () => {
    expect(
      paceAfter([
        [0, 7],
        [30, 7],
        [60, 7],
      ]),
    ).toEqual({ bytesPerSecond: 0, secondsLeft: null });
  });

  it('begins anew with another file, and does not go below nothing', () => {
    expect(
      paceAfter([
        [0, 0],
        [10, 90],
        [11, 0],
      ]),
    ).toBeNull();
    expect(
      paceAfter([
        [0, 0],
        [10, 110],
      ]),
    ).toMatchObject({ secondsLeft: 0 });
  });

  it('keeps few samples however many it is given', () => {
    const pace = new Pace();
    for (let at = 0; at < 100_000; at++) pace.at(at / 1000, at, 1e6);
    expect(pace.at(100, 100_000, 1e6)).toEqual({ bytesPerSecond: 1000, secondsLeft: 900 });
  });
});

it('is said in words', () => {
  const half = [12.34 * megabyte, 64 * megabyte] as const;
  expect(paceText(...half, null)).toBe('12.3 of 64.0 MB');
  expect(paceText(...half, { bytesPerSecond: 9.84 * megabyte, secondsLeft: 6 })).toBe(
    '12.3 of 64.0 MB, 9.8 MB/s, 6 s left',
  );
  expect(paceText(...half, { bytesPerSecond: 1, secondsLeft: 61 })).toMatch(/, 2 min left$/);
  expect(paceText(...half, { bytesPerSecond: 1, secondsLeft: 7260 })).toMatch(/, 2 h 1 min left$/);
  expect(paceText(...half, { bytesPerSecond: 0, secondsLeft: null })).toBe('12.3 of 64.0 MB, 0.0 MB/s');
});
