import type { Loss, Resilience } from './resilience.ts';

/** A square of places: what happens when the place of the row and that of the column are lost together. */
export interface ResilienceMatrix {
  readonly places: readonly string[];
  /** `rows[i][j]`: what is left without places i and j; on the diagonal without place i alone. */
  readonly rows: readonly (readonly ResilienceCell[])[];
}

/** What is left, and whether it restores: enough cards, and a stick. */
export type ResilienceCell = Pick<Loss, 'cardsLeft' | 'sticksLeft' | 'isSurvived'>;

/** The losses of {@link Resilience} as a square; null when there are too many places to show one. */
export function resilienceMatrix({ places, losses }: Resilience): ResilienceMatrix | null {
  const names = places.map(({ name }) => name);
  const lossOf = (one: string, other: string) =>
    losses.find((loss) =>
      one === other
        ? loss.places.length === 1 && loss.places[0] === one
        : loss.places.length === 2 && loss.places.includes(one) && loss.places.includes(other),
    );
  const rows = names.map((one) => names.map((other) => lossOf(one, other)));
  if (rows.some((row) => row.includes(undefined))) return null;
  return {
    places: names,
    rows: rows.map((row) =>
      row.map((loss) => ({
        cardsLeft: loss?.cardsLeft ?? 0,
        sticksLeft: loss?.sticksLeft ?? 0,
        isSurvived: loss?.isSurvived ?? false,
      })),
    ),
  };
}

/** The square in letters, for a terminal: the cards that are left, and `ok` or `no`. */
export function matrixLines({ places, rows }: ResilienceMatrix): string[] {
  const letter = (index: number) => String.fromCharCode(65 + index);
  const width = 7;
  const head = `   ${places.map((_, index) => letter(index).padStart(width)).join('')}   cards left when both burn, and whether the keys survive`;
  return [
    head,
    ...rows.map((row, index) => {
      const cells = row.map(({ cardsLeft, isSurvived }) =>
        `${cardsLeft} ${isSurvived ? 'ok' : 'no'}`.padStart(width),
      );
      return `  ${letter(index)}  ${cells.join('')}   ${letter(index)} ${places[index]}`;
    }),
  ];
}
