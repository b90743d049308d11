import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alternate, settleDisk, timeOf } from './alternate.ts';
import { isInstalled, runChild, runMetered } from './child.ts';
import { rehearsalPlan, sourceName, writeRandomFile } from './fixtures.ts';
import type { Stage } from './reading.ts';
import { notMeasured, type Section, type Verdict } from './report.ts';
import { ownWork, stageTable } from './seal-stages.ts';
import { duration, median, megabytes, spread, times } from './statistics.ts';
import type { Workplace } from './workplace.ts';

const payloadBytes = 250 * 2 ** 20;
const rounds = 3;

/** One run, ours or theirs. */
interface Run {
  /** All of it. */
  readonly ms: number;
  /** Of it, key derivation. */
  readonly kdf: number;
  /** Of it, what the others do not do; theirs: flushing, which only the bench did, after `ms`; null: not told apart. */
  readonly beyond: number | null;
  readonly peakBytes: number | null;
  readonly stages: readonly Stage[];
}

/** Sealing one large file, beside gpg and age. */
export async function measureLargeFile(workplace: Workplace): Promise<Section> {
  const file = join(workplace.folder('disk', 'large'), 'chain.key');
  writeRandomFile(file, payloadBytes);
  const theirs = { gpg: isInstalled('gpg'), age: isInstalled('age') };
  const gpg = theirs.gpg ? gpgOf(workplace, file) : null;
  const age = theirs.age ? ageOf(workplace, file) : null;
  const results = await alternate<Run>(
    {
      'seal (library)': () => sealLibrary(workplace, file),
      ...(gpg && { gpg: gpg.compressing, 'gpg -z 0': gpg.plain }),
      ...(age && { age }),
      'quorate seal': () => sealCommand(workplace, file),
    },
    rounds,
    settleDisk,
  );
  gpg?.end();
  const ours = results['seal (library)'] as Run[];
  const rows = Object.entries(results).map(([name, runs]) => [
    name,
    spread(runs.map((run) => run.ms)),
    duration(median(runs.map((run) => run.kdf))),
    duration(work(runs)),
    ...columnsBeyond(runs),
    peak(runs),
  ]);
  const head = [
    '',
    'whole process',
    'key derivation',
    'without it',
    'beyond',
    'like for like',
    'peak memory',
  ];
  return {
    title: 'Sealing one file of 250 MiB',
    method: `Random bytes, ${rounds} rounds in turn. "seal (library)" reads the file, packs, seals, test-opens, and writes one flushed stick that it reads back; "quorate seal" also makes and reads back the cards and reads the finished stick once more as a recovery would. "Beyond" is what gpg and age do not do: test-open, hashes, flush, read-back (for them: what a flush of their output takes after they ended). "Like for like" leaves it and the key derivation out. gpg's key derivation is what it takes for one byte, starts included.`,
    tables: [[head, ...rows], stageTable(ours.map((run) => run.stages))],
    verdicts: verdictsOf(ours, results),
    notes: Object.entries(theirs).flatMap(([tool, there]) => (there ? [] : [notMeasured(tool)])),
  };
}

function verdictsOf(ours: readonly Run[], results: Record<string, Run[]>): Verdict[] {
  const verdicts: Verdict[] = [];
  const { gpg, age } = results;
  for (const [what, own] of [
    ['everything we do', work(ours)],
    ['like for like', likeForLike(ours)],
  ] as const) {
    if (gpg !== undefined) {
      const ratio = work(gpg) / own;
      verdicts.push({
        what: `faster than gpg, ${what}`,
        target: 'at least 5 ×',
        measured: times(ratio),
        isMet: ratio >= 5,
      });
    }
    if (age !== undefined) {
      const ratio = own / work(age);
      verdicts.push({
        what: `slower than age, ${what}`,
        target: 'at most 2.5 ×',
        measured: times(ratio),
        isMet: ratio <= 2.5,
      });
    }
  }
  const limit = 3 * payloadBytes + 150e6;
  for (const [what, runs] of [
    ['peak memory, library', ours],
    ['peak memory, quorate seal', results['quorate seal'] ?? []],
  ] as const) {
    const most = Math.max(...runs.map((run) => run.peakBytes ?? 0));
    const target = `at most 3 × payload + 150 MB = ${megabytes(limit)}`;
    verdicts.push({ what, target, measured: megabytes(most), isMet: most <= limit });
  }
  return verdicts;
}

/** What is known to be beyond what the others do, and what is left; of the command as a whole it is not known. */
function columnsBeyond(runs: readonly Run[]): string[] {
  if (runs.some((run) => run.beyond === null)) return ['', ''];
  const isOurs = runs.some((run) => run.stages.length > 0);
  return [
    duration(median(runs.map((run) => run.beyond ?? 0))),
    duration(isOurs ? likeForLike(runs) : work(runs)),
  ];
}

/** Median of what is left without key derivation. */
function work(runs: readonly Run[]): number {
  return median(runs.map((run) => run.ms - run.kdf));
}

function likeForLike(runs: readonly Run[]): number {
  return median(runs.map((run) => run.ms - run.kdf - (run.beyond ?? 0)));
}

function peak(runs: readonly Run[]): string {
  const known = runs.flatMap((run) => run.peakBytes ?? []);
  return known.length === 0 ? '' : spread(known, megabytes);
}

function sealLibrary(workplace: Workplace, file: string): Run {
  const stick = workplace.folder('disk', 'stick');
  const plan = join(workplace.folder('disk', 'plan'), 'one.plan.json');
  writeFileSync(plan, rehearsalPlan(1));
  const { ms, stdout, spent, peakBytes } = runMetered(workplace, workplace.sealChild, [
    file,
    plan,
    stick,
    workplace.kit,
  ]);
  rmSync(stick, { recursive: true });
  const stages = JSON.parse(stdout) as Stage[];
  const total = stages.reduce((sum, stage) => sum + stage.ms, 0);
  return { ms, kdf: spent.kdf, beyond: total - spent.kdf - ownWork(stages), peakBytes, stages };
}

function sealCommand(workplace: Workplace, file: string): Run {
  const stick = workplace.folder('disk', 'stick');
  const plan = join(workplace.folder('disk', 'plan'), 'one.plan.json');
  writeFileSync(plan, rehearsalPlan(1));
  const cards = workplace.folder('memory', 'cards');
  const words = ['seal', `${sourceName}=${file}`, '--plan', plan, '--to', stick, '--cards', cards];
  const { ms, spent, peakBytes } = runMetered(workplace, workplace.quorate, words);
  rmSync(stick, { recursive: true });
  return { ms, kdf: spent.kdf, beyond: null, peakBytes, stages: [] };
}

function gpgOf(workplace: Workplace, file: string) {
  const home = workplace.folder('memory', 'gnupg');
  const [output, one] = [`${file}.gpg`, `${file}.one`];
  writeFileSync(one, 'x');
  const env = { ...process.env, GNUPGHOME: home };
  const encrypt = (from: string, more: readonly string[]) => {
    const fixed = ['--batch', '--quiet', '--pinentry-mode', 'loopback', '--passphrase-fd', '0'];
    const what = ['--symmetric', '--cipher-algo', 'AES256', '--output', output, from];
    return runChild('gpg', [...fixed, ...more, ...what], { input: 'correct horse\n', env }).ms;
  };
  const run = async (more: readonly string[]): Promise<Run> => {
    const kdf = encrypt(one, more);
    rmSync(output);
    return theirRun(encrypt(file, more), kdf, output);
  };
  return {
    compressing: () => run([]),
    plain: () => run(['-z', '0']),
    end: () => runChild('gpgconf', ['--kill', 'all'], { env }),
  };
}

function ageOf(workplace: Workplace, file: string) {
  const identity = join(workplace.folder('memory', 'age'), 'identity.txt');
  const output = `${file}.age`;
  runChild('age-keygen', ['-o', identity]);
  const recipient = runChild('age-keygen', ['-y', identity]).stdout.trim();
  return () => theirRun(runChild('age', ['-r', recipient, '-o', output, file]).ms, 0, output);
}

/** Flushes what they wrote, so that it does not weigh on whoever comes next. */
async function theirRun(ms: number, kdf: number, output: string): Promise<Run> {
  const descriptor = openSync(output, 'r+');
  const beyond = await timeOf(() => fsyncSync(descriptor));
  closeSync(descriptor);
  rmSync(output);
  return { ms, kdf, beyond, peakBytes: null, stages: [] };
}
