import { describe, expect, it } from 'vitest';
import { firstPace, type Pace, paceAfter } from '../../renderer/logic/camera-pace.ts';

const paceOf = (times: readonly number[], pace: Pace = firstPace) => times.reduce(paceAfter, pace);

describe('Reading pictures of a camera', () => {
  it('keeps its size on a machine that keeps up', () => {
    expect(paceOf([20, 95, 30, 90, 90, 60])).toEqual(firstPace);
  });

  it('takes smaller ones where three in a row took too long, down to a bound', () => {
    expect(paceOf([61, 61, 61])).toEqual({ width: 960, late: 0 });
    expect(paceOf(Array<number>(6).fill(200)).width).toBe(640);
    expect(paceOf(Array<number>(60).fill(200)).width).toBe(640);
  });
});
