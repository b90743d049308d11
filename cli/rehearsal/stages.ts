import { randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { equalBytes } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { stateRefusingUpTo } from '@quorate/crypto-core/keys/signing-state';
import { type SampleFile, sampleHeight, sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import { runStage } from './child.ts';

/** What a rehearsal is held with. */
export interface RehearsalInput {
  /** The program's file, started anew for every stage. */
  readonly script: string;
  /** Existing, empty folder that keeps sticks, cards and what was recovered. */
  readonly folder: string;
  readonly threshold: number;
  readonly count: number;
}

/** One stage that went well. */
export interface StageReport {
  readonly stage: string;
  readonly detail: string;
  readonly milliseconds: number;
}

const source = 'validator';
const statePath = 'data/priv_validator_state.json';

/**
 * Holds a whole ceremony on sample keys and recovers them, each stage a process of its own. The recovering process
 * gets a stick and the pictures of K cards, nothing else; the folder the ceremony was held in is gone by then.
 * @param onStage told of each stage when it is done
 * @throws `rehearsal-failed`
 */
export async function holdRehearsal(
  input: RehearsalInput,
  onStage: (report: StageReport) => void,
): Promise<StageReport[]> {
  const { script, folder, threshold, count } = input;
  const reports: StageReport[] = [];
  const stage = async <Result>(
    name: string,
    work: () => Promise<Result> | Result,
    detail: (result: Result) => string,
  ) => {
    const start = performance.now();
    const result = await work();
    const report = { stage: name, detail: detail(result), milliseconds: performance.now() - start };
    reports.push(report);
    onStage(report);
    return result;
  };
  const sticks = [join(folder, 'stick-1'), join(folder, 'stick-2')];
  const cards = join(folder, 'cards');
  const recovered = join(folder, 'recovered');
  for (const stick of sticks) mkdirSync(stick);
  const samples = sampleHome();
  const work = mkdtempSync(join(tmpdir(), 'quorate-rehearsal-'));
  try {
    await stage(
      'sample keys',
      () => writeSamples(work, samples),
      () => `${samples.length} CometBFT files, made just now`,
    );
    await stage(
      'plan',
      () => runStage(script, planWords(input), work),
      (plan) => `sha256 ${String(plan['sha256']).slice(0, 16)}…`,
    );
    const sealed = await stage(
      'seal',
      () => runStage(script, sealWords(sticks, cards), work),
      (result) => `ceremony ${result['ceremonyId']}: 2 sticks, ${count} cards, each read back`,
    );
    rmSync(work, { recursive: true, force: true });
    const folders = sealed['folders'] as string[];
    const folderHash = String(sealed['folderHash']);
    for (const [index, path] of folders.entries()) {
      const words = ['verify', path, '--folder-hash', folderHash];
      await stage(
        `verify stick ${index + 1}`,
        () => runStage(script, words, folder),
        () => 'as sealed, authenticated by its folder hash',
      );
    }
    const pictures = (sealed['cards'] as { png: string }[]).map(({ png }) => png);
    const first = folders[0] as string;
    await stage(
      'roll call',
      () => runStage(script, ['roll-call', first, ...shareWords(pictures)], folder),
      (call) => `${(call['proved'] as number[]).length} of ${count} cards proved from their pictures`,
    );
    const drawn = draw(pictures, threshold);
    const words = recoverWords(folders[randomInt(folders.length)] as string, recovered, drawn, folderHash);
    await stage(
      'recover',
      () => runStage(script, words, folder),
      () => `from one stick and ${threshold} of ${count} cards, drawn by lot`,
    );
    await stage(
      'compare',
      () => compare(join(recovered, source), samples),
      (files) => `${files} files byte for byte; signing state guarded up to height ${sampleHeight}`,
    );
    return reports;
  } finally {
    rmSync(work, { recursive: true, force: true });
    for (const { bytes } of samples) bytes.fill(0);
  }
}

function writeSamples(work: string, samples: readonly SampleFile[]): void {
  for (const { path, bytes } of samples) {
    const file = join(work, 'home', path);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, bytes, { mode: 0o600, flag: 'wx' });
  }
}

function planWords({ threshold, count }: RehearsalInput): string[] {
  const custodians = Array.from({ length: count }, (_, index) => [
    '--custodian',
    `Custodian ${index + 1} @ Place ${index + 1}`,
  ]);
  const people = ['--operator', 'Operator', '--witness', 'Witness', ...custodians.flat()];
  const what = ['--label', 'Rehearsal', '--purpose', 'rehearsal', '--source', `${source}=validator`];
  return ['plan', 'new', 'rehearsal.plan.json', ...what, ...people, '--threshold', String(threshold)];
}

function sealWords(sticks: readonly string[], cards: string): string[] {
  const to = sticks.flatMap((stick) => ['--to', stick]);
  return ['seal', `${source}=home`, '--plan', 'rehearsal.plan.json', ...to, '--cards', cards];
}

function shareWords(pictures: readonly string[]): string[] {
  return pictures.flatMap((picture) => ['--share', picture]);
}

function recoverWords(stick: string, to: string, drawn: readonly string[], folderHash: string): string[] {
  const guard = ['--original-stopped', '--min-height', String(sampleHeight)];
  return ['recover', stick, '--to', to, ...shareWords(drawn), ...guard, '--folder-hash', folderHash];
}

/** K of the pictures in random order. */
function draw(pictures: readonly string[], threshold: number): string[] {
  const left = [...pictures];
  return Array.from({ length: threshold }, () => left.splice(randomInt(left.length), 1)[0] as string);
}

/** Every file as it was, but for the signing state: that one must refuse everything signed so far. */
function compare(home: string, samples: readonly SampleFile[]): number {
  for (const { path, bytes } of samples) {
    const expected = path === statePath ? stateRefusingUpTo(sampleHeight) : bytes;
    if (!equalBytes(new Uint8Array(readFileSync(join(home, path))), expected)) {
      throw new QuorateError('rehearsal-failed', `${path} did not come back as it went in`);
    }
  }
  return samples.length - 1;
}
