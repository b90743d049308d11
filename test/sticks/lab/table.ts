/** Counts what was tried and what came of it, and prints it. */
export class Table {
  readonly #rows = new Map<string, { tried: number; survived: number; lost: number }>();
  readonly lost: string[] = [];

  /** @param faults what is wrong afterwards; empty where nothing is */
  add(name: string, faults: readonly string[], where = ''): void {
    const row = this.#rows.get(name) ?? { tried: 0, survived: 0, lost: 0 };
    row.tried++;
    if (faults.length === 0) row.survived++;
    else row.lost++;
    this.#rows.set(name, row);
    this.lost.push(...faults.map((fault) => `${name}${where === '' ? '' : `, ${where}`}: ${fault}`));
  }

  get tried(): number {
    return [...this.#rows.values()].reduce((sum, { tried }) => sum + tried, 0);
  }

  toString(): string {
    const width = Math.max(...[...this.#rows.keys()].map((name) => name.length), 5);
    const line = (name: string, ...cells: (string | number)[]) =>
      `${name.padEnd(width)}  ${cells.map((cell) => String(cell).padStart(8)).join('  ')}`;
    const rows = [...this.#rows].map(([name, row]) => line(name, row.tried, row.survived, row.lost));
    return [line('fault', 'tried', 'survived', 'lost'), ...rows].join('\n');
  }
}
