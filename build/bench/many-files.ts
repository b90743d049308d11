import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alternate, settleDisk } from './alternate.ts';
import { type MeteredRun, runMetered } from './child.ts';
import { folderOn, keyFileBytes, rehearsalPlan, sourceName, writeKeyFiles } from './fixtures.ts';
import type { Section } from './report.ts';
import { duration, median, megabytes, times } from './statistics.ts';
import type { Workplace } from './workplace.ts';

/** The larger is all that a manifest lists. */
const counts = { many: 10_000, few: 1000 } as const;
const stepNames = ['inspect', 'seal', 'verify', 'recover'] as const;

type Steps = Readonly<Record<(typeof stepNames)[number], MeteredRun>>;

/** How the whole way of key files, in and out again, grows with their number. */
export async function measureManyFiles(workplace: Workplace): Promise<Section> {
  const sources = {
    few: keyFiles(workplace, counts.few),
    many: keyFiles(workplace, counts.many),
  };
  const small = () => inAndOut(workplace, sources.few);
  const results = await alternate<Steps>(
    { before: small, many: () => inAndOut(workplace, sources.many), after: small },
    1,
    settleDisk,
  );
  const few = [results['before'], results['after']].flatMap((runs) => runs ?? []);
  const many = results['many'] as Steps[];
  const rows = stepNames.map((step) => {
    const [less, more] = [few, many].map((runs) => runs.map((steps) => steps[step])) as [
      MeteredRun[],
      MeteredRun[],
    ];
    return [
      `quorate ${step}`,
      duration(whole(less)),
      duration(whole(more)),
      duration(kdf(less)),
      duration(kdf(more)),
      times(apart(more) / apart(less)),
      megabytes(Math.max(...more.map((run) => run.peakBytes))),
    ];
  });
  const sum = (runs: readonly Steps[], of: (runs: MeteredRun[]) => number) =>
    stepNames.reduce((total, step) => total + of(runs.map((steps) => steps[step])), 0);
  const ratio = sum(many, apart) / sum(few, apart);
  const withKdf = sum(many, whole) / sum(few, whole);
  const totals = [
    'all',
    ...[whole, kdf].flatMap((of) => [duration(sum(few, of)), duration(sum(many, of))]),
    times(ratio),
    '',
  ];
  const [a, b] = [counts.few, counts.many].map((count) => count.toLocaleString('en'));
  const head = ['', `${a} files`, `${b} files`, `scrypt, ${a}`, `scrypt, ${b}`, 'ratio, scrypt apart'];
  return {
    title: `${b} key files beside ${a}`,
    method: `Node keys of ${keyFileBytes} bytes, each command a process of its own, two sticks on the disk, cards and restored files in memory; ${a} files before and after ${b}.`,
    tables: [[[...head, 'peak memory'], ...rows, totals]],
    verdicts: [
      {
        what: 'ten times the files, scrypt apart',
        target: 'at most 11 ×',
        measured: times(ratio),
        isMet: ratio <= 11,
      },
      {
        what: 'the same with scrypt',
        target: 'at most 11 ×',
        measured: times(withKdf),
        isMet: withKdf <= 11,
      },
    ],
    notes: [],
  };
}

function whole(runs: readonly MeteredRun[]): number {
  return median(runs.map((run) => run.ms));
}

function kdf(runs: readonly MeteredRun[]): number {
  return median(runs.map((run) => run.spent.kdf));
}

function apart(runs: readonly MeteredRun[]): number {
  return median(runs.map((run) => run.ms - run.spent.kdf));
}

function keyFiles(workplace: Workplace, count: number): string {
  const folder = workplace.folder('disk', 'keys');
  writeKeyFiles(folder, count);
  return folder;
}

function inAndOut(workplace: Workplace, keys: string): Steps {
  const quorate = (...words: string[]) => runMetered(workplace, workplace.quorate, words);
  const sticks = ['a', 'b'].map((name) => workplace.folder('disk', `stick-${name}`)) as [string, string];
  const plan = join(workplace.folder('disk', 'plan'), 'two.plan.json');
  writeFileSync(plan, rehearsalPlan(2));
  const cards = workplace.folder('memory', 'cards');
  const restored = workplace.folder('memory', 'restored');
  const source = `${sourceName}=${keys}`;
  const to = sticks.flatMap((stick) => ['--to', stick]);
  const inspect = quorate('inspect', source);
  const seal = quorate('seal', source, '--plan', plan, ...to, '--cards', cards);
  const folder = folderOn(sticks[0]);
  const hash = createHash('sha256')
    .update(readFileSync(join(folder, 'SHA256SUMS')))
    .digest('hex');
  const verify = quorate('verify', folder, '--folder-hash', hash);
  const shares = [1, 3, 5].flatMap((number) => ['--share', join(cards, `card-${number}.png`)]);
  const recover = quorate('recover', folder, '--to', restored, ...shares, '--folder-hash', hash);
  for (const path of [...sticks, cards, restored]) rmSync(path, { recursive: true });
  return { inspect, seal, verify, recover };
}
