import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { alternate, settleDisk } from './alternate.ts';
import { isInstalled, runChild, runMetered } from './child.ts';
import { folderOn, rehearsalPlan, sourceName, writeKeyFiles, writeRandomFile } from './fixtures.ts';
import { notMeasured, type Section, type Table } from './report.ts';
import { duration, median, spread, times } from './statistics.ts';
import type { Workplace } from './workplace.ts';

const rounds = 2;
const manyFiles = 1000;
const largeBytes = 64 * 2 ** 20;
const tools = ['tar', 'openssl', 'ssss-split', 'sha256sum'];

/** One step of a way to seal, in order. */
interface Step {
  readonly name: string;
  readonly ms: number;
}

interface Run {
  readonly steps: readonly Step[];
  /** Key derivation within them, in milliseconds. */
  readonly kdf: number;
}

/** What a runbook does by hand with common tools, beside our ceremony on the same files. */
export async function measureRunbook(workplace: Workplace): Promise<Section> {
  const missing = tools.filter((tool) => !isInstalled(tool));
  const keys = workplace.folder('disk', 'keys');
  writeKeyFiles(keys, manyFiles);
  const large = join(workplace.folder('disk', 'large'), 'chain.key');
  writeRandomFile(large, largeBytes);
  const tables: Table[] = [];
  for (const [name, path] of [
    [`${manyFiles} key files of 1 KB`, keys],
    ['one file of 64 MiB', large],
  ] as const) {
    const results = await alternate<Run>(
      {
        [`Quorate, ${name}`]: () => ours(workplace, path),
        ...(missing.length === 0 && { [`runbook, ${name}`]: () => theirs(workplace, path) }),
      },
      rounds,
      settleDisk,
    );
    tables.push(tableOf(results));
  }
  return {
    title: "The runbook's pipeline beside ours",
    method: `The same files, sealed, split 3 of 5, on two flushed sticks, verified; ${rounds} rounds in turn. The pipeline is tar | openssl enc -aes-256-cbc -pbkdf2 -iter 600000, ssss-split of the passphrase, sha256sum, cp and sync onto two folders, sha256sum -c on each, openssl enc -d | tar -t. It authenticates nothing and proves no share. Ours is quorate seal with its test-open, read-back and five cards read back from their pictures, then quorate verify of both sticks.`,
    tables,
    verdicts: [],
    notes: missing.map(notMeasured),
  };
}

function tableOf(results: Record<string, Run[]>): Table {
  const columns = Object.values(results);
  const length = Math.max(...columns.map(([first]) => first?.steps.length ?? 0));
  const rows: string[][] = [];
  for (let index = 0; index < length; index++) {
    rows.push(['', ...columns.map((runs) => stepCell(runs, index))]);
  }
  const wholes = columns.map((runs) => runs.map(sumOf));
  const apart = columns.map((runs) => median(runs.map((run) => sumOf(run) - run.kdf)));
  const [own = 0, other] = apart;
  return [
    ['', ...Object.keys(results)],
    ...rows,
    ['whole', ...wholes.map((ms) => spread(ms))],
    ['of it key derivation', ...columns.map((runs) => duration(median(runs.map((run) => run.kdf))))],
    ['key derivation apart', ...apart.map((ms) => duration(ms))],
    ...(other === undefined
      ? []
      : [['ours beside the pipeline', other > 0 ? times(own / other) : 'lost in the noise', '']]),
  ];
}

function stepCell(runs: readonly Run[], index: number): string {
  const steps = runs.flatMap((run) => run.steps[index] ?? []);
  const [first] = steps;
  return first === undefined ? '' : `${first.name}: ${duration(median(steps.map(({ ms }) => ms)))}`;
}

function sumOf({ steps }: Run): number {
  return steps.reduce((sum, { ms }) => sum + ms, 0);
}

function ours(workplace: Workplace, path: string): Run {
  const sticks = twoSticks(workplace);
  const plan = join(workplace.folder('disk', 'plan'), 'two.plan.json');
  writeFileSync(plan, rehearsalPlan(2));
  const cards = workplace.folder('memory', 'cards');
  const to = sticks.flatMap((stick) => ['--to', stick]);
  const words = ['seal', `${sourceName}=${path}`, '--plan', plan, ...to, '--cards', cards];
  const sealed = runMetered(workplace, workplace.quorate, words);
  const verified = sticks.map((stick) => {
    const folder = folderOn(stick);
    const hash = createHash('sha256')
      .update(readFileSync(join(folder, 'SHA256SUMS')))
      .digest('hex');
    return runMetered(workplace, workplace.quorate, ['verify', folder, '--folder-hash', hash]).ms;
  });
  for (const place of [...sticks, cards]) rmSync(place, { recursive: true });
  const steps = [
    { name: 'quorate seal, two sticks', ms: sealed.ms },
    { name: 'quorate verify, first stick', ms: verified[0] as number },
    { name: 'quorate verify, second stick', ms: verified[1] as number },
  ];
  return { steps, kdf: sealed.spent.kdf };
}

function theirs(workplace: Workplace, path: string): Run {
  const sticks = twoSticks(workplace);
  const secret = join(workplace.folder('memory', 'secret'), 'passphrase');
  const work = workplace.folder('disk', 'pipeline');
  const env = { ...process.env, SECRET: secret, A: sticks[0], B: sticks[1] };
  const sh = (script: string) => runChild('sh', ['-euc', script], { cwd: work, env }).ms;
  sh('openssl rand -hex 32 > "$SECRET"');
  const cipher = 'openssl enc -aes-256-cbc -pbkdf2 -iter 600000 -pass "file:$SECRET"';
  const files = { cwd: dirname(path), env: { ...env, FILES: basename(path), OUT: work } };
  const steps: Step[] = [
    {
      name: 'tar, openssl enc',
      ms: runChild('sh', ['-euc', `tar -cf - "$FILES" | ${cipher} -out "$OUT/keys.enc"`], files).ms,
    },
    { name: 'ssss-split', ms: sh('ssss-split -t 3 -n 5 -q < "$SECRET" > /dev/null 2>&1') },
    { name: 'sha256sum', ms: sh('sha256sum keys.enc > SHA256SUMS') },
    {
      name: 'cp onto two sticks, sync',
      ms: sh('for to in "$A" "$B"; do cp keys.enc SHA256SUMS "$to"; sync "$to"/* "$to"; done'),
    },
    {
      name: 'sha256sum -c on both',
      ms: sh('for at in "$A" "$B"; do cd "$at"; sha256sum --quiet -c SHA256SUMS; done'),
    },
    { name: 'openssl enc -d, tar -t', ms: sh(`${cipher} -d -in keys.enc | tar -t > /dev/null`) },
  ];
  // Once to seal and once to open. The least of three: taken off, what disturbed it would count against the work.
  const kdf = 2 * Math.min(...[1, 2, 3].map(() => sh(`${cipher} < /dev/null > /dev/null`)));
  for (const place of [...sticks, work]) rmSync(place, { recursive: true });
  return { steps, kdf };
}

function twoSticks(workplace: Workplace): [string, string] {
  return [workplace.folder('disk', 'stick-a'), workplace.folder('disk', 'stick-b')];
}
