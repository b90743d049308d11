/** How pictures are read on this machine. */
export interface Pace {
  /** Points that a picture is wide when it is read. */
  readonly width: number;
  /** Pictures in a row that took too long. */
  readonly late: number;
}

const widths = [1280, 960, 640] as const;
const longestRead = 60;
const mostLate = 3;

export const firstPace: Pace = { width: widths[0], late: 0 };

/** Smaller pictures where the machine is too slow for these: the page must answer while it looks. @param took ms */
export function paceAfter({ width, late }: Pace, took: number): Pace {
  if (took <= longestRead) return { width, late: 0 };
  if (late + 1 < mostLate) return { width, late: late + 1 };
  return { width: widths.find((smaller) => smaller < width) ?? width, late: 0 };
}
