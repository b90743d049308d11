import type { Amounts } from './amounts.ts';

/**
 * Spans of time as one language writes them: `7.4 s`, `3 min 20 s`, `1 h 05 min`.
 * @param unitGap between a number and its unit: it keeps the two on one line
 */
export function spanIn({ tenths }: Pick<Amounts, 'tenths'>, unitGap: string) {
  return (milliseconds: number): string => {
    const seconds = Math.round(milliseconds / 1000);
    if (seconds < 60) return `${tenths(milliseconds / 1000)}${unitGap}s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) return `${minutes}${unitGap}min ${seconds % 60}${unitGap}s`;
    return `${Math.floor(minutes / 60)}${unitGap}h ${String(minutes % 60).padStart(2, '0')}${unitGap}min`;
  };
}
