import { importStep, type Spent, type Stage } from './reading.ts';
import type { Table } from './report.ts';
import { duration, median } from './statistics.ts';

/** Steps of sealing as `sealCeremony` and `writeFolder` name them, gathered for a table. */
const groups: readonly (readonly [string, (step: string) => boolean])[] = [
  ['read and recognise', (step) => step === importStep],
  ['split', (step) => step.startsWith('splitting')],
  ['pack', (step) => step.startsWith('packing')],
  ['seal', (step) => step.startsWith('sealing')],
  ['test-open, hash, documents', (step) => step.startsWith('opening')],
  ['write and read back', (step) => step.startsWith('writing') || step.startsWith('read back')],
  ['folders, renaming', () => true],
];

const kinds: readonly (keyof Spent)[] = ['kdf', 'cipher', 'hash', 'read', 'write', 'flush'];

/**
 * What reading, packing, encrypting and writing take without what other tools do not do: key derivation, test-open,
 * hashes, flush, read-back.
 * @returns milliseconds
 */
export function ownWork(stages: readonly Stage[]): number {
  return stages.reduce((sum, { step, ms, spent }) => {
    if (step.startsWith('opening')) return sum;
    // What is left of a written file besides writing it is reading it back and comparing.
    if (step.startsWith('writing')) return sum + spent.write;
    return sum + ms - spent.kdf - spent.hash - spent.flush;
  }, 0);
}

/** Where the time goes: medians over several runs. */
export function stageTable(runs: readonly (readonly Stage[])[]): Table {
  const gathered = runs.map(gather);
  const rows = groups.map(([name], group) => {
    const sums = gathered.map((sum) => sum[group] as Sum);
    const parts = kinds.map((kind) => median(sums.map(({ spent }) => spent[kind])));
    const whole = median(sums.map(({ ms }) => ms));
    const rest = whole - parts.reduce((sum, part) => sum + part, 0);
    return [name, duration(whole), ...parts.map(cell), cell(rest)];
  });
  const head = ['step', 'whole', 'scrypt', 'AES', 'SHA-256', 'read', 'write', 'flush', 'JavaScript'];
  return [head, ...rows];
}

interface Sum {
  ms: number;
  readonly spent: Spent;
}

function gather(stages: readonly Stage[]): Sum[] {
  const sums: Sum[] = groups.map(() => ({
    ms: 0,
    spent: { kdf: 0, cipher: 0, hash: 0, read: 0, write: 0, flush: 0 },
  }));
  for (const { step, ms, spent } of stages) {
    const sum = sums[groups.findIndex(([, belongs]) => belongs(step))] as Sum;
    sum.ms += ms;
    for (const kind of kinds) sum.spent[kind] += spent[kind];
  }
  return sums;
}

function cell(ms: number): string {
  return ms < 0.5 ? '' : duration(ms);
}
